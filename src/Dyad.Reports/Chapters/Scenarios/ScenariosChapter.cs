using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>What a change would do: each scenario for both sides, for third parties and for trade of the pair.</summary>
internal static class ScenariosChapter
{
    /// <summary>The chapter, or null for a report without scenarios.</summary>
    public static Chapter? Compose(JointReport report, Localizer text)
    {
        if (report.Scenarios.Count == 0)
            return null;
        List<ScenarioOutcome> scenarios = [.. report.Scenarios.Select(s => s.InOrder(report.Parties))];
        return new(
            "scenarios", text.Text("scenario.chapter.all"),
            [
                text.Paragraph("scenario.intro"), Overview(scenarios, text), .. scenarios.SelectMany(s => Scenario(s, text).Select(b => Titled(b, s, text))),
                new Callout(text.Text("scenario.two_measures_title"), Cells.Of(text.Text("scenario.two_measures"))),
                new Callout(text.Text("scenario.caution_title"), Cells.Of(text.Text("scenario.caution"))),
            ]);
    }

    /// <summary>Both sides in every scenario.</summary>
    private static Figure Overview(List<ScenarioOutcome> scenarios, Localizer text)
    {
        var percent = WelfareTable.Exact(scenarios.SelectMany(s => s.BothSides()), text);
        var rows = new List<IntervalRow>();
        foreach (var scenario in scenarios)
        {
            string? heading = text.Name(scenario.Title);
            foreach (var w in scenario.BothSides())
            {
                rows.Add(WelfareChart.Row(scenario, w, percent, heading, text));
                heading = null;
            }
        }

        var chart = new IntervalChart(
            text.Text("scenario.overview_title"), text.Text("scenario.overview_description"), text.Text("unit.real_income"), rows,
            Reference: 0, Decimals: percent.Decimals, Bars: true);
        return new Figure(chart, text.Text("scenario.overview_caption"), rows[0].ProvenanceId);
    }

    /// <summary>Tables and pictures of one kind stand in the chapter once a scenario: their titles name it.</summary>
    private static Block Titled(Block block, ScenarioOutcome scenario, Localizer text)
    {
        string Of(string what) => text.Text("format.of_scenario", ("what", what), ("scenario", text.Name(scenario.Title)));
        return block switch
        {
            Table table => table with { Caption = Of(table.Caption) },
            Figure figure => figure with { Chart = figure.Chart with { Title = Of(figure.Chart.Title) } },
            _ => block,
        };
    }

    private static IEnumerable<Block> Scenario(ScenarioOutcome scenario, Localizer text)
    {
        yield return new Heading(3, text.Name(scenario.Title));
        yield return new Paragraph(Cells.Of(text.Name(scenario.Assumption)));
        yield return GainSentences.Sides(scenario, text);
        if (WelfareTable.Compose("scenario.sides_caption", scenario.OwnSides(), withAmounts: true, text) is { } sides)
            yield return sides;
        if (GainSentences.ThirdParties(scenario, text) is { Count: > 0 } third)
            yield return new ListBlock(third);
        foreach (var block in TradeBlocks.Compose(scenario, text).Concat(SectorBlocks.Compose(scenario, tables: false, text)))
            yield return block;
        foreach (var block in EnsembleBlocks.Draws(scenario, text))
            yield return block;
    }
}
