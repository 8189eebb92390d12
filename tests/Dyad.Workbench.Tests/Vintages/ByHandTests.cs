using Dyad.Data.Facts;
using Dyad.Data.Products;
using Dyad.Data.Vintages;
using Dyad.Workbench.Tests.Fixtures;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Tests.Vintages;

/// <summary>Files of a source that were downloaded one by one stand beside each other; a later release of a year takes the place of the earlier.</summary>
public sealed class ByHandTests : IDisposable
{
    private const string ComtradeHeader =
        "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,"
        + "customsCode,motCode,qtyUnitCode,qty,isQtyEstimated,netWgt,isNetWgtEstimated,cifvalue,fobvalue,primaryValue,isReported,isAggregate\n";

    private readonly TempFolder folder = new();

    [Fact]
    public async Task TheClaimsOfBothSidesStandBesideEachOther()
    {
        await Fetch("comtrade", "china.csv", Claim(156, "X", 643, ",7e10,7e10"));
        await Fetch("comtrade", "russia.csv", Claim(643, "M", 156, "7.5e10,,7.5e10"));
        Assert.Equal([70_000, 75_000], Claims());
        // The same file anew is the same question.
        var again = await Fetch("comtrade", "russia.csv", Claim(643, "M", 156, "7.6e10,,7.6e10"));
        Assert.NotNull(again.Replaced);
        Assert.Equal([70_000, 76_000], Claims());

        IEnumerable<double> Claims()
        {
            using var facts = new StoreFacts(Store: folder["store"]).Open(TimeProvider.System);
            return [.. facts.CustomsTotals().Where(c => c is { Year: 2021, Exporter: "CHN" }).Select(c => c.MillionUsd)];
        }
    }

    [Theory]
    [InlineData("<html><body>Service unavailable</body></html>\n")]
    [InlineData(ComtradeHeader)]
    public async Task AFileWithoutARowIsRefusedAndWhatWasThereStays(string text)
    {
        var first = await Fetch("comtrade", "china.csv", Claim(156, "X", 643, ",7e10,7e10"));
        var fault = await Assert.ThrowsAsync<Data.FactException>(() => Fetch("comtrade", "china.csv", text));
        Assert.Contains("china.csv", fault.Message, StringComparison.Ordinal);
        Assert.Equal([first.Vintage.Id], VintageStore.At(folder["store"]).Known(DateTimeOffset.MaxValue).Select(k => k.Vintage.Id));
    }

    [Fact]
    public async Task YearsAndRevisionsOfBaciAddUpAndReleasesDoNot()
    {
        var first = await Fetch("baci", "BACI_HS92_Y2021_V202401b.csv", "t,i,j,k,v,q\n2021,643,156,270900,100,1\n");
        Assert.Equal("file=BACI_HS92_Y2021_V202401b.csv", first.Vintage.Request);
        await Fetch("baci", "BACI_HS92_Y2022_V202401b.csv", "t,i,j,k,v,q\n2022,643,156,270900,1500,1\n");
        await Fetch("baci", "BACI_HS17_Y2022_V202401b.csv", "t,i,j,k,v,q\n2022,643,156,270900,1400,1\n");
        Assert.Equal([("HS1992", 2021, 100), ("HS2017", 2022, 1400), ("HS1992", 2022, 1500)], Sums());
        await Fetch("baci", "BACI_HS92_Y2022_V202601.csv", "t,i,j,k,v,q\n2022,643,156,270900,1515,1\n");
        Assert.Equal([("HS1992", 2021, 100), ("HS2017", 2022, 1400), ("HS1992", 2022, 1515)], Sums());
    }

    public void Dispose() => folder.Dispose();

    private List<(string, int, double)> Sums()
    {
        using var flows = ProductPartitions.Open(LiveFacts.Of(VintageStore.At(folder["store"]), null).Files("baci"));
        return
        [
            .. flows.Years.OrderBy(y => y.Year).ThenByDescending(y => y.Classification, StringComparer.Ordinal).Select(y =>
            {
                var sum = 0.0;
                flows.Scan(flows.Axes(y.Classification, y.Year), (_, _, _, value) => sum += value.ToArray().Sum(), CancellationToken.None);
                return (y.Classification, y.Year, sum);
            }),
        ];
    }

    private static string Claim(int reporter, string flow, int partner, string values) =>
        ComtradeHeader + $"C,A,20210101,2021,52,2021,{reporter},{flow},{partner},0,H5,TOTAL,C00,0,-1,,false,,false,{values},true,false\n";

    private Task<Fetched> Fetch(string source, string name, string text)
    {
        File.WriteAllText(folder[name], text);
        return FetchData.RunAsync(
            new FetchRequest(source) { File = folder[name], Store = folder["store"], Parties = source == "comtrade" ? ["CHN", "RUS"] : [] },
            TimeProvider.System, new StageLog(), TestContext.Current.CancellationToken);
    }
}
