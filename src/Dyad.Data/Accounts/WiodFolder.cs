using System.Globalization;
using DuckDB.NET.Data;
using Dyad.Data.Facts;
using Dyad.Data.Provenance;
using Dyad.Data.Store;

namespace Dyad.Data.Accounts;

/// <summary>
/// Accounts from a folder of the World Input-Output Database, release 2013, as Parquet: <c>wiot_YYYY.parquet</c> with year, exporter,
/// industry, importer, use and value, non-zero cells only. Names and groups of industries are those of the fact tables.
/// </summary>
public static class WiodFolder
{
    private const string Prefix = "wiot_";

    private static readonly string[] Arrays =
    [
        nameof(EconomicAccounts.Trade), nameof(EconomicAccounts.Intermediate), nameof(EconomicAccounts.Final),
        nameof(EconomicAccounts.ValueAdded), nameof(EconomicAccounts.Deficit),
    ];

    /// <summary>Years of which the folder holds a table, ascending; none: it is no folder of WIOD.</summary>
    public static IReadOnlyList<int> Years(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, Prefix + "*.parquet")
            .Select(f => Path.GetFileNameWithoutExtension(f)[Prefix.Length..])
            .Where(y => int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(y => int.Parse(y, CultureInfo.InvariantCulture)).Order(),
    ];

    /// <summary>The accounts of a year. Tariffs are zero: the source holds none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="year">One of <see cref="Years"/>.</param>
    /// <param name="store">Fact tables with the names and the groups of industries.</param>
    /// <exception cref="FactException">The file is damaged, or names an economy, an industry or a use that the release does not have.</exception>
    public static EconomicAccounts Read(string folder, int year, FactStore store)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{year}.parquet"));
        var economies = store.Economies().Where(e => e.InSectorPanel).ToList();
        var industries = store.Industries();
        var groups = store.Sectors().ToDictionary(s => s.Code);
        try
        {
            return Read(path, year, economies, industries, groups);
        }
        catch (DuckDBException e)
        {
            throw new FactException($"{path}: {Sql.FirstLine(e)}", e);
        }
    }

    private static EconomicAccounts Read(
        string path, int year, List<EconomyFact> economies, IReadOnlyList<IndustryFact> industries,
        Dictionary<string, SectorFact> groups)
    {
        var (n, j) = (economies.Count, industries.Count);
        var (trade, intermediate, final) = (new double[j * n * n], new double[j * j * n], new double[j * n]);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Run("CREATE TABLE e (code VARCHAR, i INTEGER); CREATE TABLE s (code VARCHAR, i INTEGER)");
        Fill(connection, "e", economies.Select(e => e.Code));
        Fill(connection, "s", industries.Select(i => i.Industry));
        connection.Run(
            $"""
            CREATE MACRO economy(code) AS CASE code WHEN 'RoW' THEN 'ROW' WHEN 'ROM' THEN 'ROU' ELSE code END;
            CREATE TABLE cell AS
            SELECT x.i AS x, s.i AS s, m.i AS m, u.i AS u, w.use IN ('c37', 'c38', 'c39', 'c41', 'c42') AS final, w.value
            FROM read_parquet({Sql.Text(path)}) w
            LEFT JOIN e x ON x.code = economy(w.exporter) LEFT JOIN e m ON m.code = economy(w.importer)
            LEFT JOIN s ON s.code = w.industry LEFT JOIN s u ON u.code = w.use
            """);
        RequireKnown(connection, path);
        connection.Read(
            $"SELECT (s * {n} + m) * {n} + x, sum(value)::DOUBLE FROM cell GROUP BY 1", r => trade[r.GetInt64(0)] = r.GetDouble(1));
        connection.Read(
            $"SELECT (u * {j} + s) * {n} + m, sum(value)::DOUBLE FROM cell WHERE NOT final GROUP BY 1",
            r => intermediate[r.GetInt64(0)] = r.GetDouble(1));
        connection.Read(
            $"SELECT s * {n} + m, sum(value)::DOUBLE FROM cell WHERE final GROUP BY 1", r => final[r.GetInt64(0)] = r.GetDouble(1));
        return new EconomicAccounts
        {
            Year = year,
            Unit = "million US$",
            Economies = [.. economies.Select(e => new AccountName(e.Code, e.En, e.Zh, e.Ru))],
            Sectors = [.. industries.Select(i => new AccountSector(i.Industry, i.Sector, groups[i.Sector].Goods, i.En, i.En, i.En))],
            Trade = trade,
            Tariff = new double[trade.Length],
            Intermediate = intermediate,
            Final = final,
            ValueAdded = FlowSums.ValueAdded(n, j, trade, intermediate),
            Deficit = FlowSums.Deficits(n, j, trade),
            Places = Arrays.ToDictionary(a => a, _ => new CellPlaces(path, "value", null)),
            Sources = [new AccountSource(Path.GetFileName(path), Manifest.Checksum(path))],
        };
    }

    private static void Fill(DuckDBConnection connection, string table, IEnumerable<string> codes) => connection.Run(
        $"INSERT INTO {table} VALUES {string.Join(", ", codes.Select((c, i) => $"({Sql.Text(c)}, {i.ToString(CultureInfo.InvariantCulture)})"))}");

    private static void RequireKnown(DuckDBConnection connection, string path)
    {
        const string Fault = "x IS NULL OR m IS NULL OR s IS NULL OR (u IS NULL AND NOT final) OR value IS NULL OR NOT isfinite(value)";
        if (connection.Rows($"SELECT 1 FROM cell WHERE {Fault} LIMIT 1").Count == 0)
            return;
        var stranger = connection.Rows(
            $"""
            SELECT row, CASE WHEN x.i IS NULL THEN 'exporter' WHEN m.i IS NULL THEN 'importer' WHEN s.i IS NULL THEN 'industry'
                        WHEN u.i IS NULL AND w.use NOT IN ('c37', 'c38', 'c39', 'c41', 'c42') THEN 'use' ELSE 'value' END AS field,
                   CASE field WHEN 'exporter' THEN exporter WHEN 'importer' THEN importer WHEN 'industry' THEN industry
                        WHEN 'use' THEN use ELSE coalesce(value::VARCHAR, '') END
            FROM (SELECT *, row_number() OVER () AS row FROM read_parquet({Sql.Text(path)})) w
            LEFT JOIN e x ON x.code = economy(w.exporter) LEFT JOIN e m ON m.code = economy(w.importer)
            LEFT JOIN s ON s.code = w.industry LEFT JOIN s u ON u.code = w.use
            WHERE x.i IS NULL OR m.i IS NULL OR s.i IS NULL OR value IS NULL OR NOT isfinite(value)
               OR (u.i IS NULL AND w.use NOT IN ('c37', 'c38', 'c39', 'c41', 'c42'))
            ORDER BY row LIMIT 1
            """)[0];
        throw new FactException($"{path}: row {stranger[0]}, {stranger[1]} '{stranger[2]}': not one of release 2013 of WIOD");
    }
}
