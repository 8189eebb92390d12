using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Sources;

/// <summary>The fact tables that the report stands on, as their manifest names them.</summary>
internal static class SourcesChapter
{
    public static Chapter Compose(JointReport report, Localizer text)
    {
        IReadOnlyList<Block> blocks = report.Sources.Count == 0
            ? [text.Paragraph("sources.none")]
            :
            [
                text.Paragraph("sources.intro"), Table(report, text), text.Heading("sources.citations"),
                new ListBlock([.. report.Sources.Select(s => s.Citation).Distinct(StringComparer.Ordinal).Select(Cells.Of)]),
            ];
        return new Chapter(
            "sources", text.Text("sources.title"),
            [.. blocks, new Paragraph(Cells.Of(text.Text("sources.version", ("version", report.Version))))]);
    }

    private static Table Table(JointReport report, Localizer text) => new(
        text.Text("sources.table_caption"),
        [
            text.Column("table.fact_table"), text.Column("table.source"), text.Column("table.release"),
            text.Column("table.licence"),
            text.Column("table.aggregation"), text.Column("table.units"), text.Numbers("table.rows"), text.Column("table.sha256"),
        ],
        [
            .. report.Sources.Select(s => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                Cells.Of(s.Table), Cells.Of(s.Source), Cells.Of(s.Release), Cells.Of(s.Licence), Cells.Of(s.Aggregation),
                Cells.Of(s.Units), Cells.Of(text.Numbers.Number(s.Rows)), Cells.Of(s.Sha256),
            ]),
        ]);
}
