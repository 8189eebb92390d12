using Dyad.Reports.Model;

namespace Dyad.Testing;

/// <summary>A made-up programme of five measures. No figure in it is an estimate.</summary>
public static class SyntheticProgramme
{
    /// <summary>Address of all its figures.</summary>
    public const string Address = "programme-choice";

    /// <summary>Three of five measures are chosen, and four with a payment of the second side to the first.</summary>
    public static ProgrammeReport Of(string a, string b, IReadOnlyList<NamedCode> economies) => new()
    {
        Programme = "made-up",
        Title = new("made-up", "Five measures for a shorter way", "缩短通道的五项措施", "Пять мер ради короткого пути"),
        Parties = [a, b],
        Year = 2011,
        Measures =
        [
            Measure("border", "Border posts that work around the clock", "口岸全天候通关", "Круглосуточные пункты пропуска", 420, 610, [], 1_900, 2_300),
            Measure("rail", "Second track to the border", "通往口岸的复线铁路", "Второй путь к границе", 3_100, 2_400, [], 1_200, 2_900),
            Measure("papers", "One electronic waybill", "统一电子运单", "Единая электронная накладная", 60, 75, [], 640, 510),
            Measure("standards", "Mutual recognition of tests", "检测结果互认", "Взаимное признание испытаний", 35, 35, ["papers"], null, null),
            Measure("tariff", "Tariffs on machinery halved", "机械关税减半", "Вдвое ниже пошлины на машины", 0, 0, [], 2_100, -350),
        ],
        Budgets = new(1_500, 2_000),
        CostWeight = 0.1,
        Periods = [.. Enumerable.Range(0, 12).Select(q => $"{2012 + (q / 4)}-Q{1 + (q % 4)}")],
        Way = "every-set",
        Evaluated = 24,
        Frontier =
        [
            Point(["border", "papers"], 2_300, 3_350), Point(["border", "papers", "standards"], 2_780, 3_120),
            Point(["border", "papers", "standards", "tariff"], 4_950, 2_660),
        ],
        Nash = new(
            ["border", "papers", "standards"], new(Around(2_780), Around(3_120)), new(2_780, 3_120), new(515, 720), 0,
            Of500(0.94, 0.97, 0.93), Of500(0.94, 0.97, 0.93),
            [new("border", new(1_850, 2_240)), new("papers", new(700, 640)), new("standards", new(230, 240))], true,
            [new("papers", 0, 2), new("border", 0, 5), new("standards", 2, 6)], 0, Address),
        WithTransfer = new(
            ["border", "papers", "standards", "tariff"], new(Around(3_805), Around(3_805)), new(4_950, 2_660), new(515, 720), 1_145,
            Of500(0.99, 0.92, 0.91), Of500(0.98, 0.96, 0.95),
            [
                new("border", new(1_850, 2_200)), new("papers", new(690, 600)), new("standards", new(240, 240)),
                new("tariff", new(2_170, -380)),
            ],
            true, [new("papers", 0, 2), new("border", 0, 5), new("standards", 2, 6), new("tariff", 0, 1)], 0, Address),
        Obstacle = null,
        Interactions =
        [
            new("papers", "standards", new(180, 160), Address), new("border", "rail", new(-240, -310), Address),
            new("border", "papers", new(-40, 40), Address),
        ],
        Economies = economies,
        Provenance =
        [
            new(Address, [new("io_tables", "World Input-Output Database", "release 2013", new string('a', 64))], Address,
                "Nash (1950); Shapley (1953)", new Dictionary<string, string> { ["draws"] = "500", ["seed"] = "1" }, "0.3.0",
                "./dyad programme made-up.yaml --json"),
        ],
        SourceTables = [],
        Version = "0.3.0",
        Seconds = new Dictionary<string, double>(),
    };

    /// <summary>No set leaves each side better off; the total has a transfer, without draws; a search that may miss; no limits.</summary>
    public static ProgrammeReport WithoutNash(ProgrammeReport full)
    {
        ArgumentNullException.ThrowIfNull(full);
        var choice = full.WithTransfer! with
        {
            Gain = new(new(3_805, null, null), new(3_805, null, null)), ProbabilityBefore = null, ProbabilityAfter = null,
        };
        return full with
        {
            Nash = null, Obstacle = "no-common-gain", WithTransfer = choice, Way = "second-order", Budgets = new(null, null),
            Interactions = [],
        };
    }

    /// <summary>Nothing can be chosen at all.</summary>
    public static ProgrammeReport WithoutChoice(ProgrammeReport full, string obstacle)
    {
        ArgumentNullException.ThrowIfNull(full);
        return full with { Nash = null, WithTransfer = null, Obstacle = obstacle, Frontier = [], Interactions = [] };
    }

    /// <summary>A gain that no interval settles.</summary>
    public static ProgrammeReport Open(ProgrammeReport full)
    {
        ArgumentNullException.ThrowIfNull(full);
        return full with { Nash = full.Nash! with { Gain = new(new(2_780, -400, 5_100), Around(3_120)) } };
    }

    /// <summary>A Nash point whose first side gains in so many of 500 draws, with an interval of its own.</summary>
    public static ProgrammeReport Drawn(ProgrammeReport full, double low, double high, int above)
    {
        ArgumentNullException.ThrowIfNull(full);
        var nash = full.Nash!;
        return full with
        {
            Nash = nash with
            {
                Gain = nash.Gain with { First = new(2_780, low, high) },
                ProbabilityAfter = Of500(above / 500.0, 0.97, above / 500.0),
            },
        };
    }

    private static ProgrammeMeasure Measure(
        string code, string en, string zh, string ru, double first, double second, IReadOnlyList<string> after, double? gain, double? other) =>
        new(code, new(code, en, zh, ru), new(first, second), after, [],
            gain is { } g && other is { } o ? new Sides<Estimated>(Around(g), Around(o)) : null, Address);

    private static FrontierPoint Point(IReadOnlyList<string> measures, double first, double second)
        => new(measures, new(Around(first), Around(second)), new(500, 700), Of500(0.92, 0.94, 0.9), Address);

    private static GainProbability Of500(double first, double second, double both) => new(500, new(first, second), both);

    private static Estimated Around(double value) => new(value, value - (0.4 * Math.Abs(value)), value + (0.4 * Math.Abs(value)));
}
