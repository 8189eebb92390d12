using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Comtrade;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;

namespace Dyad.Sources.Tests.Comtrade;

/// <summary>UN Comtrade against <see cref="ComtradeStandIn"/>.</summary>
public sealed class ComtradeTests
{
    private static readonly FetchQuery Totals = new() { Parties = ["CHN", "RUS"], Years = (2021, 2022), Datasets = ["TOTAL"] };

    [Fact]
    public async Task BothReportersAreAsked()
    {
        var service = Service();
        await using var server = await service.StartAsync();
        var fetch = await Fetch(server, Totals);

        Assert.Equal(
            [
                "CHN|RUS|M|2021|H5|TOTAL|1000002021.156||1000002021.156||False||-1|False|True|False|156|643",
                "CHN|RUS|M|2022|H5|TOTAL|1000002022.156||1000002022.156||False||-1|False|True|False|156|643",
                "CHN|RUS|X|2021|H5|TOTAL|1000002021.156|1000002021.156|||False||-1|False|True|False|156|643",
                "CHN|RUS|X|2022|H5|TOTAL|1000002022.156|1000002022.156|||False||-1|False|True|False|156|643",
                "RUS|CHN|M|2021|H5|TOTAL|1000002021.643||1000002021.643||False||-1|False|True|False|643|156",
                "RUS|CHN|M|2022|H5|TOTAL|1000002022.643||1000002022.643||False||-1|False|True|False|643|156",
                "RUS|CHN|X|2021|H5|TOTAL|1000002021.643|1000002021.643|||False||-1|False|True|False|643|156",
                "RUS|CHN|X|2022|H5|TOTAL|1000002022.643|1000002022.643|||False||-1|False|True|False|643|156",
            ],
            fetch.Lines("comtrade"));
        Assert.Contains(
            "/public/v1/preview/C/A/HS?reporterCode=156&partnerCode=643&period=2021,2022&flowCode=X,M,RX,RM&cmdCode=TOTAL&partner2Code=0&motCode=0&customsCode=C00&maxRecords=500",
            server.Requests.Select(r => r.PathAndQuery));
        Assert.Equal(2, fetch.Rows("comtrade_releases").Count(r => (string)r[0]! == "CHN"));
        Assert.Equal("2025-05-02", fetch.Parts["CHN TOTAL 2021-2022 X,M,RX,RM RUS all"].Answer.Released);
    }

