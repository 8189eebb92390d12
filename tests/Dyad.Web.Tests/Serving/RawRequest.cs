using System.Net.Sockets;
using System.Text;

namespace Dyad.Web.Tests.Serving;

/// <summary>A request byte for byte, as no client that keeps to the rules would send it.</summary>
public static class RawRequest
{
    /// <summary>The whole answer: status line, headers, body.</summary>
    public static async Task<string> SendAsync(Visitor who, string line, string headers = "", byte[]? body = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(who.Address.Host, who.Address.Port);
        await using var stream = client.GetStream();
        string head = $"{line} HTTP/1.1\r\nHost: {who.Address.Authority}\r\nConnection: close\r\n"
            + (who.CookieHeader.Length > 0 ? $"Cookie: {who.CookieHeader}\r\n" : "") + headers + "\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head));
        if (body is not null)
            await stream.WriteAsync(body);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public static int StatusOf(string answer) => int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
}
