using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shortfall;

/// <summary>Bottlenecks by rank with their 90% intervals.</summary>
internal static class BottleneckChart
{
    /// <summary>The chart of the first bottlenecks, or null where there is none.</summary>
    public static Figure? Compose(JointReport report, Localizer text, int rows)
    {
        var shown = report.Bottlenecks.OrderBy(b => b.Rank).Take(rows).ToList();
        if (shown.Count == 0)
            return null;

        var sizes = BottleneckTable.Sizes(report, text);
        var unit = sizes.Scale.Unit;
        var first = shown[0];
        var chart = new IntervalChart(
            text.Text("shortfall.chart_title", ("parties", report.PartyNames(text))),
            text.Text(
                "shortfall.chart_description", ("name", BottleneckNames.Name(first, text)),
                ("value", sizes.Said(first.MillionUsd, first.Provenance).Text),
                ("interval", sizes.Said(first.Low, first.High, first.Provenance).Text)),
            text.Text("format.unit_per_year", ("unit", unit.Unit)),
            [
                .. shown.Select(b => new IntervalRow(
                    BottleneckNames.Name(b, text), b.MillionUsd / unit.Divisor, b.Low / unit.Divisor, b.High / unit.Divisor,
                    report.Colour(b.Exporter), sizes.Cell(b.MillionUsd, b.Provenance).Text, b.Provenance)),
            ],
            Reference: 0,
            ReferenceLabel: text.Text("shortfall.chart_reference"),
            Decimals: sizes.Scale.Decimals);
        return new Figure(chart, text.Text("shortfall.chart_caption"), first.Provenance);
    }
}
