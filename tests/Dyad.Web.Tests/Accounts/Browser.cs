using System.Net;

namespace Dyad.Web.Tests.Accounts;

/// <summary>Asks one address after the other, keeps cookies whatever their date says, and follows no redirection.</summary>
public sealed class Browser(HttpMessageHandler handler, Uri address) : IDisposable
{
    private readonly HttpClient client = new(handler) { BaseAddress = address };

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>What the last answer set, with all attributes.</summary>
    public IReadOnlyList<string> LastSet { get; private set; } = [];

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await client.SendAsync(request);
        LastSet = response.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        foreach (var cookie in LastSet)
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0)
                Cookies.Remove(pair[0]);
            else
                Cookies[pair[0]] = pair[1];
        }

        return response;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<string> PostAsync(string path, params (string Name, string Value)[] values)
    {
        var query = string.Join('&', values.Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value)}"));
        using var response = await SendAsync(HttpMethod.Post, $"{path}?{query}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<string> SignInAsync(string handle, string password) => PostAsync("/sign-in", ("handle", handle), ("password", password));

    /// <summary>Who is signed in; null for nobody.</summary>
    public async Task<string?> MeAsync()
    {
        using var response = await GetAsync("/api/me");
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            return null;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    public void Dispose() => client.Dispose();
}
