using Dyad.Data.Facts;
using Dyad.Data.Store;
using Dyad.Workbench.Parties;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>
/// What a report reads, once: the pair, the year and the panels. Everything downstream goes through the pair in the order of its codes,
/// so that swapping the parties changes nothing but the order of names.
/// </summary>
internal sealed class ReportFacts
{
    /// <summary>Code of the region that gathers what the sources do not name; it has no distance and cannot be a party.</summary>
    public const string RestOfWorld = "ROW";

    private ReportFacts(FactStore store, PartyChoice a, PartyChoice b, int year, TradePanel trade)
    {
        Store = store;
        Parties = [a.Code, b.Code];
        Year = year;
        Trade = trade;
        Pair = [.. Parties.Order(StringComparer.Ordinal)];
        Directions = [(Pair[0], Pair[1]), (Pair[1], Pair[0])];
        Economies = store.Economies();
        Sectors = store.Sectors();
        TiesByPair = store.Ties().ToDictionary(t => (t.Exporter, t.Importer));
        Totals = store.Totals();
        YearIndex = trade.Years.ToList().IndexOf(year);
    }

    /// <summary>The tables.</summary>
    public FactStore Store { get; }

    /// <summary>The parties in the order in which they were asked for.</summary>
    public IReadOnlyList<string> Parties { get; }

    /// <summary>The parties in the order of their codes.</summary>
    public IReadOnlyList<string> Pair { get; }

    /// <summary>Both directions.</summary>
    public IReadOnlyList<(string Exporter, string Importer)> Directions { get; }

    /// <summary>Year of the diagnosis.</summary>
    public int Year { get; }

    /// <summary>Position of the year in the panel.</summary>
    public int YearIndex { get; }

    /// <summary>Trade by sector.</summary>
    public TradePanel Trade { get; }

    /// <summary>Aggregate trade with agreements.</summary>
    public IReadOnlyList<TotalFact> Totals { get; }

    /// <summary>All economies.</summary>
    public IReadOnlyList<EconomyFact> Economies { get; }

    /// <summary>All sector groups.</summary>
    public IReadOnlyList<SectorFact> Sectors { get; }

    /// <summary>Ties by direction.</summary>
    public IReadOnlyDictionary<(string Exporter, string Importer), TieFact> TiesByPair { get; }

    /// <summary>Position of an economy in the trade panel.</summary>
    public int Position(string economy) => Trade.Economies.ToList().IndexOf(economy);

    /// <summary>Reads what the report needs.</summary>
    /// <exception cref="UserException">A party or the year is not in the facts.</exception>
    public static ReportFacts Read(FactStore store, ReportRequest request)
    {
        var choices = store.Economies()
            .Where(e => e.InSectorPanel && e.Code != RestOfWorld)
            .Select(e => new PartyChoice(e.Code, e.Iso2, e.En, e.Zh, e.Ru)).ToList();
        var (a, b) = PartyResolver.ResolvePair(
            request.A, request.B, choices, [.. store.Economies().Select(e => new PartyChoice(e.Code, e.Iso2, e.En, e.Zh, e.Ru))]);
        var years = store.TradeYears();
        if (years.Count == 0)
            throw new UserException("the table trade holds no year");
        var year = request.Year ?? years[^1];
        if (!years.Contains(year))
            throw new UserException($"--year {year}: the facts hold trade by sector for {years[0]} to {years[^1]}");
        // A user's own tables are read now, so that a fault of one is told before the work.
        foreach (var table in store.OwnTables)
            store.Describe(table);
        return new ReportFacts(store, a, b, year, store.Trade());
    }

    /// <summary>
    /// Whether a trade agreement was in force, by the latest year of the aggregate table that is not after the year asked for (before
    /// its first year: by its first); false where the table does not hold the direction.
    /// </summary>
    public Func<int, string, string, bool> Agreements()
    {
        var years = Totals.Select(t => t.Year).Distinct().Order().ToList();
        var inForce = Totals.Where(t => t.Agreement).Select(t => (t.Year, t.Exporter, t.Importer)).ToHashSet();
        return (year, exporter, importer) =>
            years.Count > 0 && inForce.Contains((years.LastOrDefault(y => y <= year, years[0]), exporter, importer));
    }
}
