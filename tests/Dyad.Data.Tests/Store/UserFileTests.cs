using System.Text;
using Dyad.Data.Store;

namespace Dyad.Data.Tests.Store;

/// <summary>
/// A user's own files: what is read, and how every departure from the schema is named (file, row, column, value).
/// </summary>
public class UserFileTests
{
    private const string Header = "economy,year,usd\n";

    [Theory]
    // Columns.
    [InlineData("economy,year\nCHN,2011\n", "missing column usd")]
    [InlineData("economy,year,usd,note\nCHN,2011,1,x\n", "no field of the table: column 'note'")]
    [InlineData("economy,year,usd \nCHN,2011,1\n", "missing column usd; no field of the table: column 'usd '")]
    [InlineData("economy,year,usd,\nCHN,2011,1,\n", "column without a name")]
    [InlineData("economy,year,usd,usd\nCHN,2011,1,2\n", "column usd stands twice")]
    [InlineData("CHN,2011,1\n", "missing columns economy, year, usd")]
    // Values.
    [InlineData(Header + "CHN,2011,1\nRUS,20x11,2\n", "row 3, column year: '20x11' is not a whole number")]
    [InlineData(Header + "CHN,2011.5,1\n", "row 2, column year: '2011.5' is not a whole number")]
    [InlineData(Header + "CHN,99999999999,1\n", "row 2, column year: '99999999999' is not a whole number")]
    [InlineData(Header + "CHN,2011,much\n", "row 2, column usd: 'much' is not a number")]
    [InlineData(Header + "CHN,2011,\"1,5\"\n", "row 2, column usd: '1,5' is not a number (points in decimals)")]
    [InlineData(Header + "CHN,2011,\"1 500\"\n", "row 2, column usd: '1 500' is not a number")]
    [InlineData(Header + "CHN,2011,NaN\n", "row 2, column usd: 'NaN' is not finite")]
    [InlineData(Header + "CHN,2011,inf\n", "row 2, column usd: 'inf' is not finite")]
    [InlineData(Header + "CHN,2011,1e999\n", "row 2, column usd: '1e999' is not finite")]
    [InlineData(Header + "CHN,2011,\n", "row 2, column usd: a value is missing")]
    [InlineData(Header + ",2011,1\n", "row 2, column economy: a value is missing")]
    [InlineData(Header + "CHN,2011,\"\"\n", "row 2, column usd: a value is missing")]
    [InlineData(Header + "XXX,2011,1\n", "row 2, column economy: 'XXX' is not a code of economies")]
    [InlineData(Header + "chn,2011,1\n", "row 2, column economy: 'chn' is not a code of economies")]
    [InlineData(Header + "'; DROP TABLE economies; --,2011,1\n",
        "column economy: ''; DROP TABLE economies; --' is not a code of economies")]
    [InlineData(Header + "CHN,2011,-1\n", "row 2, column usd: '-1' is below 0")]
    [InlineData(Header + "CHN,3011,1\n", "row 2, column year: '3011' is above 2100")]
    [InlineData(Header + "CHN,2011,1\nRUS,2011,1\nCHN,2011,2\n",
        "row 4, columns economy, year: 'CHN, 2011' stands already at row 2")]
    [InlineData(Header + "CHN,2011,1\nCHN,2011.0,2\n", "row 3, columns economy, year: 'CHN, 2011' stands already at row 2")]
    // Form.
    [InlineData("", "the file is empty")]
    [InlineData("\n \n", "the file is empty")]
    [InlineData(Header, "no rows below the names of the columns")]
    [InlineData("economy;year;usd\nCHN;2011;1,5\n", "row 1: separated by semicolons")]
    [InlineData("economy\tyear\tusd\nCHN\t2011\t1\n", "row 1: separated by tabs")]
    [InlineData(Header + "CHN,2011,1\nRUS,20", "row 3: 2 fields, the header has 3")]
    [InlineData(Header + "CHN,2011,1\nRUS", "row 3: 1 field, the header has 3")]
    [InlineData(Header + "CHN,2011,1,5\n", "row 2: 4 fields, the header has 3")]
    [InlineData(Header + "CHN,2011,\"1\nRUS,2011,2\n", "row 2: not CSV")]
    [InlineData(Header + "CHN,2011,1\n# a remark\n", "row 3: 1 field")]
    [InlineData(Header + "CHN,2011,1\n\nRUS,2011,x\n", "row 4, column usd: 'x'")]
    [InlineData(Header + "CHN,2011,1\0\n", "row 2: a character is not UTF-8")]
    public void AFaultOfACsvIsNamed(string text, string expected)
    {
        using var own = new TemporaryFolder();
        AssertFails(own, own.Write("gdp.csv", text), expected);
    }

