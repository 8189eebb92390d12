using Dyad.Reports.Model;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>Who is who in a scenario.</summary>
internal static class Sides
{
    /// <summary>Names of roles (<see cref="WelfareFigure.Role"/>).</summary>
    public const string Party = "party";
    public const string Third = "third";

    /// <summary>The parties and members that a scenario is about, in its order: the parties first.</summary>
    public static IReadOnlyList<WelfareFigure> OwnSides(this ScenarioOutcome scenario)
        => [.. scenario.Welfare.Where(w => w.Role != Third).OrderBy(w => w.Role == Party ? 0 : 1)];

    /// <summary>The two parties.</summary>
    public static IEnumerable<WelfareFigure> BothSides(this ScenarioOutcome scenario) => scenario.Welfare.Where(w => w.Role == Party);

    /// <summary>The same with the parties in the order in which a report names them.</summary>
    public static ScenarioOutcome InOrder(this ScenarioOutcome scenario, IReadOnlyList<string> parties)
    {
        if (!scenario.Parties.Reverse().SequenceEqual(parties))
            return scenario;
        return scenario with
        {
            Parties = parties,
            Welfare = [.. scenario.Welfare.OrderBy(w => w.Role == Party ? parties.ToList().IndexOf(w.Economy) : parties.Count)],
            Difference = scenario.Difference is { } d ? new(-d.Value, -d.High, -d.Low, d.Provenance) : null,
        };
    }

    /// <summary>All others, the largest gain first.</summary>
    public static IReadOnlyList<WelfareFigure> ThirdParties(this ScenarioOutcome scenario)
        =>
        [
            .. scenario.Welfare.Where(w => w.Role == Third)
                .OrderByDescending(w => w.ExactPercent).ThenBy(w => w.Economy, StringComparer.Ordinal),
        ];

    /// <summary>Palette index: the parties by code, as in all charts of the pair; third parties in grey, members in neither.</summary>
    public static int Colour(this ScenarioOutcome scenario, WelfareFigure figure) => figure.Role switch
    {
        Third => 2,
        Party => figure.Economy == scenario.Parties.Min(StringComparer.Ordinal) ? 0 : 1,
        _ => 3,
    };
}
