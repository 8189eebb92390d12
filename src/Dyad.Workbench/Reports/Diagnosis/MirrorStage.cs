using Dyad.Data.Facts;
using Dyad.Evidence;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>
/// What each side's customs count, side by side. The two are reconciled where the table holds enough other flows to measure how
/// accurate each reporter is; of a single pair nothing tells whose error a gap is.
/// </summary>
internal static class MirrorStage
{
    /// <summary>Reporters from which on errors can be told apart.</summary>
    private const int FewestReporters = 3;

    /// <summary>Every flow between the parties that a customs service states, by year.</summary>
    /// <exception cref="UserException">A claim is not about two economies, or is that of a third.</exception>
    public static IReadOnlyList<MirrorFigure> Figures(ReportFacts facts, ReportBook book)
    {
        var claims = facts.Store.CustomsTotals();
        var checksum = facts.Store.Describe("customs_totals").Sha256;
        var flows = MirrorFlow.PairUp(claims.Select(c => Observe(c, checksum))).ToList();
        var model = Model(facts, flows);
        return
        [
            .. from flow in flows
               where facts.Directions.Contains((flow.Exporter, flow.Importer))
               orderby flow.Year, flow.Exporter
               select Figure(facts, book, flow, model),
        ];
    }

    private static MirrorModel? Model(ReportFacts facts, List<MirrorFlow> flows)
    {
        // A flow with the rest of the world has no distance, and so tells nothing of the margin.
        var both = flows.Where(f =>
            f.ExporterReport is { MillionUsd: > 0 } && f.ImporterReport is { MillionUsd: > 0 } &&
            facts.TiesByPair.ContainsKey((f.Exporter, f.Importer))).ToList();
        if (both.SelectMany(f => new[] { f.Exporter, f.Importer }).Distinct().Count() < FewestReporters)
            return null;
        try
        {
            var model = MirrorModel.Estimate(MirrorSample.From(both, (i, j) => RouteOf(facts, i, j)));
            return model.Accuracy is { LevelsIdentified: true, Converged: true } ? model : null;
        }
        catch (ArgumentException)
        {
            // As both state it: no flow stands FOB on one side and CIF on the other, or there are too few for the coefficients.
            return null;
        }
    }

    private static MirrorFigure Figure(ReportFacts facts, ReportBook book, MirrorFlow flow, MirrorModel? model)
    {
        var stated = flow is { ExporterReport.MillionUsd: > 0 } or { ImporterReport.MillionUsd: > 0 };
        var reconciled = stated ? model?.Reconcile(flow, RouteOf(facts, flow.Exporter, flow.Importer)) : null;
        var condition = $"exporter = '{flow.Exporter}' and importer = '{flow.Importer}' and year = {flow.Year}";
        IEnumerable<MirrorClaim> claims =
            from report in new[] { flow.ExporterReport, flow.ImporterReport }
            where report is not null
            select new MirrorClaim(
                report.Reporter, report.Source, report.Valuation.ToString().ToUpperInvariant(), report.MillionUsd,
                book.Lookup(MethodKey.Mirror, "customs_totals", $"{condition} and reporter = '{report.Reporter}'", ("year", flow.Year)));
        return new MirrorFigure(
            flow.Year, flow.Exporter, flow.Importer, [.. claims], flow.GapPercent ?? 0, reconciled?.Gap?.Log.Margin, reconciled?.Gap?.Log.Unexplained,
            reconciled?.MillionUsd, reconciled?.Low, reconciled?.High,
            book.Computed(MethodKey.Mirror, ["customs_totals", "ties"], ("year", flow.Year), ("exporter", flow.Exporter), ("importer", flow.Importer)));
    }

    private static Observation Observe(CustomsFact c, string checksum)
    {
        if (c.Exporter == c.Importer || (c.Reporter != c.Exporter && c.Reporter != c.Importer))
        {
            throw new UserException(
                $"the table customs_totals: {c.Exporter} to {c.Importer} in {c.Year} as {c.Reporter} states it: " +
                "a claim is about two economies and is that of one of them");
        }

        var exports = c.Reporter == c.Exporter;
        return new Observation(
            c.Citation, c.Address, c.Reporter, exports ? c.Importer : c.Exporter, exports ? ReportedSide.Exports : ReportedSide.Imports,
            Enum.Parse<Valuation>(c.Valuation, ignoreCase: true), c.Year, null, c.MillionUsd, checksum);
    }

    private static Route RouteOf(ReportFacts facts, string exporter, string importer)
    {
        var tie = facts.TiesByPair[(exporter, importer)];
        return new Route(tie.DistanceKm, tie.Contiguity);
    }
}
