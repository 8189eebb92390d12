using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Lists;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;

namespace Dyad.Sources.Tests.Lists;

/// <summary>
/// Screening lists against a stand-in. Elements and columns as the publishers document them (UN: Technical specification of the
/// consolidated list; OFAC: SDN.XSD; EU: CSV 1.1; US: consolidated screening list, data.trade.gov) and as public parsers' tests keep
/// them. All names are made up.
/// </summary>
public sealed class ScreeningListsTests
{
    private const string Un = """
        <?xml version="1.0" encoding="utf-8"?>
        <CONSOLIDATED_LIST dateGenerated="2025-09-01T02:00:03.123Z">
        <INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>ANY</FIRST_NAME><SECOND_NAME>BODY</SECOND_NAME><THIRD_NAME/><UN_LIST_TYPE>Regime A</UN_LIST_TYPE><REFERENCE_NUMBER>AAi.001</REFERENCE_NUMBER><LISTED_ON>2012-11-12</LISTED_ON><NATIONALITY><VALUE>Utopia</VALUE></NATIONALITY><LAST_DAY_UPDATED><VALUE/></LAST_DAY_UPDATED><INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Any B. Body</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Nobody</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS><INDIVIDUAL_ADDRESS><COUNTRY>Erewhon</COUNTRY></INDIVIDUAL_ADDRESS></INDIVIDUAL></INDIVIDUALS>
        <ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>NOWHERE TRADING &amp; CO</FIRST_NAME><UN_LIST_TYPE>Regime B</UN_LIST_TYPE><REFERENCE_NUMBER>BBe.002</REFERENCE_NUMBER><ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Nowhere Trading</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>
        </CONSOLIDATED_LIST>
        """;

    private const string Ofac = """
        <?xml version="1.0" standalone="yes"?>
        <sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
          <publshInformation><Publish_Date>06/22/2025</Publish_Date><Record_Count>2</Record_Count></publshInformation>
          <sdnEntry><uid>36</uid><lastName>NOWHERE LINES</lastName><sdnType>Entity</sdnType><programList><program>PROG1</program><program>PROG2</program></programList><akaList><aka><uid>12</uid><type>a.k.a.</type><category>weak</category><lastName>NOWHERE</lastName></aka></akaList><addressList><address><uid>25</uid><city>X</city><country>Utopia</country></address></addressList></sdnEntry><sdnEntry><uid>37</uid><firstName>Any</firstName><lastName>BODY</lastName><sdnType>Individual</sdnType><programList><program>PROG1</program></programList><nationalityList><nationality><uid>2</uid><country>Erewhon</country><mainEntry>true</mainEntry></nationality></nationalityList></sdnEntry>
        </sdnList>
        """;

    private const string Eu =
        "\uFEFFfileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_DesignationDate;Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_Programme;NameAlias_WholeName;Address_CountryDescription;Citizenship_CountryDescription\n"
        + "05/08/2025;13;EU.1.1;;P;person;AAA;Any Body;;;\n05/08/2025;13;EU.1.1;;P;person;AAA;A. Body;;UTOPIA;\n05/08/2025;13;EU.1.1;;P;person;AAA;;EREWHON;;\n05/08/2025;99;EU.9.1;2022-02-23;E;enterprise;BBB;Nowhere Trading;;;\n";

    private const string UsCsl =
        "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n"
        + "e5a9,Denied Persons List (DPL) - Bureau of Industry and Security,,,, ANY BODY,,\"1 STREET, TOWN\",82 F.R. 1,2017-10-18,2020-10-15,Y,,,,,,,,,FR NOTICE ADDED,http://x,A. Body; Body A.,Utopia,,,,http://y,\n"
        + "77,Specially Designated Nationals (SDN) - Treasury Department,77,Vessel,PROG1; PROG2,NOWHERE STAR,,,,,,,,,,,,,Erewhon,,,http://x,,,,,,http://y,\n\u001a\n";

    private static readonly FetchQuery All = new() { Datasets = ["un", "ofac-sdn", "eu", "us-csl"] };

