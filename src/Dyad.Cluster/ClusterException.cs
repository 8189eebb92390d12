namespace Dyad.Cluster;

/// <summary>Processes that do not come together: a port in use, a host that is not there, another version. One clear line.</summary>
public sealed class ClusterException : Exception
{
    internal ClusterException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
