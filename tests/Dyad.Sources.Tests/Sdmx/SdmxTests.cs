using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Sdmx;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Dyad.Sources.Tests.Sdmx;

/// <summary>SDMX services against a stand-in that answers as <see cref="SdmxAnswers"/>.</summary>
public sealed class SdmxTests
{
    private const string CsvType = "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8";
    private const string JsonType = "application/vnd.sdmx.data+json; version=2.0.0";
    private static readonly FetchQuery Gdp = new() { Datasets = ["OECD/OECD.SDD/DF_GDP/1.0/A+Q.CHN+RUS."], Years = (2022, 2023) };

    [Theory]
    [InlineData(SdmxAnswers.Csv2, CsvType)]
    [InlineData(SdmxAnswers.Csv1, "text/csv")]
    [InlineData(SdmxAnswers.JsonFlat, JsonType)]
    [InlineData(SdmxAnswers.JsonSeries, JsonType)]
    public async Task FiguresAreTheSameInEveryFormat(string body, string type)
    {
        await using var server = await Serve(c => c.Text(body, type));
        var fetch = await Fetch(server, Gdp);

        Assert.Equal(SdmxAnswers.Rows, fetch.Lines("sdmx"));
        Assert.Equal(
            ["OECD|OECD.SDD:DF_GDP|FREQ|A|Annual", "OECD|OECD.SDD:DF_GDP|FREQ|Q|Quarterly", "OECD|OECD.SDD:DF_GDP|REF_AREA|CHN|China (People's Republic of)", "OECD|OECD.SDD:DF_GDP|REF_AREA|RUS|Russia"],
            fetch.Lines("sdmx_codes"));
    }

