using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Dyad.Data.Sources.Http;

/// <summary>A response whose body has not been read yet.</summary>
/// <param name="Asked">Where it came from, after redirects.</param>
/// <param name="Response">The response.</param>
internal sealed record Exchange(Uri Asked, HttpResponseMessage Response) : IDisposable
{
    /// <summary>Host, with its port where it is not the usual one.</summary>
    public string Host => Asked.Authority;

    /// <inheritdoc />
    public void Dispose() => Response.Dispose();
}

/// <summary>One attempt: the request, its redirects, and what its status means.</summary>
public sealed partial class SourceClient
{
    // Bytes of an error's body that are read for its text.
    private const int ErrorBytes = 4096;

    private async Task<Exchange> SendAsync(HttpClient client, SourceRequest request, Action<HttpRequestHeaders>? more, CancellationToken cancel)
    {
        var first = new Uri(Address, request.Path);
        var asked = first;
        for (var redirects = 0; ; redirects++)
        {
            await gate.PassAsync(asked.Authority, cancel).ConfigureAwait(false);
            using var message = Message(request, asked, sendKey: asked.Authority == first.Authority && asked.Scheme == first.Scheme);
            more?.Invoke(message.Headers);
            var exchange = new Exchange(asked, await HeadAsync(client, message, cancel).ConfigureAwait(false));
            try
            {
                if (!IsRedirect(exchange.Response))
                {
                    await CheckStatusAsync(exchange, request, cancel).ConfigureAwait(false);
                    return exchange;
                }

                asked = Next(exchange, first, redirects);
            }
            catch
            {
                exchange.Dispose();
                throw;
            }

            exchange.Dispose();
        }
    }

    private HttpRequestMessage Message(SourceRequest request, Uri asked, bool sendKey)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, sendKey ? WithKey(asked, request.KeyParameter) : asked);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept ?? string.Join(", ", request.Types) + ", */*;q=0.1");
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        if (request.ETag is { } tag)
            message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        else
            message.Headers.IfModifiedSince = request.LastModified;
        if (sendKey && key is not null && request.KeyHeader is { } header && !message.Headers.TryAddWithoutValidation(header, key))
            throw new FactException($"{asked.Authority}: the key ({info.KeyVariable}) is none that a header can carry");
        return message;
    }

    private Uri WithKey(Uri asked, string? parameter) => key is null || parameter is null
        ? asked
        : new Uri(asked.AbsoluteUri + (asked.Query.Length > 0 ? "&" : "?") + parameter + "=" + Uri.EscapeDataString(key));

    private async Task<HttpResponseMessage> HeadAsync(HttpClient client, HttpRequestMessage message, CancellationToken cancel)
    {
        var host = message.RequestUri!.Authority;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.AnswerTimeout);
        try
        {
            var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            reached = true;
            return response;
        }
        catch (HttpRequestException e) when (NetworkFault.NotTrusted(e))
        {
            throw new FactException(NetworkFault.Line(host, e));
        }
        catch (HttpRequestException e) when (NetworkFault.NothingReached(e))
        {
            var line = $"{NetworkFault.Line(host, e)}; {info.ByHand}";
            // Without a network the first request says so at once; in the middle of a fetch it may come back.
            throw reached ? new TransientFault(line) : new FactException(line);
        }
        catch (HttpRequestException e)
        {
            throw new TransientFault(Clean(NetworkFault.Line(host, e)));
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            var connecting = e.InnerException is TimeoutException && !patience.IsCancellationRequested;
            var line = connecting
                ? $"{host}: no connection within {options.ConnectTimeout.TotalSeconds:0.###} seconds (no network, or a firewall); {info.ByHand}"
                : $"{host}: no answer within {options.AnswerTimeout.TotalSeconds:0.###} seconds";
            throw connecting && !reached ? new FactException(line) : new TransientFault(line);
        }
    }

    private Uri Next(Exchange exchange, Uri first, int redirects)
    {
        if (exchange.Response.Headers.Location is not { } location)
            throw new FactException(
                $"{exchange.Host}: {exchange.Asked.AbsolutePath} redirects (HTTP {Code(exchange.Response)}) without an "
                    + $"address");
        var next = new Uri(exchange.Asked, location);
        if (redirects >= options.MostRedirects)
            throw new FactException(Clean(
                $"{first.Authority}: {first.AbsolutePath} redirects more than {options.MostRedirects} times, at last to "
                    + $"{next.GetLeftPart(UriPartial.Path)}"));
        if (next.Scheme is not ("http" or "https") || (exchange.Asked.Scheme == "https" && next.Scheme != "https"))
            throw new FactException(Clean(
                $"{exchange.Host}: {exchange.Asked.AbsolutePath} redirects to {next.GetLeftPart(UriPartial.Path)}, which is "
                    + $"not secure; it is not followed"));
        return next;
    }

    private async Task CheckStatusAsync(Exchange exchange, SourceRequest request, CancellationToken cancel)
    {
        var status = (int)exchange.Response.StatusCode;
        if (status is 200 or 206 || request.Statuses.Contains(status))
            return;
        if (status == 304 && (request.ETag is not null || request.LastModified is not null))
            return;
        var said = await SaidAsync(exchange.Response, cancel).ConfigureAwait(false);
        var line = Clean($"{exchange.Host}: HTTP {Code(exchange.Response)} for {exchange.Asked.PathAndQuery}{said}");
        // 501: the service does not have what was asked, and will not have it in a minute.
        if (status is 408 or 429 or (>= 500 and not 501))
            throw new TransientFault(line, TransientFault.Wait(exchange.Response.Headers.RetryAfter, options.Clock.GetUtcNow()));
        if (status is 401 or 403 && info.KeyVariable is { } variable)
            line += key is null ? $"; a key is read from {variable}" : $"; the key is that of {variable}";
        throw new FactException(line);
    }

    /// <summary>What an error's body says, in a line; nothing where it is a page.</summary>
    private static async Task<string> SaidAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentType?.MediaType is "text/html")
            return "";
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            var body = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            var buffer = new byte[ErrorBytes];
            var length = await body.ReadAtLeastAsync(buffer, ErrorBytes, throwOnEndOfStream: false, patience.Token).ConfigureAwait(false);
            var text = Shorten(Encoding.UTF8.GetString(buffer, 0, length));
            return text.Length == 0 ? "" : $": {text}";
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            return "";
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static string Code(HttpResponseMessage response)
    {
        var number = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return string.IsNullOrWhiteSpace(response.ReasonPhrase) ? number : $"{number} {response.ReasonPhrase}";
    }
}
