using System.Globalization;
using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.OpenAlex;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;

namespace Dyad.Sources.Tests.OpenAlex;

/// <summary>
/// OpenAlex against a stand-in written from its documentation (https://developers.openalex.org: paging by cursor, filters, authentication;
/// keys since 13 February 2026), and pyalex' test of filters that are both to hold (institutions.country_code named twice).
/// </summary>
public sealed class OpenAlexTests
{
    private static readonly FetchQuery Joint = new() { Parties = ["RUS", "CHN"], Years = (2022, 2023) };

    [Fact]
    public async Task WorksAreReadByCursorToTheLast()
    {
        await using var server = await Serve(perYear: 5, perPage: 2);
        var fetch = await Fetch(server, Joint);

        Assert.Equal(10, fetch.Rows("openalex").Count);
        Assert.Equal("CHN|RUS|W20220|2022|article|Physics and Astronomy|Physical Sciences|7|2|False", fetch.Lines("openalex")[0]);
        Assert.Equal(
            "/works?filter=institutions.country_code:ru,institutions.country_code:cn,publication_year:2022&per_page=100&cursor=%2A&select=id,publication_year,type,primary_topic,cited_by_count,countries_distinct_count,is_retracted&api_key=k-9%2F1",
            server.Requests[0].PathAndQuery);
    }

