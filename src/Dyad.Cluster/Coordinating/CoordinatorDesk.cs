using System.Collections.Concurrent;

namespace Dyad.Cluster.Coordinating;

/// <summary>What the coordinator holds: the run that is under way, and which workers were heard of.</summary>
internal sealed class CoordinatorDesk(TimeProvider clock)
{
    /// <summary>Who has not been heard of for as long does not take part. Workers tell of themselves each second.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, long> heard = new(StringComparer.Ordinal);
    private volatile BatchBoard? board;

    /// <summary>The run that is under way, or null.</summary>
    public BatchBoard? Board
    {
        get => board;
        set => board = value;
    }

    /// <summary>Workers that take part now.</summary>
    public int Workers => heard.Count(w => clock.GetElapsedTime(w.Value) < Silence);

    /// <summary>Notes that a worker lives.</summary>
    public void Hear(string worker) => heard[worker] = clock.GetTimestamp();
}
