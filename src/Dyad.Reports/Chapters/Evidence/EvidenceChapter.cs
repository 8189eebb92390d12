using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Evidence;

/// <summary>What each side counts: claims side by side, the gap between them, its split, the reconciled value.</summary>
internal static class EvidenceChapter
{
    public static Chapter Compose(JointReport report, Localizer text)
    {
        IReadOnlyList<Block> blocks = report.Mirror.Count == 0
            ? [text.Paragraph("evidence.balanced"), text.Paragraph("evidence.own_claims")]
            :
            [
                text.Paragraph("evidence.intro"), Claims(report, text), text.Heading("evidence.gap"),
                text.Paragraph("evidence.gap_reading"),
                Gaps(report, text),
            ];
        return new Chapter("evidence", text.Text("evidence.title"), blocks);
    }

    /// <summary>One row a flow. Where a claim comes from is told by its address.</summary>
    private static Table Claims(JointReport report, Localizer text) => new(
        text.Text("evidence.claims_caption"),
        [text.Column("table.flow"), text.Numbers("table.exporter_claim"), text.Numbers("table.importer_claim")],
        [
            .. InOrder(report).Select(m => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                Flow(m, text),
                Claimed(m.Claims.Where(c => c.Reporter == m.Exporter), text),
                Claimed(m.Claims.Where(c => c.Reporter == m.Importer), text),
            ]),
        ]);

    /// <summary>What one side claims, each with its valuation; a side may have counted twice.</summary>
    private static IReadOnlyList<Inline> Claimed(IEnumerable<MirrorClaim> claims, Localizer text)
    {
        var cell = new List<Inline>();
        foreach (var claim in claims)
        {
            if (cell.Count > 0)
                cell.Add(Cells.Run(text.Text("format.list_separator")));
            cell.AddRange(text.Sentence(
                "format.valued", ("value", text.Money(claim.MillionUsd, claim.Provenance)),
                ("valuation", Cells.Run(claim.Valuation))));
        }

        return cell.Count > 0 ? cell : text.Missing();
    }

    private static Table Gaps(JointReport report, Localizer text) => new(
        text.Text("evidence.gap_caption"),
        [
            text.Column("table.flow"), text.Numbers("table.gap"), text.Numbers("table.margin"), text.Numbers("table.unexplained"),
            text.Numbers("table.reconciled"), text.Numbers("table.interval"),
        ],
        [
            .. InOrder(report).Select(m => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                Flow(m, text),
                Cells.Of(text.Percent(m.GapPercent / 100, m.Provenance)),
                LogPoints(m.Margin, m.Provenance, text),
                LogPoints(m.Unexplained, m.Provenance, text),
                m.Reconciled is { } value ? Cells.Of(text.Money(value, m.Provenance)) : text.Missing(),
                m is { Low: { } low, High: { } high } ? Cells.Of(text.MoneyInterval(low, high, m.Provenance)) : text.Missing(),
            ]),
        ]);

    private static IEnumerable<MirrorFigure> InOrder(JointReport report) => report.Mirror
        .OrderBy(m => m.Year).ThenBy(m => m.Exporter == report.Parties[0] ? 0 : 1);

    private static IReadOnlyList<Inline> Flow(MirrorFigure mirror, Localizer text)
        => Cells.Of(text.Text(
            "format.flow_of_year", ("year", NumberFormat.Years(mirror.Year, mirror.Year)),
            ("direction", text.Direction(mirror.Exporter, mirror.Importer))));

    private static IReadOnlyList<Inline> LogPoints(double? logs, string provenance, Localizer text)
        => logs is { } value ? Cells.Of(text.Number(100 * value, 1, provenance)) : text.Missing();
}
