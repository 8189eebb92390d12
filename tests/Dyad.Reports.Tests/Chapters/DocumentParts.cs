using System.Text.RegularExpressions;
using Dyad.Reports.Document;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>Figures and texts of a document, for what must hold of each.</summary>
internal static partial class DocumentParts
{
    public static void EveryNumberInATableHasAnAddress(ReportDocument document)
    {
        foreach (var table in document.Chapters.Where(c => c.Id != "sources").SelectMany(c => c.Blocks).OfType<Table>())
            foreach (var row in table.Rows)
            {
                Assert.Equal(table.Columns.Count, row.Count);
                // The first cell names the row and may say its year or period.
                Assert.All(row.Skip(1).SelectMany(cell => cell).OfType<TextRun>(), run => Assert.DoesNotMatch(Digits(), run.Text));
            }
    }

    public static IEnumerable<string> Addresses(Block block) => block switch
    {
        Figure f => new[] { f.ProvenanceId }.Concat(f.Chart switch
        {
            IntervalChart c => c.Rows.Select(r => r.ProvenanceId),
            TileMap c => c.Tiles.Select(t => t.ProvenanceId),
            HeatMap c => c.Cells.SelectMany(row => row).OfType<HeatCell>().Select(cell => cell.ProvenanceId),
            _ => [],
        }),
        Table t => t.Rows.SelectMany(row => row).SelectMany(cell => cell).OfType<FigureRun>().Select(r => r.ProvenanceId),
        _ => Running(block).OfType<FigureRun>().Select(r => r.ProvenanceId),
    };

    public static IEnumerable<Inline> Running(Block block) => block switch
    {
        Paragraph p => p.Content,
        ListBlock l => l.Items.SelectMany(item => item),
        Callout c => c.Content,
        _ => [],
    };

    [GeneratedRegex("[0-9]")]
    public static partial Regex Digits();

    /// <summary>
    /// Digits that are no figures: years, the level of intervals, and the scales of indices (0, 1, 50, 100) that texts explain.
    /// </summary>
    [GeneratedRegex("(19|20)[0-9]{2}|90\u00A0?%|(?<![0-9.,])(0|1|50|100)(?![0-9])")]
    public static partial Regex Conventions();
}
