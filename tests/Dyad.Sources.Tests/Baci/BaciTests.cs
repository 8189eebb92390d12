using System.Text;
using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Baci;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;
using DuckDB.NET.Data;

namespace Dyad.Sources.Tests.Baci;

/// <summary>A release of BACI in small, in the layout that CEPII documents; then every way in which a row can be at fault.</summary>
public sealed class BaciTests : IDisposable
{
    internal const string Year = "BACI_HS92_Y2022_V202401b.csv";

    internal const string Countries =
        "country_code,country_name,country_iso2,country_iso3\n4,Afghanistan,AF,AFG\n8,Albania,AL,ALB\n156,China,CN,CHN\n490,\"Other Asia, nes\",,S19\n" +
        "643,Russian Federation,RU,RUS\n842,USA,US,USA\n899,\"Areas, nes\",,\n960,Somewhere new,SN,SWN\n";

    private const string Products = "code,description\n010121,Horses\n270900,\"Oils, crude\"\n847130,Computers\n9999AA,Not specified\n";

    internal const string Good =
        "t,i,j,k,v,q\n2022,643,156,270900,58123456.789,83900000\n2022,156,643,847130,4512345.6,NA\n2022,4,8,010121,0.001,\n" +
        "2022,490,842,847130,  12.5,   0.25\n2022,899,156,9999AA,7,3\n2022,960,4,10121,1e+05,2\n";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void AYearBecomesASortedPartition()
    {
        var fetch = Import(Good);
        var (answer, table, partition, path) = Assert.Single(fetch.Files).Value;
        Assert.Equal(("HS1992-2022", "baci", "V202401b"), (partition, table.Name, answer.Released));
        Assert.Equal(
            [
                "899 CHN 9999AA 7 3", "AFG ALB 010121 0.001 ", "CHN RUS 847130 4512345.6 ", "RUS CHN 270900 58123456.789 83900000",
                "SWN AFG 010121 100000 2", "TWN USA 847130 12.5 0.25",
            ],
            Rows(path));
        Assert.Equal(
            table.Fields.Select(f => (f.Name, f.SqlTypeForTests())),
            Query($"DESCRIBE SELECT * FROM '{path}'", r => (r.GetString(0), r.GetString(1))));
        Assert.Empty(Directory.EnumerateFiles(fetch.Scratch));
    }

    [Fact]
    public void TheSameRowsInAnyOrderGiveTheSameBytes()
    {
        var lines = Good.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var other = string.Join("\r\n", [lines[0], .. lines.Skip(1).Reverse()]);
        var first = File.ReadAllBytes(Import(Good).Files.Single().Value.Path);
        Assert.Equal(first, File.ReadAllBytes(Import(other).Files.Single().Value.Path));
    }

    [Theory]
    [InlineData("2021,643,156,270900,1,1", "column t: '2021' is not the year 2022")]
    [InlineData("2022,777,156,270900,1,1", "column i: '777' is not the number of an economy")]
    [InlineData("2022,643,CHN,270900,1,1", "column j: 'CHN' is not the number of an economy")]
    [InlineData("2022,643,643,270900,1,1", "column j: '643' is the exporter itself")]
    [InlineData("2022,643,156,2709,1,1", "column k: '2709' is no product of six digits")]
    [InlineData("2022,643,156,270901,1,1", "column k: '270901' is not in the table of products")]
    [InlineData("2022,643,156,270900,1,-5", "column q: '-5' is below zero")]
    [InlineData("2022,643,156,270900,-0.5,1", "column v: '-0.5' is below zero")]
    [InlineData("2022,643,156,270900,NaN,1", "column v: 'NaN' is not a number")]
    [InlineData("2022,643,156,270900,,1", "column v: is not a number")]
    [InlineData("2022,643,156,270900,1,n/a", "column q: 'n/a' is not a number")]
    [InlineData("2022,643,156,270900,1.5e,1", "column v: '1.5e' is not a number")]
    [InlineData("2022,643,156,270900,1,234.5,1", "'2022,643,156,270900,1,234.5,1' has 7 fields, not 6")]
    [InlineData("2022,643,156,270900,\"1,234,567.5\",1", "'2022,643,156,270900,\"1,234,567.5\",1' has 8 fields, not 6")]
    [InlineData("2022;643;156;270900;1;1", "'2022;643;156;270900;1;1' has 1 fields, not 6")]
    [InlineData("2022,643,156,270900", "'2022,643,156,270900' has 4 fields, not 6")]
    [InlineData("2022,156,643,847130,1,1", "column t, i, j, k: '2022, CHN, RUS, 847130' stands twice (also in row 3)")]
    public void ARowAtFaultIsNamedAndGoodOnesAreKeptWhenAsked(string line, string fault)
    {
        var text = Good + line + "\n2022,156,842,847130,3,1\n";
        var shown = $"BACI.zip: {Year}: row 8{(fault.StartsWith("column", StringComparison.Ordinal) ? ", " : ": ")}{fault}";
        Assert.Equal(shown, Assert.Throws<FactException>(() => Import(text)).Message);
        var kept = Import(text, goodRowsOnly: true);
        Assert.Equal(shown, Assert.Single(kept.Faults).ToString());
        Assert.Equal(7, Rows(kept.Files.Single().Value.Path).Count);
    }

