using Dyad.Testing;
using Dyad.Web.Hosting;
using Microsoft.Playwright;

namespace Dyad.Web.Tests.Browsing;

/// <summary>A server of its own and a browser; a test asks for a window for each person.</summary>
internal sealed class BrowsedServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly WorkbenchServer _server;

    private BrowsedServer(string folder, IPlaywright playwright, IBrowser browser, WorkbenchServer server) =>
        (_folder, _playwright, _browser, _server) = (folder, playwright, browser, server);

    public string Url => _server.Urls.First();

    /// <summary>A server; skips the test where there is no browser.</summary>
    public static async Task<BrowsedServer> StartAsync(CancellationToken cancel)
    {
        Assert.SkipWhen(Chromium.Path is null, "no browser here (install chromium, or point DYAD_CHROMIUM at one)");
        Environment.SetEnvironmentVariable("DYAD_DATA", Path.Combine(CloneFolder.Root, "data"));
        Environment.SetEnvironmentVariable("DYAD_COMMAND", "./dyad");
        string folder = Directory.CreateTempSubdirectory("dyad-browsing").FullName;
        var server = await WorkbenchServer.StartAsync(
            new ServeOptions { DataFolder = folder, Urls = "http://127.0.0.1:0", Iterations = 1000, SignIns = 1000, Burst = 10_000 }, cancel);
        var playwright = await Playwright.CreateAsync();
        return new BrowsedServer(folder, playwright, await Chromium.Launch(playwright), server);
    }

    public async Task<string> FirstUseLinkAsync() => await _server.FirstUseLinkAsync(default) ?? throw new InvalidOperationException("no link");

    /// <summary>A window of somebody else's browser.</summary>
    public async Task<Window> WindowAsync(string language = "en", int width = 1280)
    {
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 }, Locale = language, ReducedMotion = ReducedMotion.Reduce, AcceptDownloads = true,
        });
        context.SetDefaultTimeout(20_000);
        // A loaded machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        return new Window(await context.NewPageAsync(), Url);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
