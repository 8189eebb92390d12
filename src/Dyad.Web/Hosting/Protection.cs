using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Dyad.Web.Hosting;

/// <summary>Headers that keep pages to what is theirs, and requests of other sites out.</summary>
internal static class Protection
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'";

    public static void Use(WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            // Last of all: where something failed, what was set before is gone.
            context.Response.OnStarting(
                static response =>
                {
                    Set(((HttpResponse)response).Headers);
                    return Task.CompletedTask;
                },
                context.Response);
            if (!Reads(context.Request.Method) && IsOfElsewhere(context.Request))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            await next(context);
        });
    }

    private static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // What a side reads must not lie in a cache that the next person at the machine looks into; style and script say otherwise themselves.
        if (headers.CacheControl.ToString() is not PageAssets.Forever)
            headers.CacheControl = "no-store";
    }

    private static bool Reads(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>
    /// Whether a page of another site sent it. Browsers say so (Sec-Fetch-Site, Origin); cookies of accounts do not go along with such requests
    /// either, and forms carry a token besides.
    /// </summary>
    private static bool IsOfElsewhere(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is not ("same-origin" or "none");
        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
