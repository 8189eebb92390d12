using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Glance;

/// <summary>Trade in both directions over the years; years without a figure are gaps.</summary>
internal static class TradeChart
{
    public static Block Compose(JointReport report, Localizer text)
    {
        var totals = report.Trade.Where(t => t.Sector is null).ToList();
        if (totals.Count == 0)
            return text.Paragraph("summary.no_trade");

        var unit = text.Numbers.UnitFor(totals.Max(t => Math.Abs(t.MillionUsd)));
        int first = totals.Min(t => t.Year);
        int[] years = [.. Enumerable.Range(first, totals.Max(t => t.Year) - first + 1)];
        var series = report.Directions().Select(d => new LineSeries(
            text.Direction(d.Exporter, d.Importer),
            [
                .. years.Select(year => totals.FirstOrDefault(
                    t => t.Year == year && t.Exporter == d.Exporter && t.Importer == d.Importer)?.MillionUsd / unit.Divisor),
            ],
            report.Colour(d.Exporter))).ToList();
        string title = text.Text(
            "glance.chart_title", ("parties", report.PartyNames(text)), ("years", NumberFormat.Years(years[0], years[^1])));
        string description = string.Join(
            text.Text("format.sentence_space"),
            report.Directions().Select(d => Ends(totals.Where(t => t.Exporter == d.Exporter && t.Importer == d.Importer), text)));
        return new Figure(
            new LineChart(title, description, unit.Unit, years, series), text.Text("glance.chart_caption"),
            totals[^1].Provenance);
    }

    /// <summary>The line in words, for who does not see it: its first and its last value.</summary>
    private static string Ends(IEnumerable<TradeFigure> line, Localizer text)
    {
        var values = line.OrderBy(t => t.Year).ToList();
        return values.Count == 0 ? "" : text.Text(
            "glance.chart_description",
            ("direction", text.Direction(values[0].Exporter, values[0].Importer)),
            ("first_year", NumberFormat.Years(values[0].Year, values[0].Year)),
            ("first", text.Numbers.Money(values[0].MillionUsd)),
            ("last_year", NumberFormat.Years(values[^1].Year, values[^1].Year)),
            ("last", text.Numbers.Money(values[^1].MillionUsd)));
    }
}
