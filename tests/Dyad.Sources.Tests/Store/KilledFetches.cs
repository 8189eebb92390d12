using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dyad.Data.Vintages;
using Dyad.Sources.Tests.StandIn;

namespace Dyad.Sources.Tests.Store;

/// <summary>
/// <c>kill -9</c> of processes that fetch and import, at random moments: whatever was acknowledged is there, nothing half-written is seen,
/// and the next process goes on where the last one stood. <c>DYAD_KILLS</c> sets how many (bench/kill-fetch.sh: 200).
/// </summary>
public sealed class KilledFetches
{
    private const int Pages = 6;

    private const string Map = """
        source: customs
        title: Totals
        publisher: Customs
        citation: Customs
        table: customs_totals

        """;

    [Fact]
    public async Task NothingIsLostAndNothingIsHalfWritten()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("DYAD_KILLS"), out var asked) ? asked : 8;
        var random = new Random(20261128);
        using var folder = new TemporaryFolder();
        var (store, revision, pagesServed) = (folder.File("store"), 0, 0);
        await using var server = await StandInServer.StartAsync(async context =>
        {
            if (context.Request.Path.Value!.EndsWith("/country", StringComparison.Ordinal))
            {
                await context.Json(Countries);
                return;
            }

            await Task.Delay(15);
            Interlocked.Increment(ref pagesServed);
            await context.Json(Page(int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture), Volatile.Read(ref revision)));
        });
        File.WriteAllText(folder.File("map.yaml"), Map);
        var acknowledged = new HashSet<string>();
        var (killed, resumed, typical) = (0, 0, TimeSpan.FromSeconds(4));
        var fetch = FetchArguments(server.Address, store);
        while (killed < kills)
        {
            // An import of a new file every third time; else the fetch, whose figures are revised once it has come to its end.
            var import = random.Next(3) == 0;
            if (import)
            {
                File.WriteAllText(
                    folder.File("a.csv"),
                    "year,exporter,importer,reporter,million_usd,valuation,citation,address\n" +
                    $"2021,CHN,RUS,CHN,{random.Next(1, 99999)},FOB,c,a\n");
            }

            var served = Volatile.Read(ref pagesServed);
            var start = Stopwatch.GetTimestamp();
            var (id, ended) = await Run(
                import ? ["data", "import", folder.File("a.csv"), "--map", folder.File("map.yaml"), "--store", store, "--json"] : fetch,
                TimeSpan.FromMilliseconds((0.05 + (1.4 * random.NextDouble())) * typical.TotalMilliseconds));
            if (ended)
            {
                acknowledged.Add(id!);
                typical = Stopwatch.GetElapsedTime(start);
                if (!import)
                {
                    resumed += Volatile.Read(ref pagesServed) - served < Pages ? 1 : 0;
                    Interlocked.Increment(ref revision);
                }
            }
            else
            {
                killed++;
            }

            var vintages = VintageStore.At(store);
            Assert.Subset(vintages.Vintages().Select(v => v.Id).ToHashSet(), acknowledged);
            Assert.All(vintages.Verify(_ => { }, CancellationToken.None), c => Assert.True(c.Passed, c.Detail));
            Assert.All(vintages.Vintages(), v => Assert.Equal(v.Source == "customs" ? 1 : Pages * 2, v.Rows));
        }

        var (last, whole) = await Run(fetch, TimeSpan.FromMinutes(2));
        Assert.True(whole);
        Assert.Equal(Pages * 2, VintageStore.At(store).Find(last!).Rows);
        TestContext.Current.SendDiagnosticMessage(
            $"kills: {killed},{acknowledged.Count},{resumed},{VintageStore.At(store).Vintages().Count}");
    }

    private static string[] FetchArguments(Uri address, string store) =>
    [
        "data", "fetch", "worldbank", "--address", address.ToString(), "--parties", "CHN,RUS", "--datasets", "NY.GDP.MKTP.CD", "--store", store,
        "--json",
    ];

    /// <summary>Runs the command and kills it after a while; the id of the vintage where it came to its end.</summary>
    private static async Task<(string? Id, bool Ended)> Run(string[] arguments, TimeSpan patience)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["DYAD_DATA"] = Path.Combine(AppContext.BaseDirectory, "data") },
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "dyad.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timer = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            return (null, false);
        }

        Assert.True(process.ExitCode == 0, await errors);
        using var json = JsonDocument.Parse(await output);
        return (json.RootElement.GetProperty("vintage").GetProperty("id").GetString(), true);
    }

    private const string Countries = """
        [{"page":1,"pages":1,"per_page":"1000","total":2},[
        {"id":"CHN","iso2Code":"CN","name":"China","region":{"id":"EAS","iso2code":"Z4","value":"East Asia & Pacific"},"adminregion":{"id":"EAP","iso2code":"4E","value":"x"},"incomeLevel":{"id":"UMC","iso2code":"XT","value":"x"},"lendingType":{"id":"IBD","iso2code":"XF","value":"IBRD"},"capitalCity":"Beijing","longitude":"116.286","latitude":"40.0495"},
        {"id":"RUS","iso2Code":"RU","name":"Russian Federation","region":{"id":"ECS","iso2code":"Z7","value":"x"},"adminregion":{"id":"","iso2code":"","value":""},"incomeLevel":{"id":"HIC","iso2code":"XD","value":"x"},"lendingType":{"id":"IBD","iso2code":"XF","value":"IBRD"},"capitalCity":"Moscow","longitude":"37.6176","latitude":"55.7558"}]]
        """;

    private static string Page(int page, int revision)
    {
        var records = new[] { "CHN", "RUS" }.Select(e => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"indicator\":{{\"id\":\"NY.GDP.MKTP.CD\",\"value\":\"GDP\"}},\"country\":{{\"id\":\"XX\",\"value\":\"n\"}},\"countryiso3code\":\"{e}\",\"date\":\"{2000 + page}\",\"value\":{(1000 * page) + revision},\"unit\":\"\",\"obs_status\":\"\",\"decimal\":0}}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{{\"page\":{page},\"pages\":{Pages},\"per_page\":1000,\"total\":{Pages * 2},\"sourceid\":\"2\",\"lastupdated\":\"{2000 + (revision / 300)}-{1 + (revision / 25 % 12):D2}-{1 + (revision % 25):D2}\"}},[{string.Join(",", records)}]]");
    }
}
