using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shortfall;

/// <summary>Export potential and complementarity, both directions.</summary>
internal static class PotentialBlocks
{
    public static IEnumerable<Block> Compose(JointReport report, Localizer text)
    {
        if (report.Potential.Count > 0)
        {
            yield return text.Heading("potential.title");
            yield return text.Paragraph("potential.reading");
            yield return text.Paragraph("potential.and_gravity");
            yield return Potential(report, text);
        }

        if (report.Complementarity.Count > 0)
        {
            yield return text.Heading("complementarity.title");
            yield return text.Paragraph("complementarity.reading");
            yield return Complementarity(report, text);
        }
    }

    private static Table Potential(JointReport report, Localizer text)
    {
        var amounts = new Amounts(text, report.Potential.SelectMany(p => new[] { p.Actual, p.Potential, p.Low, p.High, p.Unused }));
        return new Table(
            text.Text("potential.table_caption"),
            [
                text.Column("table.sector_direction"), amounts.Column("table.actual"), amounts.Column("table.potential"),
                amounts.Column("table.interval"), amounts.Column("table.unused"), text.Numbers("table.ease"),
            ],
            [
                // The largest room first, whoever the exporter is.
                .. report.Potential.OrderByDescending(p => p.Unused).Select(p => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Text(
                        "bottleneck.shortfall", ("sector", text.Sector(p.Sector)),
                        ("direction", text.Direction(p.Exporter, p.Importer)))),
                    Cells.Of(amounts.Cell(p.Actual, p.Provenance)),
                    Cells.Of(amounts.Cell(p.Potential, p.Provenance)),
                    Cells.Of(amounts.Cell(p.Low, p.High, p.Provenance)),
                    Cells.Of(amounts.Cell(p.Unused, p.Provenance)),
                    Cells.Of(text.Number(p.Ease, 2, p.Provenance)),
                ]),
            ]);
    }

    private static Table Complementarity(JointReport report, Localizer text) => new(
        text.Text("complementarity.table_caption"),
        [text.Column("table.direction"), text.Numbers("table.michaely"), text.Numbers("table.interval")],
        [
            .. report.Directions()
                .Select(d => report.Complementarity.FirstOrDefault(c => c.Exporter == d.Exporter && c.Importer == d.Importer))
                .OfType<Complementarity>()
                .Select(c => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Direction(c.Exporter, c.Importer)),
                    Cells.Of(text.Number(c.Index, 1, c.Provenance)),
                    Cells.Of(text.Interval(c.Low, c.High, 1, c.Provenance)),
                ]),
        ]);
}
