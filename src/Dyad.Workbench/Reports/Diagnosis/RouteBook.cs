using Dyad.Data.Facts;
using Dyad.Evidence;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>Imports by origin and economy of consignment: what of a flow came by way of a third economy.</summary>
internal sealed class RouteBook
{
    /// <summary>Economies that a flow names at the most, the largest first.</summary>
    private const int Most = 3;

    private readonly ILookup<(int Year, string Exporter, string Importer, string? Product), RouteFact> routes;

    /// <summary>Keeps the routes of the table.</summary>
    public RouteBook(IEnumerable<RouteFact> routes) =>
        this.routes = routes.ToLookup(r => (r.Year, r.Exporter, r.Importer, r.Product));

    /// <summary>
    /// What of the importer's claim came by way of third economies, million US$ in the valuation of the exporter's claim; null where the
    /// importer does not tell where goods were consigned. None told is not none: a direct route alone gives zero.
    /// </summary>
    /// <param name="flow">The flow.</param>
    /// <param name="margin">The margin between the claims, ln(CIF/FOB); 0 where none is known.</param>
    public double? ByWayOfOthers(MirrorFlow flow, double margin)
    {
        var told = routes[Key(flow)].ToList();
        return told.Count == 0 ? null : told.Where(Third).Sum(r => r.MillionUsd) * Math.Exp(-margin);
    }

    /// <summary>The third economies by way of which most came, as the importer states it.</summary>
    public IEnumerable<RouteFact> Largest(MirrorFlow flow) => routes[Key(flow)].Where(r => Third(r) && r.MillionUsd > 0)
        .OrderByDescending(r => r.MillionUsd).ThenBy(r => r.ConsignedFrom, StringComparer.Ordinal).Take(Most);

    /// <summary>Names of economies that routes lead by and the report does not name yet.</summary>
    public static IEnumerable<NamedCode> Names(
        IEnumerable<MirrorFigure> flows, IEnumerable<EconomyFact> economies, IReadOnlyList<NamedCode> named)
    {
        var by = flows.SelectMany(f => f.Routes ?? []).Select(r => r.By).Except(named.Select(n => n.Code)).ToHashSet(StringComparer.Ordinal);
        return economies.Where(e => by.Contains(e.Code)).Select(e => new NamedCode(e.Code, e.En, e.Zh, e.Ru));
    }

    private static (int Year, string Exporter, string Importer, string? Product) Key(MirrorFlow flow) =>
        (flow.Year, flow.Exporter, flow.Importer, flow.Product);

    private static bool Third(RouteFact route) => route.ConsignedFrom != route.Exporter && route.ConsignedFrom != route.Importer;
}
