using Dyad.Cluster.Connecting;

namespace Dyad.Cluster.Coordinating;

/// <summary>How a coordinator listens and computes.</summary>
public sealed record CoordinatorOptions
{
    /// <summary>ADDRESS:PORT at which workers find it; loopback unless asked for.</summary>
    public string Listen { get; init; } = ClusterAddress.Default;

    /// <summary>The shared key; needed where other machines reach <see cref="Listen"/>.</summary>
    public ClusterKey? Key { get; init; }

    /// <summary>Threads of the coordinator itself; all cores where null.</summary>
    public int? Threads { get; init; }

    /// <summary>What it greets with; another in tests.</summary>
    internal Greeting Greeting { get; init; } = Greeting.Own;
}
