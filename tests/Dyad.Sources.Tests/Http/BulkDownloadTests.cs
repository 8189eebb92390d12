using System.Text;
using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Baci;
using Dyad.Data.Sources.Gravity;
using Dyad.Data.Sources.Http;
using Dyad.Data.Sources.Icio;
using Dyad.Data.Sources.Wiod2016;
using Dyad.Sources.Tests.Baci;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.Gravity;
using Dyad.Sources.Tests.Icio;
using Dyad.Sources.Tests.StandIn;
using Dyad.Sources.Tests.Wiod2016;
using Microsoft.AspNetCore.Http;

namespace Dyad.Sources.Tests.Http;

/// <summary>Sources that come as zips, fetched from a server that has every fault a server has.</summary>
public sealed class BulkDownloadTests
{
    private sealed record Bulk(
        ISource Source, FetchQuery Query, string Address, (string Name, byte[] Bytes)[] Entries, string[] Parts)
    {
        public Bulk(ISource source, FetchQuery query, string address, (string Name, string Text)[] entries, string[] parts)
            : this(source, query, address, [.. entries.Select(e => (e.Name, Encoding.UTF8.GetBytes(e.Text)))], parts)
        {
        }

        /// <summary>Name of the file that is downloaded, where the address does not end with it.</summary>
        public string File { get; init; } = Path.GetFileName(Address);

        public SourceClient Client(StandInServer server, HurriedClock? clock = null) =>
            Clients.For(server, clock, info: Source.Info with { RequestsPerSecond = 1000 });
    }

    private static readonly Dictionary<string, Bulk> All = new()
    {
        ["baci"] = new(
            new BaciSource(), new FetchQuery { Datasets = ["HS92_V202401b"] }, "/BACI_HS92_V202401b.zip",
            [("country_codes_V202401b.csv", BaciTests.Countries), (BaciTests.Year, BaciTests.Good)], ["HS1992 2022"]),
        ["gravity"] = new(
            new GravitySource(), new FetchQuery(), "/Gravity_csv_V202211.zip", [("Gravity_V202211.csv", GravityTests.Good)],
            ["agreements", "ties"]),
        ["icio"] = new(
            new IcioSource(), new FetchQuery { Datasets = ["2025"], Years = (2019, 2019) }, "/2025/2016-2022_SML.zip",
            [("2019_SML.csv", IcioTests.Text())], ["2019 final_demand", "2019 gross_output", "2019 input_output", "2019 trade"]),
        ["wiod2016"] = new(
            new Wiod2016Source(), new FetchQuery(), "/datafile/199104", [("WIOT2014_Nov16_ROW.xlsb", Wiod2016Tests.Book())],
            ["2014 final_demand", "2014 gross_output", "2014 input_output", "2014 trade"]) { File = "WIOTS_in_EXCEL.zip" },
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>A quota, a server that is down, a body that breaks off: the file comes whole, and is read.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheFileComesWholeThroughAQuotaAFaultAndABodyCutShort(string name)
    {
        var bulk = All[name];
        using var folder = new TemporaryFolder();
        var zip = await File.ReadAllBytesAsync(Zips.Write(folder.File("served.zip"), bulk.Entries));
        var (asked, sent) = (0, new List<long>());
        await using var server = await StandInServer.StartAsync(c =>
        {
            asked++;
            if (asked == 1)
                c.Response.Headers.RetryAfter = "7";
            return asked switch
            {
                1 => c.Text("slow down", "text/plain", 429),
                2 => c.Text("down", "text/plain", 503),
                _ => c.File(zip, "\"a\"", most: asked == 3 ? zip.Length / 2 : null, sent),
            };
        });
        var clock = new HurriedClock(Clients.Start);
        using var client = bulk.Client(server, clock);
        var fetch = new FileFetch(folder.Path, http: client);

        await bulk.Source.FetchAsync(bulk.Query, fetch, default);

        Assert.All(server.Requests, r => Assert.Equal(bulk.Address, r.PathAndQuery));
        Assert.Equal([zip.Length / 2, zip.Length - (zip.Length / 2)], sent);
        Assert.Contains(TimeSpan.FromSeconds(7), clock.Pauses);
        Assert.Equal(bulk.Parts, fetch.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task APageInPlaceOfTheFileIsNamedWithItsHost(string name)
    {
        var (host, message) = await Refused(All[name], c => c.Text("<!DOCTYPE html><title>Sign in</title>", "text/html"));
        Assert.StartsWith($"{host}: {All[name].Address} is an HTML page instead of data", message, StringComparison.Ordinal);
    }

    /// <summary>What came whole by its length but is damaged inside is no data.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task ADamagedZipIsNamedAndNothingOfItIsKept(string name)
    {
        using var folder = new TemporaryFolder();
        var zip = await File.ReadAllBytesAsync(Zips.Write(folder.File("served.zip"), All[name].Entries));
        var (_, message) = await Refused(All[name], c => c.File(zip[..(zip.Length / 2)], "\"a\"", most: null, []));
        Assert.Contains(All[name].File, message, StringComparison.Ordinal);
    }

    /// <summary>What the fetch says of an answer that is no data, of which nothing is kept.</summary>
    private static async Task<(string Host, string Message)> Refused(Bulk bulk, Func<HttpContext, Task> answer)
    {
        using var folder = new TemporaryFolder();
        await using var server = await StandInServer.StartAsync(answer);
        using var client = bulk.Client(server);
        var fetch = new FileFetch(folder.Path, http: client);
        var fault = await Assert.ThrowsAnyAsync<FactException>(() => bulk.Source.FetchAsync(bulk.Query, fetch, default));
        Assert.Empty(fetch.Files);
        return (server.Address.Authority, fault.Message);
    }
}