    [Fact]
    public void EveryFaultOfAFileIsToldInItsOrder()
    {
        var fetch = Import(Good + "\n2022,1,2,x,y,z\n2022,156,842,847130,3,1\n2022,4,8,010121,9,9\n", goodRowsOnly: true);
        Assert.Equal(
            [(8L, "is empty"), (9, "is not the number of an economy"), (9, "is not the number of an economy"), (9, "is no product of six digits"),
                (9, "is not a number"), (9, "is not a number"), (11, "stands twice (also in row 4)")],
            fetch.Faults.Select(f => (f.Row, f.Reason)));
        Assert.Contains("AFG ALB 010121 0.001 ", Rows(fetch.Files.Single().Value.Path));
    }

    [Theory]
    [InlineData("t;i;j;k;v;q\n2022;643;156;270900;1;1\n", "row 1: the header is 't;i;j;k;v;q', not 't,i,j,k,v,q': its delimiter is a semicolon")]
    [InlineData("t\ti\tj\tk\tv\tq\n", "its delimiter is a tab")]
    [InlineData("year,exporter,importer,hs6,value\n", "row 1: the header is 'year,exporter,importer,hs6,value', not 't,i,j,k,v,q'")]
    [InlineData("<!DOCTYPE html><html>", "row 1: the header is '<!DOCTYPE html><html>'")]
    [InlineData("t,i,j,k,v,q\n", "no row")]
    [InlineData("", "row 1: the header is ''")]
    public void WhatIsNoTableOfBaciIsRefusedEvenWhereGoodRowsAreKept(string text, string fault)
    {
        var message = Assert.Throws<FactException>(() => Import(text, goodRowsOnly: true)).Message;
        Assert.StartsWith($"BACI.zip: {Year}: ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Fact]
    public void AByteOrderMarkIsNamed()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)];
        Assert.StartsWith($"BACI.zip: {Year}: row 1: begins with a byte-order mark", Assert.Throws<FactException>(() => Import(text)).Message, StringComparison.Ordinal);
        Assert.Equal(6, Rows(Import(text, goodRowsOnly: true).Files.Single().Value.Path).Count);
        var utf16 = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray();
        Assert.Contains("row 1: is UTF-16", Assert.Throws<FactException>(() => Import(utf16, goodRowsOnly: true)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xD0, 0xEE, 0xF1 })]
    [InlineData(new byte[] { 0xD6, 0xD0, 0xB9, 0xFA })]
    [InlineData(new byte[] { 0 })]
    public void TextOfOtherEncodingsIsNamedWithItsRow(byte[] letters)
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(Good), .. Encoding.ASCII.GetBytes("2022,"), .. letters, .. Encoding.ASCII.GetBytes(",156,270900,1,1\n")];
        Assert.Equal(
            $"BACI.zip: {Year}: row 8: holds bytes that are no ASCII: the table is one of numbers",
            Assert.Throws<FactException>(() => Import(text)).Message);
        var fetch = Import(text, goodRowsOnly: true);
        Assert.Equal([(8L, ""), (8, "i")], fetch.Faults.Select(f => (f.Row, f.Column)));
        Assert.Equal(6, Rows(fetch.Files.Single().Value.Path).Count);
    }

    [Fact]
    public void RowNumbersHoldInLargeFiles()
    {
        var text = new StringBuilder("t,i,j,k,v,q\n");
        for (var row = 2; row <= 400_001; row++)
            text.Append("2022,").Append(row % 2 == 0 ? "4,8" : "8,4").Append(',').Append(100000 + (row / 2)).Append(",1.25,0.5\n");
        var lines = text.ToString().Split('\n');
        int[] wrong = [2, 77_777, 200_000, 400_001];
        foreach (var row in wrong)
            lines[row - 1] = lines[row - 1].Replace("1.25", "1.2.5", StringComparison.Ordinal);
        var fetch = Import(string.Join('\n', lines), goodRowsOnly: true, products: null);
        Assert.Equal(wrong.Select(r => (long)r), fetch.Faults.Select(f => f.Row));
        Assert.Equal(400_000 - wrong.Length, Query($"SELECT count(*) FROM '{fetch.Files.Single().Value.Path}'", r => r.GetInt64(0)).Single());
    }

    [Fact]
    public void YearsThatAreThereAreNotReadAgainAndOthersAreLeftOut()
    {
        var zip = Zips.Write(folder.File("BACI.zip"), ("country_codes_V202401b.csv", Countries), (Year, Good),
            ("BACI_HS92_Y2021_V202401b.csv", Good.Replace("2022,", "2021,", StringComparison.Ordinal)), ("Readme.txt", "read me"));
        var fetch = new FileFetch(folder.Path);
        Read(zip, fetch, new FetchQuery { Years = (2021, 2021) });
        Assert.Equal(["HS1992 2021"], fetch.Files.Keys);
        Read(zip, fetch, new FetchQuery());
        Assert.Equal(["HS1992 2021", "HS1992 2022"], fetch.Files.Keys.Order());
        Assert.Contains(
            "holds the years 2021 to 2022, none of those asked for",
            Assert.Throws<FactException>(() => Read(zip, fetch, new FetchQuery { Years = (1990, 1995) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AYearThatWasUnpackedByHandIsRead()
    {
        File.WriteAllText(folder.File(Year), Good[..Good.IndexOf("2022,960", StringComparison.Ordinal)]);
        var fetch = new FileFetch(folder.Path);
        Read(folder.File(Year), fetch, new FetchQuery());
        Assert.Equal(["HS1992 2022"], fetch.Files.Keys);
        File.WriteAllText(folder.File("trade.csv"), Good);
        Assert.Contains(
            "neither a zip nor named as CEPII names a year", Assert.Throws<FactException>(() => Read(folder.File("trade.csv"), fetch, new())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void AnArchiveOfSomethingElseIsNamed()
    {
        var zip = Zips.Write(folder.File("BACI.zip"), ("letters.txt", "a"));
        Assert.Contains("no entry is named as CEPII names a year of BACI", Assert.Throws<FactException>(
            () => Read(zip, new FileFetch(folder.Path), new())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HS92", "HS92_V202601")]
    [InlineData("hs2017_v202401b", "HS17_V202401b")]
    [InlineData("HS22-V202501", "HS22_V202501")]
    public void ADataSetIsARevisionAndARelease(string typed, string expected) =>
        Assert.Equal([expected], new BaciSource().Complete(new FetchQuery { Datasets = [typed] }).Datasets);

    public void Dispose() => folder.Dispose();

    private FileFetch Import(string text, bool goodRowsOnly = false, string? products = Products) =>
        Import(Encoding.UTF8.GetBytes(text), goodRowsOnly, products);

    private FileFetch Import(byte[] text, bool goodRowsOnly = false, string? products = Products)
    {
        List<(string, byte[])> entries = [("country_codes_V202401b.csv", Encoding.Latin1.GetBytes(Countries)), (Year, text), ("Readme.txt", [])];
        if (products is not null)
            entries.Add(("product_codes_HS92_V202401b.csv", Encoding.UTF8.GetBytes(products)));
        var zip = Zips.Write(folder.File("BACI.zip"), [.. entries]);
        var fetch = new FileFetch(Directory.CreateDirectory(folder.File(Guid.NewGuid().ToString("N"))).FullName, goodRowsOnly);
        Read(zip, fetch, new FetchQuery());
        return fetch;
    }

    private static void Read(string path, FileFetch fetch, FetchQuery query) => new BaciSource().ReadFile(path, query, fetch, default);

    private static List<string> Rows(string path) => Query(
        $"SELECT concat_ws(' ', exporter, importer, product, CASE WHEN thousand_usd = trunc(thousand_usd) THEN thousand_usd::BIGINT::VARCHAR " +
        "ELSE thousand_usd::VARCHAR END, coalesce(CASE WHEN tons = trunc(tons) THEN tons::BIGINT::VARCHAR ELSE tons::VARCHAR END, '')) " +
        $"FROM '{path}'", r => r.GetString(0));

    private static List<T> Query<T>(string sql, Func<DuckDBDataReader, T> row)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }
}

internal static class FieldTypes
{
    public static string SqlTypeForTests(this Dyad.Data.Schema.FactField field) => field.TypeName switch
    {
        "int" => "INTEGER",
        "real" => "DOUBLE",
        _ => "VARCHAR",
    };
}
