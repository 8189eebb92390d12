using Dyad.Dossier.Storage;

namespace Dyad.Dossier.Tests;

/// <summary>A store in memory that can be told to fail.</summary>
internal sealed class MemoryStore : IEntryStore
{
    private readonly Lock _lock = new();
    private readonly List<StoredEntry> _entries = [];
    private readonly Dictionary<string, string> _seals = [];

    public Exception? Failure { get; set; }

    public Task<IReadOnlyList<string>> DossiersAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([.. _entries.Select(e => e.Dossier).Distinct().Order(StringComparer.Ordinal)]);

    public async IAsyncEnumerable<StoredEntry> ReadAsync(string dossier, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        List<StoredEntry> read;
        lock (_lock)
            read = [.. _entries.Where(e => e.Dossier == dossier).OrderBy(e => e.Chain, StringComparer.Ordinal).ThenBy(e => e.Number)];
        foreach (var entry in read)
            yield return entry;
    }

    public Task AppendAsync(IReadOnlyList<StoredEntry> entries, IReadOnlyList<StoredSeal> seals, CancellationToken cancel)
    {
        if (Failure is not null)
            return Task.FromException(Failure);
        lock (_lock)
        {
            _entries.AddRange(entries);
            foreach (var seal in seals)
                _seals[seal.Chain] = seal.Content;
        }

        return Task.CompletedTask;
    }

    public Task<string?> SealAsync(string dossier, string chain, CancellationToken cancel) => Task.FromResult(_seals.GetValueOrDefault(chain));

    public Task<bool> HealthyAsync(CancellationToken cancel) => Task.FromResult(Failure is null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