    [Fact]
    public async Task Version21AndVersion30AreAskedAsTheyWantIt()
    {
        await using var server = await Serve(c => c.Text(SdmxAnswers.Csv2, CsvType));
        await Fetch(server, Gdp);
        await Fetch(server, Gdp with { Datasets = ["OECD3/OECD.SDD/DF_GDP/latest/A+Q.CHN+RUS."], AsOf = new DateOnly(2025, 6, 30) });
        await Fetch(server, Gdp with { Datasets = ["ESTAT/OECD.SDD/DF_GDP/1.0"], Years = null });

        Assert.Equal(
            [
                "/dataflow/OECD.SDD/DF_GDP/1.0?references=descendants",
                "/data/OECD.SDD,DF_GDP,1.0/A+Q.CHN+RUS.?startPeriod=2022&endPeriod=2023&dimensionAtObservation=AllDimensions",
                "/structure/dataflow/OECD.SDD/DF_GDP/+?references=descendants",
                "/data/dataflow/OECD.SDD/DF_GDP/+/A,Q.CHN,RUS.*?c%5BTIME_PERIOD%5D=ge:2022%2Ble:2023&asOf=2025-06-30T23:59:59Z&dimensionAtObservation=AllDimensions",
                "/dataflow/OECD.SDD/DF_GDP/1.0?references=descendants",
                "/data/DF_GDP/all?format=SDMX-CSV",
            ],
            server.Requests.Select(r => r.PathAndQuery));
        Assert.StartsWith("application/vnd.sdmx.data+csv;version=2.0.0", server.Requests[1].Headers["Accept"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task StructuresInJsonAreTheSame()
    {
        await using var server = await Serve(c => c.Text(SdmxAnswers.Csv2, CsvType), SdmxAnswers.Structure30, "application/vnd.sdmx.structure+json; version=2.0.0");

        Assert.Equal(SdmxAnswers.Rows, (await Fetch(server, Gdp)).Lines("sdmx"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(204)]
    public async Task NothingThatMatchesIsNoFault(int status)
    {
        await using var server = await Serve(c =>
        {
            c.Response.StatusCode = status;
            return status == 204 ? Task.CompletedTask : c.Text("NoRecordsFound", "text/plain", status);
        });

        Assert.Empty((await Fetch(server, Gdp)).Rows("sdmx"));
    }

    [Fact]
    public async Task AFlowThatIsNotThereIsNamed()
    {
        await using var server = await StandInServer.StartAsync(c => c.Text("x", "text/plain", 404));

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp));

        Assert.EndsWith("there is no dataflow OECD.SDD:DF_GDP version 1.0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsTooLargeIsAskedByHalvesOfTheYears()
    {
        await using var server = await Serve(c =>
        {
            var (first, last) = (c.Request.Query["startPeriod"].ToString(), c.Request.Query["endPeriod"].ToString());
            return first != last
                ? c.Text("too large", "text/plain", 413)
                : c.Text($"DATAFLOW,FREQ,REF_AREA,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE\nOECD.SDD:DF_GDP(1.0),A,CHN,XDC,{first},1\n", CsvType);
        });
        var query = Gdp with { Years = (2018, 2022) };
        var fetch = await Fetch(server, query);

        Assert.Equal([2018, 2019, 2020, 2021, 2022], fetch.Rows("sdmx").Select(r => (int)r[4]!).Order());

        var asked = server.Requests.Count;
        using var client = Clients.For(server);
        var again = new MemoryFetch(client);
        foreach (var part in fetch.Parts.Where(p => !p.Key.EndsWith("2020-2020", StringComparison.Ordinal)))
            again.Parts[part.Key] = part.Value;
        await new SdmxSource().FetchAsync(query, again, default);
        Assert.Equal(fetch.Lines("sdmx"), again.Lines("sdmx"));
        Assert.Equal(2, server.Requests.Count - asked);
    }

    [Fact]
    public async Task OneYearThatIsTooLargeIsSaid()
    {
        await using var server = await Serve(c => c.Text("too large", "text/plain", 413));

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp with { Years = (2022, 2022) }));

        Assert.EndsWith("is too large for the service; name fewer codes in the key", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("REF_AREA,", "AREA,", "there is no column 'REF_AREA', a dimension of the structure")]
    [InlineData("OBS_VALUE,", "VALUE,", "there is no column 'OBS_VALUE'")]
    [InlineData("TIME_PERIOD,", "PERIOD,", "column TIME_PERIOD: is missing")]
    [InlineData(",CHN,", ",XXX,", "row 2, column REF_AREA: 'XXX' is no code of its codelist")]
    [InlineData(",2022,", ",last year,", "column TIME_PERIOD: 'last year' does not begin with a year")]
    [InlineData("121020.5", "121 020", "column OBS_VALUE: '121 020' is not a number")]
    [InlineData("P,9", "P,nine", "row 3, column UNIT_MULT: 'nine' is not a whole number")]
    [InlineData("DF_GDP(1.0),I,A,CHN,XDC,2023", "DF_CPI(1.0),I,A,CHN,XDC,2023", "row 3: is of 'OECD.SDD:DF_CPI(1.0)', and OECD.SDD:DF_GDP was asked for")]
    [InlineData("(1.0),I,A,CHN,XDC,2022", "(1.0),D,A,CHN,XDC,2022", "column ACTION: 'D' deletes figures")]
    [InlineData("STRUCTURE,STRUCTURE_ID", "FLOW,FLOW_ID", "SDMX-CSV begins with DATAFLOW or STRUCTURE")]
    [InlineData(",P,9", ",P", "row 3: 9 fields, the header has 10")]
    public async Task AChangedFieldIsNamed(string was, string becomes, string said)
    {
        await using var server = await Serve(c => c.Text(SdmxAnswers.Csv2.Replace(was, becomes, StringComparison.Ordinal), CsvType));

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Theory]
    [InlineData("\"0:0:0\"", "\"0:7:0\"", "names a place that dimension REF_AREA does not have")]
    [InlineData("\"0:0:0\"", "\"0:0\"", "'0:0' has 2 places, and there are 3 dimensions")]
    [InlineData("[121020.5,0]", "[\"much\",0]", "'much' is not a number")]
    [InlineData("[121020.5,0]", "[121020.5,5]", "attribute OBS_STATUS has no place 5")]
    [InlineData("\"structures\"", "\"structure_list\"", "there is no structure of the figures")]
    public async Task AChangedFieldOfJsonIsNamed(string was, string becomes, string said)
    {
        await using var server = await Serve(c => c.Text(SdmxAnswers.JsonFlat.Replace(was, becomes, StringComparison.Ordinal), JsonType));

        Assert.Contains(said, (await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusalInXmlIsTold()
    {
        // SDMX 2.1, section 7 of the web services guidelines: an error message in place of figures.
        const string Error = "<?xml version=\"1.0\"?><mes:Error xmlns:mes=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\" xmlns:com=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common\"><mes:ErrorMessage code=\"140\"><com:Text xml:lang=\"en\">Syntax error in key</com:Text></mes:ErrorMessage></mes:Error>";
        await using var server = await Serve(c => c.Text(Error, "application/xml"));

        Assert.EndsWith("the service answers with XML instead of figures: Syntax error in key", (await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStructureWithADocumentTypeIsRefused()
    {
        await using var server = await Serve(
            c => c.Text(SdmxAnswers.Csv2, CsvType), "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aa\">]><x>&a;</x>", "application/xml");

        Assert.Contains("cannot be read as XML", (await Assert.ThrowsAsync<FactException>(() => Fetch(server, Gdp))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EurostatSaysWhenItWasUpdated()
    {
        const string Body = "DATAFLOW,LAST UPDATE,FREQ,REF_AREA,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\r\nOECD.SDD:DF_GDP(1.0),24/07/25 11:00:00,A,CHN,XDC,2022,5.5,p,\r\n";
        await using var server = await Serve(c => c.Text(Body, CsvType));
        var fetch = await Fetch(server, Gdp);

        Assert.Equal("2025-07-24", fetch.Parts[Gdp.Datasets[0] + " 2022-2023"].Answer.Released);
        Assert.Equal("p", fetch.Rows("sdmx").Single()[6]);
    }

    [Fact]
    public async Task LabelsAndSemicolonsAreRead()
    {
        const string Body = "STRUCTURE[,];STRUCTURE_ID;ACTION;FREQ: Frequency;REF_AREA: Area;UNIT_MEASURE: Unit;TIME_PERIOD: Time;OBS_VALUE: Value\ndataflow;OECD.SDD:DF_GDP(1.0): GDP;I;A: Annual;CHN: China;XDC: National;2022;5.5\n";
        await using var server = await Serve(c => c.Text(Body, CsvType));

        Assert.Equal(["A.CHN.XDC"], (await Fetch(server, Gdp)).Rows("sdmx").Select(r => r[2]));
    }

    [Theory]
    [InlineData("OECD/A/B", "is no dataset; it is PROVIDER/AGENCY/FLOW/VERSION")]
    [InlineData("WB/A/B/1.0", "no provider 'WB'; there are OECD, OECD3, ESTAT")]
    [InlineData("OECD/A/../1.0/x?y=1", "is no dataset")]
    public void WhatIsNoDatasetIsSaid(string dataset, string said) =>
        Assert.Contains(said, Assert.Throws<FactException>(() => new SdmxSource().Complete(new FetchQuery { Datasets = [dataset] })).Message, StringComparison.Ordinal);

    [Fact]
    public void WhatASourceCannotTellIsSaid()
    {
        var source = new SdmxSource();

        Assert.Contains("name a dataset", Assert.Throws<FactException>(() => source.Complete(new FetchQuery())).Message, StringComparison.Ordinal);
        Assert.Contains("in the key", Assert.Throws<FactException>(() => source.Complete(Gdp with { Parties = ["CHN"] })).Message, StringComparison.Ordinal);
        Assert.Contains("no figures as of a day", Assert.Throws<FactException>(() => source.Complete(Gdp with { AsOf = new DateOnly(2025, 1, 1) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileDownloadedByHandIsRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("gdp.csv"), SdmxAnswers.Csv1);
        var fetch = new MemoryFetch();

        new SdmxSource().ReadFile(folder.File("gdp.csv"), Gdp with { Datasets = ["OECD/OECD.SDD/DF_GDP/1.0"] }, fetch, default);

        Assert.Equal(SdmxAnswers.Rows, fetch.Lines("sdmx"));
    }

    private static async Task<MemoryFetch> Fetch(StandInServer server, FetchQuery query)
    {
        using var client = Clients.For(server);
        var fetch = new MemoryFetch(client);
        await new SdmxSource().FetchAsync(query, fetch, default);
        return fetch;
    }

    private static Task<StandInServer> Serve(
        Func<HttpContext, Task> data, string structure = SdmxAnswers.Structure21, string type = "application/vnd.sdmx.structure+xml; version=2.1") =>
        StandInServer.StartAsync(c => c.Request.Path.Value!.StartsWith("/data/", StringComparison.Ordinal) ? data(c) : c.Text(structure, type));
}
