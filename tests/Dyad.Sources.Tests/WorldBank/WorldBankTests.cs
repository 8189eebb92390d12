using System.Globalization;
using System.Text;
using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.WorldBank;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Dyad.Sources.Tests.WorldBank;

/// <summary>
/// The World Bank's API against a stand-in written from its documentation: calls and paging
/// (https://datahelpdesk.worldbank.org/knowledgebase/articles/898581-api-basic-call-structures), countries (articles/898590), messages
/// (articles/898620-api-error-codes). Fields of head and records as in answers that public repositories keep: countries with
/// <c>per_page</c> as a text, <c>message</c> under status 200, <c>sourceid</c> and <c>lastupdated</c> in the head of indicators.
/// </summary>
public sealed class WorldBankTests
{
    private const string Countries = """
        [{"page":1,"pages":1,"per_page":"1000","total":4},[
        {"id":"CHN","iso2Code":"CN","name":"China","region":{"id":"EAS","iso2code":"Z4","value":"East Asia & Pacific"},"adminregion":{"id":"EAP","iso2code":"4E","value":"East Asia & Pacific (excluding high income)"},"incomeLevel":{"id":"UMC","iso2code":"XT","value":"Upper middle income"},"lendingType":{"id":"IBD","iso2code":"XF","value":"IBRD"},"capitalCity":"Beijing","longitude":"116.286","latitude":"40.0495"},
        {"id":"RUS","iso2Code":"RU","name":"Russian Federation","region":{"id":"ECS","iso2code":"Z7","value":"Europe & Central Asia"},"adminregion":{"id":"","iso2code":"","value":""},"incomeLevel":{"id":"HIC","iso2code":"XD","value":"High income"},"lendingType":{"id":"IBD","iso2code":"XF","value":"IBRD"},"capitalCity":"Moscow","longitude":"37.6176","latitude":"55.7558"},
        {"id":"KAZ","iso2Code":"KZ","name":"Kazakhstan","region":{"id":"ECS","iso2code":"Z7","value":"Europe & Central Asia"},"adminregion":{"id":"ECA","iso2code":"7E","value":"x"},"incomeLevel":{"id":"UMC","iso2code":"XT","value":"x"},"lendingType":{"id":"IBD","iso2code":"XF","value":"IBRD"},"capitalCity":"Astana","longitude":"71.4382","latitude":"51.1879"},
        {"id":"EUU","iso2Code":"EU","name":"European Union","region":{"id":"NA","iso2code":"NA","value":"Aggregates"},"adminregion":{"id":"","iso2code":"","value":""},"incomeLevel":{"id":"NA","iso2code":"NA","value":"Aggregates"},"lendingType":{"id":"","iso2code":"","value":"Aggregates"},"capitalCity":"","longitude":"","latitude":""}]]
        """;

    private static readonly FetchQuery Gdp = new() { Datasets = ["NY.GDP.MKTP.CD"], Parties = ["CHN", "RUS"], Years = (2020, 2023) };

    [Fact]
    public async Task PagesAreReadToTheLast()
    {
        await using var server = await Serve((_, page) => Page(page, 3, "2025-07-01", Record("CHN", 2019 + page, 1.5e13 + page), Record("RUS", 2019 + page, 2e12)));
        var fetch = await Fetch(server, Gdp);

        Assert.Equal(
            [
                "CHN|NY.GDP.MKTP.CD|2020|15000000000001||E|0", "CHN|NY.GDP.MKTP.CD|2021|15000000000002||E|0", "CHN|NY.GDP.MKTP.CD|2022|15000000000003||E|0",
                "RUS|NY.GDP.MKTP.CD|2020|2000000000000||E|0", "RUS|NY.GDP.MKTP.CD|2021|2000000000000||E|0", "RUS|NY.GDP.MKTP.CD|2022|2000000000000||E|0",
            ],
            fetch.Lines("worldbank"));
        Assert.Equal(
            [
                "/country?format=json&per_page=1000",
                "/country/CHN;RUS/indicator/NY.GDP.MKTP.CD?format=json&per_page=1000&page=1&date=2020:2023",
                "/country/CHN;RUS/indicator/NY.GDP.MKTP.CD?format=json&per_page=1000&page=2&date=2020:2023",
                "/country/CHN;RUS/indicator/NY.GDP.MKTP.CD?format=json&per_page=1000&page=3&date=2020:2023",
            ],
            server.Requests.Select(r => r.PathAndQuery));
        Assert.Equal("2025-07-01", fetch.Parts["NY.GDP.MKTP.CD page 2"].Answer.Released);
    }

