using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Sources;

/// <summary>The fact tables that the report stands on, as their manifest names them.</summary>
internal static class SourcesChapter
{
    /// <summary>Phrases of the manifest that are no names and no descriptions of a source; readers have words for them.</summary>
    private const string NotAggregated = "Nothing";
    private const string CitedByRow = "Each row carries its citation and its address";

    /// <param name="sources">The tables.</param>
    /// <param name="version">Version of Dyad that read them.</param>
    /// <param name="text">Language.</param>
    /// <param name="vintages">Vintages that lie over the built-in facts; null: nothing is said of them.</param>
    public static Chapter Compose(
        IReadOnlyList<SourceRecord> sources, string version, Localizer text, IReadOnlyList<VintageUsed>? vintages = null)
    {
        IReadOnlyList<Block> blocks = sources.Count == 0
            ? [text.Paragraph("sources.none")]
            :
            [
                text.Paragraph("sources.intro"), .. Vintages(vintages, text), Table(sources, text), text.Heading("sources.citations"),
                new ListBlock([.. sources.Select(s => Citation(s, text)).Distinct(StringComparer.Ordinal).Select(Cells.Of)]),
            ];
        return new Chapter(
            "sources", text.Text("sources.title"),
            [.. blocks, new Paragraph(Cells.Of(text.Text("sources.version", ("version", version))))]);
    }

    private static IEnumerable<Block> Vintages(IReadOnlyList<VintageUsed>? vintages, Localizer text) => vintages switch
    {
        null => [],
        [] => [text.Paragraph("sources.built_in")],
        [var first, ..] => [new Paragraph(Cells.Of(text.Text("sources.vintages", ("moment", first.Known))))],
    };

    private static Table Table(IReadOnlyList<SourceRecord> sources, Localizer text) => new(
        text.Text("sources.table_caption"),
        [
            text.Column("table.fact_table"), text.Column("table.source"), text.Column("table.release"),
            text.Column("table.licence"),
            text.Column("table.aggregation"), text.Column("table.units"), text.Numbers("table.rows"), text.Column("table.sha256"),
        ],
        [
            .. sources.Select(s => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                Cells.Of(s.Table), Cells.Of(s.Source), Cells.Of(s.Release), Cells.Of(s.Licence), Cells.Of(Aggregation(s, text)),
                Cells.Of(s.Units), Cells.Of(text.Numbers.Number(s.Rows)), Cells.Of(s.Sha256),
            ]),
        ]);

    /// <summary>What was summed; of a table that was not, only what its manifest tells besides.</summary>
    private static string Aggregation(SourceRecord source, Localizer text)
    {
        if (!source.Aggregation.StartsWith(NotAggregated, StringComparison.Ordinal))
            return source.Aggregation;
        string besides = source.Citation == CitedByRow ? "" : source.Aggregation[NotAggregated.Length..].TrimStart(';', ' ');
        string nothing = text.Text("sources.not_aggregated");
        return besides.Length == 0 ? nothing : nothing + text.Text("format.list_separator") + besides;
    }

    private static string Citation(SourceRecord source, Localizer text)
        => source.Citation == CitedByRow ? text.Text("sources.cited_by_row", ("table", source.Table)) : source.Citation;
}
