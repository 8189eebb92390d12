using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dyad.Reports.Rendering.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dyad.Web.Hosting;

/// <summary>Style, script and icon of the pages, out of the assembly, each at an address that changes with its content.</summary>
internal static class PageAssets
{
    /// <summary>How long an asset may be cached: its address is another when its content is.</summary>
    public const string Forever = "public, max-age=31536000, immutable";

    private const string Css = "text/css; charset=utf-8";

    private static readonly Dictionary<string, (string Type, byte[] Content, string Version)> All = new(StringComparer.Ordinal)
    {
        ["palette.css"] = Of(Css, Encoding.UTF8.GetBytes(HtmlReport.Palette)), ["app.css"] = Of(Css, Read("app.css")),
        ["app.js"] = Of("text/javascript; charset=utf-8", Read("app.js")), ["icon.svg"] = Of("image/svg+xml", Read("icon.svg")),
    };

    public static string Href(string name) => $"/assets/{All[name].Version}/{name}";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{version}/{name}", (string name, HttpContext context) =>
    {
        if (!All.TryGetValue(name, out var asset))
            return Results.NotFound();
        context.Response.Headers.CacheControl = Forever;
        return Results.Bytes(asset.Content, asset.Type);
    }).AllowAnonymous().ExcludeFromDescription();

    private static (string, byte[], string) Of(string type, byte[] content) =>
        (type, content, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Dyad.Web.Assets.{name}")
            ?? throw new InvalidOperationException($"The asset {name} is not embedded.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
