using System.Globalization;
using DocumentFormat.OpenXml.Drawing.Charts;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Charts;
using A = DocumentFormat.OpenXml.Drawing;
using LineChart = Dyad.Reports.Document.LineChart;
using ScatterChart = Dyad.Reports.Document.ScatterChart;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// A chart as Word's own, which readers restyle and whose figures they open. An interval chart becomes bars from the reference
/// with error bars, its second values ticks. Heat maps and maps of squares are tables
/// (<see cref="WordTable"/>), scatters and calendars pictures (<see cref="WordPicture"/>).
/// </summary>
/// <param name="Sheet">The figures.</param>
/// <param name="Height">Height of the drawing, centimetres.</param>
/// <param name="Plot">The axes and series.</param>
/// <param name="Legend">Whether a legend is needed.</param>
internal sealed record WordChart(ChartSheet Sheet, double Height, PlotArea Plot, bool Legend)
{
    private const double LineHeight = 8.5;
    private const int YearsShown = 12;

    /// <summary>
    /// Centimetres of a row with one line, what each further line of a name adds (few names have one, so that they find room
    /// between the rows), and of the axis with its unit.
    /// </summary>
    private const double RowHeight = 0.54;
    private const double NameHeight = 0.14;
    private const double MarginHeight = 1.7;

    /// <summary>Part of the width that the names of the rows have at most.</summary>
    private const double MostLabelShare = 0.45;

    /// <summary>Points between the margins of the page, and of the text.</summary>
    private const double WidthPoints = WordPage.Width / 20.0;
    private const double TextPoints = 9;

    /// <summary>Part of the axis that a tick is long, too little to be seen; what is seen are its end caps.</summary>
    private const double TickShare = 0.0005;

    /// <summary>Lines are told apart without colours.</summary>
    private static readonly A.PresetLineDashValues?[] Dashes =
        [null, A.PresetLineDashValues.Dash, A.PresetLineDashValues.SystemDot, A.PresetLineDashValues.DashDot];

    /// <summary>The chart, or null for one that is a table or a picture.</summary>
    public static WordChart? From(Document.Chart chart, RenderContext context) => chart switch
    {
        LineChart lines => Lines(lines),
        IntervalChart intervals => Intervals(intervals, context),
        HeatMap or TileMap or ScatterChart or CalendarChart => null,
        _ => throw new NotSupportedException($"No Word chart for a {chart.GetType().Name}."),
    };

    private static WordChart Lines(LineChart chart)
    {
        var sheet = new ChartSheet(
            [.. chart.Years.Select(y => y.ToString(CultureInfo.InvariantCulture))],
            [.. chart.Series.Select(s => (s.Name, s.Values))]);
        var lines = new DocumentFormat.OpenXml.Drawing.Charts.LineChart(
            new Grouping { Val = GroupingValues.Standard }, new VaryColors { Val = false });
        for (int i = 0; i < chart.Series.Count; i++)
        {
            string colour = WordLook.Colour(chart.Series[i].Colour);
            lines.Append(new LineChartSeries(
                new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = (uint)i }, new Order { Val = (uint)i },
                ChartParts.Name(sheet, i), ChartParts.Line(colour, 2.25, Dashes[i % Dashes.Length]),
                new Marker(
                    new Symbol { Val = i % 2 == 0 ? MarkerStyleValues.Circle : MarkerStyleValues.Square }, new Size { Val = 4 },
                    ChartParts.Fill(colour)),
                ChartParts.Categories(sheet), new Values(ChartParts.Numbers(sheet, i)), new Smooth { Val = false }));
        }

