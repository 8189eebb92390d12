using System.Collections.Concurrent;
using System.Threading.Channels;
using Dyad.Dossier.Log;

namespace Dyad.Dossier.Live;

/// <summary>
/// Tells those who look at a dossier what has been written. A subscriber of a side hears of what both sides see and of that side's notes; one
/// that does not keep up misses entries in between, and reads the dossier anew.
/// </summary>
public sealed class Feed
{
    private const int Waiting = 256;

    private readonly ConcurrentDictionary<Channel<LoggedEntry>, string?> _subscribers = new();

    /// <summary>Entries as they are written, until cancelled or the dossier ends.</summary>
    public async IAsyncEnumerable<LoggedEntry> ListenAsync(
        string? side, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        var channel = Channel.CreateBounded<LoggedEntry>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });
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
                if (!entry.Entry.IsPrivate() || entry.Entry.Side == side)
                    channel.Writer.TryWrite(entry);
            }
        }
    }

    internal void End()
    {
        foreach (var channel in _subscribers.Keys)
            channel.Writer.TryComplete();
    }
}
