using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;

namespace Dyad.Web.Tests.Serving;

/// <summary>Somebody with a browser or a program of their own: cookies are kept, redirections are not followed.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private string? _token;

    public Visitor(Site site, string? handle)
    {
        Handle = handle;
        Address = new Uri(site.Address);
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies, UseProxy = false };
        Client = new HttpClient(new Inspector(sockets, site.Folder)) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        // Asked before the body is sent: a server that refuses it ends the connection, and its answer would be lost.
        Client.DefaultRequestHeaders.ExpectContinue = true;
    }

    public string? Handle { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public CookieCollection Cookies => _cookies.GetCookies(Address);

    /// <summary>Puts a cookie into the browser, as somebody else might have done.</summary>
    public void Plant(string name, string value) => _cookies.Add(Address, new Cookie(name, value));

    /// <summary>Signs in as a program does.</summary>
    public async Task<Visitor> SignInAsync()
    {
        using var answer = await Client.PostAsJsonAsync("/api/v1/session", new { handle = Handle, password = Site.Password });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return this;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path);

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The token of a form, out of a page that this visitor may see.</summary>
    public async Task<string> TokenAsync() => _token ??= TokenIn(await ReadAsync(Handle is null ? "/sign-in" : "/"));

    /// <summary>What the browser would send as its cookies.</summary>
    public string CookieHeader => _cookies.GetCookieHeader(Address);

    public static string TokenIn(string page) => WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);

    /// <summary>Sends a form of our pages.</summary>
    public async Task<HttpResponseMessage> FormAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", await TokenAsync())).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await Client.PostAsync(path, form);
    }

    /// <summary>Sends a file by a form of our pages.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string path, byte[] file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await TokenAsync()), "__RequestVerificationToken" } };
        form.Add(new ByteArrayContent(file), "file", "file");
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return await Client.PostAsync(path, form);
    }

    public Task<HttpResponseMessage> JsonAsync(string path, object what) => Client.PostAsJsonAsync(path, what);

    public async Task<HttpResponseMessage> RawAsync(string path, byte[] body, string? type = "application/json")
    {
        using var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await Client.PostAsync(path, content);
    }

    public Task<HttpResponseMessage> RawAsync(string path, string body, string? type = "application/json") =>
        RawAsync(path, Encoding.UTF8.GetBytes(body), type);

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
