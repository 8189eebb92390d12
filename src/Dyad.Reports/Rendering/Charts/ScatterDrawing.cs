using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>
/// Points over two axes with a line at zero on each; the frontier is a line through small dots, marked points are large and named.
/// </summary>
internal static class ScatterDrawing
{
    private const double FontSize = 13;
    private const double LineHeight = 17;
    private const double Dot = 5;
    private const double Marked = 8;

    /// <summary>Where the first line of text stands: tall faces reach 1.2 of the size of the text above it.</summary>
    private const double FirstLine = 16;

    /// <summary>Side of the square that opens an address: large enough for a finger.</summary>
    private const double Touch = 24;

    public static Drawn Draw(ScatterChart chart, Frame frame, RenderContext context, Markup svg)
    {
        double bottom = frame.Narrow ? 280 : 420;
        double top = FirstLine + 2 + Lines(TextMeasure.Wrap(chart.Vertical, FontSize, frame.Width), 0, FirstLine, svg);
        var y = new LinearScale(chart.Points.Select(p => p.Y).Append(0), bottom, top, frame.Narrow ? 4 : 5);
        double left = 12 + y.Ticks.Max(t => TextMeasure.Width(context.Numbers.Number(t, y.Decimals), FontSize));
        double right = frame.Width - 20;
        var x = new LinearScale(chart.Points.Select(p => p.X).Append(0), left, right, frame.Narrow ? 3 : 6);
        Axes(x, y, left, right, top, bottom, context, svg);
        double height = bottom + 26 + Lines(TextMeasure.Wrap(chart.Horizontal, FontSize, right - left), left, bottom + 44, svg);

        var frontier = chart.Points.Where(p => p.Mark is null).ToList();
        svg.Write($"<polyline class=\"line c2\" points=\"");
        foreach (var p in frontier)
            svg.Write($"{x.At(p.X)},{y.At(p.Y)} ");
        svg.Write($"\"/>");
        foreach (var p in frontier)
            svg.Write($"<circle class=\"dot c2\" cx=\"{x.At(p.X)}\" cy=\"{y.At(p.Y)}\" r=\"{Dot}\"/>");
        var marked = chart.Points.Where(p => p.Mark is not null).ToList();
        foreach (var (i, p) in marked.Index())
            SvgChart.Sign(svg, i % 2 == 0 ? 4 : 3, x.At(p.X), y.At(p.Y), Marked);
        var names = PointNames.Place(
            [.. marked.Select(p => (p.Mark!, x.At(p.X), y.At(p.Y)))], [.. frontier.Select(p => (x.At(p.X), y.At(p.Y)))],
            Marked, FontSize, new Box(left, FirstLine + 6, frame.Width, bottom));
        foreach (var at in names)
        {
            string anchor = at.Ends ? "end" : "start";
            svg.Write($"<text class=\"label strong\" text-anchor=\"{anchor}\" x=\"{at.X}\" y=\"{at.Y}\">{at.Name}</text>");
        }

        return new Drawn(frame.Width, height + 8,
        [
            .. chart.Points.Select(p => new Target(
                x.At(p.X) - Touch / 2, y.At(p.Y) - Touch / 2, Touch, Touch,
                (p.Mark is null ? "" : p.Mark + ". ") + $"{p.Label}: {p.Text}", p.ProvenanceId)),
        ]);
    }

    private static void Axes(
        LinearScale x, LinearScale y, double left, double right, double top, double bottom, RenderContext context, Markup svg)
    {
        foreach (double tick in y.Ticks)
        {
            string kind = Math.Abs(tick) < y.Step / 2 ? "base" : "grid";
            svg.Write($"<line class=\"{kind}\" x1=\"{left}\" x2=\"{right}\" y1=\"{y.At(tick)}\" y2=\"{y.At(tick)}\"/>");
            svg.Write($"<text class=\"axis\" text-anchor=\"end\" x=\"{left - 6}\" y=\"{y.At(tick) + 4.5}\">{context.Numbers.Number(tick, y.Decimals)}</text>");
        }

        foreach (double tick in x.Ticks)
        {
            string kind = Math.Abs(tick) < x.Step / 2 ? "base" : "grid";
            svg.Write($"<line class=\"{kind}\" x1=\"{x.At(tick)}\" x2=\"{x.At(tick)}\" y1=\"{top}\" y2=\"{bottom}\"/>");
            svg.Write($"<text class=\"axis\" text-anchor=\"middle\" x=\"{x.At(tick)}\" y=\"{bottom + 20}\">{context.Numbers.Number(tick, x.Decimals)}</text>");
        }
    }

    /// <summary>The name of an axis. Returns its height.</summary>
    private static double Lines(IReadOnlyList<string> lines, double x, double y, Markup svg)
    {
        foreach (var (i, line) in lines.Index())
            svg.Write($"<text class=\"axis\" x=\"{x}\" y=\"{y + i * LineHeight}\">{line}</text>");
        return lines.Count * LineHeight;
    }
}
