namespace Dyad.Data.Sources.Http;

/// <summary>Lets requests to a host pass one after another, no faster than the source allows.</summary>
internal sealed class HostGate(double perSecond, TimeProvider clock)
{
    private readonly Lock door = new();
    private readonly Dictionary<string, DateTimeOffset> free = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeSpan interval = TimeSpan.FromSeconds(1 / perSecond);

    /// <summary>Waits for the next turn at a host. Turns are given out in the order of the calls.</summary>
    public async Task PassAsync(string host, CancellationToken cancel)
    {
        TimeSpan wait;
        lock (door)
        {
            var now = clock.GetUtcNow();
            var turn = free.TryGetValue(host, out var next) && next > now ? next : now;
            free[host] = turn + interval;
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, cancel).ConfigureAwait(false);
    }
}
