using Dyad.Data.Facts;
using Dyad.Evidence;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>
/// What each side's customs count, side by side. The two are reconciled where the table holds enough other flows to measure how
/// accurate each reporter is; of a single pair nothing tells whose error a gap is, but its years may tell the timing.
/// </summary>
internal sealed class MirrorStage
{
    /// <summary>
    /// Reporters from which on errors are told apart: the fewest of which the study shows that intervals hold. The pairs of three or four
    /// hardly outnumber the terms of distance in the margin, which then takes up their lasting errors (docs/method/mirror.md).
    /// </summary>
    private const int FewestReporters = 6;

    /// <summary>Flows that margins and accuracy are estimated from at most: some hundred columns of them fit in 100 MB.</summary>
    private const int MostFlows = 50_000;

    private readonly ReportFacts facts;
    private readonly ReportBook book;
    private readonly List<MirrorFlow> flows;
    private readonly MirrorModel? model;
    private readonly PublicationRecord record;
    private readonly RouteBook routes;
    private readonly Dictionary<(string Exporter, string Importer), TimingShift> shifts = [];

    /// <summary>Reads the claims and estimates what they tell.</summary>
    /// <exception cref="UserException">A claim is not about two economies, or is that of a third.</exception>
    public MirrorStage(ReportFacts facts, ReportBook book)
    {
        (this.facts, this.book) = (facts, book);
        var checksum = facts.Store.Describe("customs_totals").Sha256;
        flows = [.. MirrorFlow.PairUp(facts.Store.CustomsTotals().Select(c => Observe(c, checksum)))];
        record = PublicationRecord.From(flows, facts.Store.CustomsReleases());
        model = Model(facts, flows);
        routes = new RouteBook(facts.Store.CustomsRoutes());
        foreach (var (exporter, importer) in facts.Directions)
        {
            if (Shift(exporter, importer) is { } shift)
                shifts[(exporter, importer)] = shift;
        }
    }

    /// <summary>Every flow between the parties that a customs service states, by year.</summary>
    public IReadOnlyList<MirrorFigure> Figures() =>
        [
            .. from flow in flows
               where facts.Directions.Contains((flow.Exporter, flow.Importer))
               orderby flow.Year, flow.Exporter
               select Figure(flow),
        ];

    /// <summary>The timing of each direction whose years tell it.</summary>
    public IReadOnlyList<TimingFigure> Timing() =>
        [
            .. from shift in shifts
               let direction = shift.Key
               select new TimingFigure(
                   direction.Exporter, direction.Importer, shift.Value.Tau, shift.Value.Low, shift.Value.High, shift.Value.Years,
                   book.Computed(MethodKey.Timing, ["customs_totals"], ("exporter", direction.Exporter), ("importer", direction.Importer))),
        ];

    /// <summary>Products on which the parties' claims differ most; the timing is that of the totals.</summary>
    public IReadOnlyList<ProductGap> Products()
    {
        var checksum = facts.Store.Describe("customs_products").Sha256;
        var products = MirrorFlow.PairUp(facts.Store.CustomsProducts(facts.Pair[0], facts.Pair[1]).Select(c => Observe(c, checksum)));
        return ProductGaps.Largest(
            facts.Directions, products, Model(facts, products), (i, j) => RouteOf(facts, i, j), shifts, routes,
            flow => book.Lookup(
                MethodKey.Mirror, "customs_products",
                $"exporter = '{flow.Exporter}' and importer = '{flow.Importer}' and year = {flow.Year} and product = '{flow.Product}'",
                ("year", flow.Year), ("product", flow.Product!)));
    }

    private static MirrorModel? Model(ReportFacts facts, IReadOnlyList<MirrorFlow> flows)
    {
        // A flow with the rest of the world has no distance, and so tells nothing of the margin.
        var both = flows.Where(f =>
            f.ExporterReport is { MillionUsd: > 0 } && f.ImporterReport is { MillionUsd: > 0 } &&
            facts.TiesByPair.ContainsKey((f.Exporter, f.Importer))).ToList();
        // A year with fewer reporters, of another source perhaps, tells nothing of how accurate they are.
        both =
        [
            .. both.GroupBy(f => f.Year)
                .Where(y => y.SelectMany(f => new[] { f.Exporter, f.Importer }).Distinct().Count() >= FewestReporters).SelectMany(y => y),
        ];
        if (both.Count == 0)
            return null;
        try
        {
            var model = MirrorModel.Estimate(MirrorSample.From(Latest(both), (i, j) => RouteOf(facts, i, j)));
            return model.Accuracy is { LevelsIdentified: true, Converged: true } ? model : null;
        }
        catch (ArgumentException)
        {
            // As both state it: no flow stands FOB on one side and CIF on the other, or there are too few for the coefficients.
            return null;
        }
    }

    /// <summary>As many of the latest years as the estimate takes, at least one: its equations are dense, and products are many.</summary>
    private static List<MirrorFlow> Latest(List<MirrorFlow> flows)
    {
        var kept = new List<MirrorFlow>();
        foreach (var year in flows.GroupBy(f => f.Year).OrderByDescending(g => g.Key))
        {
            if (kept.Count > 0 && kept.Count + year.Count() > MostFlows)
                break;
            kept.AddRange(year);
        }

        return kept;
    }