    [Fact]
    public void OtherEncodingsAreNamed()
    {
        using var own = new TemporaryFolder();
        File.WriteAllText(own.Path("gdp.csv"), Header + "CHN,2011,1\n", Encoding.Unicode);
        AssertFails(own, own.Path("gdp.csv"), "the file is UTF-16; save it as UTF-8");
        // "Россия" in windows-1251.
        File.WriteAllBytes(own.Path("gdp.csv"),
            [.. Encoding.ASCII.GetBytes(Header + "CHN,2011,1\n"), 0xD0, 0xEE, 0xF1, 0xF1, 0xE8, 0xFF, .. ",2011,1\n"u8]);
        AssertFails(own, own.Path("gdp.csv"), "row 3: a character is not UTF-8");
    }

    [Theory]
    [InlineData("customs_totals", "2011,CHN,RUS,RUS,1,DDP,c,a", "column valuation: 'DDP' is none of FOB, CIF, unknown")]
    [InlineData("customs_totals", "2011,CHN,RUS,RUS,1,CIF,,a", "column citation: a value is missing")]
    [InlineData("roll_calls", "1,2011-02-30,1,,,1,1,1", "column date: '2011-02-30' is not a date (YYYY-MM-DD)")]
    [InlineData("roll_calls", "1,28.02.2011,1,,,1,1,1", "column date: '28.02.2011' is not a date (YYYY-MM-DD)")]
    [InlineData("roll_calls", "1,2011-02-28,0,,,1,1,1", "column session: '0' is below 1")]
    [InlineData("trade_totals", "2011,CHN,RUS,1,maybe,false", "column agreement: 'maybe' is not true or false")]
    [InlineData("trade", "2011,CHN,RUS,c13,1", "column sector: 'c13' is not a code of sector_groups")]
    public void AFaultIsNamedWhateverTheTable(string table, string row, string expected)
    {
        using var own = new TemporaryFolder();
        var header = string.Join(',', Schema.FactSchema.Table(table).Fields.Select(f => f.Name));
        AssertFails(own, own.Write(table + ".csv", $"{header}\n{row}\n"), "row 2, " + expected, table);
    }

    [Fact]
    public void SeveralFaultsAreToldAtOnceAndNotTooMany()
    {
        using var own = new TemporaryFolder();
        AssertFails(own, own.Write("gdp.csv", Header + "CHN,2011,x\nXXX,2011,1\n"),
            "row 3, column economy: 'XXX' is not a code of economies; row 2, column usd: 'x'");
        own.Write("gdp.csv", Header + string.Concat(Enumerable.Range(0, 500).Select(_ => "CHN,2011,x\n")));
        AssertFails(own, own.Path("gdp.csv"),
            "row 11, column usd: 'x' is not a number (points in decimals); and more (the first 10 are shown)");
    }

    [Fact]
    public void ByteOrderMarkCarriageReturnsBlankLinesAndQuotesAreRead()
    {
        using var own = new TemporaryFolder();
        File.WriteAllText(own.Path("gdp.csv"), "USD,\"economy\",Year\r\n1.5e3,\"CHN\",2011\r\n\r\n2,RUS,2011",
            new UTF8Encoding(true));
        using var store = FactStore.Open(BuiltIn.Folder, own.Location);
        Assert.Equal([["CHN", 2011, 1500.0], ["RUS", 2011, 2.0]], store.Query("gdp", null, 9).Rows);
    }