    [Fact]
    public async Task PagesThatAreThereAreNotAskedAgain()
    {
        await using var server = await Serve((_, page) => Page(page, 3, "2025-07-01", Record("CHN", 2019 + page, page)));
        var first = await Fetch(server, Gdp);
        using var client = Clients.For(server);
        var second = new MemoryFetch(client);
        foreach (var part in new[] { "economies", "NY.GDP.MKTP.CD page 1", "NY.GDP.MKTP.CD page 2" })
            second.Parts[part] = first.Parts[part];

        await new WorldBankSource().FetchAsync(Gdp, second, default);

        Assert.Equal(5, server.Requests.Count);
        Assert.Equal(first.Lines("worldbank"), second.Lines("worldbank"));
    }

    [Fact]
    public async Task AnUpdateBetweenTwoPagesStartsAgain()
    {
        var asked = 0;
        await using var server = await Serve((_, page) => Page(page, 2, ++asked < 2 ? "2025-07-01" : "2025-10-07", Record("CHN", 2019 + page, asked)));
        var fetch = await Fetch(server, Gdp);

        Assert.Equal(1, fetch.Restarts);
        Assert.All(fetch.Parts.Where(p => p.Key != "economies"), p => Assert.Equal("2025-10-07", p.Value.Answer.Released));
        Assert.Equal(["CHN|NY.GDP.MKTP.CD|2020|3||E|0", "CHN|NY.GDP.MKTP.CD|2021|4||E|0"], fetch.Lines("worldbank"));
    }

    [Fact]
    public async Task AnUpdateBetweenTwoIndicatorsOfADatabaseStartsAgain()
    {
        var asked = 0;
        await using var server = await Serve((code, page) => Page(page, 1, ++asked == 1 ? "2025-07-01" : "2025-10-07", Record("CHN", 2020, 1, code)));
        var fetch = await Fetch(server, Gdp with { Datasets = ["NY.GDP.MKTP.CD", "SP.POP.TOTL"] });

        Assert.Equal(1, fetch.Restarts);
        Assert.Equal(2, fetch.Rows("worldbank").Count);
    }