    /// <summary>The timing of a direction from its years; the importer's claims without the margin where it is known.</summary>
    private TimingShift? Shift(string exporter, string importer)
    {
        var years = flows.Where(f => f.Exporter == exporter && f.Importer == importer).ToList();
        return TimingShift.Estimate(
            years.Where(f => f.ExporterReport is not null).ToDictionary(f => f.Year, f => f.ExporterReport!.MillionUsd),
            years.Where(f => f.ImporterReport is not null).ToDictionary(
                f => f.Year, f => f.ImporterReport!.MillionUsd * Math.Exp(-(Margin(f)?.Log ?? 0))));
    }

    /// <summary>The margin between two claims; null where nothing tells it.</summary>
    private PredictedMargin? Margin(MirrorFlow flow) =>
        flow.HasMargin ? model?.Margin.Predict(RouteOf(facts, flow.Exporter, flow.Importer), flow.Year) : null;

    private MirrorFigure Figure(MirrorFlow flow)
    {
        var stated = flow is { ExporterReport.MillionUsd: > 0 } or { ImporterReport.MillionUsd: > 0 };
        var known = new KnownParts
        {
            Shift = shifts.GetValueOrDefault((flow.Exporter, flow.Importer)),
            ExporterYearBefore = flows.Find(f =>
                f.Year == flow.Year - 1 && f.Exporter == flow.Exporter && f.Importer == flow.Importer)?.ExporterReport?.MillionUsd,
            ReExportMillionUsd = routes.ByWayOfOthers(flow, Margin(flow)?.Log ?? 0),
        };
        var measured = flow.Year >= model?.Margin.Years[0];
        var reconciled = stated && measured ? model?.Reconcile(flow, RouteOf(facts, flow.Exporter, flow.Importer), known) : null;
        var gap = (!measured ? GapDecomposition.Of(flow, null, known) : reconciled?.Gap)?.Log;
        var told = gap is { Margin: not null } or { Timing: not null } or { ReExport: not null } or { Valuation: not null };
        var condition = $"exporter = '{flow.Exporter}' and importer = '{flow.Importer}' and year = {flow.Year}";
        IEnumerable<MirrorClaim> claims =
            from report in new[] { flow.ExporterReport, flow.ImporterReport }
            where report is not null
            select new MirrorClaim(
                report.Reporter, report.Source, report.Valuation.ToString().ToUpperInvariant(), report.MillionUsd,
                book.Lookup(MethodKey.Mirror, "customs_totals", $"{condition} and reporter = '{report.Reporter}'", ("year", flow.Year)));
        return new MirrorFigure(
            flow.Year, flow.Exporter, flow.Importer, [.. claims], flow.GapPercent, gap?.Margin, told ? gap?.Unexplained : null,
            reconciled?.MillionUsd, reconciled?.Low, reconciled?.High,
            book.Computed(MethodKey.Mirror, ["customs_totals", "ties"], ("year", flow.Year), ("exporter", flow.Exporter), ("importer", flow.Importer)),
            gap?.Timing, gap?.ReExport, gap?.Valuation, Stopped(flow),
            [.. routes.Largest(flow).Select(r => new RouteFigure(r.ConsignedFrom, r.MillionUsd, book.Lookup(
                MethodKey.Mirror, "customs_routes", $"{condition} and product = 'TOTAL' and consigned_from = '{r.ConsignedFrom}'",
                ("year", flow.Year), ("consigned_from", r.ConsignedFrom))))]);
    }

    /// <summary>
    /// A side with figures of earlier years and none of this. One without any is not in the facts, which says nothing about what it
    /// publishes.
    /// </summary>
    private string? Stopped(MirrorFlow flow) => record.MissingSide(flow) is { LastYear: not null } missing ? missing.Reporter : null;

    private static Observation Observe(CustomsFact c, string checksum)
    {
        if (c.Exporter == c.Importer || (c.Reporter != c.Exporter && c.Reporter != c.Importer))
        {
            throw new UserException(
                $"the table {(c.Product is null ? "customs_totals" : "customs_products")}: {c.Exporter} to {c.Importer} in {c.Year} as {c.Reporter} states it: " +
                "a claim is about two economies and is that of one of them");
        }

        var exports = c.Reporter == c.Exporter;
        return new Observation(
            c.Citation, c.Address, c.Reporter, exports ? c.Importer : c.Exporter, exports ? ReportedSide.Exports : ReportedSide.Imports,
            Enum.Parse<Valuation>(c.Valuation, ignoreCase: true), c.Year, null, c.MillionUsd, checksum, c.Product, c.Kilograms);
    }

    private static Route RouteOf(ReportFacts facts, string exporter, string importer)
    {
        var tie = facts.TiesByPair[(exporter, importer)];
        return new Route(tie.DistanceKm, tie.Contiguity);
    }
}
