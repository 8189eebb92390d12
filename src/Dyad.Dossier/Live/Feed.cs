using System.Collections.Concurrent;
using System.Threading.Channels;
using Dyad.Dossier.Log;

namespace Dyad.Dossier.Live;

/// <summary>
/// Tells those who look at a dossier what has been written. A subscriber of a side hears of what both sides see and of that side's notes; one
/// that does not keep up is cut off after what it could hold, so that it knows to read the dossier anew.
/// </summary>
public sealed class Feed
{
    private const int Waiting = 256;

    private readonly ConcurrentDictionary<Channel<LoggedEntry>, string?> _subscribers = new();

    /// <summary>Entries as they are written, until cancelled, cut off, or the dossier ends.</summary>
    public async IAsyncEnumerable<LoggedEntry> ListenAsync(
        string? side, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        var channel = Channel.CreateBounded<LoggedEntry>(Waiting);
        _subscribers[channel] = side;
        try
        {
            await foreach (var entry in channel.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
                yield return entry;
        }
        finally
        {
            _subscribers.TryRemove(channel, out _);
        }
    }

    internal void Tell(IEnumerable<LoggedEntry> entries)
    {
        foreach (var entry in entries)
        {
            foreach (var (channel, side) in _subscribers)
            {
                // An entry left out in silence would be missed for good: nobody would know that it was there.
                if ((!entry.Entry.IsPrivate() || entry.Entry.Side == side) && !channel.Writer.TryWrite(entry))
                    channel.Writer.TryComplete();
            }
        }
    }

    internal void End()
    {
        foreach (var channel in _subscribers.Keys)
            channel.Writer.TryComplete();
    }
}
