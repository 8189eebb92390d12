using System.Collections.Concurrent;

namespace Dyad.Sources.Tests.StandIn;

/// <summary>A clock on which every pause is over at once, and that remembers how long each was to last.</summary>
internal sealed class HurriedClock(DateTimeOffset start) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> pauses = new();
    private long ticks = start.UtcTicks;

    public IReadOnlyList<TimeSpan> Pauses => [.. pauses];

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            pauses.Enqueue(dueTime);
            Interlocked.Add(ref ticks, dueTime.Ticks);
        }

        return System.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
