using DuckDB.NET.Data;
using Dyad.Data.Store;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Csv;
using Dyad.Testing;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Reports.Diagnosis;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>A checker with the annex and the source in hand, and no part of Dyad, finds the same trade.</summary>
public class AnnexAgainstWiodTests(ComputedReport computed)
{
    /// <summary>Both are sums of the same published numbers in another order: the rounding of double precision.</summary>
    private const double Rounding = 1e-12;

    [Theory]
    [InlineData(1995)]
    [InlineData(2000)]
    [InlineData(2005)]
    [InlineData(2008)]
    [InlineData(2011)]
    public void TradeSumsToTheDatabaseBeforeAggregation(int year) =>
        Agrees(Path.Combine(computed.Folder, "annex"), year, ("CHN", "CHN"), ("RUS", "RUS"));

    [Fact]
    public void TradeOfAnEconomyThatTheSourceCallsOtherwiseSumsToo()
    {
        SharedData.Require("wiod2013");
        using var temp = new TempFolder();
        var request = new ReportRequest("ROU", "MLT");
        using (var store = FactStore.Open(WorkbenchDefaults.DataFolder))
        {
            var facts = ReportFacts.Read(store, request);
            var trade = new TradeStage(facts, new ReportBook(facts, request), _ => (_, _) => 1, replicates: 0).Trade();
            WriteTrade(computed.Report with { Trade = trade }, temp.Path);
        }

        Agrees(temp.Path, 2003, ("ROU", "ROM"), ("MLT", "MLT"));
    }

    [Fact]
    public void AnotherReaderReadsEveryFileOfTheAnnex()
    {
        using var database = Open();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(computed.Folder, "annex")))
        {
            var rows = Query(database, $"SELECT count(*) FROM {Csv(file)}")[0][0];
            var lines = File.ReadAllText(file).Split("\r\n").Length - 2;
            Assert.Equal((Path.GetFileName(file), (long)lines), (Path.GetFileName(file), (long)rows));
        }
    }

    private static void Agrees(string annex, int year, params (string Code, string InSource)[] parties)
    {
        var source = SharedData.Require("wiod2013", $"wiot_{year}.parquet");
        var correspondence = Path.Combine(WorkbenchDefaults.DataFolder, "sector_correspondence.parquet");
        using var database = Open();
        var names = string.Join(", ", parties.Select(p => $"('{p.Code}', '{p.InSource}')"));
        var rows = Query(
            database,
            $"""
            WITH names(code, source) AS (VALUES {names}),
                 wiod AS (SELECT x.code AS exporter, m.code AS importer, c.sector, w.value::DOUBLE AS value
                          FROM '{source}' w JOIN '{correspondence}' c USING (industry)
                          JOIN names x ON x.source = w.exporter JOIN names m ON m.source = w.importer WHERE x.code <> m.code),
                 sums AS (SELECT exporter, importer, sector, sum(value) AS value, sum(abs(value)) AS size FROM wiod GROUP BY ALL
                          UNION ALL
                          SELECT exporter, importer, NULL, sum(value), sum(abs(value)) FROM wiod GROUP BY ALL),
                 annex AS (SELECT * FROM {Csv(Path.Combine(annex, "trade.csv"))} WHERE year::INTEGER = {year})
            SELECT a.exporter || a.importer || coalesce(a.sector, ''), a.million_usd::DOUBLE, coalesce(s.value, 0),
                   coalesce(s.size, 0), a.exporter IS NOT NULL AND (s.exporter IS NOT NULL OR a.million_usd::DOUBLE = 0)
            FROM annex a FULL JOIN sums s
              ON (a.exporter, a.importer) = (s.exporter, s.importer) AND a.sector IS NOT DISTINCT FROM s.sector
            """);
        Assert.Equal(2 * 16, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.True((bool)row[4], $"{row[0]}");
            Assert.Equal((double)row[2], (double)row[1], Rounding * (double)row[3]);
        });
        Assert.True(rows.Sum(r => Math.Abs((double)r[1])) > 0);
    }

    private static void WriteTrade(JointReport report, string folder)
    {
        using var stream = File.Create(Path.Combine(folder, "trade.csv"));
        DataAnnex.Files(report).Single(f => f.Name == "trade.csv").Write(stream);
    }

    /// <summary>As RFC 4180 has it: nothing but the end of lines is guessed.</summary>
    private static string Csv(string path) =>
        $"""
        read_csv(
            '{path}', header = true, all_varchar = true, strict_mode = true, nullstr = '', delim = ',', quote = '"', escape = '"')
        """;

    private static DuckDBConnection Open()
    {
        var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        return database;
    }

    private static List<object[]> Query(DuckDBConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        return rows;
    }
}
