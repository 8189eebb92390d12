using System.Globalization;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>Lines over years. On a page each line is named at its end; on a phone in a key above.</summary>
internal static class LineDrawing
{
    private const double FontSize = 13;
    private const double LineHeight = 17;
    private const double LabelWidth = 170;
    private const double YearSpacing = 52;

    /// <summary>Room for the half of the last year's label that stands beyond the last point.</summary>
    private const double HalfYear = 18;

    private static readonly int[] YearSteps = [1, 2, 5, 10, 20, 50, 100];

    /// <summary>A party's line must be told from the other's in black and white too.</summary>
    private static readonly string[] Dashes = ["", "dashed", "dotted", "chained"];

    public static Drawn Draw(LineChart chart, Frame frame, RenderContext context, Markup svg)
    {
        double keyHeight = frame.Narrow ? Key(chart, frame, svg) : 0;
        double top = keyHeight + 14;
        double bottom = top + (frame.Narrow ? 210 : 330);
        var values = chart.Series.SelectMany(s => s.Values).OfType<double>().Append(0);
        var y = new LinearScale(values, bottom, top, frame.Narrow ? 4 : 5);
        double left = 10 + y.Ticks.Max(t => TextMeasure.Width(context.Numbers.Number(t, y.Decimals), FontSize));
        double right = frame.Width - (frame.Narrow ? HalfYear : LabelWidth + 14);
        double X(int i) => chart.Years.Count == 1 ? (left + right) / 2 : left + 6 + (double)i / (chart.Years.Count - 1) * (right - left - 6);

        foreach (double tick in y.Ticks)
        {
            string kind = Math.Abs(tick) < y.Step / 2 ? "base" : "grid";
            svg.Write($"<line class=\"{kind}\" x1=\"{left}\" x2=\"{right}\" y1=\"{y.At(tick)}\" y2=\"{y.At(tick)}\"/>");
            svg.Write($"<text class=\"axis\" text-anchor=\"end\" x=\"{left - 6}\" y=\"{y.At(tick) + 4.5}\">{context.Numbers.Number(tick, y.Decimals)}</text>");
        }

        foreach (int i in YearTicks(chart.Years, right - left))
            svg.Write($"<text class=\"axis\" text-anchor=\"middle\" x=\"{X(i)}\" y=\"{bottom + 20}\">{chart.Years[i].ToString(CultureInfo.InvariantCulture)}</text>");
        foreach (var (series, index) in chart.Series.Select((s, i) => (s, i)))
            Line(series, Dashes[index % Dashes.Length], X, y, svg);
        if (!frame.Narrow)
            EndLabels(chart, context, y, right, top, bottom, svg);
        return new Drawn(frame.Width, bottom + 30, []);
    }

    /// <summary>The line's unbroken stretches; a year that stands alone is a dot, and so is the last value.</summary>
    private static void Line(LineSeries series, string dash, Func<int, double> x, LinearScale y, Markup svg)
    {
        string colour = SvgChart.ColourClass(series.Colour);
        int start = 0;
        while (start < series.Values.Count)
        {
            if (series.Values[start] is null)
            {
                start++;
                continue;
            }

            int end = start;
            while (end + 1 < series.Values.Count && series.Values[end + 1] is not null)
                end++;
            svg.Write($"<polyline class=\"line {colour} {dash}\" points=\"");
            for (int i = start; i <= end; i++)
                svg.Write($"{x(i)},{y.At(series.Values[i]!.Value)} ");
            svg.Write($"\"/>");
            if (start == end || end == LastValue(series))
                SvgChart.Sign(svg, series.Colour, x(end), y.At(series.Values[end]!.Value), 4.5);
            start = end + 1;
        }
    }

    private static int LastValue(LineSeries series)
    {
        int last = series.Values.Count - 1;
        while (last >= 0 && series.Values[last] is null)
            last--;
        return last;
    }

    /// <summary>Names at the ends of the lines with the last value, pushed apart where lines meet.</summary>
    private static void EndLabels(
        LineChart chart, RenderContext context, LinearScale y, double right, double top, double bottom, Markup svg)
    {
        var labels = chart.Series.Where(s => LastValue(s) >= 0).Select(s =>
        {
            double last = s.Values[LastValue(s)]!.Value;
            return (Series: s, Value: last, Lines: TextMeasure.Wrap(s.Name, FontSize, LabelWidth), At: y.At(last));
        }).OrderBy(l => l.At).ToList();
        double Height(int i) => (labels[i].Lines.Count + 1) * LineHeight + 8;

        // Downwards so that none overlaps the one above, then up again where the last runs out of the frame.
        var tops = new double[labels.Count];
        for (int i = 0; i < tops.Length; i++)
            tops[i] = Math.Max(labels[i].At - LineHeight / 2, i == 0 ? top - 8 : tops[i - 1] + Height(i - 1));
        for (int i = tops.Length - 1; i >= 0; i--)
            tops[i] = Math.Min(tops[i], (i == tops.Length - 1 ? bottom + 16 : tops[i + 1]) - Height(i));

        for (int i = 0; i < tops.Length; i++)
        {
            var (series, value, lines, _) = labels[i];
            string colour = SvgChart.ColourClass(series.Colour);
            svg.Write($"<text class=\"label {colour}\" x=\"{right + 12}\" y=\"{tops[i] + 12}\">");
            foreach (string line in lines)
                svg.Write($"<tspan x=\"{right + 12}\" dy=\"{(line == lines[0] ? 0 : LineHeight)}\">{line}</tspan>");
            int decimals = Math.Abs(value) < 100 ? 1 : 0;
            svg.Write($"<tspan class=\"strong\" x=\"{right + 12}\" dy=\"{LineHeight}\">{context.Numbers.Number(value, decimals)}</tspan></text>");
        }
    }

    private static double Key(LineChart chart, Frame frame, Markup svg)
    {
        double at = 4;
        foreach (var (series, index) in chart.Series.Select((s, i) => (s, i)))
        {
            string colour = SvgChart.ColourClass(series.Colour);
            svg.Write($"<line class=\"line {colour} {Dashes[index % Dashes.Length]}\" x1=\"0\" x2=\"26\" y1=\"{at + 8}\" y2=\"{at + 8}\"/>");
            foreach (string line in TextMeasure.Wrap(series.Name, FontSize, frame.Width - 36))
            {
                svg.Write($"<text class=\"label {colour}\" x=\"34\" y=\"{at + 12.5}\">{line}</text>");
                at += LineHeight;
            }

            at += 4;
        }

        return at + 4;
    }

    /// <summary>Years that have room: round ones, and the last where it does not touch the one before.</summary>
    private static List<int> YearTicks(IReadOnlyList<int> years, double width)
    {
        int most = Math.Max(2, (int)(width / YearSpacing));
        int step = YearSteps.First(s => years.Count <= most * s || s == YearSteps[^1]);
        var ticks = Enumerable.Range(0, years.Count).Where(i => years[i] % step == 0).ToList();
        double perYear = width / Math.Max(1, years.Count - 1);
        if (years.Count > 0 && (ticks.Count == 0 || (years.Count - 1 - ticks[^1]) * perYear >= YearSpacing * 0.8))
            ticks.Add(years.Count - 1);
        return ticks;
    }
}
