using Dyad.Data.Harmonise;
using Dyad.Data.Schema;
using Dyad.Data.Store;

namespace Dyad.Data.Facts;

/// <summary>
/// Reads fact tables as arrays and records. Each names the tables that it reads, so that addresses can name them too.
/// </summary>
public static class FactReaders
{
    /// <summary>Codes of a table: the values of its key.</summary>
    public static IReadOnlySet<string> Codes(this FactStore store, string table) => store.Read(
        [table], $"SELECT {Sql.Name(FactSchema.Table(table).Key[0])} FROM {Sql.Name(table)}", r => r.GetString(0)).ToHashSet(StringComparer.Ordinal);

    /// <summary>All economies, by code.</summary>
    public static IReadOnlyList<EconomyFact> Economies(this FactStore store) => store.Read(
        ["economies"], "SELECT code, coalesce(iso2, ''), name_en, name_zh, name_ru, in_sector_panel, in_totals FROM economies " +
            "ORDER BY code",
        r => new EconomyFact(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetBoolean(5),
        r.GetBoolean(6)));

    /// <summary>All sector groups, in their order.</summary>
    public static IReadOnlyList<SectorFact> Sectors(this FactStore store) => store.Read(
        ["sector_groups"], "SELECT code, goods, name_en, name_zh, name_ru FROM sector_groups ORDER BY position",
        r => new SectorFact(r.GetString(0), r.GetBoolean(1), r.GetString(2), r.GetString(3), r.GetString(4)));

    /// <summary>All industries of WIOD with the sector group of each, in the order of their numbers.</summary>
    public static IReadOnlyList<IndustryFact> Industries(this FactStore store) => store.Read(
        ["sector_correspondence"],
        "SELECT industry, name_en, sector FROM sector_correspondence ORDER BY TRY_CAST(industry[2:] AS INTEGER), industry",
        r => new IndustryFact(r.GetString(0), r.GetString(1), r.GetString(2)));

    /// <summary>Years that the table trade holds, ascending.</summary>
    public static IReadOnlyList<int> TradeYears(this FactStore store) =>
        store.Read(["trade"], "SELECT DISTINCT year FROM trade ORDER BY year", r => r.GetInt32(0));

    /// <summary>Trade by sector of all years that the table holds.</summary>
    public static TradePanel Trade(this FactStore store)
    {
        var years = store.TradeYears();
        var economies = store.Economies().Where(e => e.InSectorPanel).Select(e => e.Code).ToList();
        var sectors = store.Sectors().Select(s => s.Code).ToList();
        var values = new double[years.Count * sectors.Count * economies.Count * economies.Count];
        store.Read(
            ["trade"],
            $"""
            WITH e AS (SELECT code, row_number() OVER (ORDER BY code) - 1 AS i FROM economies WHERE in_sector_panel),
                 s AS (SELECT code, row_number() OVER (ORDER BY position) - 1 AS i FROM sector_groups),
                 y AS (SELECT year, row_number() OVER (ORDER BY year) - 1 AS i FROM (SELECT DISTINCT year FROM trade))
            SELECT ((y.i * {sectors.Count} + s.i) * {economies.Count} + x.i) * {economies.Count} + m.i, t.million_usd
            FROM trade t JOIN y ON y.year = t.year JOIN s ON s.code = t.sector JOIN e x ON x.code = t.exporter
            JOIN e m ON m.code = t.importer
            """,
            r => values[r.GetInt64(0)] = r.GetDouble(1));
        return new TradePanel(years, economies, sectors, values);
    }

    /// <summary>Distance and ties of all directions.</summary>
    public static IReadOnlyList<TieFact> Ties(this FactStore store) => store.Read(
        ["ties"], "SELECT exporter, importer, distance_km, contiguity, common_language, colony FROM ties " +
            "ORDER BY exporter, importer",
        r => new TieFact(r.GetString(0), r.GetString(1), r.GetDouble(2), r.GetBoolean(3), r.GetBoolean(4), r.GetBoolean(5)));

