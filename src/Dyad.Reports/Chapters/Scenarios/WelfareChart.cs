using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Scenarios;

/// <summary>Exact real income by economy as bars and as a map.</summary>
internal static class WelfareChart
{
    /// <summary>Third parties that a reader can take in: those with the largest changes. The map and the table hold all.</summary>
    private const int ThirdPartiesShown = 12;

    /// <summary>The two sides above, the third parties with the largest changes below, from the largest gain to the largest loss.</summary>
    public static Figure Bars(ScenarioOutcome scenario, Localizer text)
    {
        var own = scenario.OwnSides();
        var third = scenario.ThirdParties()
            .OrderByDescending(w => Math.Abs(w.ExactPercent)).Take(ThirdPartiesShown)
            .OrderByDescending(w => w.ExactPercent).ToList();
        List<WelfareFigure> shown = [.. own, .. third];
        var percent = WelfareTable.Exact(shown, text);
        var chart = new IntervalChart(
            text.Text("scenario.bars_title"), Description(own, percent, text), text.Text("unit.real_income"),
            [
                .. shown.Select((w, i) => Row(
                    scenario, w, percent,
                    third.Count == 0 || own.Count == 0 ? null
                        : i == 0 ? text.Text("scenario.own") : i == own.Count ? text.Text("scenario.others") : null,
                    text)),
            ],
            Reference: 0, Decimals: percent.Decimals, Bars: true);
        return new Figure(
            chart,
            text.Text(chart.HasIntervals ? "scenario.bars_caption" : "scenario.bars_caption_point"), shown[0].Provenance);
    }

    /// <summary>One economy as a bar.</summary>
    public static IntervalRow Row(
        ScenarioOutcome scenario, WelfareFigure w, Percentages percent, string? heading, Localizer text) => new(
        text.Economy(w.Economy), w.ExactPercent, w.Low ?? w.ExactPercent, w.High ?? w.ExactPercent, scenario.Colour(w),
        percent.Text(w.ExactPercent), w.Provenance, Heading: heading);

    /// <summary>All economies as squares.</summary>
    public static Figure Map(ScenarioOutcome scenario, Localizer text)
    {
        var percent = WelfareTable.Exact(scenario.Welfare, text);
        List<WelfareFigure> ordered = [.. scenario.OwnSides(), .. scenario.ThirdParties()];
        var map = new TileMap(
            text.Text("scenario.map_title"), Description(scenario.OwnSides(), percent, text), text.Text("unit.real_income"),
            [
                .. ordered.Select(w => new MapTile(
                    w.Economy, text.Economy(w.Economy), w.ExactPercent, percent.Text(w.ExactPercent), w.Provenance,
                    Outlined: w.Role != Sides.Third)),
            ]);
        return new Figure(map, text.Text("scenario.map_caption"), ordered[0].Provenance);
    }

    /// <summary>The sides in words, for who does not see the picture.</summary>
    private static string Description(IReadOnlyList<WelfareFigure> own, Percentages percent, Localizer text) => string.Join(
        text.Text("format.list_separator"), own.Select(w => text.Text(
            "format.of_value", ("name", text.Economy(w.Economy)), ("value", percent.Said(w.ExactPercent, w.Provenance).Text))));
}
