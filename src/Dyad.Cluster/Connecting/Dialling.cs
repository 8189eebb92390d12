using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Dyad.Cluster.Connecting;

/// <summary>How a worker looks whether a coordinator is there, before it starts a silo of its own.</summary>
internal static class Dialling
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Dials once and greets.</summary>
    /// <returns>The address of this machine on the way there, or null where nobody answers.</returns>
    /// <exception cref="ClusterException">Who answers is refused: another version, no Dyad, another key.</exception>
    public static async Task<IPAddress?> TryAsync(IPEndPoint coordinator, ClusterKey? key, Greeting own, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        using var client = new TcpClient(coordinator.AddressFamily);
        try
        {
            await client.ConnectAsync(coordinator, limit.Token).ConfigureAwait(false);
            var local = ((IPEndPoint)client.Client.LocalEndPoint!).Address;
            var greeting = await GreetAsync(client.GetStream(), key, own, limit.Token).ConfigureAwait(false);
            return own.Refuses(greeting) is { } reason
                ? throw new ClusterException($"the coordinator at {coordinator} does not fit: {reason}")
                : local;
        }
        catch (AuthenticationException e)
        {
            throw new ClusterException($"the coordinator at {coordinator} does not hold the key of {ClusterKey.Variable}", e);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (IOException e)
        {
            throw new ClusterException(
                $"what answers at {coordinator} hangs up: it is no Dyad, or {ClusterKey.Variable} is not the same here and there", e);
        }
    }

    private static async Task<Greeting?> GreetAsync(NetworkStream plain, ClusterKey? key, Greeting own, CancellationToken cancel)
    {
        await using var stream = key is null ? (Stream)plain : new SslStream(plain);
        if (stream is SslStream secure)
            await secure.AuthenticateAsClientAsync(key!.ClientOptions(), cancel).ConfigureAwait(false);
        await stream.WriteAsync(own.Bytes(), cancel).ConfigureAwait(false);
        var answer = new byte[Greeting.Length];
        await stream.ReadExactlyAsync(answer, cancel).ConfigureAwait(false);
        return Greeting.Read(answer);
    }
}
