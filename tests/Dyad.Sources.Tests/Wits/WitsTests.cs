using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Wits;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Dyad.Sources.Tests.Wits;

/// <summary>
/// WITS against a stand-in written from the WITS-API user guide, version 1.4.1 (URL-based requests: country, dataavailability, TRN data),
/// with the attributes of an answer that sdmx's test data keep (khaeru/sdmx-test-data, WB/gh-78.xml: generic; an average of 0 over no
/// line) and of answers by structure in public clients.
/// </summary>
public sealed class WitsTests
{
    private const string Countries = """
        <?xml version="1.0" encoding="utf-8"?>
        <wits:datasource xmlns:wits="http://wits.worldbank.org"><wits:countries>
        <wits:country countrycode="156" isreporter="1" ispartner="1" isgroup="No"><wits:iso3Code>CHN</wits:iso3Code><wits:name>China</wits:name></wits:country>
        <wits:country countrycode="643" isreporter="1" ispartner="1" isgroup="No"><wits:iso3Code>RUS</wits:iso3Code><wits:name>Russian Federation</wits:name></wits:country>
        <wits:country countrycode="000" isreporter="0" ispartner="1" isgroup="Yes"><wits:iso3Code>WLD</wits:iso3Code><wits:name>World</wits:name></wits:country>
        </wits:countries></wits:datasource>
        """;

    private static readonly FetchQuery Tariffs = new() { Parties = ["CHN", "RUS"], Years = (2020, 2021), Datasets = ["reported"] };

    [Fact]
    public async Task EachPartysScheduleAndWhatItGrantsTheOtherAreAsked()
    {
        await using var server = await Serve();
        var fetch = await Fetch(server, Tariffs);

        Assert.Equal(
            [
                "CHN|RUS|2021|020110|reported|PREF|H5|5|5|5|1|0|1|0", "CHN|WLD|2020|020110|reported|MFN|H5|12.5|10|15|2|2|0|0",
                "CHN|WLD|2021|020110|reported|MFN|H5|12.5|10|15|2|2|0|0", "RUS|WLD|2020|020110|reported|MFN|H5|12.5|10|15|2|2|0|0",
                "RUS|WLD|2021|020110|reported|MFN|H5|12.5|10|15|2|2|0|0",
            ],
            fetch.Lines("wits_tariffs"));
        Assert.Contains("/SDMX/V21/datasource/TRN/reporter/156/partner/643/product/ALL/year/2021/datatype/reported", server.Requests.Select(r => r.Path));
        Assert.Equal("2024-08-30", fetch.Parts["CHN WLD 2021 reported"].Answer.Released);
    }

    [Fact]
    public async Task AnAverageOverNoLineIsNoRateOfZero()
    {
        // The one observation of WB/gh-78.xml: a specific duty alone, in 1989.
        const string Generic = """
            <message:GenericData xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:generic="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic">
            <message:DataSet action="Information"><generic:Series>
            <generic:SeriesKey><generic:Value id="FREQ" value="A"/><generic:Value id="DATATYPE" value="Reported"/><generic:Value id="PRODUCTCODE" value="020110"/><generic:Value id="PARTNER" value="000"/><generic:Value id="REPORTER" value="156"/></generic:SeriesKey>
            <generic:Obs><generic:ObsDimension id="TIME_PERIOD" value="2020"/><generic:ObsValue value="0"/><generic:Attributes><generic:Value id="TARIFFTYPE" value="MFN"/><generic:Value id="OBS_VALUE_MEASURE" value="SimpleAverage"/><generic:Value id="TOTALNOOFLINES" value="1"/><generic:Value id="NBR_PREF_LINES" value="0"/><generic:Value id="NBR_MFN_LINES" value="0"/><generic:Value id="NBR_NA_LINES" value="1"/><generic:Value id="SUM_OF_RATES" value="0"/><generic:Value id="MIN_RATE" value="0"/><generic:Value id="MAX_RATE" value="0"/><generic:Value id="NOMENCODE" value="H0"/></generic:Attributes></generic:Obs>
            </generic:Series></message:DataSet></message:GenericData>
            """;
        await using var server = await Serve(c => c.Text(Generic, "application/xml"));

        Assert.Contains("CHN|WLD|2020|020110|reported|MFN|H0||||1|0|0|1", (await Fetch(server, Tariffs with { Parties = ["CHN"], Years = (2020, 2020) })).Lines("wits_tariffs"));
    }

    [Fact]
    public async Task YearsUpdatedAfterTheDayAreLeftOutAndSaid()
    {
        await using var server = await Serve();
        var fetch = await Fetch(server, Tariffs with { AsOf = new DateOnly(2022, 1, 1) });

        Assert.All(fetch.Rows("wits_tariffs"), r => Assert.Equal(2020, r[2]));
        Assert.Contains("CHN 2021 left out: updated on 2024-08-30, after 2022-01-01", fetch.Reports);
    }

    [Fact]
    public async Task AYearThatIsNotThereIsNoFault()
    {
        await using var server = await Serve(c => c.Text("no data", "text/plain", 404));

        Assert.Empty((await Fetch(server, Tariffs)).Rows("wits_tariffs"));
    }

    [Fact]
    public async Task AnUpdateSinceAnEarlierRunStartsAgain()
    {
        var updated = "2021/08/30";
        await using var server = await Serve(availability: code => Available(code, updated));
        var first = await Fetch(server, Tariffs);
        updated = "2025/01/31";
        using var client = Clients.For(server);
        var second = new MemoryFetch(client);
        foreach (var part in first.Parts)
            second.Parts[part.Key] = part.Value;

        await new WitsSource().FetchAsync(Tariffs, second, default);

        Assert.Equal(1, second.Restarts);
        Assert.Equal(first.Lines("wits_tariffs"), second.Lines("wits_tariffs"));
    }

