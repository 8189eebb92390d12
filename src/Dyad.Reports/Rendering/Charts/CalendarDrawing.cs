using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>A calendar: names to the left (on a phone above), a bar a row, periods below as far as there is room for their names.</summary>
internal static class CalendarDrawing
{
    private const double FontSize = 13;
    private const double LineHeight = 17;
    private const double Gap = 18;
    private const double LabelWidth = 270;
    private const double BarHeight = 14;

    public static Drawn Draw(CalendarChart chart, Frame frame, RenderContext context, Markup svg)
    {
        _ = context;
        int periods = Math.Max(1, chart.Rows.Select(r => r.End).DefaultIfEmpty(1).Max());
        double labelWidth = frame.Narrow ? frame.Width
            : Math.Min(LabelWidth, chart.Rows.Select(r => TextMeasure.Width(r.Label, FontSize)).DefaultIfEmpty(0).Max());
        double left = frame.Narrow ? 0 : labelWidth + Gap;
        double width = (frame.Width - left) / periods;
        var labels = chart.Rows.Select(r => TextMeasure.Wrap(r.Label, FontSize, labelWidth)).ToList();
        double RowHeight(int i) => labels[i].Count * LineHeight + (frame.Narrow ? 30 : 13);
        double bottom = Enumerable.Range(0, labels.Count).Sum(RowHeight);

        double widest = chart.Periods.Take(periods).Select(p => TextMeasure.Width(p, FontSize)).DefaultIfEmpty(1).Max() + 10;
        int every = Math.Max(1, (int)Math.Ceiling(widest / width));
        for (int p = 0; p <= periods; p += every)
            svg.Write($"<line class=\"grid\" x1=\"{left + p * width}\" x2=\"{left + p * width}\" y1=\"0\" y2=\"{bottom}\"/>");
        for (int p = 0; p < periods; p += every)
            svg.Write($"<text class=\"axis\" x=\"{left + p * width + 2}\" y=\"{bottom + 18}\">{Period(chart, p)}</text>");

        var targets = new List<Target>();
        double at = 0;
        foreach (var (i, row) in chart.Rows.Index())
        {
            double height = RowHeight(i);
            svg.Write($"<line class=\"rule\" x1=\"0\" x2=\"{frame.Width}\" y1=\"{at}\" y2=\"{at}\"/>");
            foreach (var (k, line) in labels[i].Index())
                svg.Write($"<text class=\"label\" x=\"0\" y=\"{at + 18 + k * LineHeight}\">{line}</text>");
            double middle = frame.Narrow ? at + height - 15 : at + height / 2;
            svg.Write($"<rect class=\"column c3\" x=\"{left + row.Start * width}\" y=\"{middle - BarHeight / 2}\" width=\"{Math.Max(2, (row.End - row.Start) * width)}\" height=\"{BarHeight}\" rx=\"2\"/>");
            targets.Add(new Target(0, at, frame.Width, height, $"{row.Label}: {Span(chart, row)}", row.ProvenanceId));
            at += height;
        }

        svg.Write($"<line class=\"rule\" x1=\"0\" x2=\"{frame.Width}\" y1=\"{bottom}\" y2=\"{bottom}\"/>");
        return new Drawn(frame.Width, bottom + 26, targets);
    }

    /// <summary>Name of a period; its number from 1 where it has none.</summary>
    public static string Period(CalendarChart chart, int period) => period < chart.Periods.Count
        ? chart.Periods[period] : (period + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>First and last period of a row.</summary>
    public static string Span(CalendarChart chart, CalendarRow row)
    {
        string first = Period(chart, row.Start);
        string last = Period(chart, row.End - 1);
        return first == last ? first : $"{first} – {last}";
    }
}
