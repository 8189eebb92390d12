using Dyad.Data.Harmonise;
using Dyad.Data.Schema;
using Dyad.Data.Sources;
using Dyad.Data.Vintages;

namespace Dyad.Data.Tests.Vintages;

/// <summary>What names no product or no economy is kept, and its value is told with the vintage, whatever the source.</summary>
public sealed class UnnamedTests : IDisposable
{
    private readonly TemporaryFolder folder = new("unnamed");

    private VintageStore Store => VintageStore.At(folder.Location);

    [Fact]
    public async Task OfBaciBothSidesAndTheProductAreCounted()
    {
        var unnamed = await Count("sources.Baci.schema.csv", "baci",
            ["HS2017", 2020, "CHN", "RUS", "847130", 890_000.0, 1.0],
            ["HS2017", 2020, "CHN", "RUS", "9999AA", 7000.0, null],
            ["HS2017", 2020, "837", "RUS", "270900", 1000.0, null],
            ["HS2017", 2020, "CHN", "899", "270900", 2000.0, null],
            // A former economy is an economy, though its number stands for it.
            ["HS2017", 2020, "457", "SUN", "270900", 0.0, null]);
        Assert.Equal(900, unnamed.MillionUsd);
        Assert.Equal([(SpecialProductKind.Unspecified, 7.0)], unnamed.Products.Select(p => (p.Key, p.Value)));
        Assert.Equal([(837, 1.0), (899, 2.0)], unnamed.Areas!.Select(a => (a.Key, a.Value)));
        Assert.Equal("7 million US$ name no product, 3 no economy, of 900; they are kept", unnamed.ToString());
    }

    /// <summary>The world is the sum of partners, TOTAL and chapters are sums of products, re-exports are within exports: none is added twice.</summary>
    [Fact]
    public async Task OfComtradeNoSumIsAdded()
    {
        var unnamed = await Count("sources.Comtrade.schema.csv", "comtrade",
            Comtrade("RUS", "X", "TOTAL", 100e6), Comtrade("RUS", "X", "84", 60e6), Comtrade("RUS", "X", "99", 40e6),
            Comtrade("RUS", "X", "847130", 60e6), Comtrade("RUS", "X", "9999AA", 40e6), Comtrade("RUS", "RX", "847130", 5e6),
            Comtrade("838", "M", "TOTAL", 20e6), Comtrade("W00", "X", "TOTAL", 900e6));
        Assert.Equal((120, 40, 20, 0), (unnamed.MillionUsd, unnamed.OfProducts, unnamed.OfAreas, unnamed.TotalAlone));
    }

    [Fact]
    public async Task WhatTheTotalTellsAndNoProductDoesIsCountedAndWhatWasNotAskedIsNotNone()
    {
        var unnamed = await Count("sources.Comtrade.schema.csv", "comtrade",
            Comtrade("RUS", "X", "TOTAL", 100e6), Comtrade("RUS", "X", "84", 95e6), Comtrade("RUS", "X", "847130", 60e6),
            Comtrade("RUS", "X", "9999AA", 10e6),
            // Of a flow without products, and of one whose products are rounded up, nothing is missing.
            Comtrade("KAZ", "X", "TOTAL", 7e6), Comtrade("DEU", "X", "TOTAL", 5e6), Comtrade("DEU", "X", "847130", 6e6));
        Assert.Equal((83, 10, null, 30), (unnamed.MillionUsd, unnamed.OfProducts, unnamed.OfAreas, unnamed.TotalAlone));
        Assert.Equal(
            "10 million US$ name no product, areas that are no economy were not asked for, of 83; they are kept; "
            + "30 stand in totals and in none of their products", unnamed.ToString());
    }

    [Fact]
    public async Task OfAnImportedTableTheFinestLevelIsCounted()
    {
        var unnamed = await Count("schema.csv", "customs_products",
            ["CHN", "HS2022", "87", 30.0], ["CHN", "HS2022", "8703", 20.0], ["CHN", "HS2022", "9999", 10.0], ["RUS", "HS2022", "98", 5.0]);
        Assert.Equal(35, unnamed.MillionUsd);
        Assert.Equal([(SpecialProductKind.Unspecified, 10.0), (SpecialProductKind.National, 5.0)], unnamed.Products.Select(p => (p.Key, p.Value)));
    }

    [Fact]
    public async Task ATableWithoutProductsIsNotCounted() =>
        Assert.Null((await Fetch(new MadeUpSource { Pages = { new[] { MadeUpSource.Row("CHN", 2020, 1) } } })).Unnamed);

    public void Dispose() => folder.Dispose();

    private static object?[] Comtrade(string partner, string flow, string product, double usd) =>
    [
        "CHN", partner, flow, 2020, "H5", product, usd, null, null, null, null, null, null, null, null, null, 156, 643,
    ];

    private async Task<Unnamed> Count(string schemas, string table, params object?[][] rows)
    {
        var schema = TableSchemas.Read(schemas).Single(t => t.Name == table);
        if (table == "customs_products")
            rows = [.. rows.Select(r => new object?[] { 2024, "CHN", "RUS", r[0], r[1], r[2], r[3], null, "FOB", "c", "a" })];
        var vintage = await Fetch(new MadeUpSource(table: schema) { Pages = { rows } });
        var kept = Assert.Single(Store.Vintages()).Unnamed!;
        Assert.Equal(vintage.Unnamed!.ToString(), kept.ToString());
        return kept;
    }

    private async Task<Vintage> Fetch(ISource source) =>
        (await Store.FetchAsync(new FetchOrder(source, new FetchQuery(), "0.1.0"), (_, _) => { }, default)).Vintage;
}
