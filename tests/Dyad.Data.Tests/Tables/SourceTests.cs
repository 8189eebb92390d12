using System.Globalization;
using DuckDB.NET.Data;
using Dyad.Data.Store;
using Dyad.Testing;

namespace Dyad.Data.Tests.Tables;

/// <summary>The tables against their sources before aggregation, by queries of their own.</summary>
public class SourceTests
{
    /// <summary>Sums of the same reals in another order differ in the last bits; million US$ of up to 1e7.</summary>
    private const double Summation = 1e-4;

    [Theory]
    [InlineData(1995)]
    [InlineData(2000)]
    [InlineData(2008)]
    [InlineData(2011)]
    public void TradeIsTheSumOfAllUses(int year)
    {
        using var connection = Connect();
        Assert.InRange(WorstGap(connection, "year, exporter, importer, sector", $"FROM trade WHERE year = {year}",
            $"""
            SELECT w.year, {Iso("w.exporter")} AS exporter, {Iso("w.importer")} AS importer, c.sector, sum(w.value) AS million_usd
            FROM {Source("wiod2013", $"wiot_{year}.parquet")} w JOIN sector_correspondence c USING (industry) GROUP BY ALL
            """), 0, Summation);
    }

    [Theory]
    [InlineData(1995)]
    [InlineData(2011)]
    public void InputsAreTheSumOfIndustriesAndFinalDemandOfCategories(int year)
    {
        using var connection = Connect();
        var source = Source("wiod2013", $"wiot_{year}.parquet");
        Assert.InRange(WorstGap(connection, "year, exporter, importer, sector, use_sector",
            $"FROM input_output WHERE year = {year}",
            $"""
            SELECT w.year, {Iso("w.exporter")} AS exporter, {Iso("w.importer")} AS importer, c.sector, u.sector AS use_sector,
                sum(w.value) AS million_usd
            FROM {source} w JOIN sector_correspondence c USING (industry) JOIN sector_correspondence u ON u.industry = w.use
                GROUP BY ALL
            """), 0, Summation);
        Assert.InRange(WorstGap(connection, "year, exporter, importer, sector, category",
            $"FROM final_demand WHERE year = {year}",
            $"""
            SELECT w.year, {Iso("w.exporter")} AS exporter, {Iso("w.importer")} AS importer, c.sector,
                   map(['c37', 'c38', 'c39', 'c41', 'c42'], ['households', 'non_profit', 'government', 'capital_formation',
                       'inventories'])[w.use] AS category,
                   sum(w.value) AS million_usd
            FROM {source} w JOIN sector_correspondence c USING (industry)
            WHERE w.use NOT IN (SELECT industry FROM sector_correspondence) GROUP BY ALL
            """), 0, Summation);
    }

    [Fact]
    public void OutputIsTheSumOfIndustries()
    {
        using var connection = Connect();
        Assert.InRange(WorstGap(connection, "year, economy, sector", "FROM gross_output",
            $"""
            SELECT o.year, {Iso("o.country")} AS economy, c.sector, sum(o.output) AS million_usd
            FROM {Source("wiod2013", "output.parquet")} o JOIN sector_correspondence c USING (industry) GROUP BY ALL
            """), 0, Summation);
    }

