namespace Dyad.Data.Accounts;

/// <summary>Where the cells of an array stand.</summary>
/// <param name="Path">The file.</param>
/// <param name="Column">The column of values.</param>
/// <param name="Rows">Row of each cell, from 1, in the order of the array; null where cells are sums of rows.</param>
public sealed record CellPlaces(string Path, string Column, int[]? Rows);
