using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dyad.Web.Hosting;

/// <summary>Style, script and icon of the pages, out of the assembly, each at an address that changes with its content.</summary>
internal static class PageAssets
{
    /// <summary>How long an asset may be cached: its address is another when its content is.</summary>
    public const string Forever = "public, max-age=31536000, immutable";

    private static readonly Dictionary<string, (string Type, byte[] Content, string Version)> All =
        new[] { ("app.css", "text/css; charset=utf-8"), ("app.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml") }
            .ToDictionary(a => a.Item1, a => Read(a.Item1, a.Item2), StringComparer.Ordinal);

    public static string Href(string name) => $"/assets/{All[name].Version}/{name}";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{version}/{name}", (string name, HttpContext context) =>
    {
        if (!All.TryGetValue(name, out var asset))
            return Results.NotFound();
        context.Response.Headers.CacheControl = Forever;
        return Results.Bytes(asset.Content, asset.Type);
    }).AllowAnonymous().ExcludeFromDescription();

    private static (string, byte[], string) Read(string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Dyad.Web.Assets.{name}")
            ?? throw new InvalidOperationException($"The asset {name} is not embedded.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return (type, content, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }
}