    [Theory]
    [InlineData("OBS_VALUE=\"12.5\"", "OBS_VALUE=\"12,5\"", "column OBS_VALUE: '12,5' is not a number")]
    [InlineData("TARIFFTYPE=", "DUTYTYPE=", "there is no column 'TARIFFTYPE'")]
    [InlineData("NBR_MFN_LINES=\"2\"", "NBR_MFN_LINES=\"N/A\"", "column NBR_MFN_LINES: is missing")]
    [InlineData("MIN_RATE=\"10\"", "MIN_RATE=\"-1\"", "column lowest_percent: '-1' is below 0")]
    [InlineData("SimpleAverage", "WeightedAverage", "'WeightedAverage' is not SimpleAverage")]
    [InlineData("PARTNER=\"000\"", "PARTNER=\"A17\"", "column PARTNER: 'A17' is no economy that is known")]
    [InlineData("PRODUCTCODE=", "PRODUCT=", "there is no column 'PRODUCTCODE'")]
    [InlineData("<message:DataSet>", "<message:DataSets>", "cannot be read as XML")]
    public async Task AChangedFieldIsNamed(string was, string becomes, string said)
    {
        await using var server = await Serve(c => c.Text(Rates(c).Replace(was, becomes, StringComparison.Ordinal), "application/xml"));

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Tariffs));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task WhatCannotBeAskedIsSaid()
    {
        await using var server = await Serve();

        Assert.Contains("'XXX' is no economy of WITS", (await Assert.ThrowsAsync<FactException>(() => Fetch(server, Tariffs with { Parties = ["XXX"] }))).Message, StringComparison.Ordinal);
        Assert.Contains("no dataset 'bound'", Assert.Throws<FactException>(() => new WitsSource().Complete(Tariffs with { Datasets = ["bound"] })).Message, StringComparison.Ordinal);
        Assert.Equal(["reported"], new WitsSource().Complete(Tariffs with { Datasets = [] }).Datasets);
    }

    [Fact]
    public void AFileDownloadedByHandIsRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("t.xml"), Rate("156", "000", 2021, "MFN", "12.5", 2, 0));
        var fetch = new MemoryFetch();

        new WitsSource().ReadFile(folder.File("t.xml"), new FetchQuery(), fetch, default);

        Assert.Equal(["CHN|WLD|2021|020110|reported|MFN|H5|12.5|10|15|2|2|0|0"], fetch.Lines("wits_tariffs"));
    }

    private static async Task<MemoryFetch> Fetch(StandInServer server, FetchQuery query)
    {
        using var client = Clients.For(server);
        var fetch = new MemoryFetch(client);
        await new WitsSource().FetchAsync(query, fetch, default);
        return fetch;
    }

    private static Task<StandInServer> Serve(Func<HttpContext, Task>? rates = null, Func<string, string>? availability = null) => StandInServer.StartAsync(c =>
    {
        var path = c.Request.Path.Value!.Split('/');
        if (c.Request.Path == "/wits/datasource/trn/country/ALL")
            return c.Text(Countries, "application/xml");
        return path.Contains("dataavailability")
            ? c.Text((availability ?? (code => Available(code, "2021/08/30")))(path[6]), "text/xml")
            : rates is not null ? rates(c) : c.Text(Rates(c), "application/xml");
    });

    private static string Available(string code, string first) =>
        $"<wits:datasource xmlns:wits=\"http://wits.worldbank.org\"><wits:dataavailability>{Year(2020, first, "000;")}{Year(2021, "2024/08/30", code == "156" ? "000;643;" : "000;")}</wits:dataavailability></wits:datasource>";

    private static string Year(int year, string updated, string partners) =>
        $"<wits:reporter countrycode=\"X\" iso3Code=\"X\"><wits:year>{year}</wits:year><wits:reporternernomenclature reporternernomenclaturecode=\"H5\">HS 2017</wits:reporternernomenclature><wits:partnerlist>{partners}</wits:partnerlist><wits:isspecificdutyexpressionestimatedavailable>Yes</wits:isspecificdutyexpressionestimatedavailable><wits:lastupdateddate>{updated}</wits:lastupdateddate></wits:reporter>";

    private static string Rates(HttpContext c)
    {
        var path = c.Request.Path.Value!.Split('/');
        var (reporter, partner, year) = (path[6], path[8], int.Parse(path[12], System.Globalization.CultureInfo.InvariantCulture));
        return partner == "000" ? Rate(reporter, partner, year, "MFN", "12.5", 2, 0) : Rate(reporter, partner, year, "PREF", "5", 0, 1);
    }

    private static string Rate(string reporter, string partner, int year, string type, string rate, int mfn, int pref) =>
        $"<message:StructureSpecificData xmlns:message=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\"><message:DataSet><Series FREQ=\"A\" REPORTER=\"{reporter}\" PARTNER=\"{partner}\" PRODUCTCODE=\"020110\" DATATYPE=\"Reported\"><Obs TIME_PERIOD=\"{year}\" OBS_VALUE=\"{rate}\" TARIFFTYPE=\"{type}\" OBS_VALUE_MEASURE=\"SimpleAverage\" TOTALNOOFLINES=\"{mfn + pref}\" NBR_PREF_LINES=\"{pref}\" NBR_MFN_LINES=\"{mfn}\" NBR_NA_LINES=\"0\" SUM_OF_RATES=\"25\" MIN_RATE=\"{(mfn > 0 ? "10" : "5")}\" MAX_RATE=\"{(mfn > 0 ? "15" : "5")}\" NOMENCODE=\"H5\"/></Series></message:DataSet></message:StructureSpecificData>";
}
