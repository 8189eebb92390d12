using Dyad.Data;
using Dyad.Data.Facts;
using Dyad.Data.Vintages;
using Dyad.Workbench.Tests.Fixtures;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Tests.Vintages;

/// <summary>
/// China goes over to HS2022 in 2022, Russia stays with HS2017: what both state of one product is made comparable, and what was split
/// and lost is told.
/// </summary>
public sealed class HarmoniseProductsTests : IDisposable
{
    private const double Close = 1e-9;

    private readonly TempFolder folder = new();
    private int imported;

    [Fact]
    public async Task ClaimsInTwoRevisionsMeetInOne()
    {
        await Import("""
            2021,CHN,RUS,CHN,HS2017,850101,30,300,FOB,c,a
            2021,CHN,RUS,CHN,HS2017,850102,70,,FOB,c,a
            2022,CHN,RUS,CHN,HS2022,850109,200,1000,FOB,c,a
            2022,CHN,RUS,CHN,HS2022,850105,11,50,FOB,c,a
            2022,CHN,RUS,RUS,HS2017,850101,66,600,CIF,c,a
            2022,CHN,RUS,RUS,HS2017,850102,150,,CIF,c,a
            """);
        Assert.Empty(StageOfClaims.Products(folder["store"]));

        // The table may stand either way round: its header tells.
        File.WriteAllText(folder["table.csv"], "HS 2017,HS 2022\n850101,850109\n850102,850109\n850105,850105\n");
        var made = await Run(keepGood: false);
        Assert.Equal("HS2022 to HS2017; 94.8% of the value split, by 1 flows; 94.8% by plain shares, as too few tell", made.Vintage.Release);
        using (var facts = new StoreFacts(Store: folder["store"]).Open(TimeProvider.System))
        {
            var converted = facts.Store("HS2017", 2022, "CHN");
            Assert.Equal(["850101", "850102", "850105"], converted.Select(c => c.Product));
            // By the shares of 2021: 30 to 70.
            Assert.Equal([60, 140, 11], converted.Select(c => c.MillionUsd), (a, b) => Math.Abs(a - b) < Close);
            Assert.Equal(300, converted[0].Kilograms!.Value, Close);
            Assert.All(converted, c => Assert.Equal("harmonised from HS2022: c", c.Citation));
            Assert.Equal(2, facts.ProductClaims("HS2022").Count);
        }

        var gap = StageOfClaims.Products(folder["store"]).Single(g => g.Product == "850102");
        Assert.Equal(150, gap.ImporterClaim!.Value, Close);
        Assert.Equal(140, gap.ExporterClaim!.Value, Close);
        // What was converted is not converted again: the same question has the same answer.
        Assert.False((await Run(keepGood: false)).New);
    }

    /// <summary>China states 2022 in both revisions, 2023 in the later alone, each product with a valuation and a citation of its own.</summary>
    [Fact]
    public async Task WhatIsStatedInTheRevisionWantedIsNotConvertedAndNotCountedTwice()
    {
        await Import("""
            2022,CHN,RUS,CHN,HS2017,850101,190,,FOB,first,a
            2022,CHN,RUS,CHN,HS2022,850109,200,,FOB,second,a
            2022,CHN,RUS,CHN,HS2022,850105,11,,FOB,second,a
            2023,CHN,RUS,CHN,HS2022,850105,12,,FOB,third,a
            2023,CHN,RUS,CHN,HS2022,850106,3,,CIF,fourth,b
            2023,CHN,RUS,CHN,HS2022,850107,4,,FOB,fifth,c
            """);
        File.WriteAllText(folder["table.csv"], "HS 2017,HS 2022\n850101,850109\n850105,850105\n850105,850106\n850107,850107\n");
        var made = await Run(keepGood: false);
        Assert.EndsWith("; 1 flows left, stated in HS2017", made.Vintage.Release, StringComparison.Ordinal);
        using (var facts = new StoreFacts(Store: folder["store"]).Open(TimeProvider.System))
        {
            Assert.Equal(190, facts.Store("HS2017", 2022, "CHN").Sum(c => c.MillionUsd), Close);
            var (joined, alone) = (facts.Store("HS2017", 2023, "CHN")[0], facts.Store("HS2017", 2023, "CHN")[1]);
            Assert.Equal((15, "unknown", "harmonised from HS2022: third; fourth", "a"), (joined.MillionUsd, joined.Valuation, joined.Citation, joined.Address));
            Assert.Equal((4, "FOB", "harmonised from HS2022: fifth", "c"), (alone.MillionUsd, alone.Valuation, alone.Citation, alone.Address));
        }

        // What a source states later takes the place of what was converted before.
        await Import("2023,CHN,RUS,CHN,HS2017,850101,18,,FOB,sixth,a");
        using (var facts = new StoreFacts(Store: folder["store"]).Open(TimeProvider.System))
            Assert.Equal(["sixth"], facts.Store("HS2017", 2023, "CHN").Select(c => c.Citation));
    }

