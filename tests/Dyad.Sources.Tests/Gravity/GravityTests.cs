using Dyad.Data;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Gravity;
using Dyad.Sources.Tests.Fakes;
using Dyad.Sources.Tests.StandIn;
using DuckDB.NET.Data;

namespace Dyad.Sources.Tests.Gravity;

public sealed class GravityTests : IDisposable
{
    private const string Header =
        "year,country_id_o,country_id_d,iso3_o,iso3_d,country_exists_o,country_exists_d,distw_harmonic,distw_arithmetic,distcap,contig," +
        "comlang_off,col_dep_ever,fta_wto\n";

    internal const string Good = Header +
        "1980,DEU.1,RUS,DEU,RUS,1,1,2000,2100,1600,0,0,0,0\n1980,DEU.2,RUS,DEU,RUS,0,1,,,,,,,\n" +
        "2020,DEU.2,RUS,DEU,RUS,1,1,2010,2110,1610,0,0,0,1\n2021,DEU.2,RUS,DEU,RUS,1,1,,,,0,0,0,1\n" +
        "2020,CHN,RUS,CHN,RUS,1,1,5000,5100,5800,1,0,0,0\n2020,VAT,CHN,VAT,CHN,1,1,x,x,x,x,x,x,x\n2020,CHN,CHN,CHN,CHN,1,1,900,1000,2000,0,1,0,\n";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void TiesAreThoseOfTheLatestYearThatHasThem() => Assert.Equal(
        ["CHN CHN 1000.0 2000.0 false true false", "CHN RUS 5100.0 5800.0 true false false", "DEU RUS 2110.0 1610.0 false false false"],
        Lines(Import(Good), "ties", "exporter, importer, distance_km, distance_capitals_km, contiguity, common_language, colony"));

    [Fact]
    public void AgreementsAreByYear() => Assert.Equal(
        ["1980 DEU RUS false", "2020 CHN RUS false", "2020 DEU RUS true", "2021 DEU RUS true"],
        Lines(Import(Good), "agreements", "year, exporter, importer, in_force"));

    [Fact]
    public void TheHarmonicMeanIsReadWhenAsked() => Assert.Contains(
        "CHN RUS 5000.0", Lines(Import(Good, dataset: "harmonic"), "ties", "exporter, importer, distance_km"));

    [Theory]
    [InlineData("2019,CHN,RUS,CHN,RUS,1,1,5000,-5,5800,1,0,0,0", "row 9, column distw_arithmetic: '-5' is no distance")]
    [InlineData("2019,CHN,RUS,CHN,RUS,1,1,5000,5100,far,1,0,0,0", "row 9, column distcap: 'far' is no distance")]
    [InlineData("2019,CHN,RUS,CHN,RUS,1,1,5000,5100,5800,2,0,0,0", "row 9, column contig: '2' is neither 0 nor 1")]
    [InlineData("2020,CHN,RUS,CHN,RUS,1,1,5000,5100,5800,1,0,0,0", "row 9, column year, iso3_o, iso3_d: '2020, CHN, RUS' stands twice (also in row 6)")]
    public void ARowAtFaultIsNamedAndGoodOnesAreKeptWhenAsked(string line, string fault)
    {
        Assert.Equal("gravity.zip: Gravity_V202211.csv: " + fault, Assert.Throws<FactException>(() => Import(Good + line + "\n")).Message);
        var fetch = Import(Good + line + "\n", goodRowsOnly: true);
        Assert.Equal(fault, Assert.Single(fetch.Faults).ToString()["gravity.zip: Gravity_V202211.csv: ".Length..]);
        Assert.Equal(3, Lines(fetch, "ties", "exporter").Count);
    }

    [Fact]
    public void AColumnThatIsAbsentIsNamed() => Assert.EndsWith(
        "row 1: no column contig", Assert.Throws<FactException>(() => Import(Good.Replace("contig", "border", StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private FileFetch Import(string text, string? dataset = null, bool goodRowsOnly = false)
    {
        var zip = Zips.Write(folder.File("gravity.zip"), ("Gravity_V202211.csv", text), ("Countries_V202211.csv", "country_id\n"));
        var fetch = new FileFetch(Directory.CreateDirectory(folder.File(Guid.NewGuid().ToString("N"))).FullName, goodRowsOnly);
        new GravitySource().ReadFile(zip, new FetchQuery { Datasets = dataset is null ? [] : [dataset] }, fetch, default);
        return fetch;
    }

    private static List<string> Lines(FileFetch fetch, string table, string fields)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT concat_ws(' ', {fields}) FROM '{fetch.Files[table].Path}'";
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(0));
        return lines;
    }
}
