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

        var unit = text.Numbers.UnitFor(shown.Max(b => Math.Max(Math.Abs(b.Low), Math.Abs(b.High))));
        var first = shown[0];
        var chart = new IntervalChart(
            text.Text("shortfall.chart_title", ("parties", report.PartyNames(text))),
            text.Text(
                "shortfall.chart_description", ("name", BottleneckNames.Name(first, text)),
                ("value", text.Numbers.Money(first.MillionUsd)), ("interval", text.Numbers.MoneyInterval(first.Low, first.High))),
            text.Text("format.unit_per_year", ("unit", unit.Unit)),
            [
                .. shown.Select(b => new IntervalRow(
                    BottleneckNames.Name(b, text), b.MillionUsd / unit.Divisor, b.Low / unit.Divisor, b.High / unit.Divisor,
                    report.Colour(b.Exporter), text.Numbers.Money(b.MillionUsd), b.Provenance)),
            ],
            Reference: 0,
            ReferenceLabel: text.Text("shortfall.chart_reference"));
        return new Figure(chart, text.Text("shortfall.chart_caption"), first.Provenance);
    }
}
