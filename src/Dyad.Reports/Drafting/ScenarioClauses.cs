using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Drafting;

/// <summary>
/// Each scenario: what it assumes, what both sides would gain, how many third parties would gain or lose. Every clause names its scenario,
/// since a side may take up one without the others. Single economies other than the parties are left to the report: the text is not theirs.
/// </summary>
internal static class ScenarioClauses
{
    public static IEnumerable<DraftClause> Of(JointReport report, DraftWriter writer)
        => report.Scenarios.Select(s => s.InOrder(report.Parties)).SelectMany(s => Of(s, writer));

    private static IEnumerable<DraftClause> Of(ScenarioOutcome scenario, DraftWriter writer)
    {
        yield return Clause("assumption", [], text => Cells.Of(text.Name(scenario.Assumption)));
        var own = scenario.OwnSides();
        foreach (var figure in own.Where(w => w.Role == Sides.Party))
        {
            yield return Clause(
                "gain", [figure.Economy, Sign(figure)],
                text => GainSentences.Gain(figure, scenario, WelfareTable.Exact(own, text), text));
        }

        if (scenario is { Difference: { } difference, Parties.Count: 2 })
        {
            var order = difference.Value >= 0 ? scenario.Parties : scenario.Parties.Reverse();
            yield return Clause("difference", [.. order], text => GainSentences.Difference(scenario, text).Single());
        }

        if (scenario.ThirdParties().Count > 0)
            yield return Clause("third-parties", [], text => GainSentences.ThirdParties(scenario, text)[0]);

        DraftClause Clause(string what, string[] whom, Func<Localizer, IReadOnlyList<Inline>> sentence) => writer.Clause(
            DraftIds.Of(["scenario", scenario.Scenario, what, .. whom]),
            text => [.. text.Sentence("draft.in_scenario", ("scenario", Cells.Run(text.Name(scenario.Title)))), .. sentence(text)]);
    }

    /// <summary>Which sentence <see cref="GainSentences.Gain"/> writes: a gain that becomes a loss is another clause.</summary>
    private static string Sign(WelfareFigure figure) => figure switch
    {
        { Low: null } or { High: null } => "point",
        { Low: > 0 } => "up",
        { High: < 0 } => "down",
        _ => "open",
    };
}
