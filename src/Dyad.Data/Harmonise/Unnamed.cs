using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Harmonise;

/// <summary>Value that customs state without a product or without an economy; it is kept. Million US$.</summary>
/// <param name="MillionUsd">All that is stated, at the finest level of products of each flow.</param>
/// <param name="Products">Part whose code is no product, by kind.</param>
/// <param name="Areas">Part with an area that is no economy, by the number of the area.</param>
public sealed record Unnamed(
    double MillionUsd, IReadOnlyDictionary<SpecialProductKind, double> Products, IReadOnlyDictionary<int, double> Areas)
{
    /// <summary>Digits of a million US$ that are kept: sums on several cores differ in later ones.</summary>
    private const int Digits = 3;

    /// <summary>Tables of customs, each as flows: who trades which product, in million US$. A sum beside its parts is no flow.</summary>
    private static readonly Dictionary<string, string> Flows = new Dictionary<string, string>
    {
        ["baci"] = "SELECT exporter, importer, product, thousand_usd / 1e3 AS million_usd FROM rows",
        // Re-exports and re-imports lie within exports and imports, the partners within the world.
        ["comtrade"] = Finest(
            "reporter, partner, flow, year, classification",
            "reporter AS exporter, partner AS importer, product, value_usd / 1e6 AS million_usd", "flow IN ('X', 'M') AND partner <> 'W00'"),
        ["customs_products"] = Finest(
            "exporter, importer, reporter, year, classification", "exporter, importer, product, million_usd", "true"),
    };

    /// <summary>Part without a product.</summary>
    public double OfProducts => Products.Values.Sum();

    /// <summary>Part without an economy.</summary>
    public double OfAreas => Areas.Values.Sum();

    /// <summary>It as a line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{OfProducts:#,0.###} million US$ name no product, {OfAreas:#,0.###} no economy, of {MillionUsd:#,0.###}; they are kept");

    /// <summary>Counts a table, or a partition of one; null where the table is none of customs by product.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="parquet">Its file.</param>
    internal static Unnamed? Count(string table, string parquet)
    {
        if (!Flows.TryGetValue(table, out var flows))
            return null;
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Run($"CREATE VIEW rows AS FROM read_parquet({Sql.Text(parquet)}); CREATE VIEW flows AS {flows}");
        // Sums first, in SQL: a year of BACI has ten million rows, and some 5,000 products and 40,000 pairs.
        var products = connection.Read(
            "SELECT product, sum(million_usd) FROM flows GROUP BY product ORDER BY product", r => (r.GetString(0), r.GetDouble(1)));
        var areas = connection.Read(
            """
            SELECT CASE WHEN regexp_full_match(exporter, '[0-9]+') THEN exporter ELSE importer END AS area, sum(million_usd)
            FROM (SELECT exporter, importer, sum(million_usd) AS million_usd FROM flows GROUP BY ALL) GROUP BY area ORDER BY area
            """,
            r => (r.GetString(0), r.GetDouble(1)));
        return new Unnamed(products.Sum(p => p.Item2), SpecialProducts.Count(products), SpecialAreas.Count(areas)).Rounded();
    }

    /// <summary>The sum of several; null where there is none.</summary>
    internal static Unnamed? Sum(IEnumerable<Unnamed?> parts)
    {
        var all = parts.OfType<Unnamed>().ToList();
        return all.Count == 0 ? null : new Unnamed(
            all.Sum(u => u.MillionUsd), Total(all.SelectMany(u => u.Products)), Total(all.SelectMany(u => u.Areas))).Rounded();
    }

    private static SortedDictionary<T, double> Total<T>(IEnumerable<KeyValuePair<T, double>> values) where T : notnull =>
        new(values.GroupBy(v => v.Key, v => v.Value).ToDictionary(g => g.Key, g => g.Sum()));

    private static string Finest(string flow, string fields, string where)
    {
        const string Length = "CASE product WHEN 'TOTAL' THEN 0 ELSE length(product) END";
        return $"SELECT {fields} FROM rows WHERE {where} QUALIFY {Length} = max({Length}) OVER (PARTITION BY {flow})";
    }

    private Unnamed Rounded() => new(
        Math.Round(MillionUsd, Digits), Products.ToDictionary(p => p.Key, p => Math.Round(p.Value, Digits)),
        Areas.ToDictionary(a => a.Key, a => Math.Round(a.Value, Digits)));
}
