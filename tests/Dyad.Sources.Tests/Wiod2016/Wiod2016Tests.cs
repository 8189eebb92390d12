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

    [Fact]
    public void WhatIsPublishedIsToldToBeBroughtByHand() => Assert.Contains(
        "WIOTS_in_R.zip", Assert.Throws<FactException>(() => { _ = new Wiod2016Source().FetchAsync(new(), new FileFetch(folder.Path), default); }).Message,
        StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

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
