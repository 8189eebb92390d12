using Dyad.Testing;
using Dyad.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dyad.Web.Tests.Enduring;

/// <summary>A server with one dossier (a clause, c1) and its operator, who leads a side.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly WorkbenchServer server;

    private Workplace(WorkbenchServer server, ServeClient head) => (this.server, Head) = (server, head);

    public ServeClient Head { get; }

    public string Dossier { get; private set; } = "";

    public string Api => $"/api/v1/dossiers/{Dossier}";

    /// <summary>Opens one whose sessions are checked with each request, where a minute passes else.</summary>
    public static async Task<Workplace> OpenAsync(string folder, string? postgres = null)
    {
        var server = await WorkbenchServer.StartAsync(
            new ServeOptions { DataFolder = folder, Urls = "http://127.0.0.1:0", Postgres = postgres, Iterations = 1000 }, CancellationToken.None);
        server.Services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval = TimeSpan.Zero;
        var link = new Uri((await server.FirstUseLinkAsync(CancellationToken.None))!);
        var head = new ServeClient(new Uri(server.Urls.Single()), "operator");
        await head.JoinAsync(link.PathAndQuery);
        var made = new Workplace(server, head);
        var opened = await head.DoAsync("/api/v1/dossiers", new
        {
            title = new { en = "Report" },
            heads = new[] { new { side = "AAA", member = "operator", name = "O" }, new { side = "BBB", member = "other", name = "B" } },
        });
        made.Dossier = (string)opened.Json!["dossier"]!;
        await head.DoAsync($"{made.Api}/section-written", new { section = "s1", title = new { en = "Section" }, order = 1 });
        await head.DoAsync($"{made.Api}/clause-written", new { clause = "c1", section = "s1", order = 1, texts = new { en = "The text." } });
        return made;
    }

    public Task<Answer> CommentAsync(string id, string text) =>
        Head.PostAsync($"{Api}/comment-made", new { comment = id, clause = "c1", text });

    /// <summary>The same by the form of the page.</summary>
    public async Task<(HttpResponseMessage Answer, string Page)> CommentByFormAsync(string id, string text)
    {
        var answer = await Head.FormAsync(
            await Head.PageAsync($"/d/{Dossier}"), $"/d/{Dossier}/do/comment-made", ("comment", id), ("clause", "c1"), ("text", text));
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>That all a member reads is there: lists, every page of the dossier, what programs read.</summary>
    public async Task ReadAllAsync()
    {
        string text = await Head.PageAsync($"/d/{Dossier}");
        Assert.Contains("The text.", text, StringComparison.Ordinal);
        var pages = System.Text.RegularExpressions.Regex.Matches(text, $"href=\"(/d/{Dossier}/[a-z/0-9]+)\"").Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(pages.Count >= 7, string.Join(' ', pages));
        foreach (string page in pages.Append("/").Append($"/d/{Dossier}/parts?id=c1"))
            Assert.Contains("<", await Head.PageAsync(page), StringComparison.Ordinal);
        Assert.Single((await Head.GetJsonAsync("/api/v1/dossiers")).AsArray());
        foreach (string path in (string[])["", "/notes", "/log", "/search?q=text", "/export"])
            Assert.NotNull(await Head.GetJsonAsync(Api + path));
    }

    public async ValueTask DisposeAsync()
    {
        Head.Dispose();
        await server.DisposeAsync();
    }
}
