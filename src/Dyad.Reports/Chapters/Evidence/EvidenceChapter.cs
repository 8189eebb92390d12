using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Evidence;

/// <summary>
/// What each side counts: claims side by side and the gap between them; where reporters enough were at hand, its split and the
/// reconciled value.
/// </summary>
internal static class EvidenceChapter
{
    public static Chapter Compose(JointReport report, Localizer text)
    {
        var amounts = new Amounts(
            text, report.Mirror.SelectMany(m => m.Claims.Select(c => c.MillionUsd).Append(m.Reconciled ?? 0)));
        IReadOnlyList<Block> blocks = report.Mirror.Count == 0
            ? [text.Paragraph("evidence.balanced"), text.Paragraph("evidence.own_claims")]
            :
            [
                text.Paragraph("evidence.intro"), Claims(report, amounts, text), text.Heading("evidence.gap"),
                text.Paragraph(report.Mirror.Any(IsSplit) ? "evidence.gap_reading" : "evidence.gap_alone"),
                Gaps(report, amounts, text),
            ];
        return new Chapter("evidence", text.Text("evidence.title"), blocks);
    }

    /// <summary>One row a flow. Where a claim comes from is told by its address.</summary>
    private static Table Claims(JointReport report, Amounts amounts, Localizer text) => new(
        text.Text("evidence.claims_caption"),
        [text.Column("table.flow"), amounts.Column("table.exporter_claim"), amounts.Column("table.importer_claim")],
        [
            .. InOrder(report).Select(m => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                Flow(m, text),
                Claimed(m.Claims.Where(c => c.Reporter == m.Exporter), amounts, text),
                Claimed(m.Claims.Where(c => c.Reporter == m.Importer), amounts, text),
            ]),
        ]);

    /// <summary>What one side claims, each with its valuation; a side may have counted twice.</summary>
    private static IReadOnlyList<Inline> Claimed(IEnumerable<MirrorClaim> claims, Amounts amounts, Localizer text)
    {
        var cell = new List<Inline>();
        foreach (var claim in claims)
        {
            if (cell.Count > 0)
                cell.Add(Cells.Run(text.Text("format.list_separator")));
            cell.AddRange(text.Sentence(
                "format.valued", ("value", amounts.Cell(claim.MillionUsd, claim.Provenance)),
                ("valuation", Cells.Run(claim.Valuation))));
        }

        return cell.Count > 0 ? cell : text.Missing();
    }

    /// <summary>Whether there were claims enough to tell more than the gap.</summary>
    private static bool IsSplit(MirrorFigure m) => m.Margin is not null || m.Unexplained is not null || m.Reconciled is not null;

    /// <summary>The gaps; what no row tells has no column.</summary>
    private static Table Gaps(JointReport report, Amounts amounts, Localizer text)
    {
        (Column Header, Func<MirrorFigure, Inline?> Cell)[] columns =
        [
            (text.Numbers("table.gap"), m => text.Percent(m.GapPercent / 100, m.Provenance)),
            (text.Numbers("table.margin"), m => LogPoints(m.Margin, m.Provenance, text)),
            (text.Numbers("table.unexplained"), m => LogPoints(m.Unexplained, m.Provenance, text)),
            (amounts.Column("table.reconciled"), m => m.Reconciled is { } value ? amounts.Cell(value, m.Provenance) : null),
            (amounts.Column("table.interval"),
                m => m is { Low: { } low, High: { } high } ? amounts.Cell(low, high, m.Provenance) : null),
        ];
        var shown = columns.Where(column => report.Mirror.Any(m => column.Cell(m) is not null)).ToList();
        return new Table(
            text.Text(report.Mirror.Any(IsSplit) ? "evidence.gap_caption" : "evidence.gap_alone_caption"),
            [text.Column("table.flow"), .. shown.Select(column => column.Header)],
            [
                .. InOrder(report).Select(m => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Flow(m, text), .. shown.Select(column => column.Cell(m) is { } cell ? Cells.Of(cell) : text.Missing()),
                ]),
            ]);
    }

    private static IEnumerable<MirrorFigure> InOrder(JointReport report) => report.Mirror
        .OrderBy(m => m.Year).ThenBy(m => m.Exporter == report.Parties[0] ? 0 : 1);

    private static IReadOnlyList<Inline> Flow(MirrorFigure mirror, Localizer text)
        => Cells.Of(text.Text(
            "format.flow_of_year", ("year", NumberFormat.Years(mirror.Year, mirror.Year)),
            ("direction", text.Direction(mirror.Exporter, mirror.Importer))));

    private static FigureRun? LogPoints(double? logs, string provenance, Localizer text)
        => logs is { } value ? text.Number(100 * value, 1, provenance) : null;
}