    [Fact]
    public async Task ADatabaseThatChangesAllTheTimeIsGivenUp()
    {
        var day = new DateOnly(2025, 1, 1);
        await using var server = await Serve((_, page) =>
            Page(page, 2, (day = day.AddDays(1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Record("CHN", 2020, 1)));

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp));

        Assert.Contains("were revised while they were read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AggregatesAreLeftOutAndCounted()
    {
        await using var server = await Serve((_, page) => Page(page, 1, "2025-07-01", Record("EUU", 2020, 9), Record("CHN", 2020, 1), Record("", 2020, 5)));
        var fetch = await Fetch(server, Gdp with { Parties = [] });

        Assert.Equal(["CHN|NY.GDP.MKTP.CD|2020|1||E|0"], fetch.Lines("worldbank"));
        Assert.Contains("NY.GDP.MKTP.CD: 2 figures of aggregates left out", fetch.Reports);
        Assert.Contains("/country/all/indicator/", server.Requests[1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task YearsWithoutAFigureHaveNoRow()
    {
        await using var server = await Serve((_, page) => Page(page, 1, "2025-07-01", Record("CHN", 2020, null), Record("RUS", 2020, 1)));

        Assert.Equal(["RUS|NY.GDP.MKTP.CD|2020|1||E|0"], (await Fetch(server, Gdp)).Lines("worldbank"));
    }

    [Fact]
    public async Task AnEmptyAnswerIsNoFault()
    {
        await using var server = await Serve((_, _) =>
            """[{"page":0,"pages":0,"per_page":0,"total":0,"sourceid":null,"lastupdated":null},null]""");

        Assert.Empty((await Fetch(server, Gdp)).Rows("worldbank"));
    }

    [Fact]
    public async Task AMessageUnderStatus200IsAFault()
    {
        await using var server = await Serve((_, _) =>
            """[{"message":[{"id":"120","key":"Invalid value","value":"The provided parameter value is not valid"}]}]""");

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp with { Datasets = ["NY.GDP.NONE"] }));

        Assert.EndsWith("the service refuses: Invalid value: The provided parameter value is not valid (message 120)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("/indicator/NY.GDP.NONE", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDatabaseOfAnIndicatorIsAskedFor()
    {
        await using var server = await Serve((code, page) => Page(page, 1, "2025-10-01", Record("CHN", 2020, -0.2, code)));
        await Fetch(server, Gdp with { Datasets = ["GOV_WGI_RL.EST@3"] });

        Assert.EndsWith("/indicator/GOV_WGI_RL.EST?format=json&per_page=1000&page=1&date=2020:2023&source=3", server.Requests[1].PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"countryiso3code\":\"CHN\"", "\"country_iso3\":\"CHN\"", "has no field 'countryiso3code'")]
    [InlineData("\"date\":\"2020\"", "\"time\":\"2020\"", "has no field 'date'")]
    [InlineData("\"date\":\"2020\"", "\"date\":2020", "record 1, column date: '2020' is not a text")]
    [InlineData("\"date\":\"2020\"", "\"date\":\"2020M01\"", "column date: '2020M01' is not a year")]
    [InlineData("\"value\":1,", "\"val\":1,", "has no field 'value'")]
    [InlineData("\"value\":1,", "\"value\":\"1\",", "column value: '\"1\"' is not a number")]
    [InlineData("\"decimal\":0", "\"decimal\":0.5", "column decimal: '0.5' is not a whole number")]
    [InlineData("\"decimal\":0", "\"decimals\":0", "has no field 'decimal'")]
    [InlineData("\"indicator\":{\"id\"", "\"indicator\":{\"code\"", "has no field 'id'")]
    [InlineData("\"unit\":\"\"", "\"unit\":{}", "column unit: '{}' is not a text")]
    [InlineData("\"obs_status\":\"E\"", "\"obs_status\":1", "column obs_status: '1' is not a text")]
    [InlineData("\"lastupdated\":\"2025-07-01\"", "\"lastupdated\":\"01/07/2025\"", "'01/07/2025' in lastupdated is not a date")]
    [InlineData("\"pages\":1", "\"pageCount\":1", "has no field 'pages'")]
    [InlineData("\"year\":2020", "\"year\":2020", null)]
    public async Task AChangedFieldIsNamed(string was, string becomes, string? said)
    {
        await using var server = await Serve((_, page) => Page(page, 1, "2025-07-01", Record("CHN", 2020, 1)).Replace(was, becomes, StringComparison.Ordinal));
        if (said is null)
        {
            await Fetch(server, Gdp);
            return;
        }

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp));

        Assert.Contains(said.Replace("record 1, ", "row 1, ", StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task GoodRowsAreKeptWhereThatIsWanted()
    {
        await using var server = await Serve((_, page) => Page(page, 1, "2025-07-01", Record("CHN", 2020, 1), Record("RUS", 2020, 2).Replace(":2,", ":\"2\",", StringComparison.Ordinal)));
        using var client = Clients.For(server);
        var fetch = new MemoryFetch(client, goodRowsOnly: true);

        await new WorldBankSource().FetchAsync(Gdp, fetch, default);

        Assert.Equal(["CHN|NY.GDP.MKTP.CD|2020|1||E|0"], fetch.Lines("worldbank"));
        Assert.Equal((2, "value"), (fetch.Faults.Single().Row, fetch.Faults.Single().Column));
    }

    [Theory]
    [InlineData("{\"page\":1}", "a page is a list")]
    [InlineData("[{\"page\":1}]", "a page is a list")]
    [InlineData("[{\"page\":1,", "is no JSON from line 1")]
    [InlineData("[{\"page\":1,\"pages\":1},{}]", "are no list")]
    public async Task WhatIsNoPageIsNamed(string body, string said)
    {
        await using var server = await Serve((_, _) => body);

        Assert.Contains(said, (await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEconomyThatTheBankDoesNotHaveIsNamed()
    {
        await using var server = await Serve((_, page) => Page(page, 1, "2025-07-01"));

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp with { Parties = ["CHN", "TWN"] }));

        Assert.Contains("'TWN' is no economy of the World Bank", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FiguresOfADayBeforeTheUpdateAreNotOffered()
    {
        await using var server = await Serve((_, page) => Page(page, 1, "2025-07-01", Record("CHN", 2020, 1)));

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp with { AsOf = new DateOnly(2025, 6, 30) }));

        Assert.Contains("NY.GDP.MKTP.CD was updated on 2025-07-01, after 2025-06-30", fault.Message, StringComparison.Ordinal);
        await Fetch(server, Gdp with { AsOf = new DateOnly(2025, 7, 1) });
    }

    [Fact]
    public void WhatIsLeftOutIsFilledIn()
    {
        var source = new WorldBankSource();

        Assert.Contains("GOV_WGI_RL.SE@3", source.Complete(new FetchQuery()).Datasets);
        Assert.Equal(Gdp, source.Complete(Gdp));
        Assert.Throws<FactException>(() => source.Complete(Gdp with { Datasets = ["../../etc"] }));
    }

    [Fact]
    public void AFileDownloadedByHandIsRead()
    {
        // As https://data.worldbank.org/indicator gives it: title lines, an empty column behind the last year.
        using var folder = new TemporaryFolder();
        var path = folder.File("API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv");
        File.WriteAllText(
            path,
            "\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2025-07-01\",\n\n"
            + "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2019\",\"2020\",\"2021\",\n"
            + "\"China\",\"CHN\",\"GDP (current US$)\",\"NY.GDP.MKTP.CD\",\"1\",\"14687744162801\",\"\",\n"
            + "\"World\",\"WLD\",\"GDP (current US$)\",\"NY.GDP.MKTP.CD\",\"1\",\"2\",\"3\",\n"
            + "\"Kazakhstan\",\"KAZ\",\"GDP (current US$)\",\"NY.GDP.MKTP.CD\",\"1\",\"171082.5\",\"x\",\n",
            new UTF8Encoding(true));
        var fetch = new MemoryFetch(goodRowsOnly: true);

        new WorldBankSource().ReadFile(path, new FetchQuery { Years = (2020, 2021) }, fetch, default);

        Assert.Equal(["CHN|NY.GDP.MKTP.CD|2020|14687744162801|||0", "KAZ|NY.GDP.MKTP.CD|2020|171082.5|||0"], fetch.Lines("worldbank"));
        Assert.Equal("2025-07-01", fetch.Parts.Single().Value.Answer.Released);
        Assert.EndsWith("row 8, column 2021: 'x' is not a number (points in decimals)", fetch.Faults.Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherFileIsNamed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("x.csv"), "a,b\n1,2\n");

        Assert.StartsWith(
            "x.csv: no row", Assert.Throws<FactException>(() => new WorldBankSource().ReadFile(folder.File("x.csv"), Gdp, new MemoryFetch(), default)).Message, StringComparison.Ordinal);
    }

    private static async Task<MemoryFetch> Fetch(StandInServer server, FetchQuery query)
    {
        using var client = Clients.For(server);
        var fetch = new MemoryFetch(client);
        await new WorldBankSource().FetchAsync(query, fetch, default);
        return fetch;
    }

    private static Task<StandInServer> Serve(Func<string, int, string> page) => StandInServer.StartAsync(c => c.Request.Path == "/country"
        ? c.Json(Countries)
        : c.Json(page(c.Request.Path.Value!.Split('/')[^1], int.Parse(c.Request.Query["page"]!, CultureInfo.InvariantCulture))));

    private static string Page(int page, int pages, string updated, params string[] records) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{{\"page\":{page},\"pages\":{pages},\"per_page\":1000,\"total\":{records.Length},\"sourceid\":\"2\",\"lastupdated\":\"{updated}\"}},[{string.Join(",", records)}]]");

    private static string Record(string economy, int year, double? value, string code = "NY.GDP.MKTP.CD") => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"indicator\":{{\"id\":\"{code}\",\"value\":\"name\"}},\"country\":{{\"id\":\"XX\",\"value\":\"name\"}},\"countryiso3code\":\"{economy}\",\"date\":\"{year}\",\"value\":{(value is { } v ? v.ToString("R", CultureInfo.InvariantCulture) : "null")},\"unit\":\"\",\"obs_status\":\"E\",\"decimal\":0}}");
}
