using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Dyad.Dossier.Events;
using Dyad.Dossier.Storage;
using Dyad.Web.Accounts;
using Dyad.Web.Dossiers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dyad.Web.Api;

/// <summary>That something changed: what kind of event, about which clause, by whom; or who is here.</summary>
public sealed record LiveMessage(string Kind, string? Clause = null, string? By = null, IReadOnlyList<PersonHere>? Here = null);

/// <summary>Somebody who looks at the dossier, and the clause that they are at.</summary>
public sealed record PersonHere(string Member, string Name, string Side, string? Clause);

/// <summary>Which clause somebody is at.</summary>
public sealed record AtClause(string? Clause);

/// <summary>Changes told as they come. Messages hold no text: who may read it, reads it anew.</summary>
internal static class Live
{
    /// <summary>Messages that one stream holds back for somebody who reads slowly; then it is cut, and comes back to a page read anew.</summary>
    private const int Waiting = 512;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>How long those who come, go and move are gathered before they are told.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(0.5);

    public static ServerSentEventsResult<LiveMessage> StreamAsync(
        Seat seat, Presence presence, AccountManager accounts, HttpContext context, CancellationToken cancel)
    {
        // Proxies would hold the stream back until it ends.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(MessagesAsync(seat, presence, accounts, cancel));
    }

    public static NoContent Move(AtClause at, Seat seat, Presence presence)
    {
        presence.Move(seat.State.Id, seat.Member.Id, at.Clause is { } clause && seat.State.Clauses.ContainsKey(clause) ? clause : null);
        return TypedResults.NoContent();
    }

    private static async IAsyncEnumerable<SseItem<LiveMessage>> MessagesAsync(
        Seat seat, Presence presence, AccountManager accounts, [EnumeratorCancellation] CancellationToken cancel)
    {
        string dossier = seat.State.Id;
        var messages = Channel.CreateBounded<LiveMessage>(Waiting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        int due = 0;
        void Tell(string changed)
        {
            if (changed == dossier && Interlocked.Exchange(ref due, 1) == 0)
                _ = TellLaterAsync();
        }

        using var here = presence.Enter(dossier, seat.Member.Id, null);
        presence.Changed += Tell;
        messages.Writer.TryWrite(Here(seat, presence));
        var feed = FeedAsync();
        try
        {
            var beat = Task.Delay(Heartbeat, cancel);
            while (true)
            {
                var read = messages.Reader.WaitToReadAsync(cancel).AsTask();
                if (await Task.WhenAny(read, beat) == read)
                {
                    if (!await read)
                        yield break;
                    while (messages.Reader.TryRead(out var message))
                        yield return new SseItem<LiveMessage>(message);
                }

                if (!beat.IsCompleted)
                    continue;
                cancel.ThrowIfCancellationRequested();
                // Whoever lost their seat or their account meanwhile hears nothing more.
                if (seat.Live.Current.State.Active(seat.Member.Id) is null || await IsOutAsync(accounts, seat.Member.Id))
                    yield break;
                yield return new SseItem<LiveMessage>(new LiveMessage("alive"));
                beat = Task.Delay(Heartbeat, cancel);
            }
        }
        finally
        {
            presence.Changed -= Tell;
            await stop.CancelAsync();
            await feed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Each who moves is told to everybody: of many who move, all at once.
        async Task TellLaterAsync()
        {
            await Task.Delay(Gathering, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Volatile.Write(ref due, 0);
            messages.Writer.TryWrite(Here(seat, presence));
        }

        async Task FeedAsync()
        {
            await foreach (var logged in seat.Live.Feed.ListenAsync(seat.Member.Side, stop.Token))
            {
                var entry = logged.Entry;
                if (entry.Event is MemberRemoved removed && removed.Member == seat.Member.Id)
                    break;
                // The moment of an answer would tell whose it is.
                if (entry.Event is not AnswerGiven
                    && !messages.Writer.TryWrite(new LiveMessage(AuditLine.TypeOf(entry.Event), ClauseOf(entry.Event, seat), entry.Actor)))
                    break;
            }

            messages.Writer.TryComplete();
        }
    }

    private static async Task<bool> IsOutAsync(AccountManager accounts, string handle)
    {
        try
        {
            return await accounts.FindByNameAsync(handle) is not { Disabled: false };
        }
        catch (StoreException)
        {
            // While the database is away, who reads goes on.
            return false;
        }
    }

    private static LiveMessage Here(Seat seat, Presence presence)
    {
        var members = seat.Live.Current.State.Members;
        return new LiveMessage("here", Here: [.. presence.At(seat.State.Id).Where(p => members.ContainsKey(p.Member))
            .Select(p => new PersonHere(p.Member, members[p.Member].Name, members[p.Member].Side, p.Clause))]);
    }

    private static string? ClauseOf(DossierEvent what, Seat seat) => what switch
    {
        ClauseWritten e => e.Clause,
        ClauseRemoved e => e.Clause,
        PositionStated e => e.Clause,
        CommentMade e => e.Clause,
        SuggestionMade e => e.Clause,
        SuggestionAnswered e => seat.Live.Current.State.Clauses.Values.FirstOrDefault(c => c.Suggestions.Any(s => s.Id == e.Suggestion))?.Id,
        NoteWritten e => e.Clause,
        _ => null,
    };
}
