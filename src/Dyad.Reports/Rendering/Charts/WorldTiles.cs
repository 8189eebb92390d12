using System.Globalization;
using CsvHelper;
using Dyad.Reports.Document;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>
/// Where each economy's square stands on the map of squares (<c>tiles.csv</c>, drawn by hand for this report: Europe, where most
/// economies are, keeps neighbours together; on a phone it fills the width and the other continents follow below it).
/// </summary>
internal static class WorldTiles
{
    /// <summary>By ISO code, and by the names that tables use in its stead.</summary>
    private static readonly Dictionary<string, Square> Places = Read();

    /// <summary>The squares of a map, with those without a place in rows under the others, in the order of the map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="narrow">Whether for a phone.</param>
    public static IReadOnlyList<(MapTile Tile, Place Place)> Of(TileMap map, bool narrow)
    {
        int columns = Columns(narrow);
        var placed = map.Tiles.Where(t => Places.ContainsKey(t.Code)).ToList();
        var strip = map.Tiles.Except(placed).ToList();
        Place At(MapTile tile) => narrow ? Places[tile.Code].Narrow : Places[tile.Code].Wide;
        int top = placed.Select(t => At(t).Row).DefaultIfEmpty(0).Min();
        int below = placed.Select(t => At(t).Row + 1 - top).DefaultIfEmpty(0).Max();
        return
        [
            .. placed.Select(t => (t, At(t) with { Row = At(t).Row - top })),
            .. strip.Select((t, i) => (t, new Place(i % columns, below + i / columns))),
        ];
    }

    /// <summary>What is written in a square: the ISO code, or the code of the data in capitals.</summary>
    public static string Label(string code) => Places.TryGetValue(code, out var square) ? square.Code : code.ToUpperInvariant();

    /// <summary>Columns of the map.</summary>
    public static int Columns(bool narrow) => 1 + Places.Values.Max(p => narrow ? p.Narrow.Column : p.Wide.Column);

    private static Dictionary<string, Square> Read()
    {
        using var resource = typeof(WorldTiles).Assembly.GetManifestResourceStream($"{typeof(WorldTiles).Namespace}.tiles.csv")
            ?? throw new InvalidOperationException("The places of the map are not embedded.");
        using var csv = CsvReader.Create(resource, new CsvReaderOptions { Separator = ',' });
        int Number(string column) => int.Parse(csv.GetString(column), CultureInfo.InvariantCulture);
        var places = new Dictionary<string, Square>(StringComparer.OrdinalIgnoreCase);
        while (csv.Read())
        {
            var square = new Square(
                csv.GetString("code"), new(Number("column"), Number("row")), new(Number("phone_column"), Number("phone_row")));
            foreach (string name in csv.GetString("names").Split('|').Prepend(square.Code))
                places.Add(name, square);
        }

        return places;
    }

    private readonly record struct Square(string Code, Place Wide, Place Narrow);
}

/// <summary>A place on the map, from 0, from the left and from the top.</summary>
internal readonly record struct Place(int Column, int Row);
