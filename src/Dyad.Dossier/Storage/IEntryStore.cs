namespace Dyad.Dossier.Storage;

/// <summary>
/// Where the logs of dossiers are kept. What is in it is never changed and never removed. Any number of tasks may use one store
/// at a time. What goes wrong outside is a <see cref="StoreException"/>; once it has passed, the same store works again.
/// </summary>
public interface IEntryStore : IAsyncDisposable
{
    /// <summary>Ids of the dossiers that have an entry, in order of their code points.</summary>
    Task<IReadOnlyList<string>> DossiersAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Entries of a dossier by chain (in order of code points) and number, as they stood when reading began; none where it is unknown.
    /// </summary>
    IAsyncEnumerable<StoredEntry> ReadAsync(string dossier, CancellationToken cancellationToken = default);

    /// <summary>
    /// Appends entries, all or none; when it returns they outlast a loss of power. Entries of one chain stand in the order of their
    /// numbers; those of several chains and dossiers may be mixed. Seals come in with them, each in the place of the one that its chain had:
    /// small texts, the only ones here that change.
    /// </summary>
    /// <exception cref="StoreException">
    /// <see cref="StoreFault.Conflict"/>: a number does not follow the last of its chain, as when another was quicker.
    /// <see cref="StoreFault.Unreachable"/>: the connection may have broken after the entries were in, so read before appending again.
    /// </exception>
    /// <exception cref="ArgumentException">A name or a hash is empty, or is no text that both engines keep.</exception>
    Task AppendAsync(IReadOnlyList<StoredEntry> entries, IReadOnlyList<StoredSeal> seals, CancellationToken cancellationToken = default);

    /// <summary>The seal of a chain; null where none was set.</summary>
    Task<string?> SealAsync(string dossier, string chain, CancellationToken cancellationToken = default);

    /// <summary>Whether the store answers and has the form that this version reads; no exception where it does not.</summary>
    Task<bool> HealthyAsync(CancellationToken cancellationToken = default);
}