    /// <summary>Aggregate trade, ordered by year, exporter and importer.</summary>
    public static IReadOnlyList<TotalFact> Totals(this FactStore store) => store.Read(
        ["trade_totals"], "SELECT year, exporter, importer, million_usd, agreement FROM trade_totals " +
            "ORDER BY year, exporter, importer",
        r => new TotalFact(r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetDouble(3), r.GetBoolean(4)));

    /// <summary>Gross domestic product of a year, or of the latest year before it that the table holds.</summary>
    public static IReadOnlyList<GdpFact> Gdp(this FactStore store, int year) => store.Read(
        ["gdp"],
        $"SELECT economy, max(year), arg_max(usd, year) FROM gdp WHERE year <= {year} GROUP BY economy ORDER BY economy",
        r => new GdpFact(r.GetString(0), r.GetInt32(1), r.GetDouble(2)));

    /// <summary>Governance of all economies in the latest year that the table holds; no year where it holds none.</summary>
    public static (int? Year, IReadOnlyList<GovernanceFact> Facts) LatestGovernance(this FactStore store)
    {
        var year = store.Read(["governance"], "SELECT max(year) FROM governance", r => r.IsDBNull(0) ? (int?)null : r.GetInt32(0))[0];
        return year is null ? (null, []) : (year, store.Read(
            [], $"SELECT economy, indicator, estimate, std_err FROM governance WHERE year = {year} ORDER BY indicator, economy",
            r => new GovernanceFact(r.GetString(0), r.GetString(1), r.GetDouble(2), r.GetDouble(3))));
    }

    /// <summary>Income classes of the data year nearest to a year.</summary>
    public static IReadOnlyList<IncomeFact> IncomeGroups(this FactStore store, int year) => store.Read(
        ["income_groups"],
        $"""
        SELECT economy, data_year, income_group FROM income_groups
        WHERE data_year = (SELECT data_year FROM income_groups ORDER BY abs(data_year - {year}), data_year LIMIT 1)
        ORDER BY economy
        """,
        r => new IncomeFact(r.GetString(0), r.GetInt32(1), r.GetString(2)));

    /// <summary>Roll calls with the votes of two economies, by date.</summary>
    public static IReadOnlyList<RollCallFact> RollCalls(this FactStore store, string first, string second) => store.Read(
        ["roll_calls", "roll_call_issues", "votes"],
        $"""
        SELECT year(c.date), coalesce((SELECT string_agg(i.issue, ',' ORDER BY i.issue) FROM roll_call_issues i WHERE i.rcid =
            c.rcid), ''),
               a.vote, b.vote, c.yes, c.no, c.abstain
        FROM roll_calls c
        LEFT JOIN votes a ON a.rcid = c.rcid AND a.economy = {Sql.Text(first)}
        LEFT JOIN votes b ON b.rcid = c.rcid AND b.economy = {Sql.Text(second)}
        WHERE a.vote IS NOT NULL OR b.vote IS NOT NULL
        ORDER BY c.date, c.rcid
        """,
        r => new RollCallFact(
            (int)r.GetInt64(0), r.GetString(1).Split(',', StringSplitOptions.RemoveEmptyEntries), r.IsDBNull(2)
            ? null : r.GetString(2),
            r.IsDBNull(3) ? null : r.GetString(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6)));

    /// <summary>All totals that customs services state, ordered by year, exporter, importer and reporter.</summary>
    public static IReadOnlyList<CustomsFact> CustomsTotals(this FactStore store) => store.Read(
        ["customs_totals"],
        """
        SELECT year, exporter, importer, reporter, million_usd, valuation, citation, address FROM customs_totals
        ORDER BY year, exporter, importer, reporter
        """,
        r => new CustomsFact(
            r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetDouble(4), r.GetString(5), r.GetString(6),
            r.GetString(7)));

