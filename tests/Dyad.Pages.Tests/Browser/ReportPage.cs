using Dyad.Testing;
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

    /// <summary>All rules, or one of them: a theme changes colours and nothing else.</summary>
    public async Task<string[]> Violations(string? rule = null)
    {
        // Nothing is to be found in the editions that are not shown, and the rows of a table are made alike: without these the
        // rules take a tenth of the time.
        await Ask<object?>(
            "() => document.querySelectorAll('[data-edition][hidden], tbody tr:nth-child(n + 4)').forEach(e => e.remove())");
        return await AxeRules.ViolationsAsync(Page, rule);
    }

    /// <summary>Texts of charts that leave their drawing.</summary>
    public Task<string[]> LabelsOutsideTheirPictures() => Ask<string[]>("""
        () => [...document.querySelectorAll("main:not([hidden]) svg")].filter(svg => svg.checkVisibility()).flatMap(svg => {
          const frame = svg.getBoundingClientRect();
          return [...svg.querySelectorAll("text")].filter(text => {
            const box = text.getBoundingClientRect();
            // A J reaches left of where its text begins.
            return box.left < frame.left - 2 || box.right > frame.right + 1
              || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
          }).map(text => text.textContent);
        })
        """);

    public Task<T> Ask<T>(string script) => Page.EvaluateAsync<T>(script);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
