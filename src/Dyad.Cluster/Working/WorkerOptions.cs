using Dyad.Cluster.Connecting;

namespace Dyad.Cluster.Working;

/// <summary>Whom a worker joins, and how it computes.</summary>
public sealed record WorkerOptions
{
    /// <summary>HOST:PORT of the coordinator.</summary>
    public string Join { get; init; } = ClusterAddress.Default;

    /// <summary>
    /// ADDRESS:PORT at which the others reach this worker; null: the address on the way to the coordinator, at a port that is free.
    /// </summary>
    public string? Listen { get; init; }

    /// <summary>The shared key; needed where the coordinator is another machine.</summary>
    public ClusterKey? Key { get; init; }

    /// <summary>Threads; all cores where null.</summary>
    public int? Threads { get; init; }

    /// <summary>What it greets with; another in tests.</summary>
    internal Greeting Greeting { get; init; } = Greeting.Own;
}
