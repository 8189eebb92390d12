using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>
/// A grid of shaded cells. The shade is a mixture of two theme colours, both light (or both dark) enough for the text on them.
/// On a phone the row's name stands above its cells; a grid with many columns keeps its width there, and its frame scrolls.
/// </summary>
internal static class HeatDrawing
{
    private const double FontSize = 13;
    private const double LineHeight = 17;
    private const double LabelWidth = 230;
    private const double CellHeight = 38;
    private const double CellPadding = 8;

    public static Drawn Draw(HeatMap chart, Frame frame, RenderContext context, Markup svg)
    {
        int columns = Math.Max(1, chart.Columns.Count);
        double widest = chart.Cells.SelectMany(r => r).OfType<HeatCell>().Select(c => TextMeasure.Width(c.Text, FontSize)).DefaultIfEmpty(0).Max();
        double labelWidth = frame.Narrow
            ? frame.Width : Math.Min(LabelWidth, chart.Rows.Select(r => TextMeasure.Width(r, FontSize)).DefaultIfEmpty(0).Max());
        double left = frame.Narrow ? 0 : labelWidth + 16;
        double cellWidth = Math.Max(widest + CellPadding, (frame.Width - left) / columns);
        double width = left + columns * cellWidth;

        var headers = chart.Columns.Select(c => Header(c, cellWidth - CellPadding / 2)).ToList();
        double top = headers.Select(h => h.Count).DefaultIfEmpty(0).Max() * LineHeight + 10;
        for (int j = 0; j < headers.Count; j++)
            Lines(headers[j], left + (j + 0.5) * cellWidth, top - 8 - (headers[j].Count - 1) * LineHeight, "axis", "middle", svg);

        var targets = new List<Target>();
        double at = top;
        for (int i = 0; i < chart.Rows.Count; i++)
        {
            var label = TextMeasure.Wrap(chart.Rows[i], FontSize, labelWidth);
            double above = frame.Narrow ? label.Count * LineHeight + 10 : 0;
            double height = frame.Narrow ? CellHeight : Math.Max(CellHeight, label.Count * LineHeight + 8);
            double text = frame.Narrow ? at + 18 : at + height / 2 - (label.Count - 1) * LineHeight / 2 + 4.5;
            Lines(label, 0, text, "label", null, svg);
            for (int j = 0; j < chart.Cells[i].Count; j++)
            {
                double x = left + j * cellWidth;
                if (chart.Cells[i][j] is not { } cell)
                {
                    svg.Write($"<rect class=\"empty\" x=\"{x + 1}\" y=\"{at + above + 1}\" width=\"{cellWidth - 2}\" height=\"{height - 2}\"/>");
                    continue;
                }

                if (chart.Diverging)
                    DivergingShade.Rect(svg, DivergingScale.Shade(cell.Value, chart.High), x + 1, at + above + 1, cellWidth - 2, height - 2);
                else
                    svg.Write($"<rect class=\"heat\" style=\"--heat:{100 * Shade(chart, cell.Value)}%\" x=\"{x + 1}\" y=\"{at + above + 1}\" width=\"{cellWidth - 2}\" height=\"{height - 2}\"/>");
                svg.Write($"<text class=\"cell\" text-anchor=\"middle\" x=\"{x + cellWidth / 2}\" y=\"{at + above + height / 2 + 4.5}\">{cell.Text}</text>");
                targets.Add(new Target(x, at + above, cellWidth, height, $"{chart.Rows[i]}, {chart.Columns[j]}: {cell.Text}", cell.ProvenanceId));
            }

            at += above + height;
        }

        if (chart.Diverging)
            at = DivergingShade.Legend(svg, chart.High, chart.Unit, 0, at + 14, frame, context);
        return new Drawn(width, Math.Max(at, 1), targets);
    }

    /// <summary>Place of a value between the ends of the scale, 0 to 1.</summary>
    public static double Shade(HeatMap chart, double value)
        => chart.High > chart.Low ? Math.Clamp((value - chart.Low) / (chart.High - chart.Low), 0, 1) : 0;

    /// <summary>Lines of the head of a column; a span of years can end a line at its dash.</summary>
    private static List<string> Header(string column, double width) =>
    [
        .. TextMeasure.Wrap(column.Replace("–", "– ", StringComparison.Ordinal), FontSize, width)
            .Select(line => line.Replace("– ", "–", StringComparison.Ordinal)),
    ];

    /// <summary>Lines of a text from x on, or at an anchor of another kind; the usual one is not written, as pages have hundreds.</summary>
    private static void Lines(IReadOnlyList<string> lines, double x, double y, string kind, string? anchor, Markup svg)
    {
        svg.Write($"<text class=\"{kind}\"");
        if (anchor is not null)
            svg.Write($" text-anchor=\"{anchor}\"");
        svg.Write($" y=\"{y}\">");
        foreach (var (line, i) in lines.Select((l, i) => (l, i)))
            svg.Write($"<tspan x=\"{x}\" dy=\"{(i == 0 ? 0 : LineHeight)}\">{line}</tspan>");
        svg.Write($"</text>");
    }
}
