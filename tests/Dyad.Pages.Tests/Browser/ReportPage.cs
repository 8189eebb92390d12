using Microsoft.Playwright;

namespace Dyad.Pages.Tests.Browser;

/// <summary>How a reader looks at the report.</summary>
/// <param name="Language">The language chosen by the switch; English is what it opens in.</param>
/// <param name="Width">Width of the window in pixels.</param>
/// <param name="Dark">Whether the reader's system is dark.</param>
/// <param name="Scripts">Whether scripts run.</param>
/// <param name="Still">
/// Whether the reader's system asks for less motion; tests do, so that nothing is measured while it moves.
/// </param>
internal sealed record View(string Language = "en", int Width = 1280, bool Dark = false, bool Scripts = true, bool Still = true);

/// <summary>The report in a browser, with what it asked for and complained of.</summary>
internal sealed class ReportPage : IAsyncDisposable
{
    /// <summary>Milliseconds: a loaded machine is slow, not wrong.</summary>
    private const float Patience = 120_000;

    private readonly IBrowserContext context;

    private ReportPage(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Console messages and uncaught errors.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Addresses that the page asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The card of an address.</summary>
    public ILocator Card => Page.Locator("dialog#address");

    /// <summary>The edition that is shown.</summary>
    public ILocator Edition => Page.Locator("main:not([hidden])");

    /// <summary>A figure of the running text.</summary>
    public ILocator FirstFigure => Edition.Locator("p .fig, li .fig").First;

    public static async Task<ReportPage> Open(IBrowserContext context, string url, View view)
    {
        context.SetDefaultTimeout(Patience);
        var opened = new ReportPage(context, await context.NewPageAsync());
        await opened.Page.GotoAsync(url);
        if (view is { Scripts: true, Language: not "en" })
            await opened.Speak(view.Language);
        return opened;
    }

    public Task Speak(string language) => Page.ClickAsync($"button[data-language={language}]");

    public Task<T> Ask<T>(string script) => Page.EvaluateAsync<T>(script);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
