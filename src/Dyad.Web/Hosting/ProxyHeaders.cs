using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Dyad.Web.Hosting;

/// <summary>The address and the scheme that a proxy on this machine says a request came with.</summary>
internal static class ProxyHeaders
{
    public static void Use(WebApplication app) => app.UseForwardedHeaders(new ForwardedHeadersOptions
    {
        // Known proxies are those of this machine, by default.
        ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
    });
}
