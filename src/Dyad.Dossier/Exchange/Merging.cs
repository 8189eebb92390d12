using Dyad.Dossier.Log;

namespace Dyad.Dossier.Exchange;

/// <summary>
/// The union of two histories of one dossier. Chains grow at their ends alone, and only their site writes them, so that the longer of two
/// copies holds the shorter: merging is commutative, associative and idempotent.
/// </summary>
public static class Merging
{
    /// <summary>Entries that the second has beyond the first, by chain and number.</summary>
    /// <exception cref="DossierException">
    /// The histories are of two dossiers, or a chain has two different entries of one number: its site wrote two histories, or lost its
    /// disk and began again.
    /// </exception>
    public static IReadOnlyList<LoggedEntry> Missing(History here, History there)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(there);
        if (here.Dossier != there.Dossier)
            throw new DossierException($"These are two dossiers: {here.Dossier} and {there.Dossier}.");
        var missing = new List<LoggedEntry>();
        foreach (var (chain, entries) in there.Chains)
        {
            var known = here.Chains.GetValueOrDefault(chain) ?? [];
            int shared = Math.Min(known.Count, entries.Count);
            // Each entry carries the hash of the one before: the last that both have stands for all.
            if (shared > 0 && known[shared - 1].Hash != entries[shared - 1].Hash)
                throw new DossierException($"Chain {chain} has two histories: here and in the file entry {shared} or one before differs.");
            missing.AddRange(entries.Skip(shared));
        }

        return missing;
    }

    /// <summary>Both together.</summary>
    /// <exception cref="DossierException">As <see cref="Missing"/>.</exception>
    public static History Union(History here, History there) => Missing(here, there).Aggregate(here, (all, entry) => all.With(entry));
}
