namespace Dyad.Sources.Tests.Sdmx;

/// <summary>
/// Answers built as the specifications say: SDMX-ML 2.1 structures as OECD, IMF and Eurostat send them (references by Ref, codelists of
/// concepts), SDMX-JSON 2.0 structures and figures, SDMX-CSV 1.0 and 2.0 (https://github.com/sdmx-twg/sdmx-csv, field guide;
/// sdmx-twg/sdmx-json; sdmx-twg/sdmx-rest), Eurostat's CSV with LAST UPDATE and OBS_FLAG.
/// </summary>
internal static class SdmxAnswers
{
    public const string Structure21 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure" xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
          <mes:Header><mes:ID>X</mes:ID><mes:Test>false</mes:Test></mes:Header>
          <mes:Structures>
            <str:Dataflows><str:Dataflow id="DF_GDP" agencyID="OECD.SDD" version="1.0"><com:Name xml:lang="en">GDP</com:Name><str:Structure><Ref id="DSD_GDP" version="1.0" agencyID="OECD.SDD" package="datastructure" class="DataStructure"/></str:Structure></str:Dataflow></str:Dataflows>
            <str:Codelists>
              <str:Codelist id="CL_FREQ" agencyID="SDMX" version="2.1"><com:Name xml:lang="en">Frequency</com:Name><str:Code id="A"><com:Name xml:lang="fr">Annuel</com:Name><com:Name xml:lang="en">Annual</com:Name></str:Code><str:Code id="Q"><com:Name xml:lang="en">Quarterly</com:Name></str:Code></str:Codelist>
              <str:Codelist id="CL_AREA" agencyID="OECD" version="1.1"><str:Code id="CHN"><com:Name xml:lang="en">China (People's Republic of)</com:Name></str:Code><str:Code id="RUS"><com:Name xml:lang="en">Russia</com:Name></str:Code></str:Codelist>
              <str:Codelist id="CL_UNIT" agencyID="OECD" version="1.0" isPartial="true"><str:Code id="XDC"><com:Name xml:lang="en">National currency</com:Name></str:Code></str:Codelist>
            </str:Codelists>
            <str:Concepts><str:ConceptScheme id="CS" agencyID="OECD" version="1.0"><str:Concept id="REF_AREA"><com:Name xml:lang="en">Reference area</com:Name><str:CoreRepresentation><str:Enumeration><Ref id="CL_AREA" version="1.1" agencyID="OECD" package="codelist" class="Codelist"/></str:Enumeration></str:CoreRepresentation></str:Concept></str:ConceptScheme></str:Concepts>
            <str:DataStructures><str:DataStructure id="DSD_GDP" agencyID="OECD.SDD" version="1.0"><com:Name xml:lang="en">GDP</com:Name>
              <str:DataStructureComponents>
                <str:DimensionList id="DimensionDescriptor">
                  <str:Dimension id="REF_AREA" position="2"><str:ConceptIdentity><Ref id="REF_AREA" maintainableParentID="CS" maintainableParentVersion="1.0" agencyID="OECD"/></str:ConceptIdentity></str:Dimension>
                  <str:Dimension id="FREQ" position="1"><str:ConceptIdentity><Ref id="FREQ" maintainableParentID="CS" maintainableParentVersion="1.0" agencyID="OECD"/></str:ConceptIdentity><str:LocalRepresentation><str:Enumeration><Ref id="CL_FREQ" version="2.1" agencyID="SDMX" package="codelist" class="Codelist"/></str:Enumeration></str:LocalRepresentation></str:Dimension>
                  <str:Dimension id="UNIT_MEASURE" position="3"><str:LocalRepresentation><str:Enumeration><Ref id="CL_UNIT" version="1.0" agencyID="OECD"/></str:Enumeration></str:LocalRepresentation></str:Dimension>
                  <str:TimeDimension id="TIME_PERIOD" position="4"/>
                </str:DimensionList>
                <str:AttributeList id="AttributeDescriptor"><str:Attribute id="OBS_STATUS" assignmentStatus="Mandatory"/><str:Attribute id="UNIT_MULT" assignmentStatus="Conditional"/></str:AttributeList>
                <str:MeasureList id="MeasureDescriptor"><str:PrimaryMeasure id="OBS_VALUE"/></str:MeasureList>
              </str:DataStructureComponents>
            </str:DataStructure></str:DataStructures>
          </mes:Structures>
        </mes:Structure>
        """;

    public const string Structure30 = """
        {"meta":{"id":"IREF1","test":false,"prepared":"2025-07-01T10:00:00Z"},
         "data":{"dataflows":[{"id":"DF_GDP","agencyID":"OECD.SDD","version":"1.0","structure":"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=OECD.SDD:DSD_GDP(1.0)"}],
          "codelists":[{"id":"CL_FREQ","agencyID":"SDMX","version":"2.1","codes":[{"id":"A","name":"Annual","names":{"fr":"Annuel","en":"Annual"}},{"id":"Q","name":"Quarterly"}]},
                       {"id":"CL_AREA","agencyID":"OECD","version":"1.1","codes":[{"id":"CHN","name":"China (People's Republic of)"},{"id":"RUS","name":"Russia"}]}],
          "conceptSchemes":[{"id":"CS","agencyID":"OECD","version":"1.0","concepts":[{"id":"REF_AREA","name":"Reference area","coreRepresentation":{"enumeration":"urn:sdmx:org.sdmx.infomodel.codelist.Codelist=OECD:CL_AREA(1.1+.0)"}}]}],
          "dataStructures":[{"id":"DSD_GDP","agencyID":"OECD.SDD","version":"1.0","dataStructureComponents":{
            "dimensionList":{"id":"DimensionDescriptor","dimensions":[
              {"id":"FREQ","position":0,"conceptIdentity":"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=OECD:CS(1.0).FREQ","localRepresentation":{"enumeration":"urn:sdmx:org.sdmx.infomodel.codelist.Codelist=SDMX:CL_FREQ(2.1)"}},
              {"id":"REF_AREA","position":1,"conceptIdentity":"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=OECD:CS(1.0).REF_AREA"},
              {"id":"UNIT_MEASURE","position":2}],
              "timeDimension":{"id":"TIME_PERIOD"}},
            "attributeList":{"attributes":[{"id":"OBS_STATUS"},{"id":"UNIT_MULT"}]},
            "measureList":{"measures":[{"id":"OBS_VALUE"}]}}}]}}
        """;

    public const string Csv2 = """
        STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT
        dataflow,OECD.SDD:DF_GDP(1.0),I,A,CHN,XDC,2022,121020.5,A,9
        dataflow,OECD.SDD:DF_GDP(1.0),I,A,CHN,XDC,2023,126058.2,P,9
        dataflow,OECD.SDD:DF_GDP(1.0),I,Q,RUS,XDC,2023-Q4,,M,9

        """;

    public const string Csv1 = """
        DATAFLOW,FREQ,REF_AREA,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT
        OECD.SDD:DF_GDP(1.0),A,CHN,XDC,2022,121020.5,A,9
        OECD.SDD:DF_GDP(1.0),A,CHN,XDC,2023,126058.2,P,9
        OECD.SDD:DF_GDP(1.0),Q,RUS,XDC,2023-Q4,NaN,M,9

        """;

    public const string JsonFlat = """
        {"meta":{"schema":"x","id":"1","prepared":"2025-07-02T14:30:47"},"data":{
         "structures":[{"dataSets":[0],"dimensions":{"dataSet":[{"id":"UNIT_MEASURE","keyPosition":2,"values":[{"id":"XDC"}]}],"series":[],
           "observation":[{"id":"FREQ","keyPosition":0,"values":[{"id":"A"},{"id":"Q"}]},{"id":"REF_AREA","keyPosition":1,"values":[{"id":"CHN"},{"id":"RUS"}]},{"id":"TIME_PERIOD","keyPosition":3,"values":[{"value":"2022"},{"value":"2023"},{"value":"2023-Q4"}]}]},
          "measures":{"observation":[{"id":"OBS_VALUE"}]},
          "attributes":{"dataSet":[{"id":"UNIT_MULT","values":[{"id":"9"}]}],"series":[],"observation":[{"id":"OBS_STATUS","values":[{"id":"A"},{"id":"P"},{"id":"M"}]}]}}],
         "dataSets":[{"structure":0,"action":"Replace","attributes":[0],"observations":{"0:0:0":[121020.5,0],"0:0:1":["126058.2",1],"1:1:2":[null,2]}}]}}
        """;

    public const string JsonSeries = """
        {"meta":{"prepared":"2025-07-02T14:30:47"},"data":{
         "structure":{"dimensions":{"dataSet":[],"series":[{"id":"FREQ","values":[{"id":"A"},{"id":"Q"}]},{"id":"REF_AREA","values":[{"id":"CHN"},{"id":"RUS"}]},{"id":"UNIT_MEASURE","values":[{"id":"XDC"}]}],
           "observation":[{"id":"TIME_PERIOD","values":[{"id":"2022"},{"id":"2023"},{"id":"2023-Q4"}]}]},
          "attributes":{"dataSet":[],"series":[{"id":"UNIT_MULT","values":[{"id":"9"}]}],"observation":[{"id":"OBS_STATUS","values":[{"id":"A"},{"id":"P"},{"id":"M"}]}]}},
         "dataSets":[{"action":"Information","series":{"0:0:0":{"attributes":[0],"observations":{"0":[121020.5,0],"1":[126058.2,1]}},"1:1:0":{"attributes":[0],"observations":{"2":[null,2]}}}}]}}
        """;

    public static readonly string[] Rows =
    [
        "OECD|OECD.SDD:DF_GDP|A.CHN.XDC|2022|2022|121020.5|A|XDC|9|{\"FREQ\":\"A\",\"REF_AREA\":\"CHN\",\"UNIT_MEASURE\":\"XDC\"}",
        "OECD|OECD.SDD:DF_GDP|A.CHN.XDC|2023|2023|126058.2|P|XDC|9|{\"FREQ\":\"A\",\"REF_AREA\":\"CHN\",\"UNIT_MEASURE\":\"XDC\"}",
        "OECD|OECD.SDD:DF_GDP|Q.RUS.XDC|2023-Q4|2023||M|XDC|9|{\"FREQ\":\"Q\",\"REF_AREA\":\"RUS\",\"UNIT_MEASURE\":\"XDC\"}",
    ];
}
