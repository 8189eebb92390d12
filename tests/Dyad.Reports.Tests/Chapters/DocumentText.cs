using Dyad.Reports.Document;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>A document as lines of plain text, for snapshots and for comparing two documents.</summary>
internal static class DocumentText
{
    public static IEnumerable<string> Lines(ReportDocument document)
        => new[] { document.Title, document.Subtitle }.Concat(document.Chapters.SelectMany(Lines));

    public static IEnumerable<string> Lines(Chapter chapter)
        => new[] { "## " + chapter.Title }.Concat(chapter.Blocks.SelectMany(Lines));

    public static string Plain(IEnumerable<Inline> inlines)
        => string.Concat(inlines.Select(i => i switch { FigureRun f => f.Text, TextRun t => t.Text, _ => "" }));

    /// <summary>As <see cref="Plain"/>, with figures in square brackets.</summary>
    public static string Marked(IEnumerable<Inline> inlines)
        => string.Concat(inlines.Select(i => i switch { FigureRun f => $"[{f.Text}]", TextRun t => t.Text, _ => "" }));

    public static IEnumerable<string> Lines(Block block) => block switch
    {
        Heading h => [new string('#', h.Level) + " " + h.Text],
        Paragraph p => [Marked(p.Content)],
        ListBlock l => l.Items.Select((item, i) => (l.Numbered ? $"{i + 1}. " : "- ") + Marked(item)),
        Callout c => [$"! {c.Title}: {Marked(c.Content)}"],
        Table t =>
        [
            "table: " + t.Caption, string.Join(" | ", t.Columns.Select(c => c.Header)),
            .. t.Rows.Select(row => string.Join(" | ", row.Select(Marked))),
        ],
        Figure f => [$"figure: {f.Chart.Title} ({f.Chart.Unit}). {f.Chart.Description} {f.Caption}", .. Lines(f.Chart)],
        Equation e => [$"{e.Label}: {e.Linear}. {e.Description}"],
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "A block without a text form."),
    };

    private static IEnumerable<string> Lines(Chart chart) => chart switch
    {
        IntervalChart c => c.Rows.SelectMany(r => (string[])
        [
            .. r.Heading is null ? (string[])[] : [$"  {r.Heading}"],
            $"  {r.Label}: [{r.ValueText}]" + (r.Mark is null ? "" : $", {r.MarkLabel}"),
        ]),
        TileMap c => c.Tiles.Select(t => $"  {t.Name}: [{t.Text}]"),
        LineChart c => c.Series.Select(s => $"  {s.Name}: {s.Values.Count} values"),
        HeatMap c => c.Rows.SelectMany((row, i) => c.Cells[i].Select((cell, j) => $"  {row}, {c.Columns[j]}: [{cell?.Text}]")),
        _ => throw new ArgumentOutOfRangeException(nameof(chart), chart, "A chart without a text form."),
    };
}
