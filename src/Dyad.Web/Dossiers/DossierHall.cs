using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dyad.Dossier;
using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Live;
using Dyad.Dossier.Rounds;
using Dyad.Dossier.State;
using Dyad.Dossier.Storage;

namespace Dyad.Web.Dossiers;

/// <summary>The dossiers of this server, each opened once.</summary>
public sealed class DossierHall(IEntryStore store, Site site, Pseudonyms pseudonyms, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LiveDossier>>> _open = new(StringComparer.Ordinal);

    /// <summary>What the store had when it was last asked; what came since was opened here.</summary>
    private volatile IReadOnlySet<string>? _stored;

    /// <summary>This server.</summary>
    public Site Site => site;

    /// <summary>Where the logs are.</summary>
    public IEntryStore Store => store;

    /// <summary>Names under which experts answer.</summary>
    public Pseudonyms Pseudonyms => pseudonyms;

    /// <summary>
    /// All dossiers of the server, by id. Where the database is away, those that were there when it was last asked: who reads them goes on.
    /// </summary>
    public async Task<IReadOnlyList<LiveDossier>> AllAsync(CancellationToken cancel)
    {
        IReadOnlySet<string> ids;
        try
        {
            ids = await StoredAsync(cancel);
        }
        catch (StoreException) when (_stored is not null)
        {
            // Pages of dossiers in memory need no database.
            ids = _stored;
        }

        var known = new List<LiveDossier>();
        foreach (string id in ids.Order(StringComparer.Ordinal))
        {
            if (await FindAsync(id, cancel) is { } live)
                known.Add(live);
        }

        return known;
    }

    /// <summary>A dossier; null where there is none of that id.</summary>
    public async Task<LiveDossier?> FindAsync(string id, CancellationToken cancel)
    {
        // No question to the store for an id that nobody knows: it would take longer than one that is there, and tell them apart.
        if (!_open.ContainsKey(id) && !(_stored ?? await StoredAsync(cancel)).Contains(id))
            return null;
        var live = await OpenAsync(id, cancel);
        return live.Current.State.Sides.Count == 2 ? live : null;
    }

    /// <summary>A new dossier with its sides and a head for each.</summary>
    /// <exception cref="RefusedException">A side or a head is not as it must be.</exception>
    public async Task<LiveDossier> CreateAsync(Texts title, IReadOnlyList<FirstHead> heads, CancellationToken cancel)
    {
        var events = Opening.Events(title, heads);
        var live = await OpenAsync(NewId(), cancel);
        foreach (var what in events)
            await live.AppendAsync(Opening.Secretary, null, what, cancel);
        return live;
    }

    /// <summary>Takes in a file: a dossier that this server does not have yet, or what others wrote on one that it has.</summary>
    /// <exception cref="DossierException">The file does not hold, or tells another history.</exception>
    public async Task<(LiveDossier Live, int Taken)> MergeAsync(FileCheck file, CancellationToken cancel)
    {
        if (!file.Holds)
            throw new DossierException(file.Faults[0]);
        var live = await OpenAsync(file.File!.Dossier, cancel);
        return (live, await live.MergeAsync(file, cancel));
    }

    /// <summary>An id that nobody has.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var live in _open.Values)
        {
            if (live.IsValueCreated && live.Value.IsCompletedSuccessfully)
                await (await live.Value).DisposeAsync();
        }
    }

    private async Task<IReadOnlySet<string>> StoredAsync(CancellationToken cancel) =>
        _stored = (await store.DossiersAsync(cancel)).ToHashSet(StringComparer.Ordinal);

    private async Task<LiveDossier> OpenAsync(string id, CancellationToken cancel)
    {
        var live = _open.GetOrAdd(id, key => new Lazy<Task<LiveDossier>>(
            () => LiveDossier.OpenAsync(store, site, key, time, CancellationToken.None)));
        try
        {
            return await live.Value.WaitAsync(cancel);
        }
        catch (StoreException)
        {
            // A database that was away for a moment must not be remembered as one that never was.
            _open.TryRemove(KeyValuePair.Create(id, live));
            throw;
        }
    }
}