    [Fact]
    public async Task TheKeyIsInNoAddressThatIsKept()
    {
        await using var server = await Serve(perYear: 3, perPage: 2);
        var fetch = await Fetch(server, Joint);

        Assert.All(fetch.Parts.Values, p => Assert.DoesNotContain("api_key", p.Answer.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PagesThatAreThereAreNotAskedAgain()
    {
        await using var server = await Serve(perYear: 5, perPage: 2);
        var whole = await Fetch(server, Joint);
        var asked = server.Requests.Count;
        using var client = Clients.For(server, key: "k-9/1");
        var second = new MemoryFetch(client);
        foreach (var part in whole.Parts.Where(p => p.Key is "2022 page 1" or "2022 page 2"))
            second.Parts[part.Key] = part.Value;

        await new OpenAlexSource().FetchAsync(Joint, second, default);

        Assert.Equal(whole.Lines("openalex"), second.Lines("openalex"));
        Assert.Equal(asked - 2, server.Requests.Count - asked);
    }

    [Fact]
    public async Task WithoutAKeyMoreThanAPageIsRefusedWithTheWayToOne()
    {
        await using var server = await StandInServer.StartAsync(c => c.Json("{\"meta\":{\"count\":250,\"page\":1,\"per_page\":100,\"next_cursor\":null},\"results\":[" + Work(1, 2022) + "],\"group_by\":[]}"));
        using var client = Clients.For(server);

        var fault = await Assert.ThrowsAsync<FactException>(() => new OpenAlexSource().FetchAsync(Joint, new MemoryFetch(client), default));

        Assert.Equal("127.0.0.1: 250 works in 2022, and no cursor to more than the first 1; a key, free at openalex.org/settings/api, is read from DYAD_OPENALEX_KEY", fault.Message);
    }

    [Fact]
    public async Task AWorkWithoutATopicIsKept()
    {
        await using var server = await Serve(1, 2, w => w[..w.IndexOf("\"primary_topic\"", StringComparison.Ordinal)] + "\"primary_topic\":null" + w[w.IndexOf(",\"cited_by_count\"", StringComparison.Ordinal)..]);

        Assert.Equal("CHN|RUS|W20220|2022|article|||7|2|False", (await Fetch(server, Joint)).Lines("openalex")[0]);
    }

    [Theory]
    [InlineData("\"cited_by_count\":7", "\"cited_by_count\":\"7\"", "column cited_by_count: '\"7\"' is not a whole number")]
    [InlineData("\"cited_by_count\":7", "\"citations\":7", "has no field 'cited_by_count'")]
    [InlineData("\"publication_year\":2022", "\"publication_year\":2021", "column publication_year: '2021' was not asked for")]
    [InlineData("openalex.org/W", "openalex.org/A", "is no work")]
    [InlineData("\"field\":{", "\"subfield\":{", "has no field 'field'")]
    [InlineData("\"is_retracted\":false", "\"is_retracted\":null", "column is_retracted: is missing")]
    public async Task AChangedFieldIsNamed(string was, string becomes, string said)
    {
        await using var server = await Serve(1, 2, w => w.Replace(was, becomes, StringComparison.Ordinal));

        Assert.Contains(said, (await Assert.ThrowsAsync<FactException>(() => Fetch(server, Joint))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADailyLimitSaysWhenToComeBack()
    {
        await using var server = await StandInServer.StartAsync(c =>
        {
            c.Response.Headers.RetryAfter = "40000";
            return c.Json("{\"error\":\"Rate limit exceeded\",\"message\":\"Insufficient budget\"}", 429);
        });

        Assert.Contains("come back after 2026-01-02 14:10:45 UTC", (await Assert.ThrowsAsync<FactException>(() => Fetch(server, Joint))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CHN", "name the two economies")]
    [InlineData("CHN,ZZZ", "'ZZZ' is no code")]
    public void WhatCannotBeAskedIsSaid(string parties, string said) => Assert.Contains(
        said, Assert.Throws<FactException>(() => new OpenAlexSource().Complete(Joint with { Parties = parties.Split(',') })).Message, StringComparison.Ordinal);

    [Fact]
    public void YearsAreThoseToTheCurrentOne() =>
        Assert.Equal((2000, 2026), new OpenAlexSource(new HurriedClock(Clients.Start)).Complete(Joint with { Years = null }).Years);

    private static async Task<MemoryFetch> Fetch(StandInServer server, FetchQuery query)
    {
        using var client = Clients.For(server, key: "k-9/1");
        var fetch = new MemoryFetch(client);
        await new OpenAlexSource().FetchAsync(query, fetch, default);
        return fetch;
    }

    private static Task<StandInServer> Serve(int perYear, int perPage, Func<string, string>? change = null) => StandInServer.StartAsync(c =>
    {
        var year = int.Parse(c.Request.Query["filter"].ToString().Split(':')[^1], CultureInfo.InvariantCulture);
        var from = c.Request.Query["cursor"] == "*" ? 0 : int.Parse(c.Request.Query["cursor"].ToString()[2..], CultureInfo.InvariantCulture);
        var works = Enumerable.Range(from, Math.Max(0, Math.Min(perPage, perYear - from))).Select(i => (change ?? (w => w))(Work(i, year))).ToList();
        // A cursor comes with every page that has works; the one behind the last leads to an empty page.
        var next = works.Count > 0 ? $"\"c=\\u002f{from + perPage}\"".Replace("\\u002f", "", StringComparison.Ordinal) : "null";
        return c.Json($"{{\"meta\":{{\"count\":{perYear},\"db_response_time_ms\":12,\"page\":null,\"per_page\":100,\"next_cursor\":{next},\"groups_count\":null}},\"results\":[{string.Join(",", works)}],\"group_by\":[]}}");
    });

    private static string Work(int i, int year) =>
        $"{{\"id\":\"https://openalex.org/W{year}{i}\",\"publication_year\":{year},\"type\":\"article\",\"primary_topic\":{{\"id\":\"https://openalex.org/T10048\",\"display_name\":\"Particle physics\",\"score\":1.0,\"subfield\":{{\"id\":\"https://openalex.org/subfields/3106\",\"display_name\":\"Nuclear and High Energy Physics\"}},\"field\":{{\"id\":\"https://openalex.org/fields/31\",\"display_name\":\"Physics and Astronomy\"}},\"domain\":{{\"id\":\"https://openalex.org/domains/3\",\"display_name\":\"Physical Sciences\"}}}},\"cited_by_count\":7,\"countries_distinct_count\":2,\"is_retracted\":false}}";
}
