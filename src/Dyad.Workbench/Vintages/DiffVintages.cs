using Dyad.Data.Vintages;

namespace Dyad.Workbench.Vintages;

/// <summary>Compares two vintages of a source.</summary>
public static class DiffVintages
{
    /// <summary>The differences by table.</summary>
    /// <param name="older">Id of one vintage, or the first letters of it.</param>
    /// <param name="newer">Id of the other.</param>
    /// <param name="limit">Rows that are told of a table at the most.</param>
    /// <param name="store">Folder of the store; null: the default.</param>
    /// <exception cref="UserException">The limit is below zero.</exception>
    /// <exception cref="Data.FactException">There is no such vintage, or the two cannot be compared.</exception>
    public static IReadOnlyList<TableDifference> Run(string older, string newer, int limit, string? store)
    {
        if (limit < 0)
            throw new UserException($"--limit {limit}: zero rows or more");
        var vintages = StoreFacts.ToRead(store);
        return VintageDiff.Of(vintages, vintages.Find(older), vintages.Find(newer), limit);
    }
}
