using Dyad.Reports.Model;

namespace Dyad.Testing;

/// <summary>
/// A made-up scenario of 41 economies and 15 sectors with intervals. Codes and names are those of the built-in facts; no figure in it
/// is a statistic or an estimate.
/// </summary>
public static class SyntheticScenario
{
    private const string A = "CHN";
    private const string B = "RUS";
    private const string Welfare = "scenario-welfare";
    private const string Trade = "scenario-trade";
    private const string Sectors = "scenario-sectors";

    /// <summary>Gains of the two sides, and their sizes before in million US$.</summary>
    private static readonly (string Economy, double Percent, double Income)[] Parties = [(A, 0.062, 7_300_000), (B, 0.418, 1_900_000)];

    /// <summary>A scenario of one step, with draws.</summary>
    public static ScenarioResult Create()
    {
        var economies = Names("economies.csv", inSectorPanel: true);
        var sectors = Names("sectors.csv");
        return new()
        {
            Scenario = "made-up",
            Title = new(
                "made-up", "Half of the border costs between China and Russia", "中俄边境成本减半", "Сокращение вдвое пограничных издержек между Китаем и Россией"),
            Assumption = new(
                "made-up", "Border costs in both directions fall by one half in all goods. All else stays.",
                "双向货物的边境成本均下降一半，其余不变。", "Пограничные издержки в обоих направлениях снижаются вдвое по всем товарам. Остальное не меняется."),
            Sources = ["Made up for the tests of the page."],
            Parties = [A, B],
            Year = 2011,
            Model = "many-sectors",
            Deficits = "zero",
            Economies = economies,
            Sectors = sectors,
            Welfare = Figures(economies, 1),
            Difference = new(0.062 - 0.418, -0.482, -0.231, Welfare),
            Trade = [.. Flows(economies, sectors)],
            SectorChanges = [.. Parties.SelectMany(p => sectors.Select((s, j) => Change(p.Economy, s.Code, j)))],
            Steps = [],
            DataNotes = Notes(sectors[0].Code, sectors[1].Code),
            Converged = true,
            Residuals = new(2.2e-13, 1.1e-13, 6.4e-13, 8.9e-13),
            Iterations = 42,
            Ensemble = new(1000, 7, 3,
            [
                new("elasticity", "AGR", "lognormal", 8.11, 1.86, "Caliendo and Parro (2015), Table 1"),
                new("gravity", "border", "normal", -2.94, 0.21, "gravity-ppml"),
            ]),
            Provenance = [Address(Welfare), Address(Trade), Address(Sectors)],
            SourceTables =
            [
                new("io_tables", "World Input-Output Database", "release 2013", "CC BY 4.0", "Timmer et al. (2015)",
                    "35 industries to 15 sector groups", "million US$, current prices", 98_765, new string('a', 64)),
            ],
            Version = "0.3.0",
            Seconds = new Dictionary<string, double> { ["read"] = 0.2, ["solve"] = 0.1, ["draws"] = 20 },
        };
    }

