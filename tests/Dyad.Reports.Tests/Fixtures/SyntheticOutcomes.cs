using Dyad.Reports.Model;

namespace Dyad.Reports.Tests.Fixtures;

/// <summary>Made-up scenarios about the invented economies of <see cref="SyntheticReport"/>. No figure in them is an estimate.</summary>
internal static class SyntheticOutcomes
{
    /// <summary>Address of all their figures.</summary>
    public const string Address = "scenario";

    private static readonly string[] Sectors = ["agriculture", "mining", "machinery", "transport"];

    /// <summary>One in which both sides gain, with draws and in two steps; one in which the second side's sign is open.</summary>
    public static IReadOnlyList<ScenarioOutcome> Of(string a, string b, string third) =>
    [
        Outcome(
            new("border", "Half of the border costs", "边境成本减半", "Сокращение вдвое пограничных издержек"),
            [Figure(a, "party", 0.21, 0.12), Figure(b, "party", 0.64, 0.33), Figure(third, "third", -0.03, 0.02)], a, b) with
        {
            Steps = [new(new("step-1", "Goods first", "先货物", "Сначала товары"), [Figure(a, "party", 0.11, 0.06), Figure(b, "party", 0.31, 0.16)])],
        },
        Outcome(
            new("tariffs", "No tariffs between the parties", "双方互免关税", "Без пошлин между сторонами"),
            [Figure(a, "party", 0.05, 0.03), Figure(b, "party", 0.02, 0.04), Figure(third, "third", 0.001, 0.002)], a, b),
    ];

    private static ScenarioOutcome Outcome(NamedCode title, IReadOnlyList<WelfareFigure> welfare, string a, string b) => new()
    {
        Scenario = title.Code,
        Title = title,
        Assumption = new(title.Code, "Made up for the tests.", "为测试而虚构。", "Придумано для проверки."),
        Sources = ["Made up for the tests."],
        Parties = [a, b],
        Year = 2011,
        Model = "many-sectors",
        Deficits = "zero",
        Welfare = welfare,
        Difference = new(welfare[0].ExactPercent - welfare[1].ExactPercent, -0.6, -0.2, Address),
        Trade = [.. Flows(a, b, 57_600, 1), .. Flows(b, a, 47_700, -1)],
        SectorChanges =
        [
            .. new[] { a, b }.SelectMany(e => Sectors.Select((s, j) => new SectorChange(
                e, s, 90_000 + (1000 * j), Around(e == a ? 0.3 - (0.2 * j) : 0.4 - (0.15 * j)), Around(-0.1), Around(-0.2), Address))),
        ],
        Steps = [],
        Ensemble = new(500, 1, 0, [new("elasticity", "mining", "normal", 4, 1, "made up")]),
    };

    private static WelfareFigure Figure(string economy, string role, double percent, double half) => new(
        economy, role, percent, percent - half, percent + half, 1.1 * percent, 0.3 * percent, 0.05 * percent, 0.75 * percent,
        0.9 * percent, -0.4 * percent, 500_000, new Dictionary<string, Estimated> { ["real_wage_percent"] = Around(0.9 * percent) }, Address);

    private static IEnumerable<TradeChange> Flows(string exporter, string importer, double size, int sign)
    {
        yield return new(exporter, importer, null, size, 1.2 * size, 20, 11, 29, Address);
        foreach (var (j, sector) in Sectors.Index())
            yield return new(exporter, importer, sector, 0.2 * size, 0.2 * size, sign * 7 * (j - 1), -20, 30, Address);
    }

    private static Estimated Around(double value) => new(value, value - 0.05, value + 0.05);
}
