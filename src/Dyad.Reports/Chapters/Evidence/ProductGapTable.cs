using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Evidence;

/// <summary>The products on which both sides' claims differ most.</summary>
internal static class ProductGapTable
{
    public static IEnumerable<Block> Compose(JointReport report, Localizer text)
    {
        if (report.ProductGaps.Count == 0)
            yield break;
        var amounts = new Amounts(text, report.ProductGaps.SelectMany(p => new[]
        {
            p.ExporterClaim ?? 0, p.ImporterClaim ?? 0, p.GapMillionUsd, p.Reconciled ?? 0,
        }));
        (Column Header, Func<ProductGap, Inline?> Cell)[] columns =
        [
            (amounts.Column("table.exporter_claim"), p => Amount(p.ExporterClaim, p, amounts)),
            (amounts.Column("table.importer_claim"), p => Amount(p.ImporterClaim, p, amounts)),
            (amounts.Column("table.gap_amount"), p => amounts.Cell(p.GapMillionUsd, p.Provenance)),
            (text.Numbers("table.margin"), p => GapBlocks.LogPoints(p.Margin, p.Provenance, text)),
            (text.Numbers("table.timing"), p => GapBlocks.LogPoints(p.Timing, p.Provenance, text)),
            (text.Numbers("table.re_export"), p => GapBlocks.LogPoints(p.ReExport, p.Provenance, text)),
            (text.Numbers("table.valuation"), p => GapBlocks.LogPoints(p.Valuation, p.Provenance, text)),
            (text.Numbers("table.unexplained"), p => GapBlocks.LogPoints(p.Unexplained, p.Provenance, text)),
            (amounts.Column("table.reconciled"), p => Amount(p.Reconciled, p, amounts)),
            (amounts.Column("table.interval"),
                p => p is { Low: { } low, High: { } high } ? amounts.Cell(low, high, p.Provenance) : null),
        ];
        var shown = columns.Where(column => report.ProductGaps.Any(p => column.Cell(p) is not null)).ToList();
        yield return text.Heading("evidence.products");
        yield return text.Paragraph("evidence.products_reading");
        yield return new Table(
            text.Text("evidence.products_caption"),
            [text.Column("table.product_flow"), .. shown.Select(column => column.Header)],
            [
                .. report.ProductGaps.Select(p => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Name(p, text), .. shown.Select(column => column.Cell(p) is { } cell ? Cells.Of(cell) : text.Missing()),
                ]),
            ]);
    }

    private static IReadOnlyList<Inline> Name(ProductGap gap, Localizer text) => Cells.Of(text.Text(
        "evidence.product_flow", ("product", text.Product(gap.Product)), ("year", NumberFormat.Years(gap.Year, gap.Year)),
        ("direction", text.Direction(gap.Exporter, gap.Importer))));

    private static FigureRun? Amount(double? value, ProductGap gap, Amounts amounts)
        => value is { } amount ? amounts.Cell(amount, gap.Provenance) : null;
}
