using System.Net.Sockets;
using System.Security.Authentication;

namespace Dyad.Data.Sources.Http;

/// <summary>What a failed exchange means, in a line that names the host.</summary>
internal static class NetworkFault
{
    /// <summary>Whether nothing was reached at all: there may be no network.</summary>
    public static bool NothingReached(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.ProxyTunnelError;

    /// <summary>Whether the other end is not who it says, which no further attempt changes.</summary>
    public static bool NotTrusted(HttpRequestException e) =>
        e.HttpRequestError == HttpRequestError.SecureConnectionError && Within<AuthenticationException>(e) is not null;

    /// <summary>The fault as a line.</summary>
    public static string Line(string host, HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"{host}: no address is known for this name (no network, or a wrong name)",
        HttpRequestError.ConnectionError when Within<SocketException>(e) is { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"{host}: the connection is refused",
        HttpRequestError.ConnectionError => $"{host}: cannot be reached (no network, or a firewall)",
        HttpRequestError.ProxyTunnelError => $"{host}: the proxy (HTTPS_PROXY) does not let through: {Reason(e)}",
        HttpRequestError.SecureConnectionError when NotTrusted(e) =>
            $"{host}: its certificate is not trusted: {Reason(Within<AuthenticationException>(e)!)}; "
            + "where a proxy of your house signs connections, name its certificate in SSL_CERT_FILE",
        HttpRequestError.SecureConnectionError => $"{host}: no secure connection comes about: {Reason(e)}",
        _ => $"{host}: the exchange breaks off: {Reason(e)}",
    };

    private static string Reason(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');

    private static T? Within<T>(Exception? e)
        where T : Exception
    {
        while (e is not null and not T)
            e = e.InnerException;
        return e as T;
    }
}
