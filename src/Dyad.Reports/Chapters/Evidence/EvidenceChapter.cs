using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Evidence;

/// <summary>
/// What each side counts: claims as lines over the years and side by side, the gap between them with the parts that something told and
/// those that nothing did, and the products with the largest gaps; where reporters enough were at hand, the reconciled value.
/// </summary>
internal static class EvidenceChapter
{
    public static Chapter Compose(JointReport report, Localizer text)
    {
        var blocks = new List<Block>();
        if (report.Mirror.Count == 0)
        {
            blocks.AddRange([text.Paragraph("evidence.balanced"), text.Paragraph("evidence.own_claims")]);
        }
        else
        {
            var amounts = new Amounts(
                text, report.Mirror.SelectMany(m => m.Claims.Select(c => c.MillionUsd).Append(m.Reconciled ?? 0)));
            blocks.Add(text.Paragraph("evidence.intro"));
            blocks.AddRange(ClaimChart.Compose(report, text));
            blocks.AddRange(ClaimSources.Compose(report, text));
            if (GapBlocks.Shown(report).Count() < report.Mirror.Count)
                blocks.Add(text.Paragraph("evidence.last_years"));
            blocks.Add(Claims(report, amounts, text));
            if (GapBlocks.Shown(report).Any(m => m.MissingReporter is not null))
                blocks.Add(text.Paragraph("evidence.silent_reading"));
            blocks.AddRange(GapBlocks.Compose(report, amounts, text));
        }

        blocks.AddRange(ProductGapTable.Compose(report, text));
        return new Chapter("evidence", text.Text("evidence.title"), blocks);
    }

    /// <summary>One row a flow. Where a claim comes from is told by its address.</summary>
    private static Table Claims(JointReport report, Amounts amounts, Localizer text) => new(
        text.Text("evidence.claims_caption"),
        [text.Column("table.flow"), amounts.Column("table.exporter_claim"), amounts.Column("table.importer_claim")],
        [
            .. GapBlocks.Shown(report).Select(m => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                GapBlocks.Flow(m, text), Claimed(m, m.Exporter, amounts, text), Claimed(m, m.Importer, amounts, text),
            ]),
        ]);

    /// <summary>What one side claims, each with its valuation; a side may have counted twice, or published nothing.</summary>
    private static IReadOnlyList<Inline> Claimed(MirrorFigure flow, string side, Amounts amounts, Localizer text)
    {
        var cell = new List<Inline>();
        foreach (var claim in flow.Claims.Where(c => c.Reporter == side))
        {
            if (cell.Count > 0)
                cell.Add(Cells.Run(text.Text("format.list_separator")));
            cell.AddRange(text.Sentence(
                "format.valued", ("value", amounts.Cell(claim.MillionUsd, claim.Provenance)),
                ("valuation", Cells.Run(claim.Valuation == "UNKNOWN" ? text.Text("evidence.valuation_unknown") : claim.Valuation))));
        }

        if (cell.Count > 0)
            return cell;
        return flow.MissingReporter == side ? Cells.Of(text.Text("evidence.silent")) : text.Missing();
    }
}
