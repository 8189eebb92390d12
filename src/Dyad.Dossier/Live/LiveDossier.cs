using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;
using Dyad.Dossier.Storage;

namespace Dyad.Dossier.Live;

/// <summary>
/// A dossier that is worked on. One writer takes what members do in turn, checks it against the rules, and makes it durable, as many at once as
/// have come while the last were written; readers see the snapshot before or after, and wait for nobody. Where the store fails, writers get its
/// error and readers go on.
/// </summary>
public sealed class LiveDossier : IAsyncDisposable
{
    private const int LargestBatch = 256;

    private readonly IEntryStore _store;
    private readonly Site _site;
    private readonly TimeProvider _time;
    private readonly Channel<Request> _requests = Channel.CreateUnbounded<Request>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Feed _feed = new();
    private readonly Task _writer;
    private volatile Snapshot _current;
    private ImmutableDictionary<string, Seal> _foreignSeals;
    private bool _inDoubt;

    private LiveDossier(IEntryStore store, Site site, TimeProvider time, Snapshot current, ImmutableDictionary<string, Seal> seals)
    {
        (_store, _site, _time, _current, _foreignSeals) = (store, site, time, current, seals);
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Reads a dossier from its store; one that nobody has opened yet is empty.</summary>
    /// <exception cref="DossierException">The stored log does not hold together.</exception>
    public static async Task<LiveDossier> OpenAsync(IEntryStore store, Site site, string dossier, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(site);
        var history = await ReadAsync(store, dossier, cancel).ConfigureAwait(false);
        return new LiveDossier(
            store, site, time, Snapshot.Of(history), await SealsAsync(store, history, site, cancel).ConfigureAwait(false));
    }

    /// <summary>The dossier as it is now.</summary>
    public Snapshot Current => _current;

    /// <summary>Who is told of changes.</summary>
    public Feed Feed => _feed;

    /// <summary>Writes what somebody did; returns when it is durable.</summary>
    /// <param name="actor">Who; for an answer in a round, their pseudonym.</param>
    /// <param name="side">For which side; null for the secretary.</param>
    /// <param name="what">What.</param>
    /// <param name="cancel">Ends the waiting; what was handed in may still be written.</param>
    /// <exception cref="RefusedException">It is not allowed.</exception>
    /// <exception cref="StoreException">It could not be stored, and is not.</exception>
    public Task<LoggedEntry> AppendAsync(string actor, string? side, DossierEvent what, CancellationToken cancel = default) =>
        AppendAsync(actor, side, _ => what, cancel);

    /// <summary>As above; what is done is decided when it is its turn, by the state that it meets.</summary>
    public Task<LoggedEntry> AppendAsync(string actor, string? side, Func<DossierState, DossierEvent> what, CancellationToken cancel = default) =>
        AskAsync(new Request(snapshot => [Make(snapshot, actor, side, what(snapshot.State))], []), cancel);

    /// <summary>Takes in what a checked file has beyond this log.</summary>
    /// <returns>How many entries were new.</returns>
    /// <exception cref="DossierException">The file does not hold, is of another dossier, or tells another history.</exception>
    /// <exception cref="StoreException">It could not be stored, and is not.</exception>
    public async Task<int> MergeAsync(FileCheck file, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Holds)
            throw new DossierException(file.Faults[0]);
        int taken = 0;
        await AskAsync(new Request(
            snapshot =>
            {
                var missing = Merging.Missing(snapshot.History, file.History!);
                if (missing.FirstOrDefault(e => e.Entry.Site() == _site.Id) is { } own)
                    throw new DossierException($"The file has entry {own.Entry.Number} of this server's own chain {own.Entry.Chain}, which this server does not: restore its backup first.");
                Belonging.Check(snapshot.History, Merging.Union(snapshot.History, file.History!));
                taken = missing.Count;
                return missing;
            },
            file.File!.Seals), cancel).ConfigureAwait(false);
        return taken;
    }

    /// <summary>The dossier as a file; with the notes of a side where it takes them along.</summary>
    public DossierFile Export(string? withNotesOf = null)
    {
        var (history, foreign) = (_current.History, _foreignSeals);
        var seals = history.Chains.ToDictionary(
            c => c.Key,
            c => Entry.SiteOf(c.Key) == _site.Id
                ? _site.Seal(history.Dossier, c.Key, c.Value[^1].Entry.Number, c.Value[^1].Hash) : foreign[c.Key],
            StringComparer.Ordinal);
        return DossierFile.Of(history, _current.State, seals, withNotesOf);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        _feed.End();
    }

    private static async Task<History> ReadAsync(IEntryStore store, string dossier, CancellationToken cancel)
    {
        var history = History.Empty(dossier);
        await foreach (var stored in store.ReadAsync(dossier, cancel).ConfigureAwait(false))
            history = history.With(LoggedEntry.Read(stored.Content));
        return history;
    }

    private static async Task<ImmutableDictionary<string, Seal>> SealsAsync(IEntryStore store, History history, Site site, CancellationToken cancel)
    {
        var seals = ImmutableDictionary.CreateBuilder<string, Seal>(StringComparer.Ordinal);
        foreach (string chain in history.Chains.Keys.Where(c => Entry.SiteOf(c) != site.Id))
        {
            string seal = await store.SealAsync(history.Dossier, chain, cancel).ConfigureAwait(false)
                ?? throw new DossierException($"The store has no seal of chain {chain}.");
            seals[chain] = JsonSerializer.Deserialize<Seal>(seal, DossierJson.Options)!;
        }

        return seals.ToImmutable();
    }

