using Dyad.Data.Harmonise;
using Dyad.Evidence;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>The products on which two sides' claims differ most.</summary>
internal static class ProductGaps
{
    /// <summary>Products of each direction: what a reader takes in, and what keeps the report small.</summary>
    private const int Most = 5;

    /// <summary>
    /// The largest gaps of both directions by size in money, each direction in the last year in which both its sides published figures by
    /// product. A product that one of them does not state then counts as none there; one that neither states above zero is left out,
    /// and so is what names no product (confidential, not specified).
    /// </summary>
    /// <param name="directions">The two directions.</param>
    /// <param name="flows">Flows by product, of the parties and of others.</param>
    /// <param name="model">Margins and accuracy by chapter; null where reporters are too few: nothing is reconciled.</param>
    /// <param name="routeOf">The way between two economies.</param>
    /// <param name="shifts">The timing of each direction, where it is known.</param>
    /// <param name="routes">Where imports were consigned, where it is known.</param>
    /// <param name="address">Address of a flow's claims.</param>
    public static IReadOnlyList<ProductGap> Largest(
        IReadOnlyList<(string Exporter, string Importer)> directions, IReadOnlyList<MirrorFlow> flows, MirrorModel? model,
        Func<string, string, Route> routeOf, IReadOnlyDictionary<(string, string), TimingShift> shifts, RouteBook routes,
        Func<MirrorFlow, string> address)
    {
        // What the facts hold by product: of a release that is not among them a missing product says nothing.
        var record = PublicationRecord.From(flows);
        return
        [
            .. directions.SelectMany(direction =>
                {
                    var own = flows.Where(f => f.Product is { } p && SpecialProducts.Find(p) is null
                        && (f.Exporter, f.Importer) == direction).ToList();
                    var comparable = own.Where(f => record.MissingSide(f) is null).ToList();
                    var year = comparable.Select(f => f.Year).DefaultIfEmpty().Max();
                    var before = own.Where(f => f.Year == year - 1).ToDictionary(f => f.Product!, f => f.ExporterReport?.MillionUsd);
                    return comparable.Where(f => f.Year == year && Size(f) > 0)
                        .OrderByDescending(Size).ThenBy(f => f.Product, StringComparer.Ordinal).Take(Most)
                        .Select(f => Gap(f, before.GetValueOrDefault(f.Product!)));
                })
                .OrderByDescending(gap => Math.Abs(gap.GapMillionUsd)).ThenBy(gap => gap.Product, StringComparer.Ordinal)
                .ThenBy(gap => gap.Exporter, StringComparer.Ordinal),
        ];

        ProductGap Gap(MirrorFlow flow, double? yearBefore)
        {
            var known = new KnownParts
            {
                Shift = shifts.GetValueOrDefault((flow.Exporter, flow.Importer)), ExporterYearBefore = yearBefore,
                ReExportMillionUsd = routes.ByWayOfOthers(flow, Margin(flow)),
            };
            var reconciled = model?.Reconcile(flow, routeOf(flow.Exporter, flow.Importer), known, record);
            var gap = (model is null ? GapDecomposition.Of(flow, null, known) : reconciled?.Gap)?.Log;
            var told = gap is { Margin: not null } or { Timing: not null } or { ReExport: not null } or { Valuation: not null };
            return new ProductGap(
                flow.Year, flow.Exporter, flow.Importer, flow.Product!, flow.ExporterReport?.MillionUsd, flow.ImporterReport?.MillionUsd,
                Difference(flow), gap?.Margin, gap?.Timing, gap?.ReExport, gap?.Valuation, told ? gap?.Unexplained : null,
                reconciled?.MillionUsd, reconciled?.Low, reconciled?.High, address(flow));
        }

        double Margin(MirrorFlow flow) =>
            model is not null && flow.HasMargin
                ? model.Margin.Predict(routeOf(flow.Exporter, flow.Importer), flow.Year, flow.Product).Log
                : 0;
    }

    /// <summary>Names of the products of these gaps.</summary>
    public static IReadOnlyList<NamedCode> Names(IEnumerable<ProductGap> gaps) =>
    [
        .. gaps.Select(gap => gap.Product).Distinct().Order(StringComparer.Ordinal).Select(ProductNames.Of)
            .Select(name => new NamedCode(name.Code, name.En, name.Zh, name.Ru)),
    ];

    private static double Difference(MirrorFlow flow) =>
        (flow.ImporterReport?.MillionUsd ?? 0) - (flow.ExporterReport?.MillionUsd ?? 0);

    private static double Size(MirrorFlow flow) => Math.Abs(Difference(flow));
}
