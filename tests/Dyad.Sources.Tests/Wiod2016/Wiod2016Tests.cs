using System.Globalization;
using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Wiod2016;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;
using DuckDB.NET.Data;

namespace Dyad.Sources.Tests.Wiod2016;

public sealed class Wiod2016Tests : IDisposable
{
    private const string Name = "WIOT2014_October16_ROW.csv";

    private const string Workbook = "WIOT2014_Nov16_ROW.xlsb";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void AYearOfTheRTableBecomesTheSectorTables()
    {
        var fetch = Import(Text());
        Assert.Equal(4, fetch.Files.Count);
        // 17 is computers (C26), 55 households as employers (T); 57 is consumption of households, 61 inventories.
        Assert.Equal(10, Value(fetch, "input_output", "exporter = 'RUS' AND sector = 'ELE' AND importer = 'ROW' AND use_sector = 'PUB'"));
        Assert.Equal(-2, Value(fetch, "final_demand", "exporter = 'RUS' AND sector = 'ELE' AND category = 'inventories'"));
        Assert.Equal(50, Value(fetch, "final_demand", "exporter = 'ROW' AND sector = 'PUB' AND category = 'households'"));
        Assert.Equal(88, Value(fetch, "trade", "true"));
        Assert.Equal(88, Value(fetch, "gross_output", "true"));
    }

    [Fact]
    public void ARowOutOfBalanceIsNamed() => Assert.StartsWith(
        Name + ": row 2, column TOT: '44' of RUS17 is not the sum 38: the gap is 6 million US$",
        Assert.Throws<FactException>(() => Import(Text(sold: 44))).Message, StringComparison.Ordinal);

    /// <summary>The same table as the workbook of the year, alone and in the zip of years.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AYearOfTheWorkbooksBecomesTheSectorTables(bool zipped)
    {
        File.WriteAllBytes(folder.File(Workbook), Book());
        if (zipped)
            Zips.Write(folder.File("WIOTS_in_EXCEL.zip"), (Workbook, Book()), ("WIOT2013_Nov16_ROW.xlsb", Book("2013")), ("ReadMe.txt", [1, 2]));
        var fetch = new FileFetch(folder.Path);
        new Wiod2016Source().ReadFile(
            folder.File(zipped ? "WIOTS_in_EXCEL.zip" : Workbook), new FetchQuery { Years = (2014, 2014) }, fetch, default);
        Assert.Equal(4, fetch.Files.Count);
        Assert.Equal(10, Value(fetch, "input_output", "exporter = 'RUS' AND sector = 'ELE' AND importer = 'ROW' AND use_sector = 'PUB'"));
        Assert.Equal(-2, Value(fetch, "final_demand", "exporter = 'RUS' AND sector = 'ELE' AND category = 'inventories'"));
        Assert.Equal(50, Value(fetch, "final_demand", "exporter = 'ROW' AND sector = 'PUB' AND category = 'households'"));
        Assert.Equal((88, 88), (Value(fetch, "trade", "true"), Value(fetch, "gross_output", "true")));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "wiod2016-*"));
    }

    [Theory]
    [InlineData("2014", 44.0, "row 7, column TOT: '44' of RUS17 is not the sum 38: the gap is 6 million US$")]
    [InlineData("2014", "n/a", "row 7, column TOT: 'n/a' is not a number")]
    [InlineData("Sheet1", 38.0, "no sheet '2014'; there are Sheet1")]
    public void AWorkbookAtFaultIsNamed(string sheet, object sold, string fault)
    {
        File.WriteAllBytes(folder.File(Workbook), Book(sheet, sold));
        Assert.StartsWith($"{Workbook}: {fault}", Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void AColumnThatIsNotUnderstoodIsNamed()
    {
        File.WriteAllBytes(folder.File(Workbook), Book(final: "EXP"));
        Assert.StartsWith(Workbook + ": row 6, column 7: 'RUS EXP' is no economy and number", Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoWorkbookIsNamed()
    {
        File.WriteAllText(folder.File(Workbook), "<html>");
        Assert.StartsWith(Workbook + ": is no zip", Fault(), StringComparison.Ordinal);
        Zips.Write(folder.File(Workbook), ("a.txt", "b"));
        Assert.StartsWith(Workbook + ": not a workbook that can be read", Fault(), StringComparison.Ordinal);
        var whole = Book();
        File.WriteAllBytes(folder.File(Workbook), whole[..(whole.Length / 2)]);
        Assert.StartsWith(Workbook + ": is no zip", Fault(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The table of <see cref="Text"/> as the workbooks have it; some numbers in 30 bits, as in the release.</summary>
    internal static byte[] Book(string sheet = "2014", object? sold = null, string final = "INVEN") => BinaryWorkbook.Write(sheet,
    [
        ["Intercountry Input-Output Table"],
        ["made up"],
        ["(industry-by-industry)", null, null, null, "C26", "T", final, "CONS_h", "GO"],
        ["(millions of US$)", null, null, null, "Computer, electronic", "Households", "Inventories", "Households", "Output"],
        [null, null, null, null, "RUS", "ROW", "RUS", "ROW", "TOT"],
        [null, null, null, null, "c17", "c55", "c61", "c57", "c62"],
        ["C26", "Computer, electronic", "RUS", "r17", 20.0, 10.0, -2.0, 10.0, sold ?? 38],
        ["T", "Households", "ROW", "r55", 0.0, 0.0, 0.0, 50.00m, 50.0],
        ["II_fob", "Total intermediate", "TOT", "r65", 20.0, 10.0, -2.0, 60.0, 88.0],
        ["TXSP", "taxes", "TOT", "r66", 1.0, 2.0, 0.0, 0.0, 3.0],
        ["VA", "Value added", "TOT", "r70", 17.0, 38.0],
        ["GO", "Output", "TOT", "r73", 38.0, 50.0, null, null, 88.0],
        [null, null],
    ]);

    private string Fault() => Assert.Throws<FactException>(
        () => new Wiod2016Source().ReadFile(folder.File(Workbook), new FetchQuery(), new FileFetch(folder.Path), default)).Message;

    private static string Text(double sold = 38)
    {
        string[] lines =
        [
            "\"IndustryCode\",\"IndustryDescription\",\"Country\",\"RNr\",\"Year\",\"RUS17\",\"ROW55\",\"RUS61\",\"ROW57\",\"TOT\"",
            "\"C26\",\"Computer, electronic\",\"RUS\",17,2014,20,10,-2,10," + sold.ToString(CultureInfo.InvariantCulture),
            "\"T\",\"Households\",\"ROW\",55,2014,0,0,0,50,50",
            "\"II_fob\",\"Total intermediate\",\"TOT\",65,2014,20,10,-2,60,88",
            "\"TXSP\",\"taxes\",\"TOT\",66,2014,1,2,0,0,3",
            "\"VA\",\"Value added\",\"TOT\",70,2014,17,38,0,0,55",
            "\"GO\",\"Output\",\"TOT\",73,2014,38,50,0,0,88",
        ];
        return string.Join('\n', lines) + "\n";
    }

    private FileFetch Import(string text)
    {
        File.WriteAllText(folder.File(Name), text);
        var fetch = new FileFetch(folder.Path);
        new Wiod2016Source().ReadFile(folder.File(Name), new FetchQuery(), fetch, default);
        return fetch;
    }

    private static double Value(FileFetch fetch, string table, string where)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT sum(million_usd) FROM '{fetch.Files.Values.Single(f => f.Table.Name == table).Path}' WHERE {where}";
        return Convert.ToDouble(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
