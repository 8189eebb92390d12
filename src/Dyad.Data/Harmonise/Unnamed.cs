using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Harmonise;

/// <summary>Value that customs state without a product or without an economy; it is kept. Million US$.</summary>
/// <param name="MillionUsd">All that is stated, at the finest level of products of each flow.</param>
/// <param name="Products">Part whose code is no product, by kind.</param>
/// <param name="Areas">Part with an area that is no economy, by the number of the area; null where the source was not asked for such areas.</param>
/// <param name="TotalAlone">Value that totals hold beyond the products of the finest level of their flows.</param>
public sealed record Unnamed(
    double MillionUsd, IReadOnlyDictionary<SpecialProductKind, double> Products, IReadOnlyDictionary<int, double>? Areas, double TotalAlone = 0)
{
    /// <summary>Digits of a million US$ that are kept: sums on several cores differ in later ones.</summary>
    private const int Digits = 3;

    /// <summary>
    /// Tables of customs, each as flows: who trades which product, in million US$, with the flow's key, the digits of the product (0: the
    /// total) and the most digits of the flow. A sum beside its parts is no flow.
    /// </summary>
    private static readonly Dictionary<string, string> Flows = new Dictionary<string, string>
    {
        ["baci"] = "SELECT exporter, importer, product, thousand_usd / 1e3 AS million_usd, NULL AS flow, 6 AS digits, 6 AS finest FROM rows",
        // Re-exports and re-imports lie within exports and imports, the partners within the world.
        ["comtrade"] = Levels(
            "reporter, partner, flow, year, classification",
            "reporter AS exporter, partner AS importer, product, value_usd / 1e6 AS million_usd", "flow IN ('X', 'M') AND partner <> 'W00'"),
        ["customs_products"] = Levels(
            "exporter, importer, reporter, year, classification", "exporter, importer, product, million_usd", "true"),
    };

    /// <summary>Comtrade is asked for its partners by name: areas that are no economy are not among them.</summary>
    private static readonly string[] AskedByName = ["comtrade"];

    /// <summary>Part without a product.</summary>
    public double OfProducts => Products.Values.Sum();

    /// <summary>Part without an economy.</summary>
    public double? OfAreas => Areas?.Values.Sum();

    /// <summary>It as a line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{OfProducts:#,0.###} million US$ name no product, {AreasText}, of {MillionUsd:#,0.###}; they are kept{TotalText}");

    private string AreasText => OfAreas is { } areas
        ? FormattableString.Invariant($"{areas:#,0.###} no economy") : "areas that are no economy were not asked for";

    private string TotalText => TotalAlone > 0
        ? FormattableString.Invariant($"; {TotalAlone:#,0.###} stand in totals and in none of their products") : "";

    /// <summary>Counts a table, or a partition of one; null where the table is none of customs by product.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="parquet">Its file.</param>
    internal static Unnamed? Count(string table, string parquet)
    {
        if (!Flows.TryGetValue(table, out var flows))
            return null;
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Run(
            $"CREATE VIEW rows AS FROM read_parquet({Sql.Text(parquet)}); CREATE VIEW levels AS {flows}; "
            + "CREATE VIEW flows AS FROM levels WHERE digits = finest");
        // Sums first, in SQL: a year of BACI has ten million rows, and some 5,000 products and 40,000 pairs.
        var products = connection.Read(
            "SELECT product, sum(million_usd) FROM flows GROUP BY product ORDER BY product", r => (r.GetString(0), r.GetDouble(1)));
        var areas = connection.Read(
            """
            SELECT CASE WHEN regexp_full_match(exporter, '[0-9]+') THEN exporter ELSE importer END AS area, sum(million_usd)
            FROM (SELECT exporter, importer, sum(million_usd) AS million_usd FROM flows GROUP BY ALL) GROUP BY area ORDER BY area
            """,
            r => (r.GetString(0), r.GetDouble(1)));
        var totalAlone = connection.Read(
            """
            SELECT coalesce(sum(total - parts), 0) FROM (
                SELECT sum(million_usd) FILTER (digits = 0) AS total, sum(million_usd) FILTER (digits = finest) AS parts
                FROM levels WHERE finest > 0 AND flow IS NOT NULL GROUP BY flow)
            WHERE total > parts
            """,
            r => r.GetDouble(0)).Single();
        var special = SpecialAreas.Count(areas);
        return new Unnamed(
            products.Sum(p => p.Item2), SpecialProducts.Count(products), special.Count == 0 && AskedByName.Contains(table) ? null : special,
            totalAlone).Rounded();
    }

    /// <summary>The sum of several; null where there is none.</summary>
    internal static Unnamed? Sum(IEnumerable<Unnamed?> parts)
    {
        var all = parts.OfType<Unnamed>().ToList();
        return all.Count == 0 ? null : new Unnamed(
            all.Sum(u => u.MillionUsd), Total(all.SelectMany(u => u.Products)),
            all.All(u => u.Areas is null) ? null : Total(all.SelectMany(u => u.Areas ?? new Dictionary<int, double>())),
            all.Sum(u => u.TotalAlone)).Rounded();
    }

    private static SortedDictionary<T, double> Total<T>(IEnumerable<KeyValuePair<T, double>> values) where T : notnull =>
        new(values.GroupBy(v => v.Key, v => v.Value).ToDictionary(g => g.Key, g => g.Sum()));

    private static string Levels(string flow, string fields, string where)
    {
        const string Digits = "CASE product WHEN 'TOTAL' THEN 0 ELSE length(product) END";
        return $"SELECT {fields}, ({flow}) AS flow, {Digits} AS digits, max({Digits}) OVER (PARTITION BY {flow}) AS finest FROM rows WHERE {where}";
    }

    private Unnamed Rounded() => new(
        Math.Round(MillionUsd, Digits), Products.ToDictionary(p => p.Key, p => Math.Round(p.Value, Digits)),
        Areas?.ToDictionary(a => a.Key, a => Math.Round(a.Value, Digits)), Math.Round(TotalAlone, Digits));
}
