using Dyad.Data.Vintages;

namespace Dyad.Workbench.Vintages;

/// <summary>What a pruning removes, or would.</summary>
/// <param name="Vintages">Ids of the vintages that go.</param>
/// <param name="Bytes">Bytes that it frees.</param>
/// <param name="Done">Whether it was done, or only told.</param>
public sealed record Pruned(IReadOnlyList<string> Vintages, long Bytes, bool Done);

/// <summary>Removes vintages that later answers took the place of.</summary>
public static class PruneVintages
{
    /// <summary>Prunes.</summary>
    /// <param name="before">Vintages superseded before this moment go.</param>
    /// <param name="really">Whether to do it; otherwise it is only told.</param>
    /// <param name="store">Folder of the store; null: the default.</param>
    public static Pruned Run(DateTimeOffset before, bool really, string? store)
    {
        var (vintages, bytes) = StoreFacts.ToRead(store).Prune(before, !really);
        return new Pruned([.. vintages.Select(v => v.Id)], bytes, really);
    }
}
