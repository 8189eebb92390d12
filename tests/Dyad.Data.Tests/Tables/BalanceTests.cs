using System.Globalization;
using Dyad.Data.Store;

namespace Dyad.Data.Tests.Tables;

/// <summary>The accounting identities of the tables, their completeness, and figures known from elsewhere.</summary>
public class BalanceTests
{
    /// <summary>
    /// Rows of WIOD, release 2013, sum to output within this (README of the shared data), million US$ for each industry.
    /// </summary>
    private const double RoundingOfAnIndustry = 113;

    /// <summary>Sums of up to 35 x 41 x 7 reals of up to 1e7: rounding of the last bits, million US$.</summary>
    private const double Summation = 1e-4;

    [Fact]
    public void SalesSumToGrossOutputWithinTheRoundingOfTheSource()
    {
        using var connection = BuiltIn.Connect();
        var cells = connection.Rows(
            """
            SELECT g.year, g.economy, g.sector, g.million_usd, sum(t.million_usd), any_value(n.industries)
            FROM gross_output g
            LEFT JOIN trade t ON t.year = g.year AND t.exporter = g.economy AND t.sector = g.sector
            JOIN (SELECT sector, count(*) AS industries FROM sector_correspondence GROUP BY sector) n ON n.sector = g.sector
            GROUP BY g.year, g.economy, g.sector, g.million_usd
            """);
        Assert.Equal(17 * 41 * 15, cells.Count);
        Assert.All(cells, c => Assert.True(
            Math.Abs((double)c[3]! - Convert.ToDouble(c[4] ?? 0.0, CultureInfo.InvariantCulture)) <= RoundingOfAnIndustry * (
            long)c[5]!,
            $"{c[0]} {c[1]} {c[2]}: output {c[3]}, sales {c[4]}"));
    }

    [Fact]
    public void InputsAndFinalDemandSumToTrade()
    {
        using var connection = BuiltIn.Connect();
        Assert.Equal([[1995], [2000], [2005], [2011]], connection.Rows("SELECT DISTINCT year FROM input_output ORDER BY 1"));
        Assert.Equal([[1995], [2000], [2005], [2011]], connection.Rows("SELECT DISTINCT year FROM final_demand ORDER BY 1"));
        var worst = (double)connection.Value(
            """
            SELECT max(abs(coalesce(t.million_usd, 0) - coalesce(u.million_usd, 0)))
            FROM (FROM trade WHERE year IN (1995, 2000, 2005, 2011)) t
            FULL JOIN (
                SELECT year, exporter, importer, sector, sum(million_usd) AS million_usd
                FROM (SELECT year, exporter, importer, sector, million_usd FROM input_output
                      UNION ALL SELECT year, exporter, importer, sector, million_usd FROM final_demand)
                GROUP BY ALL) u USING (year, exporter, importer, sector)
            """)!;
        Assert.InRange(worst, 0, Summation);
    }

    [Fact]
    public void OnlyInventoriesMakeAFlowNegative()
    {
        using var connection = BuiltIn.Connect();
        Assert.Equal(0L, connection.Value(
            "SELECT count(*) FROM final_demand WHERE million_usd < 0 AND category NOT IN ('inventories', 'capital_formation')"));
        Assert.Equal(0L, connection.Value("SELECT count(*) FROM gross_output WHERE million_usd < 0"));
    }

    [Fact]
    public void FortyOneRegionsFifteenGroupsAndAllYears()
    {
        using var connection = BuiltIn.Connect();
        Assert.Equal(41L, connection.Value("SELECT count(*) FROM economies WHERE in_sector_panel"));
        Assert.Equal(44L, connection.Value("SELECT count(*) FROM economies WHERE in_totals"));
        Assert.Equal(15L, connection.Value("SELECT count(*) FROM sector_groups"));
        Assert.Equal(Enumerable.Range(1995, 17),
            connection.Rows("SELECT DISTINCT year FROM trade ORDER BY 1").Select(r => (int)r[0]!));
        Assert.Equal(41L, connection.Value("SELECT count(DISTINCT exporter) FROM trade"));
        Assert.Equal(17L * 41, connection.Value("SELECT count(*) FROM (SELECT DISTINCT year, exporter FROM trade)"));
        Assert.Equal(17L * 41, connection.Value(
            "SELECT count(*) FROM (SELECT DISTINCT year, exporter FROM trade WHERE exporter = importer)"));
        Assert.Equal(17L, connection.Value("SELECT count(DISTINCT year) FROM trade WHERE exporter = 'CHN' AND importer = 'RUS'"));
        Assert.Equal(0L, connection.Value(
            "SELECT count(*) FROM trade WHERE exporter NOT IN (SELECT code FROM economies WHERE in_sector_panel)"));
    }

    [Fact]
    public void TheCorrespondenceCoversEachIndustryOnceAndEachGroup()
    {
        using var connection = BuiltIn.Connect();
        var industries = connection.Rows("SELECT industry FROM sector_correspondence").Select(r => (string)r[0]!).ToHashSet();
        Assert.Equal(Enumerable.Range(1, 35).Select(i => FormattableString.Invariant($"c{i}")).ToHashSet(), industries);
        Assert.Equal(0L, connection.Value(
            "SELECT count(*) FROM sector_groups WHERE code NOT IN (SELECT sector FROM sector_correspondence)"));
        Assert.Equal(15L, connection.Value("SELECT count(DISTINCT position) FROM sector_groups WHERE position BETWEEN 1 AND 15"));
    }

