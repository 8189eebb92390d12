using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>
/// A forest plot: a row a value, with its interval as a bar, an optional second value as a tick, and a reference line; or bars from
/// the reference with whiskers. On a phone the label stands above its bar.
/// </summary>
internal static class IntervalDrawing
{
    private const double FontSize = 13;
    private const double LineHeight = 17;
    private const double Gap = 18;
    private const double LabelWidth = 270;

    public static Drawn Draw(IntervalChart chart, Frame frame, RenderContext context, Markup svg)
    {
        double valueWidth = chart.Rows.Select(r => TextMeasure.Width(r.ValueText, FontSize)).DefaultIfEmpty(0).Max();
        double labelWidth = frame.Narrow
            ? frame.Width - valueWidth - Gap
            : Math.Min(LabelWidth, chart.Rows.Select(r => TextMeasure.Width(r.Label, FontSize)).DefaultIfEmpty(0).Max());
        double left = frame.Narrow ? 8 : labelWidth + Gap;
        double right = frame.Width - (frame.Narrow ? 8 : valueWidth + Gap);
        var ends = chart.Rows.SelectMany(r => new[] { r.Low, r.High, r.Value, r.Mark ?? r.Value });
        var x = new LinearScale(chart.Reference is { } include ? ends.Append(include) : ends, left, right, frame.Narrow ? 4 : 6);

        double keyHeight = Key(chart, frame, context, svg);
        double top = keyHeight + (chart.ReferenceLabel is null ? 8 : LineHeight + 10);
        var rows = chart.Rows.Select(r => TextMeasure.Wrap(r.Label, FontSize, labelWidth)).ToList();
        const double Bold = TextMeasure.Bold * FontSize;
        var headings = chart.Rows.Select(r => r.Heading is { } h ? TextMeasure.Wrap(h, Bold, frame.Width) : []).ToList();
        double HeadingHeight(int i) => headings[i].Count > 0 ? headings[i].Count * LineHeight + 13 : 0;
        double RowHeight(int i) => rows[i].Count * LineHeight
            + (frame.Narrow, chart.Bars) switch { (true, true) => 26, (true, false) => 32, (false, true) => 11, _ => 15 };
        // Lines of the axis leave out the headings of groups.
        var groups = new List<(double From, double To)>();
        double bottom = top;
        for (int i = 0; i < rows.Count; i++)
        {
            bool begins = chart.Rows[i].Heading is not null;
            bottom += HeadingHeight(i);
            if (begins || groups.Count == 0)
                groups.Add((bottom, bottom));
            bottom += RowHeight(i);
            groups[^1] = (groups[^1].From, bottom);
        }

        Axis(x, context, groups, bottom, frame, svg);
        Reference(chart, x, keyHeight, groups, frame, svg);
        var targets = new List<Target>();
        double at = top;
        for (int i = 0; i < rows.Count; i++)
        {
            foreach (var (k, line) in headings[i].Index())
                svg.Write($"<text class=\"label strong\" x=\"0\" y=\"{at + 20 + k * LineHeight}\">{line}</text>");
            at += HeadingHeight(i);
            Row(chart, chart.Rows[i], rows[i], x, at, RowHeight(i), frame, svg);
            targets.Add(new Target(0, at, frame.Width, RowHeight(i), Spoken(chart.Rows[i], chart, context), chart.Rows[i].ProvenanceId));
            at += RowHeight(i);
        }

        return new Drawn(frame.Width, bottom + 28, targets);
    }

    private static void Row(
        IntervalChart chart, IntervalRow row, IReadOnlyList<string> label, LinearScale x, double top, double height, Frame frame,
        Markup svg)
    {
        double middle = frame.Narrow ? top + height - (chart.Bars ? 12 : 17) : top + height / 2;
        double text = frame.Narrow ? top + 18 : middle - (label.Count - 1) * LineHeight / 2 + 4.5;
        svg.Write($"<line class=\"rule\" x1=\"0\" x2=\"{frame.Width}\" y1=\"{top}\" y2=\"{top}\"/><text class=\"label\" y=\"{text}\">");
        foreach (string line in label)
            svg.Write($"<tspan x=\"0\" dy=\"{(line == label[0] ? 0 : LineHeight)}\">{line}</tspan>");
        svg.Write($"</text><text class=\"label strong\" text-anchor=\"end\" x=\"{frame.Width}\" y=\"{(frame.Narrow ? text : middle + 4.5)}\">{row.ValueText}</text>");
        if (chart.Bars)
            Bar(row, x.At(chart.Reference ?? 0), x, middle, svg);
        else
            Interval(row, x, middle, svg);
        if (row.Mark is { } mark)
            svg.Write($"<line class=\"mark\" x1=\"{x.At(mark)}\" x2=\"{x.At(mark)}\" y1=\"{middle - 9}\" y2=\"{middle + 9}\"/>");
    }

    private static void Interval(IntervalRow row, LinearScale x, double middle, Markup svg)
    {
        string colour = SvgChart.ColourClass(row.Colour);
        svg.Write($"<rect class=\"bar {colour}\" x=\"{x.At(row.Low)}\" y=\"{middle - 4}\" width=\"{Math.Max(1, x.At(row.High) - x.At(row.Low))}\" height=\"8\" rx=\"4\"/>");
        SvgChart.Sign(svg, row.Colour, x.At(row.Value), middle, 5.5);
    }

