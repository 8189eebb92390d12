namespace Dyad.Web.Tests.Serving;

/// <summary>Looks at every answer that any test gets: its headers, and that it tells nothing of the inside of the server.</summary>
public sealed class Inspector(HttpMessageHandler inner, string folder) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        string what = $"{request.Method} {request.RequestUri} ({(int)answer.StatusCode})";
        string policy = Header(answer, "Content-Security-Policy");
        Assert.True(policy.Contains("default-src 'none'", StringComparison.Ordinal), $"{what}: Content-Security-Policy {policy}");
        Assert.True(policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal), what);
        Assert.True(policy.Contains("base-uri 'none'", StringComparison.Ordinal), what);
        Assert.False(policy.Contains("unsafe", StringComparison.Ordinal), what);
        Assert.True(Header(answer, "X-Content-Type-Options") == "nosniff", what);
        Assert.True(Header(answer, "X-Frame-Options") == "DENY", what);
        Assert.True(Header(answer, "Referrer-Policy") == "same-origin", what);
        Assert.Equal("", Header(answer, "Server"));
        if (!(answer.IsSuccessStatusCode && request.RequestUri!.AbsolutePath.StartsWith("/assets/", StringComparison.Ordinal)))
            Assert.True(answer.Headers.CacheControl?.NoStore == true, $"{what}: Cache-Control {Header(answer, "Cache-Control")}");
        foreach (string cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            // One is for the script of the page, and says no more than that something was taken.
            if (!cookie.StartsWith("kept=", StringComparison.Ordinal))
                Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("samesite=none", cookie, StringComparison.OrdinalIgnoreCase);
        }

        Assert.True((int)answer.StatusCode < 500, what);
        // Metrics go by the names of what is measured.
        if (answer.Content.Headers.ContentType?.MediaType is { } type && type != "text/event-stream" && request.RequestUri!.AbsolutePath != "/metrics")
            CheckText(what, await BodyAsync(answer, cancellationToken), folder);
        return answer;
    }

    /// <summary>No stack trace, no name of ours or of the framework's code, no path of the server.</summary>
    public static void CheckText(string what, string text, string folder)
    {
        foreach (string inside in (string[])["   at ", "Microsoft.AspNetCore.", "System.", "Dyad.Web.", "Exception", ".cs:line", folder, AppContext.BaseDirectory])
            Assert.False(text.Contains(inside, StringComparison.Ordinal), $"{what} tells \"{inside}\": {text[..Math.Min(2000, text.Length)]}");
    }

    private static async Task<string> BodyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
