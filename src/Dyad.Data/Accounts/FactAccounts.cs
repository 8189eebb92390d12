using Dyad.Data.Facts;
using Dyad.Data.Store;

namespace Dyad.Data.Accounts;

/// <summary>Accounts from the fact tables: 41 economies and the sector groups.</summary>
public static class FactAccounts
{
    private static readonly string[] Tables = ["input_output", "final_demand"];

    /// <summary>Years of which the facts hold intermediate and final uses, ascending.</summary>
    public static IReadOnlyList<int> AccountYears(this FactStore store) => store.Read(
        Tables, "SELECT DISTINCT year FROM input_output INTERSECT SELECT DISTINCT year FROM final_demand ORDER BY year", r => r.GetInt32(0));

    /// <summary>The accounts of a year. Tariffs are zero: the facts hold none.</summary>
    /// <exception cref="FactException">The facts do not hold the year, or a table is at fault.</exception>
    public static EconomicAccounts Accounts(this FactStore store, int year)
    {
        if (!store.AccountYears().Contains(year))
        {
            throw new FactException(
                $"no intermediate and final uses of {year} in the facts; years: {string.Join(", ", store.AccountYears())}");
        }

        var economies = store.Economies().Where(e => e.InSectorPanel).ToList();
        var sectors = store.Sectors();
        var (n, j) = (economies.Count, sectors.Count);
        var (trade, intermediate, final) = (new double[j * n * n], new double[j * j * n], new double[j * n]);
        var numbers =
            $"""
            WITH e AS (SELECT code, row_number() OVER (ORDER BY code) - 1 AS i FROM economies WHERE in_sector_panel),
                 s AS (SELECT code, row_number() OVER (ORDER BY position) - 1 AS i FROM sector_groups)
            """;
        store.Read(
            Tables,
            $"""
            {numbers}
            SELECT (s.i * {n} + m.i) * {n} + x.i, sum(f.million_usd)
            FROM (SELECT exporter, sector, importer, million_usd FROM input_output WHERE year = {year}
                  UNION ALL SELECT exporter, sector, importer, million_usd FROM final_demand WHERE year = {year}) f
            JOIN s ON s.code = f.sector JOIN e x ON x.code = f.exporter JOIN e m ON m.code = f.importer GROUP BY 1
            """,
            r => trade[r.GetInt64(0)] = r.GetDouble(1));
        store.Read(
            Tables,
            $"""
            {numbers}
            SELECT (u.i * {j} + s.i) * {n} + m.i, sum(f.million_usd) FROM input_output f JOIN s ON s.code = f.sector
            JOIN s u ON u.code = f.use_sector JOIN e m ON m.code = f.importer WHERE f.year = {year} GROUP BY 1
            """,
            r => intermediate[r.GetInt64(0)] = r.GetDouble(1));
        store.Read(
            Tables,
            $"""
            {numbers}
            SELECT s.i * {n} + m.i, sum(f.million_usd) FROM final_demand f JOIN s ON s.code = f.sector
            JOIN e m ON m.code = f.importer WHERE f.year = {year} GROUP BY 1
            """,
            r => final[r.GetInt64(0)] = r.GetDouble(1));
        return new EconomicAccounts
        {
            Year = year,
            Unit = "million US$",
            Economies = [.. economies.Select(e => new AccountName(e.Code, e.En, e.Zh, e.Ru))],
            Sectors = [.. sectors.Select(s => new AccountSector(s.Code, s.Code, s.Goods, s.En, s.Zh, s.Ru))],
            Trade = trade,
            Tariff = new double[trade.Length],
            Intermediate = intermediate,
            Final = final,
            ValueAdded = FlowSums.ValueAdded(n, j, trade, intermediate),
            Deficit = FlowSums.Deficits(n, j, trade),
            Sources = [.. Tables.Select(t => new AccountSource(t, store.Describe(t).Sha256))],
        };
    }
}
