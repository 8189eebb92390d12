using DuckDB.NET.Data;
using Dyad.Scenarios.Elasticities;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Tests.Worlds;
using Dyad.Testing;

namespace Dyad.Scenarios.Tests.Expansion;

/// <summary>The elasticities that come with the product.</summary>
public class ElasticitySetRules
{
    private const string Set = "caliendo-parro-2015";

    /// <summary>Means of two-digit figures.</summary>
    private const double Digits = 1e-12;

    /// <summary>Every value is that of the replication data (theta.parquet of the folder cp2015-nafta).</summary>
    [Fact]
    public void ValuesAreThoseOfTheSource()
    {
        var nafta = NaftaFolder.Read(SharedData.Require("cp2015-nafta"));
        for (var j = 0; j < nafta.Sectors.Count; j++)
            Assert.Equal(nafta.Elasticity[j], ElasticitySets.Find(Set, new SectorCode(nafta.Sectors[j], Goods: j < 20)));
    }

    /// <summary>By hand from Caliendo and Parro (2015), Table 1, 99% sample: a group has the mean of the sectors that it spans.</summary>
    [Theory]
    [InlineData("AGR", 9.11)]
    [InlineData("WPO", (11.5 + 16.52 + 3.98) / 3)]
    [InlineData("CHE", (3.13 + 1.67) / 2)]
    [InlineData("MET", (2.41 + 3.28 + 6.99) / 3)]
    [InlineData("ELE", (12.95 + 12.91 + 3.95 + 8.71) / 4)]
    [InlineData("c12", (3.28 + 6.99) / 2)]
    public void AGroupHasTheMean(string code, double mean) =>
        Assert.Equal(mean, ElasticitySets.Find(Set, new SectorCode(code, Goods: true))!.Value, Digits);

    [Fact]
    public void EverySectorOfTheFactsAndOfTheirSourceHasOne()
    {
        Assert.All(FactsWorld.Data.Names.Sectors, s => Assert.True(ElasticitySets.Find(Set, s) > 0, s.Code));
        for (var industry = 1; industry <= 35; industry++)
        {
            var sector = new SectorCode(FormattableString.Invariant($"c{industry}"), Goods: industry <= 16);
            Assert.True(ElasticitySets.Find(Set, sector) > 0, sector.Code);
        }
    }

    /// <summary>An industry of the source lies in the group that the facts put it in: both have one and the same sectors of the study.</summary>
    [Fact]
    public void IndustriesAndGroupsSpanTheSameSectors()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM read_parquet('{Clone.At("data", "sector_correspondence.parquet")}')";
        using var reader = command.ExecuteReader();
        var rows = new List<(string Industry, string Group)>();
        while (reader.Read())
            rows.Add((reader.GetString(0), reader.GetString(reader.FieldCount - 1)));
        foreach (var group in rows.GroupBy(r => r.Group).Where(g => ElasticitySets.Spans(g.Key) is not null))
        {
            var parts = group.SelectMany(r => ElasticitySets.Spans(r.Industry)!).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(ElasticitySets.Spans(group.Key)!.Order(StringComparer.Ordinal), parts);
        }
    }

    [Fact]
    public void AnUnknownSectorHasNone() => Assert.Null(ElasticitySets.Find(Set, new SectorCode("XYZ", Goods: true)));
}