    /// <summary>A converted claim is of what was stated when it was made; stated anew, it is to be converted anew.</summary>
    [Fact]
    public async Task WhatIsStatedAnewMakesVoidWhatWasConvertedFromIt()
    {
        File.WriteAllText(folder["table.csv"], "HS 2022,HS 2017\n850109,850101\n850105,850105\n");
        await Import("2022,CHN,RUS,CHN,HS2022,850109,200,,FOB,c,a\n2022,RUS,CHN,RUS,HS2022,850105,5,,FOB,c,a");
        var first = await Run(keepGood: false);
        Assert.Equal([200], Converted());

        await Import("2022,CHN,RUS,CHN,HS2022,850109,320,,FOB,c,a");
        Assert.Empty(Converted());
        // The other flow was not stated anew.
        using (var facts = new StoreFacts(Store: folder["store"]).Open(TimeProvider.System))
            Assert.Equal([5], facts.Store("HS2017", 2022, "RUS").Select(c => c.MillionUsd));
        Assert.Equal(first.Vintage.Id, (await Run(keepGood: false)).Replaced);
        Assert.Equal([320], Converted());
        await Import("2022,CHN,RUS,CHN,HS2022,850109,320,,FOB,c,a");
        Assert.Empty(Converted());
        Assert.False((await Run(keepGood: false)).New);
        Assert.Equal([320], Converted());

        IEnumerable<double> Converted()
        {
            using var facts = new StoreFacts(Store: folder["store"]).Open(TimeProvider.System);
            return [.. facts.Store("HS2017", 2022, "CHN").Select(c => c.MillionUsd)];
        }
    }

    [Fact]
    public async Task AProductThatTheTableLacksIsRefusedOrCounted()
    {
        await Import("""
            2022,CHN,RUS,CHN,HS2022,850109,200,1000,FOB,c,a
            2022,CHN,RUS,CHN,HS2022,850199,12.5,50,FOB,c,a
            """);
        File.WriteAllText(folder["table.csv"], "HS 2022,HS 2017\n850109,850101\n");
        var refused = await Assert.ThrowsAsync<FactException>(() => Run(keepGood: false));
        Assert.StartsWith("table.csv: column HS 2022: '850199' is not in it: 12.5 million US$ are lost; with --keep-good", refused.Message, StringComparison.Ordinal);
        var made = await Run(keepGood: true);
        Assert.Equal(1, made.Vintage.Rows);
        Assert.Equal("850199", Assert.Single(made.Faults).Value);
    }

    [Fact]
    public async Task WhatIsNoRevisionAndWhatNobodyStatesIsSaid()
    {
        await Import("2022,CHN,RUS,CHN,HS2022,850109,200,1000,FOB,c,a");
        File.WriteAllText(folder["table.csv"], "HS 2022,HS 2017\n850109,850101\n");
        var request = new HarmoniseRequest(folder["table.csv"], "HS2022", "HS2021") { Store = folder["store"] };
        Assert.StartsWith("--to HS2021: there are HS1992,", (await Assert.ThrowsAsync<UserException>(() => Run(request))).Message, StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<FactException>(() => Run(request with { From = "HS1996", To = "HS2017" }));
        Assert.StartsWith("no product of six digits is stated in HS1996", none.Message, StringComparison.Ordinal);
        var another = await Assert.ThrowsAsync<FactException>(() => Run(request with { To = "HS2012" }));
        Assert.EndsWith("its header names 'HS 2022' and 'HS 2017', asked for were HS2022 and HS2012", another.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private Task<Fetched> Run(bool keepGood) =>
        Run(new HarmoniseRequest(folder["table.csv"], "HS2022", "HS2017") { Store = folder["store"], GoodRowsOnly = keepGood });

    private static Task<Fetched> Run(HarmoniseRequest request) =>
        HarmoniseProducts.RunAsync(request, TimeProvider.System, new StageLog(), TestContext.Current.CancellationToken);

    private Task<Fetched> Import(string rows) => CustomsFile.ImportAsync(
        folder, folder["store"], "both-customs", $"{++imported}.csv", "customs_products", CustomsFile.Products + rows + "\n");
}

file static class Reading
{
    /// <summary>All claims in a revision, the converted ones among them.</summary>
    public static IReadOnlyList<ProductClaim> Store(this Dyad.Data.Store.FactStore facts, string classification, int year, string reporter) =>
    [
        .. facts.Query("customs_products", $"classification = '{classification}' and year = {year} and reporter = '{reporter}'", 100).Rows
            .Select(r => new ProductClaim(
                (int)r[0]!, (string)r[1]!, (string)r[2]!, (string)r[3]!, (string)r[5]!, (double)r[6]!, (double?)r[7], (string)r[8]!, (string)r[9]!,
                (string)r[10]!)),
    ];
}