    [Fact]
    public void TotalsAreFourCompleteYears()
    {
        using var connection = BuiltIn.Connect();
        var cells = connection.Rows("SELECT year, count(*), count(DISTINCT exporter) FROM trade_totals GROUP BY year ORDER BY " +
            "year");
        Assert.Equal([[2000, 44L * 44, 44L], [2005, 44L * 44, 44L], [2010, 44L * 44, 44L], [2014, 44L * 44, 44L]], cells);
    }

    [Fact]
    public void DistanceAndTiesAreThereForEveryPairAndTheSameBothWays()
    {
        using var connection = BuiltIn.Connect();
        Assert.Equal(47524L, connection.Value("SELECT count(*) FROM ties"));
        Assert.Equal(0L, connection.Value(
            """
            SELECT count(*) FROM ties a JOIN ties b ON a.exporter = b.importer AND a.importer = b.exporter
            WHERE a.contiguity <> b.contiguity OR a.common_language <> b.common_language OR a.colony <> b.colony
            """));
        Assert.Equal([[true, false]], connection.Rows(
            "SELECT contiguity, common_language FROM ties WHERE exporter = 'CHN' AND importer = 'RUS'"));
    }

    /// <summary>
    /// README of the shared data: "China to Russia in wiod2013, all uses, is 57.6 billion US$ in 2011, and Russia to China 47.7".
    /// </summary>
    [Theory]
    [InlineData("CHN", "RUS", 57.6)]
    [InlineData("RUS", "CHN", 47.7)]
    public void ChinaAndRussiaIn2011(string exporter, string importer, double billion)
    {
        using var connection = BuiltIn.Connect();
        var million = (double)connection.Value(
            $"SELECT sum(million_usd) FROM trade WHERE year = 2011 AND exporter = '{exporter}' AND importer = '{importer}'")!;
        Assert.Equal(billion, million / 1000, 1);
    }

    /// <summary>README of the shared data: "the same vote in 75.2% of the roll calls of 2015-2019 in which both voted".</summary>
    [Fact]
    public void ChinaAndRussiaVoteAlikeInThreeQuartersOfTheRollCalls()
    {
        using var connection = BuiltIn.Connect();
        var share = (double)connection.Value(
            """
            SELECT avg(CASE WHEN c.vote = r.vote THEN 1.0 ELSE 0.0 END)
            FROM votes c JOIN votes r USING (rcid) JOIN roll_calls USING (rcid)
            WHERE c.economy = 'CHN' AND r.economy = 'RUS' AND date BETWEEN '2015-01-01' AND '2019-12-31'
            """)!;
        Assert.Equal(75.2, 100 * share, 1);
    }

    [Fact]
    public void VotesOfTheseEconomiesAreAmongThoseOfAllMembers()
    {
        using var connection = BuiltIn.Connect();
        Assert.Equal(0L, connection.Value(
            """
            SELECT count(*) FROM (SELECT rcid, count(*) FILTER (vote = 'yes') AS y, count(*) FILTER (vote = 'no') AS n, count(*)
                FILTER (vote = 'abstain') AS a
                                  FROM votes GROUP BY rcid) v
            LEFT JOIN roll_calls c USING (rcid) WHERE c.rcid IS NULL OR v.y > c.yes OR v.n > c.no OR v.a > c.abstain
            """));
        Assert.Equal(0L, connection.Value(
            "SELECT count(*) FROM roll_call_issues WHERE rcid NOT IN (SELECT rcid FROM roll_calls)"));
    }

    [Fact]
    public void EveryCustomsTotalNamesTheCellThatWasRead()
    {
        using var connection = BuiltIn.Connect();
        var claims = connection.Rows("SELECT year, exporter, importer, reporter, valuation, citation, address FROM " +
            "customs_totals");
        Assert.NotEmpty(claims);
        Assert.All(claims, c =>
        {
            Assert.Contains((string)c[3]!, new[] { (string)c[1]!, (string)c[2]! });
            // Exports are stated free on board, imports with cost, insurance and freight.
            Assert.Equal((string)c[3]! == (string)c[1]! ? "FOB" : "CIF", (string)c[4]!);
            Assert.Matches(@"sheet \w+, cell [A-Z]+[0-9]+$", (string)c[5]!);
            // An address with a commit: what it shows does not change.
            Assert.Matches("^https://github.com/.+/blob/[0-9a-f]{40}/", (string)c[6]!);
        });
        Assert.Equal(claims.Count, claims.Select(c => (string)c[5]!).Distinct().Count());
        // One row of the sheet a reporter and direction, one column a year.
        Assert.Equal(4, claims.Select(c => (c[1], c[3], Cell((string)c[5]!).Row)).Distinct().Count());
        Assert.Equal(claims.Select(c => c[0]).Distinct().Count(),
            claims.Select(c => (c[0], Cell((string)c[5]!).Column)).Distinct().Count());
    }

    private static (string Column, string Row) Cell(string citation)
    {
        var cell = citation[(citation.LastIndexOf(' ') + 1)..];
        return (cell.TrimEnd([.. "0123456789"]), cell.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]));
    }
}
