namespace Dyad.Reports.Document;

/// <summary>Which addresses a text refers to.</summary>
public static class Citations
{
    /// <summary>
    /// Ids of the addresses behind the figures of some chapters, each once, in the order in which a reader meets them.
    /// </summary>
    public static IReadOnlyList<string> Of(IEnumerable<Chapter> chapters)
        => [.. chapters.SelectMany(c => c.Blocks).SelectMany(Of).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Of(Block block) => block switch
    {
        Paragraph paragraph => Of(paragraph.Content),
        ListBlock list => list.Items.SelectMany(Of),
        Callout callout => Of(callout.Content),
        Table table => table.Rows.SelectMany(row => row).SelectMany(Of),
        Figure figure => Of(figure.Chart).Prepend(figure.ProvenanceId),
        _ => [],
    };

    private static IEnumerable<string> Of(IReadOnlyList<Inline> content)
        => content.OfType<FigureRun>().Select(f => f.ProvenanceId);

    private static IEnumerable<string> Of(Chart chart) => chart switch
    {
        IntervalChart intervals => intervals.Rows.Select(r => r.ProvenanceId),
        TileMap map => map.Tiles.Select(t => t.ProvenanceId),
        HeatMap map => map.Cells.SelectMany(row => row).OfType<HeatCell>().Select(cell => cell.ProvenanceId),
        _ => [],
    };
}
