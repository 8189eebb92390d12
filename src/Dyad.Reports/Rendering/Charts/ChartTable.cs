using System.Globalization;
using Dyad.Reports.Document;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>The figures of a chart as a table, for who does not see the picture or wants the digits.</summary>
internal static class ChartTable
{
    /// <param name="chart">The chart.</param>
    /// <param name="provenanceId">Address of figures that have none of their own.</param>
    /// <param name="context">Language and words.</param>
    public static Table From(Chart chart, string provenanceId, RenderContext context) => chart switch
    {
        LineChart line => FromLines(line, provenanceId, context),
        IntervalChart interval => FromIntervals(interval, context),
        HeatMap map => FromHeatMap(map, context),
        TileMap map => FromTileMap(map, context),
        _ => throw new NotSupportedException($"No table for a {chart.GetType().Name}."),
    };

    private static Table FromLines(LineChart chart, string provenanceId, RenderContext context)
    {
        double largest = chart.Series.SelectMany(s => s.Values).OfType<double>().Select(Math.Abs).DefaultIfEmpty(0).Max();
        int decimals = Decimals(largest);
        return new Table(
            Caption(chart, context),
            [new Column(context.Label("year")), .. chart.Series.Select(s => new Column(s.Name, Numeric: true))],
            [
                .. chart.Years.Select((year, i) => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    [new TextRun(year.ToString(CultureInfo.InvariantCulture))],
                    .. chart.Series.Select(s => s.Values[i] is { } value
                        ? Figure(context.Numbers.Number(value, decimals), provenanceId) : Missing(context)),
                ]),
            ]);
    }

    private static Table FromIntervals(IntervalChart chart, RenderContext context)
    {
        int decimals = chart.Decimals
            ?? Decimals(chart.Rows.Select(r => Math.Max(Math.Abs(r.Low), Math.Abs(r.High))).DefaultIfEmpty(0).Max());
        string? mark = chart.Rows.FirstOrDefault(r => r.MarkLabel is not null)?.MarkLabel;
        return new Table(
            Caption(chart, context),
            [
                new Column(""), new Column(context.Label("value"), Numeric: true),
                .. chart.HasIntervals
                    ? (Column[])[new Column(context.Label("low"), Numeric: true), new Column(context.Label("high"), Numeric: true)] : [],
                .. mark is null ? (Column[])[] : [new Column(mark, Numeric: true)],
            ],
            [
                .. chart.Rows.Select(r => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    [new TextRun(r.Label)], Figure(r.ValueText, r.ProvenanceId),
                    .. chart.HasIntervals
                        ? (IReadOnlyList<Inline>[])
                        [
                            Figure(context.Numbers.Number(r.Low, decimals), r.ProvenanceId),
                            Figure(context.Numbers.Number(r.High, decimals), r.ProvenanceId),
                        ] : [],
                    .. mark is null ? (IReadOnlyList<Inline>[])[]
                        : [r.Mark is { } value ? Figure(context.Numbers.Number(value, decimals), r.ProvenanceId) : Missing(context)],
                ]),
            ]);
    }

    private static Table FromHeatMap(HeatMap chart, RenderContext context) => new(
        Caption(chart, context),
        [new Column(""), .. chart.Columns.Select(c => new Column(c, Numeric: true))],
        [
            .. chart.Rows.Select((row, i) => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                [new TextRun(row)],
                .. chart.Cells[i].Select(c => c is null ? Missing(context) : Figure(c.Text, c.ProvenanceId)),
            ]),
        ]);

    private static Table FromTileMap(TileMap chart, RenderContext context) => new(
        Caption(chart, context), [new Column(""), new Column(context.Label("value"), Numeric: true)],
        [
            .. chart.Tiles.Select(t => (IReadOnlyList<IReadOnlyList<Inline>>)
                [[new TextRun(t.Name)], Figure(t.Text, t.ProvenanceId)]),
        ]);

    private static string Caption(Chart chart, RenderContext context) => chart.Title + context.Bracketed(chart.Unit);

    /// <summary>About three digits that mean something.</summary>
    private static int Decimals(double largest) => largest switch { < 10 => 2, < 1000 => 1, _ => 0 };

    private static IReadOnlyList<Inline> Figure(string text, string provenanceId) => [new FigureRun(text, provenanceId)];

    private static IReadOnlyList<Inline> Missing(RenderContext context) => [new TextRun(context.Label("missing"))];
}
