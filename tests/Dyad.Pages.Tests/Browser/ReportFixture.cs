using Dyad.Pages.Tests.Browser;
using Dyad.Reports.Chapters.Programme;
using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;
using Dyad.Testing;
using Dyad.Workbench;
using Dyad.Workbench.Reports;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ReportFixture))]

namespace Dyad.Pages.Tests.Browser;

/// <summary>
/// One report of the built-in facts and one browser for all tests. The report has the fewest resamples that an interval allows: the
/// pages are the same.
/// </summary>
public sealed class ReportFixture : IAsyncLifetime
{
    private const int FewestResamples = 20;

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"dyad-pages-{Environment.ProcessId}");
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Path of <c>report.html</c>.</summary>
    public string File => Path.Combine(folder, "report.html");

    /// <summary>Its address in a browser.</summary>
    public string Url => new Uri(File).AbsoluteUri;

    /// <summary>Names of the pages of a made-up scenario and of a made-up programme.</summary>
    public const string Scenario = "scenario", Programme = "programme";

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        Environment.SetEnvironmentVariable("DYAD_DATA", Path.Combine(CloneFolder.Root, "data"));
        Environment.SetEnvironmentVariable("DYAD_COMMAND", "./dyad");
        var request = new ReportRequest("CHN", "RUS") { OutFolder = folder, Resamples = FewestResamples };
        BuildReport.Run(request, new Progress<Stage>(), CancellationToken.None);
        var scenario = SyntheticScenario.Create();
        var programme = SyntheticProgramme.Of("CHN", "RUS", scenario.Economies);
        await Write(Scenario, l => ScenarioPage.Compose(scenario, l));
        await Write(Programme, l => ProgrammePage.Compose(programme, l));
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.Launch(playwright);
    }

    /// <summary>A browser of its own for one test, with the report open; skips the test where there is no browser.</summary>
    internal Task<ReportPage> Open(View? view = null, string fragment = "") => Open(Url + fragment, view ?? new View());

    /// <summary>The same with another page: <see cref="Scenario"/> or <see cref="Programme"/>.</summary>
    internal Task<ReportPage> OpenPage(string name, View? view = null) => Open(new Uri(PathOf(name)).AbsoluteUri, view ?? new View());

    private async Task<ReportPage> Open(string url, View view)
    {
        Assert.SkipWhen(browser is null, "no browser here (install chromium, or point DYAD_CHROMIUM at one)");
        var context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = view.Width, Height = 900 },
            ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = view.Still ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            JavaScriptEnabled = view.Scripts,
        });
        return await ReportPage.Open(context, url, view);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".html");

    private Task Write(string name, Func<Language, ReportDocument> compose) => System.IO.File.WriteAllTextAsync(
        PathOf(name), HtmlReport.Render([.. Enum.GetValues<Language>().Select(compose)], Language.En));
}