    [Theory]
    [InlineData("SELECT 'CHN' AS economy, 2011 AS year", "missing column usd")]
    [InlineData("SELECT 'CHN' AS economy, 2011 AS year, 1.0 AS usd, 1 AS __index_level_0__",
        "no field of the table: column '__index_level_0__'")]
    [InlineData("SELECT 'CHN' AS economy, 2011 AS year, NULL::DOUBLE AS usd", "row 1, column usd: a value is missing")]
    [InlineData("SELECT '' AS economy, 2011 AS year, 1.0 AS usd", "row 1, column economy: a value is missing")]
    [InlineData("SELECT 'CHN' AS economy, 2011 AS year, 'x' AS usd", "row 1, column usd: 'x' is not a number")]
    [InlineData("SELECT 'CHN' AS economy, 2011 AS year, true AS usd", "row 1, column usd: 'true' is not a number")]
    [InlineData("SELECT 'CHN' AS economy, DATE '2011-01-01' AS year, 1 AS usd",
        "row 1, column year: '2011-01-01' is not a whole number")]
    [InlineData("SELECT 'CHN' AS economy, 2011 AS year, [1.0::DOUBLE] AS usd", "column usd: holds DOUBLE[], not a number")]
    [InlineData("SELECT {'a': 'CHN'} AS economy, 2011 AS year, 1 AS usd", "column economy: holds STRUCT(a VARCHAR), not text")]
    [InlineData("SELECT unnest(['CHN', 'XXX']) AS economy, 2011 AS year, 1 AS usd",
        "row 2, column economy: 'XXX' is not a code of economies")]
    [InlineData("SELECT 'CHN' AS economy, unnest([2011, 2011]) AS year, 1 AS usd",
        "row 2, columns economy, year: 'CHN, 2011' stands already at row 1")]
    [InlineData("SELECT 'CHN' AS economy, 2011 AS year, 'nan'::DOUBLE AS usd", "row 1, column usd: 'nan' is not finite")]
    [InlineData("SELECT 'CHN' AS economy, 2011 AS year, 1 AS usd WHERE false", "no rows")]
    public void AFaultOfAParquetFileIsNamed(string sql, string expected)
    {
        using var own = new TemporaryFolder();
        own.WriteParquet("gdp.parquet", sql);
        AssertFails(own, own.Path("gdp.parquet"), expected);
    }

    [Fact]
    public void NumbersOfAnyWidthAreRead()
    {
        using var own = new TemporaryFolder();
        own.WriteParquet("gdp.parquet",
            "SELECT 'CHN'::ENUM('CHN', 'RUS') AS economy, 2011::DOUBLE AS year, 12.5::DECIMAL(9, 2) AS usd UNION ALL SELECT " +
                "'RUS', 2012, 3");
        using var store = FactStore.Open(BuiltIn.Folder, own.Location);
        Assert.Equal([["CHN", 2011, 12.5], ["RUS", 2012, 3.0]], store.Query("gdp", null, 9).Rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9000)]
    public void ADamagedParquetFileIsNamed(int length)
    {
        using var own = new TemporaryFolder();
        File.WriteAllBytes(own.Path("gdp.parquet"), File.ReadAllBytes(Path.Combine(BuiltIn.Folder, "gdp.parquet"))[..length]);
        AssertFails(own, own.Path("gdp.parquet"), "");
    }

    /// <summary>
    /// A Parquet page carries no checksum: what is damaged inside may still read as values, but it never ends in another error.
    /// </summary>
    [Fact]
    public void AParquetFileThatIsDamagedInsideGivesValuesOrAFaultThatNamesIt()
    {
        var whole = File.ReadAllBytes(Path.Combine(BuiltIn.Folder, "roll_calls.parquet"));
        var faults = 0;
        for (var at = 500; at < whole.Length; at += whole.Length / 7)
        {
            using var own = new TemporaryFolder();
            File.WriteAllBytes(own.Path("roll_calls.parquet"),
                [.. whole.AsSpan(0, at), .. new byte[64], .. whole.AsSpan(Math.Min(at + 64, whole.Length))]);
            using var store = FactStore.Open(BuiltIn.Folder, own.Location);
            var e = Record.Exception(() => store.Query("roll_calls", null, 1));
            faults += e is null ? 0 : 1;
            Assert.True(e is null || (e is FactException
                && e.Message.StartsWith(own.Path("roll_calls.parquet"), StringComparison.Ordinal)), e?.ToString());
        }

        Assert.True(faults > 0);
    }

    private static void AssertFails(TemporaryFolder own, string file, string expected, string table = "gdp")
    {
        using var store = FactStore.Open(BuiltIn.Folder, own.Location);
        var e = Assert.Throws<FactException>(() => store.Query(table, null, 1));
        Assert.StartsWith(file + ": ", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }
}