        lines.Append(new ShowMarker { Val = true });
        lines.Append(ChartParts.AxisIds());
        int every = 1 + (Math.Max(1, chart.Years.Count) - 1) / YearsShown;
        var values = chart.Series.SelectMany(s => s.Values).OfType<double>();
        return new(
            sheet, LineHeight,
            new PlotArea(
                new Layout(), lines, ChartParts.Names(AxisPositionValues.Bottom, false, 0, every),
                ChartParts.Values(AxisPositionValues.Left, chart.Unit, Scale(values), horizontal: false)),
            Legend: true);
    }

    private static WordChart Intervals(IntervalChart chart, RenderContext context)
    {
        var rows = chart.Rows;
        string? mark = rows.FirstOrDefault(r => r.MarkLabel is not null)?.MarkLabel;
        List<(string, IReadOnlyList<double?>)> columns = [(context.Label("value"), [.. rows.Select(r => (double?)r.Value)])];
        if (mark is not null)
            columns.Add((mark, [.. rows.Select(r => r.Mark)]));
        int minus = columns.Count;
        string interval = context.Label("interval");
        columns.Add((interval + " −", [.. rows.Select(r => (double?)(r.Value - r.Low))]));
        columns.Add((interval + " +", [.. rows.Select(r => (double?)(r.High - r.Value))]));
        var sheet = new ChartSheet([.. rows.Select(r => r.Label)], columns);

        var bars = new BarChart(
            new BarDirection { Val = BarDirectionValues.Bar }, new BarGrouping { Val = BarGroupingValues.Clustered },
            new VaryColors { Val = false }, Bars(chart, sheet, minus));
        var scale = Scale(rows.SelectMany(r => new[] { r.Low, r.High, r.Value, r.Mark ?? r.Value }).Append(chart.Reference ?? 0));
        if (mark is not null)
            bars.Append(Ticks(sheet, scale));
        bars.Append(new GapWidth { Val = 70 }, new Overlap { Val = 100 });
        bars.Append(ChartParts.AxisIds());

        double widest = rows.Select(r => TextMeasure.Width(r.Label, TextPoints)).DefaultIfEmpty(0).Max();
        double labels = Math.Min(MostLabelShare, 0.03 + widest / WidthPoints);
        int lines = rows.Select(r => TextMeasure.Wrap(r.Label, TextPoints, (labels - 0.02) * WidthPoints).Count)
            .DefaultIfEmpty(1).Max();
        double plot = rows.Count * (RowHeight + (lines - 1) * NameHeight);
        double height = plot + MarginHeight;
        return new(
            sheet, height,
            new PlotArea(
                ChartParts.Inner(labels, 0.2 / height, 0.97 - labels, plot / height), bars,
                ChartParts.Names(AxisPositionValues.Left, true, chart.Reference ?? 0, 1),
                ChartParts.Values(AxisPositionValues.Bottom, chart.Unit, scale, horizontal: true)),
            Legend: false);
    }

    /// <summary>
    /// A second value a row as an upright tick: a bar that is not drawn, with an error bar so short that its caps are one.
    /// </summary>
    private static BarChartSeries Ticks(ChartSheet sheet, LinearScale scale) => new(
        new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = 1 }, new Order { Val = 1 }, ChartParts.Name(sheet, 1),
        new ChartShapeProperties(new A.NoFill(), new A.Outline(new A.NoFill())), new InvertIfNegative { Val = false },
        new ErrorBars(
            new ErrorBarType { Val = ErrorBarValues.Both }, new ErrorBarValueType { Val = ErrorValues.FixedValue },
            new NoEndCap { Val = false }, new ErrorBarValue { Val = TickShare * (scale.High - scale.Low) },
            ChartParts.Line(WordLook.Ink, 2.25)),
        ChartParts.Categories(sheet), new Values(ChartParts.Numbers(sheet, 1)));

    private static BarChartSeries Bars(IntervalChart chart, ChartSheet sheet, int minus)
    {
        var colours = chart.Rows.Select(r => WordLook.Colour(r.Colour)).ToList();
        // A row of another colour is an exception to the series.
        string common = colours.Count == 0 ? WordLook.Colour(0) : colours[0];
        var series = new BarChartSeries(
            new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = 0 }, new Order { Val = 0 }, ChartParts.Name(sheet, 0),
            ChartParts.Fill(common), new InvertIfNegative { Val = false });
        for (int i = 0; i < colours.Count; i++)
        {
            if (colours[i] != common)
                series.Append(new DataPoint(
                    new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = (uint)i }, new InvertIfNegative { Val = false },
                    new Bubble3D { Val = false }, ChartParts.Fill(colours[i])));
        }

        series.Append(
            new ErrorBars(
                new ErrorBarType { Val = ErrorBarValues.Both }, new ErrorBarValueType { Val = ErrorValues.Custom },
                new NoEndCap { Val = false }, new Plus(ChartParts.Numbers(sheet, minus + 1)),
                new Minus(ChartParts.Numbers(sheet, minus)), ChartParts.Line(WordLook.Ink, 1)),
            ChartParts.Categories(sheet), new Values(ChartParts.Numbers(sheet, 0)));
        return series;
    }

    /// <summary>An axis from zero, with about six steps.</summary>
    private static LinearScale Scale(IEnumerable<double> values) => new(values.Append(0), 0, 1, 6);
}