    private async Task<LoggedEntry> AskAsync(Request request, CancellationToken cancel)
    {
        if (!_requests.Writer.TryWrite(request))
            throw new DossierException("The server is stopping.");
        return await request.Done.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    private LoggedEntry Make(Snapshot now, string actor, string? side, DossierEvent what)
    {
        string chain = what is NoteWritten ? $"{_site.Id}/{side}" : _site.Id;
        var head = now.History.Head(chain);
        // A note must leave no trace in what the other side sees: it takes the clock as it is and moves it for nobody.
        long clock = what is NoteWritten ? Math.Max(Math.Max(1, now.History.Clock), head?.Entry.Clock ?? 0) : now.History.Clock + 1;
        var at = _time.GetUtcNow();
        var entry = new Entry(
            now.History.Dossier, chain, (head?.Entry.Number ?? 0) + 1, clock,
            // The hour of an answer would tell who was there to give it.
            Entry.Moment(what is AnswerGiven ? at.UtcDateTime.Date : at), actor, what, head?.Hash ?? Entry.NoPrevious, side);
        var refusal = Rules.Check(now.State, entry) ?? Late(now.State, side, what);
        return refusal is null ? LoggedEntry.Of(entry) : throw new RefusedException(refusal);
    }

    /// <summary>
    /// On one server nobody needs to write beside another: who knows an old wording, or would write over the other side's head, is told so
    /// before anything is written.
    /// </summary>
    private static Refusal? Late(DossierState state, string? side, DossierEvent what)
    {
        if (what is not ClauseWritten { Base: { } version } e)
            return null;
        var clause = state.Clauses[e.Clause];
        return clause.Current.Id != version ? new Refusal(RefusalKind.Changed, e.Clause) : ClauseRules.Spoken(state, clause, side!, e);
    }

    private async Task WriteAsync()
    {
        var batch = new List<(Request Request, IReadOnlyList<LoggedEntry> Entries)>();
        while (await _requests.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            if (_inDoubt && !await ReadAgainAsync().ConfigureAwait(false))
                continue;
            batch.Clear();
            var next = _current;
            while (batch.Count < LargestBatch && _requests.Reader.TryRead(out var request))
                next = Take(request, next, batch);
            if (batch.Count > 0)
                await StoreAsync(batch, next).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// After an error nobody knows whether the entries were in when the connection broke: what is there is read before more is written.
    /// </summary>
    private async Task<bool> ReadAgainAsync()
    {
        try
        {
            var history = await ReadAsync(_store, _current.History.Dossier, default).ConfigureAwait(false);
            if (history.Chains.Any(c => c.Value.Count != (_current.History.Chains.GetValueOrDefault(c.Key)?.Count ?? 0)))
            {
                var found = Merging.Missing(_current.History, history);
                _current = Snapshot.Of(history);
                _foreignSeals = await SealsAsync(_store, history, _site, default).ConfigureAwait(false);
                _feed.Tell(found);
            }

            _inDoubt = false;
            return true;
        }
        catch (Exception e)
        {
            while (_requests.Reader.TryRead(out var request))
                request.Done.TrySetException(e);
            return false;
        }
    }

    private static Snapshot Take(Request request, Snapshot now, List<(Request, IReadOnlyList<LoggedEntry>)> batch)
    {
        try
        {
            var entries = request.Make(now);
            // Entries of elsewhere may belong before some of here: their state is made anew.
            var next = request.Seals.Count > 0 ? Snapshot.Of(entries.Aggregate(now.History, (h, e) => h.With(e))) : entries.Aggregate(now, (s, e) => s.With(e));
            batch.Add((request, entries));
            return next;
        }
        catch (Exception e)
        {
            // Whatever is wrong with one request is told to whoever made it; the others go on.
            request.Done.TrySetException(e);
            return now;
        }
    }

    private async Task StoreAsync(List<(Request Request, IReadOnlyList<LoggedEntry> Entries)> batch, Snapshot next)
    {
        var seals = batch.SelectMany(b => b.Request.Seals)
            .Where(s => Entry.SiteOf(s.Chain) != _site.Id && next.History.Head(s.Chain)?.Hash == s.Hash).ToList();
        try
        {
            await _store.AppendAsync(
                [.. batch.SelectMany(b => b.Entries).Select(e => new StoredEntry(e.Entry.Dossier, e.Entry.Chain, e.Entry.Number, e.Hash, e.Content))],
                [.. seals.Select(s => new StoredSeal(next.History.Dossier, s.Chain, Encoding.UTF8.GetString(CanonicalJson.Bytes(s))))],
                CancellationToken.None).ConfigureAwait(false);
            _current = next;
            _foreignSeals = _foreignSeals.SetItems(seals.Select(s => KeyValuePair.Create(s.Chain, s)));
        }
        catch (Exception e)
        {
            _inDoubt = true;
            foreach (var (request, _) in batch)
                request.Done.TrySetException(e);
            return;
        }

        foreach (var (request, entries) in batch)
        {
            request.Done.TrySetResult(entries.Count > 0 ? entries[^1] : null!);
            _feed.Tell(entries);
        }
    }

    private sealed record Request(Func<Snapshot, IReadOnlyList<LoggedEntry>> Make, IReadOnlyList<Seal> Seals)
    {
        public TaskCompletionSource<LoggedEntry> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
