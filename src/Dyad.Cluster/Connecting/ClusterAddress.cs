using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dyad.Cluster.Connecting;

/// <summary>Where coordinator and workers meet.</summary>
public static class ClusterAddress
{
    /// <summary>Of the coordinator unless another is asked for: this machine alone.</summary>
    public const string Default = "127.0.0.1:24790";

    /// <summary>Reads HOST:PORT; a name becomes its first address.</summary>
    /// <exception cref="ClusterException">It is not of that form, or the name has no address.</exception>
    internal static IPEndPoint Resolve(string text)
    {
        var colon = text.LastIndexOf(':');
        var digits = text.AsSpan(colon + 1);
        if (colon <= 0 || !ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            throw new ClusterException($"{text}: not HOST:PORT with a port from 1 to 65535");
        var host = text[..colon].Trim('[', ']');
        if (IPAddress.TryParse(host, out var address))
            return new IPEndPoint(address, port);
        try
        {
            var all = Dns.GetHostAddresses(host);
            return new IPEndPoint(all.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? all[0], port);
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IndexOutOfRangeException)
        {
            throw new ClusterException($"{host}: no address of this name ({e.Message})", e);
        }
    }

    /// <summary>Refuses an address that others can reach unless a key keeps strangers out, and one that names no machine.</summary>
    internal static void Check(IPEndPoint listen, ClusterKey? key)
    {
        if (listen.Address.Equals(IPAddress.Any) || listen.Address.Equals(IPAddress.IPv6Any))
            throw new ClusterException($"{listen}: name the address of this machine that the others reach");
        if (!IPAddress.IsLoopback(listen.Address) && key is null)
        {
            throw new ClusterException(
                $"{listen} can be reached from other machines: set {ClusterKey.Variable} to the same secret here and there " +
                $"({ClusterKey.Least} characters or more)");
        }
    }

    /// <summary>Refuses a port that is taken, or an address that is not one of this machine.</summary>
    internal static void CheckFree(IPEndPoint listen)
    {
        try
        {
            using var probe = new TcpListener(listen);
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new ClusterException(
                e.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"{listen} is in use, perhaps by another coordinator"
                    : $"{listen}: cannot listen there ({e.Message})",
                e);
        }
    }

    /// <summary>A port of an address that nothing uses now.</summary>
    internal static IPEndPoint Free(IPAddress address)
    {
        using var probe = new TcpListener(address, 0);
        probe.Start();
        return (IPEndPoint)probe.LocalEndpoint;
    }
}