    [Fact]
    public async Task EveryListIsReadIntoOneTable()
    {
        await using var server = await Serve(b => b);
        var fetch = await Fetch(server, All);

        Assert.Equal(
            [
                "eu|13|A. Body|True|False|individual|AAA||EREWHON; UTOPIA", "eu|13|Any Body|False|False|individual|AAA||EREWHON; UTOPIA",
                "eu|99|Nowhere Trading|False|False|entity|BBB|02/23/2022|",
                "ofac-sdn|36|NOWHERE LINES|False|False|entity|PROG1; PROG2||Utopia", "ofac-sdn|36|NOWHERE|True|True|entity|PROG1; PROG2||Utopia",
                "ofac-sdn|37|Any BODY|False|False|individual|PROG1||Erewhon",
                "un|AAi.001|ANY BODY|False|False|individual|Regime A|11/12/2012|Erewhon; Utopia", "un|AAi.001|Any B. Body|True|False|individual|Regime A|11/12/2012|Erewhon; Utopia",
                "un|AAi.001|Nobody|True|True|individual|Regime A|11/12/2012|Erewhon; Utopia",
                "un|BBe.002|NOWHERE TRADING & CO|False|False|entity|Regime B||", "un|BBe.002|Nowhere Trading|True|False|entity|Regime B||",
                "us-csl|77|NOWHERE STAR|False|False|vessel|Specially Designated Nationals (SDN) - Treasury Department; PROG1; PROG2||Erewhon",
                "us-csl|e5a9|A. Body|True|False|unknown|Denied Persons List (DPL) - Bureau of Industry and Security|10/18/2017|Utopia",
                "us-csl|e5a9|ANY BODY|False|False|unknown|Denied Persons List (DPL) - Bureau of Industry and Security|10/18/2017|Utopia",
                "us-csl|e5a9|Body A.|True|False|unknown|Denied Persons List (DPL) - Bureau of Industry and Security|10/18/2017|Utopia",
            ],
            fetch.Lines("screening_lists"));
        Assert.Equal(["2025-08-05", "2025-06-22", "2025-09-01", ""], fetch.Parts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value.Answer.Released));
    }

    [Theory]
    [InlineData("un", "<REFERENCE_NUMBER>AAi.001</REFERENCE_NUMBER>", "", "record 1 has no 'REFERENCE_NUMBER'")]
    [InlineData("un", "2012-11-12", "12 Nov 2012", "column LISTED_ON: '12 Nov 2012' is not a date")]
    [InlineData("un", "CONSOLIDATED_LIST", "LIST", "not with CONSOLIDATED_LIST")]
    [InlineData("un", "FIRST_NAME>", "NAME_1>", "record 1 has no 'FIRST_NAME'")]
    [InlineData("ofac-sdn", "lastName>", "name>", "record 1 has no 'lastName'")]
    [InlineData("ofac-sdn", "<Record_Count>2", "<Record_Count>3", "states 3 records, and has 2")]
    [InlineData("ofac-sdn", "sdnType>", "type>", "record 1 has no 'sdnType'")]
    [InlineData("ofac-sdn", "publshInformation", "publishInformation", "it has no publshInformation")]
    [InlineData("ofac-sdn", "</sdnList>", "", "cannot be read as XML")]
    [InlineData("eu", "NameAlias_WholeName", "Name", "there is no column 'NameAlias_WholeName'")]
    [InlineData("eu", ";E;enterprise;", ";X;thing;", "'THING' is neither person nor enterprise")]
    [InlineData("eu", "05/08/2025;13", "5.8.25;13", "column fileGenerationDate: '5.8.25' is not a date")]
    [InlineData("us-csl", ",name,", ",full_name,", "there is no column 'name'")]
    [InlineData("us-csl", "2017-10-18", "10/18/2017", "column start_date: '10/18/2017' is not a date")]
    public async Task AChangedFieldIsNamedAndNothingOfTheListIsKept(string list, string was, string becomes, string said)
    {
        await using var server = await Serve(b => b.Replace(was, becomes, StringComparison.Ordinal));
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server);
        var fetch = new MemoryFetch(client, goodRowsOnly: true, folder.Path);

        var fault = await Assert.ThrowsAsync<FactException>(() => new ScreeningListsSource().FetchAsync(new FetchQuery { Datasets = [list] }, fetch, default));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Empty(fetch.Parts);
    }

    [Fact]
    public async Task AListOfALaterDayIsRefused()
    {
        await using var server = await Serve(b => b);

        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(server, new FetchQuery { Datasets = ["un"], AsOf = new DateOnly(2025, 8, 31) }));

        Assert.Contains("is of 2025-09-01, after 2025-08-31", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileDownloadedByHandIsRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("consolidated.xml"), Un);
        var fetch = new MemoryFetch();

        new ScreeningListsSource().ReadFile(folder.File("consolidated.xml"), new FetchQuery { Datasets = ["un"] }, fetch, default);

        Assert.Equal(5, fetch.Rows("screening_lists").Count);
    }

    [Fact]
    public void WhatCannotBeAskedIsSaid()
    {
        var source = new ScreeningListsSource();

        Assert.Contains("no list 'uk'; there are un, ofac-sdn", Assert.Throws<FactException>(() => source.Complete(new FetchQuery { Datasets = ["uk"] })).Message, StringComparison.Ordinal);
        Assert.Contains("read whole", Assert.Throws<FactException>(() => source.Complete(new FetchQuery { Parties = ["CHN"] })).Message, StringComparison.Ordinal);
        Assert.Equal(5, source.Complete(new FetchQuery()).Datasets.Count);
    }

    private static async Task<MemoryFetch> Fetch(StandInServer server, FetchQuery query)
    {
        using var folder = new TemporaryFolder();
        using var client = Clients.For(server);
        var fetch = new MemoryFetch(client, scratch: folder.Path);
        await new ScreeningListsSource().FetchAsync(query, fetch, default);
        return fetch;
    }

    private static Task<StandInServer> Serve(Func<string, string> change) => StandInServer.StartAsync(c => c.Request.Path.Value switch
    {
        "/resources/xml/en/consolidated.xml" => c.Text(change(Un), "text/xml"),
        "/api/PublicationPreview/exports/SDN.XML" => c.Text(change(Ofac), "application/xml"),
        "/fsd/fsf/public/files/csvFullSanctionsList_1_1/content" => c.Text(change(Eu), "application/octet-stream"),
        "/downloadable_consolidated_screening_list/v1/consolidated.csv" => c.Text(change(UsCsl), "text/csv"),
        _ => c.Text("", "text/plain", 404),
    });
}
