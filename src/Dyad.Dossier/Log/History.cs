using System.Collections.Immutable;

namespace Dyad.Dossier.Log;

/// <summary>Chains of a dossier, each checked from its first entry to its last.</summary>
public sealed record History
{
    private static readonly StringComparer Ordinal = StringComparer.Ordinal;

    private History(string dossier) => Dossier = dossier;

    /// <summary>A history without entries.</summary>
    public static History Empty(string dossier) => new(dossier);

    /// <summary>Id of the dossier.</summary>
    public string Dossier { get; }

    /// <summary>Chains by id, each in the order of its numbers.</summary>
    public ImmutableSortedDictionary<string, ImmutableList<LoggedEntry>> Chains { get; private init; } =
        ImmutableSortedDictionary.Create<string, ImmutableList<LoggedEntry>>(Ordinal);

    /// <summary>Largest clock of the chains that both sides see: private chains leave no trace in it.</summary>
    public long Clock { get; private init; }

    /// <summary>The last entry of a chain; null where it has none.</summary>
    public LoggedEntry? Head(string chain) => Chains.TryGetValue(chain, out var entries) ? entries[^1] : null;

    /// <summary>Entries that both sides see, in the order of the history.</summary>
    public IEnumerable<LoggedEntry> Public() => Ordered(Chains.Where(c => !c.Key.Contains('/', StringComparison.Ordinal)));

    /// <summary>Entries of a side's private chains, in their order.</summary>
    public IEnumerable<LoggedEntry> Private(string side) => Ordered(Chains.Where(c => c.Key.EndsWith('/' + side, StringComparison.Ordinal)));

    /// <summary>The history with one more entry at the end of its chain.</summary>
    /// <exception cref="DossierException">The entry does not follow on the last of its chain.</exception>
    public History With(LoggedEntry logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        var entry = logged.Entry;
        var head = Head(entry.Chain);
        if (entry.Dossier != Dossier)
            throw new DossierException($"Entry {entry.Number} of chain {entry.Chain} belongs to the dossier {entry.Dossier}, not to {Dossier}.");
        if (entry.Number != (head?.Entry.Number ?? 0) + 1)
            throw new DossierException($"Entry {(head?.Entry.Number ?? 0) + 1} of chain {entry.Chain} is missing; entry {entry.Number} stands there.");
        if (entry.Previous != (head?.Hash ?? Entry.NoPrevious))
        {
            throw new DossierException(head is null
                ? $"Entry 1 of chain {entry.Chain} follows on something, and nothing is before it."
                : $"Entry {head.Entry.Number} or {entry.Number} of chain {entry.Chain} was changed: the hash of the first is not the one that the second follows on.");
        }

        // A clock that went back would put the entry before what its writer had written already.
        if (head is not null && (entry.IsPrivate() ? entry.Clock < head.Entry.Clock : entry.Clock <= head.Entry.Clock))
            throw new DossierException($"Entry {entry.Number} of chain {entry.Chain} has a clock that goes back.");
        if (entry.Clock < 1)
            throw new DossierException($"Entry {entry.Number} of chain {entry.Chain} has no clock.");
        return this with
        {
            Chains = Chains.SetItem(entry.Chain, (Chains.GetValueOrDefault(entry.Chain) ?? []).Add(logged)),
            Clock = entry.IsPrivate() ? Clock : Math.Max(Clock, entry.Clock),
        };
    }

    private static IEnumerable<LoggedEntry> Ordered(IEnumerable<KeyValuePair<string, ImmutableList<LoggedEntry>>> chains) =>
        chains.SelectMany(c => c.Value).Order(Comparer<LoggedEntry>.Create((a, b) => Entry.Compare(a.Entry, b.Entry)));
}