    /// <summary>
    /// What customs services state by product, of one level, as products of one level do not overlap and noise differs by level: that in which
    /// both of a pair state most of their flows, the coarsest where there are several. Chapters (two digits) mean nearly the same in all
    /// revisions of the Harmonized System; of finer codes those are taken that both sides of a flow state in one revision, the latest where
    /// there are several.
    /// </summary>
    /// <param name="store">The facts.</param>
    /// <param name="first">One of the pair.</param>
    /// <param name="second">The other.</param>
    public static IReadOnlyList<CustomsFact> CustomsProducts(this FactStore store, string first, string second) => store.Read(
        ["customs_products"],
        $"""
        WITH level AS (SELECT *, length(product) AS digits, CASE length(product) WHEN 2 THEN '' ELSE classification END AS revision
                FROM customs_products WHERE length(product) IN (2, 4, 6)),
            sided AS (SELECT *, count(DISTINCT reporter) OVER (PARTITION BY year, exporter, importer, digits, revision) AS sides FROM level),
            chosen AS (SELECT digits FROM sided
                WHERE exporter IN ({Sql.Text(first)}, {Sql.Text(second)}) AND importer IN ({Sql.Text(first)}, {Sql.Text(second)})
                GROUP BY digits ORDER BY count(DISTINCT (year, exporter)) FILTER (sides > 1) DESC, digits LIMIT 1),
            taken AS (SELECT *, first_value(revision) OVER (PARTITION BY year, exporter, importer ORDER BY sides DESC, revision DESC) AS common
                FROM sided WHERE digits = (FROM chosen))
        SELECT year, exporter, importer, reporter, arg_max(million_usd, classification), arg_max(valuation, classification),
            arg_max(citation, classification), arg_max(address, classification), product, arg_max(kilograms, classification)
        FROM taken WHERE revision = common AND (digits = 2 OR sides > 1)
        GROUP BY year, exporter, importer, reporter, product ORDER BY year, exporter, importer, product, reporter
        """,
        r => new CustomsFact(
            r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetDouble(4), r.GetString(5), r.GetString(6), r.GetString(7),
            r.GetString(8), r.IsDBNull(9) ? null : r.GetDouble(9)));

    /// <summary>
    /// What customs services state by product of six digits in a revision of the Harmonized System, in the order of the key. What was
    /// converted from another revision is not among it.
    /// </summary>
    public static IReadOnlyList<ProductClaim> ProductClaims(this FactStore store, string classification) => store.Read(
        ["customs_products"],
        $"""
        SELECT year, exporter, importer, reporter, product, million_usd, kilograms, valuation, citation, address FROM customs_products
        WHERE classification = {Sql.Text(classification)} AND length(product) = 6
            AND NOT starts_with(citation, {Sql.Text(HarmonisedSource.Name + " ")})
        ORDER BY year, exporter, importer, reporter, product
        """,
        r => new ProductClaim(
            r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetDouble(5), r.IsDBNull(6) ? null : r.GetDouble(6),
            r.GetString(7), r.GetString(8), r.GetString(9)));

    /// <summary>Years for which customs services published figures, with the economy that did.</summary>
    public static IReadOnlyList<(string Reporter, int Year)> CustomsReleases(this FactStore store) => store.Read(
        ["customs_releases"], "SELECT reporter, year FROM customs_releases ORDER BY reporter, year", r => (r.GetString(0), r.GetInt32(1)));

    /// <summary>Imports by origin and economy of consignment, ordered by the key; product null: all goods.</summary>
    public static IReadOnlyList<RouteFact> CustomsRoutes(this FactStore store) => store.Read(
        ["customs_routes"],
        """
        SELECT year, exporter, importer, consigned_from, nullif(product, 'TOTAL'), million_usd FROM customs_routes
        ORDER BY year, exporter, importer, product, consigned_from
        """,
        r => new RouteFact(
            r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4), r.GetDouble(5)));
}
