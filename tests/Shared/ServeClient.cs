using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dyad.Testing;

/// <summary>What a server answered: status, the JSON in it, and what kind of refusal it is.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Json)
{
    /// <summary>Whether it was done.</summary>
    public bool Done => (int)Status is >= 200 and < 300;

    /// <summary>Kind of the refusal; the status where it has none.</summary>
    public string Refusal => (string?)Json?["refusal"] ?? $"{(int)Status}";

    /// <summary>Hash of what was written.</summary>
    public string Hash => (string)Json!["hash"]!;
}

/// <summary>Somebody with an account and a session of their own at a server.</summary>
public sealed partial class ServeClient : IDisposable
{
    /// <summary>For all of them: long, and no word of a list.</summary>
    public const string Password = "kestrel over nine rivers";

    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;

    /// <summary>A client without a session.</summary>
    /// <param name="address">Where the server is; may change when it starts anew.</param>
    /// <param name="handle">Handle of the account.</param>
    /// <param name="from">Address that a proxy would say they come from; null for none.</param>
    public ServeClient(Uri address, string handle, string? from = null)
    {
        (Address, Handle) = (address, handle);
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
        if (from is not null)
            http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
    }

    /// <summary>Where the server is.</summary>
    public Uri Address { get; set; }

    /// <summary>Handle of the account.</summary>
    public string Handle { get; }

    /// <summary>The client that is asked with.</summary>
    public HttpClient Http => http;

    /// <summary>Sessions as a browser would send them.</summary>
    public CookieCollection Cookies => cookies.GetCookies(Address);

    /// <summary>Sets the password by a link, which also signs in.</summary>
    public async Task JoinAsync(string link)
    {
        string token = Uri.UnescapeDataString(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        using var answer = await FormAsync(await PageAsync(link), "/sign-in/link", ("token", token), ("password", Password));
        if (answer.StatusCode != HttpStatusCode.Found || answer.Headers.Location?.ToString() != "/")
            throw new InvalidOperationException($"{Handle} cannot join: {(int)answer.StatusCode} {answer.Headers.Location}");
    }

    /// <summary>A page, as a browser asks for it; what is refused is an error.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var answer = await PageAnswerAsync(path);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The same, whatever the answer is.</summary>
    public async Task<HttpResponseMessage> PageAnswerAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        request.Headers.Accept.ParseAdd("text/html");
        return await http.SendAsync(request);
    }

    /// <summary>Sends a form that stands on a page, as a browser does.</summary>
    public async Task<HttpResponseMessage> FormAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path));
        request.Headers.Accept.ParseAdd("text/html");
        request.Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", Token().Match(page).Groups[1].Value))
            .Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await http.SendAsync(request);
    }

    /// <summary>Invites somebody, as the operator, and lets them in.</summary>
    public async Task<ServeClient> InviteAsync(string handle, string? from = null)
    {
        var made = await PostAsync("/api/v1/accounts", new { handle, name = $"Name of {handle}" });
        var client = new ServeClient(Address, handle, from);
        await client.JoinAsync((string)made.Json!["path"]!);
        return client;
    }

    /// <summary>Posts JSON, and a problem is an answer too.</summary>
    public async Task<Answer> PostAsync(string path, object body, CancellationToken cancel = default)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(Address, path), body, cancel);
        string text = await answer.Content.ReadAsStringAsync(cancel);
        return new Answer(answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    /// <summary>As <see cref="PostAsync"/>; what is refused is an error.</summary>
    public async Task<Answer> DoAsync(string path, object body)
    {
        var answer = await PostAsync(path, body);
        return answer.Done ? answer : throw new InvalidOperationException($"{path}: {answer.Status} {answer.Json}");
    }

    /// <summary>Gets a page or a file; what is refused is an error.</summary>
    public Task<byte[]> GetAsync(string path, CancellationToken cancel = default) => http.GetByteArrayAsync(new Uri(Address, path), cancel);

    /// <summary>Gets JSON; what is refused is an error.</summary>
    public async Task<JsonNode> GetJsonAsync(string path, CancellationToken cancel = default) => JsonNode.Parse(await GetAsync(path, cancel))!;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