    /// <summary>The same facts, asked for in the other order: the parties change places.</summary>
    public static T Swapped<T>(T scenario)
        where T : ScenarioOutcome
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return scenario with
        {
            Parties = [.. scenario.Parties.Reverse()],
            Welfare = [.. scenario.Welfare.Take(2).Reverse(), .. scenario.Welfare.Skip(2)],
            Difference = scenario.Difference is not { } d ? null : new(-d.Value, -d.High, -d.Low, d.Provenance),
        };
    }

    /// <summary>A note of every kind, at flows, inputs, cells, economies and the world.</summary>
    private static IReadOnlyList<DataNote> Notes(string one, string other)
    {
        const string Unit = DataNote.MillionUsd;
        return
        [
            new("negative", "trade", "negative-flows-to-zero", 14, -205, Unit, one, null, B, A),
            new("negative", "intermediate", "negative-flows-to-zero", 1, -2, Unit, one, other, A, null),
            new("negative", "final", "negative-flows-to-zero", 3, -7_200, null, one, null, A, null),
            new("missing", "value-added", "missing-cells-to-zero", 2, null, Unit, one, null, B, null),
            new("missing", "tariff", "missing-cells-to-zero", 2, null, Unit, one, null, B, A),
            new("missing", "deficit", "deficits-from-trade", 1, null, Unit, null, null, B, null),
            new("demand-without-supply", "trade", "missing-supply-from-home", 1, 12, Unit, one, null, A, null),
            new("sales-without-costs", "value-added", "missing-costs-from-world", 1, 0.5, null, one, null, A, null),
            new("output-against-sales", "value-added", "solve-levels-again", 5, -0.25, Unit, one, null, B, null),
            new("purchases-against-uses", "trade", "solve-levels-again", 5, 0.4, Unit, one, null, B, null),
            new("deficit-against-trade", "deficit", "deficits-from-trade", 5, 0.004, Unit, null, null, B, null),
            new("deficit-sum", "deficit", "deficits-to-zero-sum", 1, 1e-4, Unit, null, null, null, null),
        ];
    }

    /// <summary>The same without draws: no figure has an interval.</summary>
    public static ScenarioResult WithoutDraws()
    {
        var drawn = Create();
        return drawn with
        {
            Welfare = [.. drawn.Welfare.Select(w => w with { Low = null, High = null, Intervals = null })],
            Difference = drawn.Difference! with { Low = null, High = null },
            Trade = [.. drawn.Trade.Select(t => t with { Low = null, High = null })],
            SectorChanges =
            [
                .. drawn.SectorChanges.Select(s => s with
                {
                    OutputPercent = new(s.OutputPercent.Value, null, null), CostPercent = new(s.CostPercent.Value, null, null),
                    PricePercent = new(s.PricePercent.Value, null, null),
                }),
            ],
            Ensemble = null,
            DataNotes = [],
        };
    }

    /// <summary>Three members and no pair, two steps, one sector, no year, one flow that did not exist before.</summary>
    public static ScenarioResult OfMembers()
    {
        var full = Create();
        string[] members = ["CAN", "MEX", "USA"];
        return full with
        {
            Parties = [],
            Year = null,
            Model = "one-sector",
            Deficits = "held",
            Sectors = [new("ALL", "All sectors", "所有部门", "Все отрасли")],
            Welfare = [.. full.Welfare.Select(w => w with { Role = members.Contains(w.Economy) ? "member" : "third" })],
            Difference = null,
            Trade =
            [
                .. members.SelectMany(e => members.Where(i => i != e).Select(i => new TradeChange(e, i, null, 1000, 1100, 10, 8, 12, Trade))),
                new("bloc", "bloc", null, 6000, 6600, 10, 8, 12, Trade), new("MEX", "CYP", null, 0, 0, null, null, null, Trade),
            ],
            SectorChanges = [],
            Steps = [new(new("step-1", "First half", "第一步", "Первая половина"), Figures(full.Economies, 0.5))],
            Ensemble = full.Ensemble! with { Failed = 0, Parameters = [] },
            Sources = [],
        };
    }

    /// <summary>A gain, a loss, a difference and a share of third parties that no interval settles.</summary>
    public static ScenarioResult Open()
    {
        var full = Create();
        return full with
        {
            Deficits = "proportional",
            Converged = false,
            Welfare =
            [
                .. full.Welfare.Select(w => w.Economy switch
                {
                    A => w with { Low = -0.02 },
                    B => w with { ExactPercent = -0.2, Low = -0.35, High = -0.05 },
                    _ => w,
                }),
            ],
            Difference = new(0.1, -0.05, 0.25, Welfare),
            SectorChanges = [.. full.SectorChanges.Select(s => s with { OutputPercent = new(s.Economy == A ? 0.4 : -0.4, null, null) })],
        };
    }

    /// <summary>The first side loses: what a scenario without a year says of it.</summary>
    public static ScenarioResult LossWithoutYear()
    {
        var open = Open();
        return open with { Year = null, Welfare = [.. open.Welfare.Select(w => w.Economy == A ? w with { Low = 0.01 } : w)] };
    }

    private static IReadOnlyList<WelfareFigure> Figures(IReadOnlyList<NamedCode> economies, double scale)
    {
        var parties = Parties.Select(p => Figure(p.Economy, "party", scale * p.Percent, p.Income));
        var others = economies.Where(e => Parties.All(p => p.Economy != e.Code))
            .Select((e, i) => Figure(e.Code, "third", scale * 0.021 * Math.Sin(0.6 + (1.7 * i)) - 0.004, 40_000 * (1 + (i * 37 % 41))));
        return [.. parties, .. others];
    }

    private static WelfareFigure Figure(string economy, string role, double percent, double income)
    {
        double half = 0.006 + (0.3 * Math.Abs(percent));
        Estimated Around(double value) => new(value, value - half, value + half);
        return new(
            economy, role, percent, percent - half, percent + half, 1.1 * percent, 0.3 * percent, 0.05 * percent, 0.75 * percent,
            0.9 * percent, -0.4 * percent, income,
            new Dictionary<string, Estimated> { ["real_wage_percent"] = Around(0.9 * percent) }, Welfare);
    }

    private static IEnumerable<TradeChange> Flows(IReadOnlyList<NamedCode> economies, IReadOnlyList<NamedCode> sectors)
    {
        foreach (var (exporter, importer) in new[] { (A, B), (B, A) })
        {
            yield return Flow(exporter, importer, null, exporter == A ? 57_600 : 47_700, 31.5);
            foreach (var (j, sector) in sectors.Index())
                yield return Flow(exporter, importer, sector.Code, 900 * (1 + j), 34 * Math.Sin(1.4 + (0.9 * j)) + 18);
            yield return Flow(exporter, TradeChange.ThirdParties, null, exporter == A ? 2_027_000 : 437_000, -0.4);
        }

        foreach (var (i, other) in economies.Where(e => e.Code is not (A or B)).Index())
        {
            foreach (var (p, party) in new[] { A, B }.Index())
            {
                double size = 2_000 * (1 + (i * 23 % 37));
                yield return Flow(party, other.Code, null, size, -0.2 - (0.5 * p) - (0.1 * Math.Cos(i)));
                yield return Flow(other.Code, party, null, 0.8 * size, 0.1 - (0.7 * p) + (0.1 * Math.Sin(i)));
            }
        }
    }

    private static TradeChange Flow(string exporter, string importer, string? sector, double before, double percent) => new(
        exporter, importer, sector, before, before * (1 + (percent / 100)), percent, percent - (0.3 * Math.Abs(percent)),
        percent + (0.3 * Math.Abs(percent)), Trade);

    private static SectorChange Change(string economy, string sector, int j)
    {
        static Estimated Around(double value) => new(value, value - (0.25 * Math.Abs(value)), value + (0.25 * Math.Abs(value)));
        double size = economy == A ? 0.3 : 2.1;
        return new(
            economy, sector, 120_000 + (9_000 * j), Around(size * Math.Sin(0.4 + (1.3 * j))), Around(-0.2 * size), Around(-0.25 * size), Sectors);
    }

    private static Provenance Address(string method) => new(
        method, [new("io_tables", "World Input-Output Database", "release 2013", new string('a', 64))], method,
        "Caliendo and Parro (2015)", new Dictionary<string, string> { ["year"] = "2011", ["draws"] = "1000", ["seed"] = "7" }, "0.3.0",
        "./dyad simulate made-up.yaml --draws 1000 --seed 7 --json");

    /// <summary>Codes and names in three languages as the facts have them, of all rows or of those in the input-output tables.</summary>
    private static List<NamedCode> Names(string file, bool inSectorPanel = false)
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Dyad.slnx")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Not in the repository.");
        using var csv = CsvHelper.CsvReader.Create(
            File.ReadAllBytes(Path.Combine(root, "src", "Dyad.Data", "Build", file)), new CsvHelper.CsvReaderOptions { Separator = ',' });
        var names = new List<NamedCode>();
        while (csv.Read())
        {
            if (!inSectorPanel || csv.GetString("in_sector_panel") == "true")
                names.Add(new(csv.GetString("code"), csv.GetString("name_en"), csv.GetString("name_zh"), csv.GetString("name_ru")));
        }

        return names;
    }
}
