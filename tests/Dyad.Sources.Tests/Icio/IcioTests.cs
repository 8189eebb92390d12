using System.Globalization;
using System.Text;
using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Icio;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;
using DuckDB.NET.Data;

namespace Dyad.Sources.Tests.Icio;

public sealed class IcioTests : IDisposable
{
    private static readonly string[] Industries =
        ["CHN_A01_02", "CHN_A03", "CHN_C26", "RUS_A01_02", "RUS_B05_06", "KAZ_B05_06", "VNM_B05_06"];

    private static readonly string[] Finals = ["CHN_HFCE", "CHN_DPABR", "CHN_INVNT", "RUS_HFCE", "RUS_GGFC", "KAZ_GFCF", "VNM_NPISH"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void AYearBecomesTheSectorTables()
    {
        var fetch = Import(("2019_SML.csv", Text()));
        Assert.Equal(["2019 final_demand", "2019 gross_output", "2019 input_output", "2019 trade"], fetch.Files.Keys.Order());
        Assert.All(fetch.Files.Values, f => Assert.Equal(("2019", f.Table.Name + "-2019.parquet"), (f.Partition, Path.GetFileName(f.Path))));
        // Two industries of one group, sold to industries and final uses, are one flow.
        Assert.Equal(Sum([0, 1], Range(0, 3).Concat(Range(7, 3))), Value(fetch, "trade", "exporter = 'CHN' AND importer = 'CHN' AND sector = 'AGR'"));
        Assert.Equal(Sum([0, 1], [4]), Value(fetch, "input_output", "exporter = 'CHN' AND sector = 'AGR' AND importer = 'RUS' AND use_sector = 'MIN'"));
        // Direct purchases abroad are consumption of households.
        Assert.Equal(Sum([3], [7, 8]), Value(fetch, "final_demand", "exporter = 'RUS' AND sector = 'AGR' AND importer = 'CHN' AND category = 'households'"));
        Assert.Equal(Sum([0, 1], Range(0, 14)), Value(fetch, "gross_output", "economy = 'CHN' AND sector = 'AGR'"));
        // Economies that the facts do not have are the rest of the world, among themselves too.
        Assert.Equal(Sum([5, 6], [5, 6, 12, 13]), Value(fetch, "trade", "exporter = 'ROW' AND importer = 'ROW' AND sector = 'MIN'"));
        Assert.Contains("icio 2019: 2 economies are part of ROW: KAZ, VNM", fetch.Reports.Select(r => r.What));
        Assert.Empty(Directory.EnumerateFiles(fetch.Scratch));
    }

    [Fact]
    public void WhatIsSoldIsWhatIsMadeAndFlowsOfZeroAreThere()
    {
        var fetch = Import(("2019_SML.csv", Text()));
        Assert.Equal(Sum(Range(0, 7), Range(0, 14)), Value(fetch, "gross_output", "true"));
        Assert.Equal(Value(fetch, "gross_output", "true"), Value(fetch, "trade", "true"), 9);
        Assert.Equal(Value(fetch, "trade", "true"), Value(fetch, "input_output", "true") + Value(fetch, "final_demand", "true"), 9);
        // Sellers CHN AGR, CHN ELE, RUS AGR, RUS MIN, ROW MIN; buyers CHN, RUS, ROW; 15 groups and 5 categories.
        Assert.Equal(
            [5 * 3 * 15, 5 * 3 * 5, 5 * 3, 5],
            new[] { "input_output", "final_demand", "trade", "gross_output" }.Select(t => (int)Count(fetch, t)));
    }

    [Fact]
    public void SplitsOfChinaAndMexicoAreAddedUpAndOlderLabelsRead()
    {
        string[] split = ["CHN_01T02", "MEX_01T02", "CN1_01T02", "CN2_26", "MX1_26", "MX2_26"];
        string[] finals = ["CHN_HFCE", "MEX_HFCE"];
        static double Flow(int i, int c) => i < 2 || c < 2 ? 0 : (i * 10) + c;
        var fetch = Import(("ICIO2021_2018.csv", IcioFile.Text(split, finals, Flow, old: true, economy: "CHN")));
        Assert.Equal(["2018"], fetch.Files.Values.Select(f => f.Partition).Distinct());
        Assert.Equal(Range(4, 2).Sum(i => Flow(i, 2) + Flow(i, 3) + Flow(i, 6)), Value(fetch, "trade", "exporter = 'MEX' AND importer = 'CHN' AND sector = 'ELE'"));
        Assert.Equal(Range(2, 6).Sum(c => Flow(2, c)), Value(fetch, "gross_output", "economy = 'CHN' AND sector = 'AGR'"));
        Assert.Equal(0, Value(fetch, "gross_output", "economy = 'MEX' AND sector = 'AGR'"));
    }

    [Fact]
    public void RoundingIsBorneAndNoMore()
    {
        var lines = Text().Split('\n');
        // The total has three digits then: the gap of 14 figures and itself may be 0.0075, that of the 9 figures of its column 0.005.
        var near = Replace(Replace(lines, 4, 15, v => v + 0.004).Split('\n'), 10, 4, v => v + 0.004);
        Assert.Equal(4, Import(("2019_SML.csv", near)).Files.Count);
        var far = Replace(lines, 4, 15, v => v + 0.5);
        var message = Assert.Throws<FactException>(() => Import(("2019_SML.csv", far))).Message;
        Assert.StartsWith("icio.zip: 2019_SML.csv: row 5, column OUT: '", message, StringComparison.Ordinal);
        Assert.Contains("of RUS_A01_02 is not the sum ", message, StringComparison.Ordinal);
        Assert.EndsWith("the gap is 0.5 million US$, more than rounding explains", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASellerAtFaultIsLeftOutOfEveryTableWhenGoodRowsAreWanted()
    {
        var far = Replace(Text().Split('\n'), 1, 3, v => v * 1000);
        var fetch = Import(("2019_SML.csv", far), goodRowsOnly: true);
        Assert.Equal([(2L, "OUT"), (0, "CHN_C26")], fetch.Faults.Select(f => (f.Row, f.Column)));
        foreach (var table in new[] { "trade", "input_output", "final_demand" })
        {
            Assert.Equal(0, Count(fetch, table, "exporter = 'CHN'"));
            Assert.NotEqual(0, Count(fetch, table, "exporter = 'RUS'"));
        }

        Assert.Equal(["ROW MIN", "RUS AGR", "RUS MIN"], Query(
            $"SELECT economy || ' ' || sector FROM '{fetch.Files["2019 gross_output"].Path}' ORDER BY ALL", r => r.GetString(0)));
    }

    [Theory]
    [InlineData(2, 3, "", "row 3, column CHN_C26: is not a number")]
    [InlineData(2, 3, "1.2.3", "row 3, column CHN_C26: '1.2.3' is not a number")]
    [InlineData(2, 0, "CHN_A01_02", "row 3: 'CHN_A01_02' stands twice (also in row 2)")]
    [InlineData(2, 0, "ZZZ_A03", "row 3: 'ZZZ_A03' names 'ZZZ', which is no economy")]
    [InlineData(2, 0, "CHN_C01T05", "row 3: 'CHN_C01T05' names 'C01T05', which is neither an industry")]
    [InlineData(2, 0, "total", "row 3: 'total' is no economy and industry")]
    [InlineData(2, 0, "CHN_C27", "no row 'CHN_A03', though there is such a column")]
    [InlineData(0, 2, "CHN_A01_02", "row 1, column 3: 'CHN_A01_02' stands twice")]
    [InlineData(0, 15, "RUS_NPISH", "row 1: no column of totals")]
    [InlineData(0, 14, "TOTAL", "row 1, column 16: 'OUT' is a second column of totals")]
    [InlineData(10, 1, "99999", "column CHN_A01_02: '99999' in the row of totals is not the sum ")]
    [InlineData(9, 1, "99999", "column CHN_A01_02: '")]
    public void WhatIsAtFaultIsNamed(int line, int field, string value, string fault)
    {
        var lines = Text().Split('\n');
        var fields = lines[line].Split(',');
        fields[field] = value;
        lines[line] = string.Join(',', fields);
        Assert.StartsWith(
            "icio.zip: 2019_SML.csv: " + fault, Assert.Throws<FactException>(() => Import(("2019_SML.csv", string.Join('\n', lines)))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void AFileCutShortIsRefused()
    {
        var lines = Text().Split('\n');
        Assert.Contains("no row of totals", Assert.Throws<FactException>(
            () => Import(("2019_SML.csv", string.Join('\n', lines.Take(6))))).Message, StringComparison.Ordinal);
        Assert.Contains("row 3: has 1 fields, not 16", Assert.Throws<FactException>(
            () => Import(("2019_SML.csv", string.Join('\n', lines.Take(2)) + "\nCHN_A03"))).Message, StringComparison.Ordinal);
        Assert.Contains("is empty", Assert.Throws<FactException>(() => Import(("2019_SML.csv", ""))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void YearsThatAreThereAreNotReadAgainAndOthersAreLeftOut()
    {
        var zip = Zips.Write(folder.File("icio.zip"), ("2019_SML.csv", "damaged"), ("2020_SML.csv", Text()), ("ReadMe.txt", "read me"));
        var fetch = new FileFetch(folder.Path);
        new IcioSource().ReadFile(zip, new FetchQuery { Years = (2020, 2024) }, fetch, default);
        Assert.Equal(4, fetch.Files.Count);
        new IcioSource().ReadFile(zip, new FetchQuery { Years = (2020, 2020) }, fetch, default);
        Assert.Contains("holds the years 2019 to 2020, none of those asked for", Assert.Throws<FactException>(
            () => new IcioSource().ReadFile(zip, new FetchQuery { Years = (1990, 1995) }, fetch, default)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "2025-SML")]
    [InlineData("2023", "2023-SML")]
    [InlineData("2025-ext", "2025-EXT")]
    public void ADataSetIsAnEdition(string? typed, string expected) =>
        Assert.Equal([expected], new IcioSource().Complete(new FetchQuery { Datasets = typed is null ? [] : [typed] }).Datasets);

    [Fact]
    public void OnlyZipsOfTheYearsAreAskedFor()
    {
        Assert.Equal(["2025/2011-2015_SML.zip", "2025/2016-2022_SML.zip"], IcioName.Zips("2025-SML", (2014, 2017)));
        Assert.Throws<FactException>(() => IcioName.Zips("2023-SML", (2021, 2022)));
        Assert.Throws<FactException>(() => IcioName.Dataset("2016"));
    }

    public void Dispose() => folder.Dispose();

    private static double Flow(int i, int c) => i == c ? 100.25 : ((i * 14) + c) * 0.25;

    internal static string Text() => IcioFile.Text(Industries, Finals, Flow);

    private static IEnumerable<int> Range(int from, int count) => Enumerable.Range(from, count);

    private static double Sum(IEnumerable<int> rows, IEnumerable<int> columns) => rows.Sum(i => columns.Sum(c => Flow(i, c)));

    private static string Replace(string[] lines, int line, int field, Func<double, double> change)
    {
        var fields = lines[line].Split(',');
        fields[field] = change(double.Parse(fields[field], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
        return string.Join('\n', [.. lines.Take(line), string.Join(',', fields), .. lines.Skip(line + 1)]);
    }

    private FileFetch Import((string Name, string Text) entry, bool goodRowsOnly = false)
    {
        var zip = Zips.Write(folder.File("icio.zip"), (entry.Name, Encoding.UTF8.GetBytes(entry.Text)));
        var fetch = new FileFetch(Directory.CreateDirectory(folder.File(Guid.NewGuid().ToString("N"))).FullName, goodRowsOnly);
        new IcioSource().ReadFile(zip, new FetchQuery(), fetch, default);
        return fetch;
    }

    private static double Value(FileFetch fetch, string table, string where) => Query(
        $"SELECT sum(million_usd) FROM '{fetch.Files.Values.Single(f => f.Table.Name == table).Path}' WHERE {where}", r => r.GetDouble(0)).Single();

    private static long Count(FileFetch fetch, string table, string where = "true") => Query(
        $"SELECT count(*) FROM '{fetch.Files.Values.Single(f => f.Table.Name == table).Path}' WHERE {where}", r => r.GetInt64(0)).Single();

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
