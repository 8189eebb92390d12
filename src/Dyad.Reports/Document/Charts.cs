namespace Dyad.Reports.Document;

/// <summary>
/// A picture as data: what is drawn, not how. <paramref name="Title"/> and <paramref name="Description"/> are read out to who does
/// not see it. The web renders SVG with theme colours, Word a native chart.
/// </summary>
public abstract record Chart(string Title, string Description, string Unit);

/// <summary>Lines over years; null values are gaps.</summary>
public sealed record LineChart(
    string Title, string Description, string Unit, IReadOnlyList<int> Years, IReadOnlyList<LineSeries> Series)
    : Chart(Title, Description, Unit);

/// <summary>One line. <paramref name="Colour"/> is an index into the palette (0 and 1 are the two parties, by code).</summary>
public sealed record LineSeries(string Name, IReadOnlyList<double?> Values, int Colour);

/// <summary>
/// Values with error bars, one a row, top to bottom. <paramref name="Decimals"/> are those of the values, for ends in words; null:
/// by their size. <paramref name="Bars"/>: each value is a bar from the reference, its interval a whisker. Where no row has an
/// interval (both ends equal the value), none is drawn or told.
/// </summary>
public sealed record IntervalChart(
    string Title, string Description, string Unit, IReadOnlyList<IntervalRow> Rows, double? Reference = null,
    string? ReferenceLabel = null, int? Decimals = null, bool Bars = false)
    : Chart(Title, Description, Unit)
{
    /// <summary>Whether any row has an interval.</summary>
    public bool HasIntervals => Rows.Any(row => row.Low < row.High);
}

/// <summary>
/// One row of an interval chart. <paramref name="Mark"/> is a second value shown as a tick (actual against expected,
/// median of the peers); <paramref name="ProvenanceId"/> makes the row clickable; <paramref name="Heading"/> stands above the row
/// where a group of rows begins.
/// </summary>
public sealed record IntervalRow(
    string Label, double Value, double Low, double High, int Colour, string ValueText, string ProvenanceId,
    double? Mark = null, string? MarkLabel = null, string? Heading = null);

/// <summary>
/// A grid of shaded cells with their values written in; null cells are empty. <paramref name="Diverging"/>: gains and losses have
/// shades of their own that grow from zero (<see cref="DivergingScale"/>); <paramref name="Low"/> is then minus
/// <paramref name="High"/>.
/// </summary>
public sealed record HeatMap(
    string Title, string Description, string Unit, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<HeatCell?>> Cells, double Low, double High, bool Diverging = false)
    : Chart(Title, Description, Unit);

/// <summary>One cell of a heat map.</summary>
public sealed record HeatCell(double Value, string Text, string ProvenanceId);

/// <summary>
/// A world map of squares: each economy is one square of the same size near its place on earth, shaded by its value from zero
/// (<see cref="DivergingScale"/>), its code and value written in. Economies without a place stand in a strip below.
/// </summary>
public sealed record TileMap(string Title, string Description, string Unit, IReadOnlyList<MapTile> Tiles)
    : Chart(Title, Description, Unit);

/// <summary>
/// One economy of a map. <paramref name="Code"/> (ISO 3166 alpha-3) gives its place; <paramref name="Outlined"/>: a side.
/// </summary>
public sealed record MapTile(string Code, string Name, double Value, string Text, string ProvenanceId, bool Outlined = false);