    /// <summary>Tables that are taken over as they are: cell by cell, nothing missing, nothing more.</summary>
    [Theory]
    [InlineData("governance", "wgi/wgi.parquet",
        "SELECT economy, year, indicator, estimate, std_err, sources, percentile_rank, rank_low, rank_high FROM governance",
        "SELECT {code}, year, indicator, estimate, std_err, sources, percentile_rank, rank_lower, rank_upper FROM {source} " +
            "WHERE estimate IS NOT NULL")]
    [InlineData("gdp", "gdp/gdp.parquet", "SELECT economy, year, usd FROM gdp",
        "SELECT code, year, gdp_usd FROM {source} WHERE gdp_usd IS NOT NULL AND code IN (SELECT e.code FROM economies e)")]
    [InlineData("trade_totals", "wiod2016-totals/trade.parquet",
        "SELECT year, exporter, importer, million_usd, agreement::INT, eu_enlargement::INT FROM trade_totals",
        "SELECT year, upper(exporter), upper(importer), trade, fta, eu_enlargement FROM {source}")]
    [InlineData("ties", "cepii-dist/dist.parquet",
        "SELECT exporter, importer, distance_km, distance_capitals_km, contiguity::INT, common_language::INT, colony::INT FROM " +
            "ties",
        "SELECT x.code, m.code, distw, distcap, contig, comlang_off, colony FROM {source} " +
            "JOIN (SELECT code, CASE code WHEN 'ROU' THEN 'ROM' WHEN 'COD' THEN 'ZAR' WHEN 'TLS' THEN 'TMP' WHEN 'PSE' THEN 'PAL' " +
            "WHEN 'SRB' THEN 'YUG' ELSE code END AS old FROM economies) x ON x.old = exporter " +
            "JOIN (SELECT code, CASE code WHEN 'ROU' THEN 'ROM' WHEN 'COD' THEN 'ZAR' WHEN 'TLS' THEN 'TMP' WHEN 'PSE' THEN 'PAL' " +
            "WHEN 'SRB' THEN 'YUG' ELSE code END AS old FROM economies) m ON m.old = importer WHERE distw IS NOT NULL")]
    [InlineData("votes", "un-votes/votes.parquet", "SELECT rcid, iso2, vote FROM votes JOIN economies ON code = economy",
        "SELECT rcid, country_code, vote FROM {source} WHERE country_code IN (SELECT iso2 FROM economies)")]
    [InlineData("roll_calls", "un-votes/votes.parquet",
        "SELECT rcid, vote, members FROM (UNPIVOT (SELECT rcid, yes, no, abstain FROM roll_calls) ON yes, no, abstain INTO " +
            "NAME vote VALUE members) WHERE members > 0",
        "SELECT rcid, vote, count(*) FROM {source} GROUP BY ALL")]
    [InlineData("roll_call_issues", "un-votes/issues.parquet", "SELECT rcid, issue FROM roll_call_issues",
        "SELECT rcid, short_name FROM {source}")]
    public void TablesAgreeWithTheirSourceCellByCell(string table, string path, string ours, string theirs)
    {
        using var connection = Connect();
        theirs = theirs.Replace("{source}", Source(path.Split('/')), StringComparison.Ordinal)
            .Replace("{code}", Iso("code"), StringComparison.Ordinal);
        Assert.NotEqual(0L, connection.Value($"SELECT count(*) FROM {table}"));
        Assert.Equal(connection.Value($"SELECT count(*) FROM ({ours})"), connection.Value($"SELECT count(*) FROM ({theirs})"));
        Assert.Empty(connection.Rows($"({ours}) EXCEPT ({theirs}) LIMIT 3"));
        Assert.Empty(connection.Rows($"({theirs}) EXCEPT ({ours}) LIMIT 3"));
    }

    private static DuckDBConnection Connect()
    {
        SharedData.Require("wiod2013");
        return BuiltIn.Connect();
    }

    private static string Source(params string[] path) => $"read_parquet({Sql.Text(SharedData.Require(path))})";

    /// <summary>Codes of the sources that are not ISO 3166 today (docs/data.md).</summary>
    private static string Iso(string column) =>
        $"coalesce(map(['RoW', 'ROM', 'ZAR', 'TMP', 'ADO', 'WBG', 'KSV'], ['ROW', 'ROU', 'COD', 'TLS', 'AND', 'PSE', " +
            $"'XKX'])[{column}], {column})";

    private static double WorstGap(DuckDBConnection connection, string key, string ours, string theirs)
    {
        var result = connection.Rows(
            $"SELECT count(*), max(abs(coalesce(a.million_usd, 0) - coalesce(b.million_usd, 0))) FROM ({ours}) a FULL JOIN " +
                $"({theirs}) b USING ({key})")[0];
        Assert.True((long)result[0]! > 0);
        return Convert.ToDouble(result[1], CultureInfo.InvariantCulture);
    }
}