    /// <summary>A bar from the reference to the value; the interval is a whisker with caps, seen on the bar and beside it.</summary>
    private static void Bar(IntervalRow row, double from, LinearScale x, double middle, Markup svg)
    {
        string colour = SvgChart.ColourClass(row.Colour);
        double to = x.At(row.Value);
        svg.Write($"<rect class=\"column {colour}\" x=\"{Math.Min(from, to)}\" y=\"{middle - 6}\" width=\"{Math.Max(1, Math.Abs(to - from))}\" height=\"12\"/>");
        if (row.Low < row.High)
            Whisker(x.At(row.Low), x.At(row.High), middle, svg);
    }

    private static void Whisker(double from, double to, double middle, Markup svg)
    {
        svg.Write($"<line class=\"whisker\" x1=\"{from}\" x2=\"{to}\" y1=\"{middle}\" y2=\"{middle}\"/>");
        foreach (double end in new[] { from, to })
            svg.Write($"<line class=\"whisker\" x1=\"{end}\" x2=\"{end}\" y1=\"{middle - 4}\" y2=\"{middle + 4}\"/>");
    }

    private static void Axis(
        LinearScale x, RenderContext context, List<(double From, double To)> groups, double bottom, Frame frame, Markup svg)
    {
        foreach (double tick in x.Ticks)
        {
            string text = context.Numbers.Number(tick, x.Decimals);
            foreach (var (from, to) in groups)
                svg.Write($"<line class=\"grid\" x1=\"{x.At(tick)}\" x2=\"{x.At(tick)}\" y1=\"{from}\" y2=\"{to}\"/>");
            Label(text, x.At(tick), bottom + 20, frame, svg);
        }

        svg.Write($"<line class=\"rule\" x1=\"0\" x2=\"{frame.Width}\" y1=\"{bottom}\" y2=\"{bottom}\"/>");
    }

    private static void Reference(
        IntervalChart chart, LinearScale x, double keyHeight, List<(double From, double To)> groups, Frame frame, Markup svg)
    {
        if (chart.Reference is not { } reference)
            return;
        double at = x.At(reference);
        foreach (var (from, to) in groups)
            svg.Write($"<line class=\"base\" x1=\"{at}\" x2=\"{at}\" y1=\"{from}\" y2=\"{to}\"/>");
        if (chart.ReferenceLabel is not { } label)
            return;
        svg.Write($"<line class=\"base\" x1=\"{at}\" x2=\"{at}\" y1=\"{keyHeight + LineHeight + 4}\" y2=\"{groups[0].From}\"/>");
        Label(label, at, keyHeight + LineHeight - 2, frame, svg);
    }

    /// <summary>
    /// A label in the middle of a place; near an edge it begins or ends there, as a font can be wider than it is taken to be.
    /// </summary>
    private static void Label(string text, double at, double y, Frame frame, Markup svg)
    {
        double half = TextMeasure.Width(text, FontSize) * 0.6;
        var (anchor, x) = at < half ? ("start", 0.0) : at > frame.Width - half ? ("end", frame.Width) : ("middle", at);
        svg.Write($"<text class=\"axis\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"{y}\">{text}</text>");
    }

    /// <summary>What dot, bar and tick mean. Returns its height.</summary>
    private static double Key(IntervalChart chart, Frame frame, RenderContext context, Markup svg)
    {
        var entries = new List<(string Text, Action<double, double> Sign)>
        {
            (context.Label("value"), (x, y) =>
            {
                if (chart.Bars)
                    svg.Write($"<rect class=\"column\" x=\"{x}\" y=\"{y - 6}\" width=\"22\" height=\"12\"/>");
                else
                    svg.Write($"<circle class=\"dot\" cx=\"{x + 11}\" cy=\"{y}\" r=\"5\"/>");
            }),
        };
        if (chart.HasIntervals)
        {
            entries.Add((context.Label("interval"), (x, y) =>
            {
                if (chart.Bars)
                    Whisker(x, x + 22, y, svg);
                else
                    svg.Write($"<rect class=\"bar\" x=\"{x}\" y=\"{y - 4}\" width=\"22\" height=\"8\" rx=\"4\"/>");
            }));
        }

        if (chart.Rows.FirstOrDefault(r => r.MarkLabel is not null)?.MarkLabel is { } mark)
            entries.Add((mark, (x, y) => svg.Write($"<line class=\"mark\" x1=\"{x + 11}\" x2=\"{x + 11}\" y1=\"{y - 8}\" y2=\"{y + 8}\"/>")));

        double x = 0;
        double y = 12;
        foreach (var (text, sign) in entries)
        {
            double width = 30 + TextMeasure.Width(text, FontSize);
            if (x > 0 && x + width > frame.Width)
                (x, y) = (0, y + LineHeight + 4);
            sign(x, y);
            svg.Write($"<text class=\"axis\" x=\"{x + 30}\" y=\"{y + 4.5}\">{text}</text>");
            x += width + Gap;
        }

        return y + 14;
    }

    private static string Spoken(IntervalRow row, IntervalChart chart, RenderContext context)
    {
        if (!chart.HasIntervals)
            return $"{row.Label}: {row.ValueText}{context.Bracketed(chart.Unit)}";
        int decimals = chart.Decimals ?? (Math.Max(Math.Abs(row.Low), Math.Abs(row.High)) < 10 ? 2 : 1);
        string interval = context.Numbers.Interval(row.Low, row.High, decimals) + context.Bracketed(chart.Unit);
        return $"{row.Label}: {row.ValueText}. {context.Label("interval")}: {interval}";
    }
}
