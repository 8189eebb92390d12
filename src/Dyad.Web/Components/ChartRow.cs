namespace Dyad.Web.Components;

/// <summary>A row of a chart.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Value">Its value.</param>
/// <param name="Low">Lower end of its interval, if it has one.</param>
/// <param name="High">Upper end.</param>
/// <param name="Colour">0 and 1 for the two sides, 2 for all else.</param>
public sealed record ChartRow(string Name, double Value, double? Low, double? High, int Colour = 2);