    [Fact]
    public async Task ImportsAreAskedByEconomyOfConsignment()
    {
        var service = Service();
        await using var server = await service.StartAsync();
        var fetch = await Fetch(server, Totals with { Years = (2021, 2021), Datasets = ["ROUTES"] });

        Assert.Empty(fetch.Rows("comtrade"));
        Assert.Equal(
            [
                "CHN|RUS|899|2021|H5|TOTAL|1000002021.156|156|643|899", "CHN|RUS|HKG|2021|H5|TOTAL|1000002021.156|156|643|344",
                "CHN|RUS|RUS|2021|H5|TOTAL|1000002021.156|156|643|643", "CHN|RUS|W00|2021|H5|TOTAL|1000002021.156|156|643|0",
            ],
            fetch.Lines("comtrade_routes").Where(l => l.StartsWith("CHN", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains(
            "/public/v1/preview/C/A/HS?reporterCode=156&partnerCode=643&period=2021&flowCode=M&cmdCode=TOTAL&motCode=0&customsCode=C00&maxRecords=500",
            server.Requests.Select(r => r.PathAndQuery));
    }

    [Fact]
    public async Task ChaptersByRouteAreAskedByNameWhereTheyDoNotFit()
    {
        var service = Service();
        service.Limit = 12;
        await using var server = await service.StartAsync();
        var fetch = await Fetch(server, Totals with { Datasets = ["ROUTES-HS2"] }, limitOfSource: 12);

        // Two years, four chapters, four rows of second partners, both reporters.
        Assert.Equal(2 * 4 * 4 * 2, fetch.Lines("comtrade_routes").Distinct().Count());
    }

    [Fact]
    public async Task AnAnswerOfExactlyTheLimitIsAskedInSmallerPieces()
    {

        var service = Service(first: 2010, last: 2022);
        service.Limit = 30;
        await using var server = await service.StartAsync();
        var fetch = await Fetch(server, Totals with { Years = (2010, 2022), Datasets = ["HS2"] }, limitOfSource: 30);

        // 13 years, two flows that have rows, four chapters, both reporters.
        Assert.Equal(13 * 2 * 4 * 2, fetch.Rows("comtrade").Count);
        Assert.Equal(fetch.Rows("comtrade").Count, fetch.Lines("comtrade").Distinct().Count());
    }

    [Fact]
    public async Task ProductsAreAskedByNameWhereOneFlowOfAYearDoesNotFit()
    {
        var service = Service();
        service.Products.Clear();
        service.Products.AddRange(Enumerable.Range(0, 1203).Select(i => (100_000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        await using var server = await service.StartAsync();
        var fetch = await Fetch(server, Totals with { Datasets = ["HS6"] });

        Assert.Equal(1203 * 2 * 2 * 2, fetch.Rows("comtrade").Count);
        Assert.Equal(fetch.Rows("comtrade").Count, fetch.Lines("comtrade").Distinct().Count());
        Assert.All(server.Requests, r => Assert.True(r.PathAndQuery.Length < 4000));
        Assert.Single(server.Requests, r => r.Path == "/files/v1/app/reference/HS.json");
    }

    [Fact]
    public async Task AFetchThatWasEndedGoesOn()
    {
        var service = Service(first: 2010, last: 2022);
        service.Limit = 30;
        await using var server = await service.StartAsync();
        var query = Totals with { Years = (2010, 2022), Datasets = ["HS2"] };
        var whole = await Fetch(server, query, limitOfSource: 30);
        var asked = server.Requests.Count;

        using var client = Clients.For(server);
        var second = new MemoryFetch(client);
        foreach (var part in whole.Parts.Take(whole.Parts.Count / 2))
            second.Parts[part.Key] = part.Value;
        await new ComtradeSource(30).FetchAsync(query, second, default);

        Assert.Equal(whole.Lines("comtrade"), second.Lines("comtrade"));
        Assert.True(server.Requests.Count - asked < asked);
    }

    [Fact]
    public async Task ARevisionSinceAnEarlierRunStartsAgain()
    {
        var service = Service();
        await using var server = await service.StartAsync();
        var first = await Fetch(server, Totals);
        service.Release(156, 2021, 2022, "2025-11-11");
        using var client = Clients.For(server);
        var second = new MemoryFetch(client);
        foreach (var part in first.Parts)
            second.Parts[part.Key] = part.Value;

        await new ComtradeSource().FetchAsync(Totals, second, default);

        Assert.Equal(1, second.Restarts);
        Assert.Equal("2025-11-11", second.Parts["CHN TOTAL 2021-2022 X,M,RX,RM RUS all"].Answer.Released);
    }

    [Fact]
    public async Task DataSetsReleasedAfterTheDayAreLeftOutAndSaid()
    {
        var service = Service();
        service.Release(643, 2022, 2022, "2025-09-01");
        await using var server = await service.StartAsync();
        var fetch = await Fetch(server, Totals with { AsOf = new DateOnly(2025, 6, 30) });

        Assert.Equal([2021, 2021, 2021, 2021, 2022, 2022], fetch.Rows("comtrade").Select(r => (int)r[3]!).Order());
        Assert.Contains("RUS 2022 left out: released on 2025-09-01, after 2025-06-30", fetch.Reports);
    }

    [Fact]
    public async Task AReporterThatStoppedPublishingIsSaid()
    {
        var service = new ComtradeStandIn();
        service.Release(156, 2021, 2023);
        service.Release(643, 2021, 2021);
        await using var server = await service.StartAsync();
        var fetch = await Fetch(server, Totals with { Years = (2021, 2023) });

        Assert.Contains("RUS has published nothing for 2022, 2023", fetch.Reports);
        Assert.Equal(6, fetch.Rows("comtrade").Count(r => (string)r[0]! == "CHN"));
        Assert.Equal(2, fetch.Rows("comtrade").Count(r => (string)r[0]! == "RUS"));
    }

    [Fact]
    public async Task AnAreaThatChangedWithinTheYearsIsTold()
    {
        var service = Service(first: 1990, last: 1993);
        await using var server = await service.StartAsync();
        const string told = "RUS: to 1991 part of USSR (SUN)";
        Assert.Contains(told, (await Fetch(server, Totals with { Years = (1990, 1993) })).Reports);
        Assert.Contains(told, (await Fetch(server, Totals with { Years = null })).Reports);
        Assert.DoesNotContain(told, (await Fetch(server, Totals with { Years = (1992, 1993) })).Reports);
    }

    [Fact]
    public async Task TheKeyGoesInItsHeaderToTheOtherAddress()
    {
        var service = Service();
        service.Limit = 100_000;
        await using var server = await service.StartAsync();
        using var client = Clients.For(server, key: "k-123");
        await new ComtradeSource().FetchAsync(Totals, new MemoryFetch(client), default);

        Assert.All(server.Requests, r => Assert.Equal("k-123", r.Headers["Ocp-Apim-Subscription-Key"]));
        Assert.All(server.Requests, r => Assert.StartsWith("/data/v1/get", r.Path, StringComparison.Ordinal));
        Assert.All(server.Requests, r => Assert.DoesNotContain("k-123", r.PathAndQuery, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AUsedUpQuotaSaysWhenToComeBack()
    {
        var service = Service();
        service.Instead = c => c.Json("{ \"statusCode\": 403, \"message\": \"Out of call volume quota. Quota will be replenished in 12:33:04.\" }", 403);
        await using var server = await service.StartAsync();

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Totals));

        Assert.Equal(
            $"127.0.0.1: the quota of calls is used up; come back after 2026-01-02 15:37 UTC; what came so far is kept, the same command goes on then", fault.Message);
    }

    [Fact]
    public async Task CallsThatComeTooFastAreRepeated()
    {
        var asked = 0;
        var service = Service();
        service.Instead = c =>
        {
            if (++asked > 2)
                return null;
            c.Response.Headers.RetryAfter = "1";
            return c.Json("{ \"statusCode\": 429, \"message\": \"Rate limit is exceeded. Try again in 1 seconds.\" }", 429);
        };
        await using var server = await service.StartAsync();

        Assert.Equal(8, (await Fetch(server, Totals)).Rows("comtrade").Count);
    }

    [Fact]
    public async Task AWrongKeyIsNamedByItsVariable()
    {
        var service = Service();
        service.Instead = c => c.Json("{ \"statusCode\": 401, \"message\": \"Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.\" }", 401);
        await using var server = await service.StartAsync();
        using var client = Clients.For(server, key: "k-123", info: new ComtradeSource().Info);

        var fault = await Assert.ThrowsAsync<FactException>(() => new ComtradeSource().FetchAsync(Totals, new MemoryFetch(client), default));

        Assert.EndsWith("the key is that of DYAD_COMTRADE_KEY", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k-123", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorInTheAnswerIsAFault()
    {
        var service = Service();
        service.Instead = c => c.Json("{\"elapsedTime\":\"0.01 secs\",\"count\":0,\"data\":[],\"error\":\"Invalid period\"}");
        await using var server = await service.StartAsync();

        Assert.Contains("answers with an error: Invalid period", (await Assert.ThrowsAsync<FactException>(() => Fetch(server, Totals))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"primaryValue\":", "\"tradeValue\":", "has no field 'primaryValue'")]
    [InlineData("\"primaryValue\":", "\"primaryValue\":\"x\",\"was\":", "column primaryValue: '\"x\"' is not a number")]
    [InlineData("\"primaryValue\":", "\"primaryValue\":-1,\"was\":", "column value_usd: '-1' is below 0")]
    [InlineData("\"primaryValue\":", "\"primaryValue\":null,\"was\":", "column primaryValue: is missing")]
    [InlineData("\"cifvalue\":", "\"cifValue\":", "has no field 'cifvalue'")]
    [InlineData("\"fobvalue\":", "\"fobValue\":", "has no field 'fobvalue'")]
    [InlineData("\"netWgt\":", "\"netWeight\":", "has no field 'netWgt'")]
    [InlineData("\"reporterCode\":", "\"reporter\":", "has no field 'reporterCode'")]
    [InlineData("\"partnerCode\":643", "\"partnerCode\":398", "column partnerCode: '398' was not asked for")]
    [InlineData("\"partnerCode\":643", "\"partnerCode\":999999", "column partnerCode: '999999' is no area that is known")]
    [InlineData("\"partner2Code\":0", "\"partner2Code\":156", "column partner2Code: '156' is not 0")]
    [InlineData("\"motCode\":0", "\"motCode\":1000", "column motCode: '1000' is not 0")]
    [InlineData("\"customsCode\":\"C00\"", "\"customsCode\":\"C01\"", "column customsCode: 'C01' is not C00")]
    [InlineData("\"freqCode\":\"A\"", "\"freqCode\":\"M\"", "column freqCode: 'M' is not A")]
    [InlineData("\"cmdCode\":\"TOTAL\"", "\"cmdCode\":\"01\"", "column cmdCode: '01' was not asked for")]
    [InlineData("\"classificationCode\":\"H5\"", "\"classificationCode\":5", "column classificationCode: '5' is not a text")]
    [InlineData("\"isReported\":true", "\"isReported\":\"yes\"", "column isReported: '\"yes\"' is not true or false")]
    [InlineData("\"isAggregate\":false", "\"isAggregated\":false", "has no field 'isAggregate'")]
    [InlineData("\"refYear\":2021", "\"refYear\":2020", "column period: '2021' is not 2020")]
    public async Task AChangedFieldIsNamed(string was, string becomes, string said)
    {
        var service = Service();
        service.Change = record => record.Replace(was, becomes, StringComparison.Ordinal);
        await using var server = await service.StartAsync();

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Totals));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Contains("/public/v1/preview/C/A/HS?", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void AreasOfTheSourceAreNotAlwaysIsoNumbers()
    {
        Assert.Equal(156, ComtradeAreas.Code("CHN", 2020));
        Assert.Equal(643, ComtradeAreas.Code("RUS", 2020));
        Assert.Equal((251, 757, 579, 699, 842), (ComtradeAreas.Code("FRA", 2020), ComtradeAreas.Code("CHE", 2020), ComtradeAreas.Code("NOR", 2020), ComtradeAreas.Code("IND", 2020), ComtradeAreas.Code("USA", 2020)));
        Assert.Equal((280, 276), (ComtradeAreas.Code("DEU", 1990), ComtradeAreas.Code("DEU", 1991)));
        Assert.Equal("TWN", ComtradeAreas.Iso(490));
        Assert.Equal((58, null, 56), (ComtradeAreas.Code("BLX", 1998), ComtradeAreas.Code("BEL", 1998), ComtradeAreas.Code("BEL", 1999)));
        Assert.Equal((711, null, 710), (ComtradeAreas.Code("ZA1", 1999), ComtradeAreas.Code("ZAF", 1999), ComtradeAreas.Code("ZAF", 2000)));
        Assert.Equal((736, 729, null), (ComtradeAreas.Code("SDN", 2011), ComtradeAreas.Code("SDN", 2012), ComtradeAreas.Code("SSD", 2011)));
        Assert.Equal((891, null, 688), (ComtradeAreas.Code("SCG", 2005), ComtradeAreas.Code("SCG", 2006), ComtradeAreas.Code("SRB", 2006)));
        Assert.Equal((532, 530), (ComtradeAreas.Code("ANT", 1985), ComtradeAreas.Code("ANT", 1986)));
        Assert.False(ComtradeAreas.Knows("MCO"));
        Assert.Equal(("492", "BLX"), (ComtradeAreas.Iso(492), ComtradeAreas.Iso(58)));
        Assert.Null(ComtradeAreas.Code("SUN", 2000));
        Assert.Equal("SUN", ComtradeAreas.Iso(810));
    }

    [Fact]
    public void AQuestionCrossesNoChangeOfAreas()
    {
        var questions = ComtradeQuestion.Of("DEU", ["USA"], [.. Enumerable.Range(1988, 8)], ["X"], ComtradeLevel.All[0], 500).ToList();

        Assert.Equal([(280, 1988, 1990), (276, 1991, 1995)], questions.Select(q => (q.ReporterArea, q.Years[0], q.Years[^1])));
    }

    [Theory]
    [InlineData(0, "name the economies")]
    [InlineData(1, "no area of UN Comtrade")]
    [InlineData(2, "no dataset 'HS4'; there are TOTAL, HS2, HS6")]
    public void WhatCannotBeAskedIsSaid(int which, string said)
    {
        FetchQuery[] queries = [Totals with { Parties = ["CHN"] }, Totals with { Parties = ["CHN", "XXX"] }, Totals with { Datasets = ["HS4"] }];

        Assert.Contains(said, Assert.Throws<FactException>(() => new ComtradeSource().Complete(queries[which])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileDownloadedByHandIsRead()
    {
        using var folder = new TemporaryFolder();
        const string Header = "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,partner2Code,classificationCode,cmdCode,customsCode,motCode,qtyUnitCode,qty,isQtyEstimated,netWgt,isNetWgtEstimated,cifvalue,fobvalue,primaryValue,isReported,isAggregate\n";
        File.WriteAllText(
            folder.File("TradeData.csv"),
            Header + "C,A,20210101,2021,52,2021,156,CHN,\"China\",X,Export,643,0,H5,TOTAL,C00,0,-1,,false,,false,,67565.5,67565.5,true,false\n"
            + "C,A,20210101,2021,52,2021,156,CHN,\"China\",X,Export,643,0,H5,01,C00,0,-1,,false,,false,,x,67565.5,true,false\n");
        var fetch = new MemoryFetch(goodRowsOnly: true);

        new ComtradeSource().ReadFile(folder.File("TradeData.csv"), new FetchQuery(), fetch, default);

        Assert.Equal(["CHN|RUS|X|2021|H5|TOTAL|67565.5|67565.5|||False||-1|False|True|False|156|643"], fetch.Lines("comtrade"));
        Assert.Equal("TradeData.csv: row 3, column fobvalue: 'x' is not a number (points in decimals)", fetch.Faults.Single().ToString());
    }

    private static ComtradeStandIn Service(int first = 2021, int last = 2022)
    {
        var service = new ComtradeStandIn();
        service.Release(156, first, last);
        service.Release(643, first, last);
        return service;
    }

    private static async Task<MemoryFetch> Fetch(StandInServer server, FetchQuery query, int? limitOfSource = null)
    {
        using var client = Clients.For(server);
        var fetch = new MemoryFetch(client);
        await (limitOfSource is { } limit ? new ComtradeSource(limit) : new ComtradeSource()).FetchAsync(query, fetch, default);
        return fetch;
    }
}
