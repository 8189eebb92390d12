using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Polly;
using Polly.Retry;

namespace Dyad.Data.Sources.Http;

/// <summary>
/// HTTP as sources need it: repeats what may pass (408, 429, 5xx, faults of the network, bodies cut short) with growing, jittered pauses;
/// keeps to the host's limit of requests; follows few redirects; takes neither an HTML page nor an endless body for data. Proxies and
/// certificates are those of the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY, SSL_CERT_FILE, SSL_CERT_DIR). The key goes out in a
/// header, and is in no address, message or exception. Every fault is one line that names the host.
/// </summary>
public sealed partial class SourceClient : IDisposable
{
    private readonly SourceInfo info;
    private readonly SourceClientOptions options;
    private readonly string? key;
    private readonly HttpClient packed;
    private readonly HttpClient plain;
    private readonly HostGate gate;
    private readonly ResiliencePipeline retries;
    private volatile bool reached;

    /// <summary>Opens a client for a source; nothing is asked yet.</summary>
    /// <param name="info">The source: its address, its limit of requests, how its data are had by hand.</param>
    /// <param name="version">Version of Dyad, for the <c>User-Agent</c>.</param>
    /// <param name="address">Address in place of the source's own; null: its own.</param>
    /// <param name="key">Key of the service; null: none. <see cref="SourceKeys"/> finds it.</param>
    /// <param name="options">Bounds; null: the defaults.</param>
    public SourceClient(SourceInfo info, string version, Uri? address = null, string? key = null, SourceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        this.info = info;
        this.options = options ?? new SourceClientOptions();
        this.key = string.IsNullOrWhiteSpace(key) ? null : key.Trim();
        Address = WithSlash(address ?? info.Address);
        gate = new HostGate(info.RequestsPerSecond, this.options.Clock);
        packed = Open(version, DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli);
        plain = Open(version, DecompressionMethods.None);
        retries = new ResiliencePipelineBuilder { TimeProvider = this.options.Clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<TransientFault>(e => !(e.RetryAfter > this.options.LongestRetryAfter)),
                MaxRetryAttempts = Math.Max(1, this.options.Attempts - 1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = this.options.FirstPause,
                MaxDelay = this.options.LongestPause,
                // Null falls back on the growing pause.
                DelayGenerator = a => ValueTask.FromResult((a.Outcome.Exception as TransientFault)?.RetryAfter),
            })
            .Build();
    }

    /// <summary>Where requests are made below.</summary>
    public Uri Address { get; }

    /// <summary>Whether there is a key to send.</summary>
    public bool HasKey => key is not null;

    /// <summary>Asks, and reads the answer into memory.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FactException">The service cannot be reached, refuses, or answers what is no data; one line that names the host.</exception>
    public Task<Reply> GetAsync(SourceRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RepeatAsync(
            async token =>
            {
                using var exchange = await SendAsync(packed, request, null, token).ConfigureAwait(false);
                return await ReadAsync(exchange, request, token).ConfigureAwait(false);
            },
            cancel);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        packed.Dispose();
        plain.Dispose();
    }

    private async Task<Reply> ReadAsync(Exchange exchange, SourceRequest request, CancellationToken cancel)
    {
        var response = exchange.Response;
        var most = options.MostBytes;
        if (response.Content.Headers.ContentLength > most)
            throw BodyReader.TooLong(exchange.Host, most);
        using var memory = new MemoryStream();
        var body = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
            await BodyReader.CopyAsync(exchange.Host, body, memory, 0, most, options, _ => { }, cancel).ConfigureAwait(false);

        var bytes = memory.ToArray();
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (response.StatusCode == HttpStatusCode.OK)
            CheckType(exchange, request, type, bytes);
        var answer = new Answer(
            Clean(exchange.Asked.AbsoluteUri), Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, options.Clock.GetUtcNow());
        return new Reply(bytes, type, answer)
        {
            Status = (int)response.StatusCode,
            ETag = response.Headers.ETag?.ToString(),
            LastModified = response.Content.Headers.LastModified,
        };
    }

    private async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> once, CancellationToken cancel)
    {
        try
        {
            return await retries.ExecuteAsync(async token => await once(token).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }
        catch (TransientFault e) when (e.RetryAfter > options.LongestRetryAfter)
        {
            var day = options.Clock.GetUtcNow() + e.RetryAfter.Value;
            throw new FactException(string.Create(
                CultureInfo.InvariantCulture,
                $"{e.Message}; it asks to come back after {day:yyyy-MM-dd HH:mm:ss} UTC; what came so far is kept, the same "
                    + $"command goes on then"));
        }
        catch (TransientFault e)
        {
            throw new FactException(FormattableString.Invariant($"{e.Message} ({options.Attempts} attempts)"));
        }
    }

    private void CheckType(Exchange exchange, SourceRequest request, string type, ReadOnlySpan<byte> start)
    {
        var where = $"{exchange.Host}: {exchange.Asked.AbsolutePath}";
        var html = request.Types.Contains("text/html", StringComparer.OrdinalIgnoreCase);
        if (!html && (type.Equals("text/html", StringComparison.OrdinalIgnoreCase) || LooksLikeHtml(start)))
            throw new FactException(Clean(
                $"{where} is an HTML page instead of data{Title(start)}; a login or a proxy may stand between"));
        if (type.Length > 0 && !request.Types.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw new FactException(Clean($"{where} is of type {type}; {string.Join(" or ", request.Types)} was expected"));
    }

    private static bool LooksLikeHtml(ReadOnlySpan<byte> start)
    {
        var text = Encoding.UTF8.GetString(start[..Math.Min(start.Length, 256)]).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static string Title(ReadOnlySpan<byte> start)
    {
        var text = Encoding.UTF8.GetString(start[..Math.Min(start.Length, 4096)]);
        var from = text.IndexOf("<title>", StringComparison.OrdinalIgnoreCase);
        var to = from < 0 ? -1 : text.IndexOf("</title>", from, StringComparison.OrdinalIgnoreCase);
        return to < 0 ? "" : $" ('{Shorten(text[(from + 7)..to])}')";
    }

    /// <summary>A text in one line, of at most 160 characters.</summary>
    internal static string Shorten(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 160 ? line : line[..160] + "…";
    }

    /// <summary>A text without the key: a service can echo what it was sent.</summary>
    private string Clean(string text) => key is null
        ? text
        : text.Replace(key, "***", StringComparison.Ordinal).Replace(Uri.EscapeDataString(key), "***", StringComparison.OrdinalIgnoreCase);

    private HttpClient Open(string version, DecompressionMethods packing)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = packing,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Dyad", version));
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue($"({options.Contact ?? "joint economics workbench"})"));
        return client;
    }

    private static Uri WithSlash(Uri address) =>
        address.AbsolutePath.EndsWith('/') ? address : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;
}
