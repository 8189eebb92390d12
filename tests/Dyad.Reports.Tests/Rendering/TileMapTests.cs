using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Charts;
using Dyad.Testing;

namespace Dyad.Reports.Tests.Rendering;

/// <summary>The map of squares and its shades.</summary>
public sealed class TileMapTests
{
    /// <summary>Regions of the tables of Caliendo and Parro (2015), as the data name them.</summary>
    private static readonly string[] Regions =
    [
        "Argentina", "Australia", "Austria", "Brazil", "Canada", "Chile", "China", "Denmark", "Finland", "France", "Germany", "Greece",
        "Hungary", "India", "Indonesia", "Ireland", "Italy", "Japan", "Korea", "Mexico", "Netherlands", "New Zealand", "Norway",
        "Portugal", "South Africa", "Spain", "Sweden", "Turkey", "UK", "USA", "Row",
    ];

    public static TheoryData<string, bool> Maps => new() { { "codes", false }, { "codes", true }, { "names", false }, { "names", true } };

    [Theory]
    [MemberData(nameof(Maps))]
    public void EachEconomyHasASquareOfItsOwn(string named, bool narrow)
    {
        var codes = named == "names" ? Regions : [.. SyntheticScenario.Create().Economies.Select(e => e.Code)];
        var squares = WorldTiles.Of(Map(codes), narrow);
        Assert.Equal(codes.Order(StringComparer.Ordinal), squares.Select(s => s.Tile.Code).Order(StringComparer.Ordinal));
        Assert.Equal(squares.Count, squares.Select(s => s.Place).Distinct().Count());
        Assert.All(squares, s => Assert.InRange(s.Place.Column, 0, WorldTiles.Columns(narrow) - 1));
        Assert.Equal(0, squares.Min(s => s.Place.Row));
        // Only what is no single place stands in the strip, which is below all others.
        var last = squares.Single(s => s.Tile.Code is "ROW" or "Row");
        Assert.All(squares.Where(s => s != last), s => Assert.True(s.Place.Row < last.Place.Row));
        Assert.All(squares, s => Assert.Equal(3, WorldTiles.Label(s.Tile.Code).Length));
    }

    [Theory]
    [InlineData("GBR", "DEU")]
    [InlineData("USA", "CHN")]
    [InlineData("CHN", "JPN")]
    [InlineData("BRA", "ZAF")]
    public void TheWestIsLeft(string west, string east)
    {
        var squares = WorldTiles.Of(Map([west, east]), narrow: false);
        Assert.True(squares[0].Place.Column < squares[1].Place.Column);
    }

    [Theory]
    [InlineData("CAN", "MEX")]
    [InlineData("SWE", "ITA")]
    [InlineData("JPN", "AUS")]
    [InlineData("RUS", "IND")]
    public void TheNorthIsUp(string north, string south)
    {
        foreach (bool narrow in new[] { false, true })
        {
            var squares = WorldTiles.Of(Map([north, south]), narrow);
            Assert.True(squares[0].Place.Row < squares[1].Place.Row);
        }
    }

    [Fact]
    public void EconomiesWithoutAPlaceFillTheStripRowByRow()
    {
        string[] codes = [.. Enumerable.Range(0, 20).Select(i => $"X{i:00}")];
        var squares = WorldTiles.Of(Map(codes), narrow: true);
        Assert.Equal(20, squares.Select(s => s.Place).Distinct().Count());
        Assert.Equal((20 - 1) / WorldTiles.Columns(narrow: true), squares.Max(s => s.Place.Row));
    }

    [Fact]
    public void GainsAndLossesOfOneSizeAreShadedAlikeAndZeroNotAtAll()
    {
        Assert.Equal(-DivergingScale.Shade(0.3, 2), DivergingScale.Shade(-0.3, 2));
        Assert.Equal(0, DivergingScale.Shade(0, 2));
        Assert.Equal(0, DivergingScale.Shade(0, 0));
        Assert.Equal(1, DivergingScale.Shade(2, 2));
        Assert.True(DivergingScale.Shade(0.1, 2) < DivergingScale.Shade(0.2, 2));
    }

    [Fact]
    public void TheLegendNamesTheValuesOfItsShades()
        => Assert.All(DivergingScale.Stops, s => Assert.Equal(s, DivergingScale.Shade(DivergingScale.Value(s, 3.5), 3.5), 12));

    private static TileMap Map(IEnumerable<string> codes) => new("t", "d", "u", [.. codes.Select(c => new MapTile(c, c, 1, "+1", "p"))]);
}
