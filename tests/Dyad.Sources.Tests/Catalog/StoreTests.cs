using System.Globalization;
using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.WorldBank;
using Dyad.Data.Vintages;
using Dyad.Sources.Tests.StandIn;

namespace Dyad.Sources.Tests.Catalog;

/// <summary>A source, the client and the store of vintages together.</summary>
public sealed class StoreTests
{
    private static readonly FetchQuery Query = new() { Datasets = ["SP.POP.TOTL"], Parties = ["CHN"], Years = (2020, 2022) };

    [Fact]
    public async Task AFetchThatFailsGoesOnWhereItStood()
    {
        var broken = true;
        await using var server = await StandInServer.StartAsync(c =>
        {
            if (c.Request.Path == "/country")
                return c.Json("""[{"page":1,"pages":1,"per_page":"1000","total":1},[{"id":"CHN","iso2Code":"CN","name":"China","region":{"id":"EAS","value":"East Asia & Pacific"}}]]""");
            var page = int.Parse(c.Request.Query["page"]!, CultureInfo.InvariantCulture);
            return broken && page == 3
                ? c.Json("{}", 400)
                : c.Json(string.Create(CultureInfo.InvariantCulture, $"[{{\"page\":{page},\"pages\":3,\"per_page\":1,\"total\":3,\"sourceid\":\"2\",\"lastupdated\":\"2025-07-01\"}},[{{\"indicator\":{{\"id\":\"SP.POP.TOTL\",\"value\":\"x\"}},\"country\":{{\"id\":\"CN\",\"value\":\"China\"}},\"countryiso3code\":\"CHN\",\"date\":\"{2019 + page}\",\"value\":{page},\"unit\":\"\",\"obs_status\":\"\",\"decimal\":0}}]]"));
        });
        using var folder = new TemporaryFolder();
        var store = VintageStore.At(folder.File("store"));
        using var client = Clients.For(server);
        var order = new FetchOrder(new WorldBankSource(), Query, "0.1.0") { Http = client };

        await Assert.ThrowsAsync<FactException>(() => store.FetchAsync(order, (_, _) => { }, default));
        Assert.Empty(store.Vintages());

        broken = false;
        var asked = server.Requests.Count;
        var fetched = await store.FetchAsync(order, (_, _) => { }, default);

        Assert.True(fetched.New);
        Assert.Equal(1, server.Requests.Count - asked);
        Assert.Equal("2025-07-01", store.Answers(fetched.Vintage.Id).Select(a => a.Released).Max(StringComparer.Ordinal));

        var again = await store.FetchAsync(order, (_, _) => { }, default);
        Assert.False(again.New);
        Assert.Equal(fetched.Vintage.Id, again.Vintage.Id);
    }

    [Fact]
    public async Task WithoutANetworkTheFaultIsOneLineWithTheHostAndTheWayByHand()
    {
        using var folder = new TemporaryFolder();
        foreach (var source in SourceCatalog.All)
        {
            var info = source.Info with { Address = new Uri($"https://{source.Info.Name}.invalid/") };
            using var client = new Dyad.Data.Sources.Http.SourceClient(info, "0.1.0", options: Clients.Options());
            var query = source.Complete(source.Info.Name switch
            {
                "sdmx" => new FetchQuery { Datasets = ["BIS/BIS/WS_CBPOL/1.0/M.US"] },
                "comtrade" or "wits" or "openalex" => new FetchQuery { Parties = ["CHN", "RUS"] },
                _ => new FetchQuery(),
            });

            var fault = await Assert.ThrowsAsync<FactException>(
                () => source.FetchAsync(query, new Fakes.MemoryFetch(client, scratch: folder.Path), default));

            Assert.StartsWith($"{source.Info.Name}.invalid: ", fault.Message, StringComparison.Ordinal);
            Assert.EndsWith(source.Info.ByHand, fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
        }
    }
}
