using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Dyad.Sources.Tests.StandIn;

/// <summary>A request as the stand-in saw it.</summary>
internal sealed record Seen(string Path, string Query, IReadOnlyDictionary<string, string> Headers)
{
    public string PathAndQuery => Path + Query;
}

/// <summary>A service on loopback, over real HTTP: answers as a test tells it to, and remembers what it was asked.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Seen> seen = new();

    private StandInServer(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyList<Seen> Requests => [.. seen];

    /// <summary>Starts one on a free port.</summary>
    public static async Task<StandInServer> StartAsync(Func<HttpContext, Task> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Listen(IPAddress.Loopback, 0, l =>
            {
                if (certificate is not null)
                    l.UseHttps(certificate);
            });
        });
        var app = builder.Build();
        StandInServer? server = null;
        app.Run(async context =>
        {
            var request = context.Request;
            server!.seen.Enqueue(new Seen(
                request.Path.Value ?? "", request.QueryString.Value ?? "",
                request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            await answer(context).ConfigureAwait(false);
        });
        // The address is known once it listens; requests come after.
        await app.StartAsync().ConfigureAwait(false);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server = new StandInServer(app, new Uri(address + "/"));
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await app.StopAsync(now.Token).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>Answers in a line.</summary>
internal static class Answers
{
    public static Task Json(this HttpContext context, string body, int status = 200) => context.Text(body, "application/json; charset=utf-8", status);

    public static async Task Text(this HttpContext context, string body, string type, int status = 200)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    /// <summary>A zip from a server that knows ranges (RFC 9110, section 14); of each answer at most so many bytes arrive.</summary>
    public static async Task File(this HttpContext context, byte[] file, string tag, int? most, List<long> sent)
    {
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = 304;
            return;
        }

        var from = 0;
        var range = context.Request.Headers.Range.ToString();
        if (range.Length > 0 && (context.Request.Headers.IfRange.Count == 0 || context.Request.Headers.IfRange == tag))
        {
            from = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = new ContentRangeHeaderValue(from, file.Length - 1, file.Length).ToString();
        }

        context.Response.ContentType = "application/zip";
        context.Response.ContentLength = file.Length - from;
        var count = Math.Min(most ?? int.MaxValue, file.Length - from);
        sent.Add(count);
        await context.Response.Body.WriteAsync(file.AsMemory(from, count));
        await context.Response.Body.FlushAsync();
        if (count < file.Length - from)
        {
            // What was sent has to arrive before the connection goes.
            await Task.Delay(50);
            context.Abort();
        }
    }
}
