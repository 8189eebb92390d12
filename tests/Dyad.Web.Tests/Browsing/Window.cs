using System.Text.Json;
using System.Text.Json.Nodes;
using Dyad.Testing;
using Microsoft.Playwright;

namespace Dyad.Web.Tests.Browsing;

/// <summary>Somebody's window, and what it complained of.</summary>
internal sealed class Window
{
    /// <summary>Where pictures of the pages go, for docs/guide and for who looks at them; null: none are taken.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("DYAD_PICTURES");

    private readonly string _url;
    private readonly HashSet<string> _seen = [];

    public Window(IPage page, string url)
    {
        (Page, _url) = (page, url);
        page.Console += (_, message) =>
        {
            // A page that is left ends its stream of changes, which browsers report as an error.
            if (message.Type is "error" or "warning" && !message.Text.Contains("ERR_INCOMPLETE_CHUNKED_ENCODING", StringComparison.Ordinal))
                Complaints.Add($"{message.Text} {message.Location}");
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    /// <summary>Serious and critical violations of axe on every page looked at, in both themes.</summary>
    public List<string> Violations { get; } = [];

    public Task GoAsync(string path) => Page.GotoAsync(path.StartsWith("http", StringComparison.Ordinal) ? path : _url + path);

    /// <summary>The dossier's address below the server.</summary>
    public string Path => new Uri(Page.Url).AbsolutePath;

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    /// <summary>Posts JSON in the session of the window, as a script of one's own would.</summary>
    public async Task<JsonNode> PostAsync(string path, object body) => JsonNode.Parse(await Page.EvaluateAsync<string>(
        """
        async ([path, body]) => {
          const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body });
          if (!answer.ok) throw new Error(path + ": " + answer.status + " " + await answer.text());
          return await answer.text();
        }
        """, new object[] { path, JsonSerializer.Serialize(body) }))!;

    /// <summary>Looks at the page: axe in both themes, a picture of each width where pictures are wanted.</summary>
    public async Task LookAsync(string name)
    {
        if (_seen.Add(name))
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            Violations.AddRange((await AxeRules.ViolationsAsync(Page, null)).Select(v => $"{name}, light: {v}"));
            await PictureAsync(name);
            await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            Violations.AddRange((await AxeRules.ViolationsAsync(Page, "color-contrast")).Select(v => $"{name}, dark: {v}"));
            await PictureAsync(name + "-dark");
            await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            // Nothing may stand beside the page of a phone.
            await Page.SetViewportSizeAsync(390, 844);
            if (await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"))
                Violations.Add($"{name}: wider than 390 px");
            await PictureAsync(name + "-phone");
            await Page.SetViewportSizeAsync(1280, 900);
        }
    }

    /// <summary>The page as it is, where pictures are wanted.</summary>
    public async Task PictureAsync(string name)
    {
        if (Pictures is not null)
            await Page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(Pictures, name + ".png") });
    }
}
