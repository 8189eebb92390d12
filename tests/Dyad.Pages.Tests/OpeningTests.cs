using Dyad.Pages.Tests.Browser;

namespace Dyad.Pages.Tests;

/// <summary>The report opens from a folder, alone.</summary>
public sealed class OpeningTests(ReportFixture report)
{
    /// <summary>
    /// Bytes; a ministry's mail gateway and a phone take it. Three languages with their addresses are about 1.2 million.
    /// </summary>
    private const int LargestFile = 2_000_000;

    [Fact]
    public async Task NothingIsAskedOfANetworkAndNothingFails()
    {
        await using var page = await report.Open();
        await page.Speak("zh");
        await page.Speak("ru");
        await page.Edition.Locator("details").First.Locator("summary").ClickAsync();
        await page.FirstFigure.ClickAsync();
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, url => Assert.Matches("^(file|data):", url));
    }

    [Fact]
    public async Task AScriptThatIsNotThePagesOwnDoesNotRun()
    {
        await using var page = await report.Open();
        await page.Ask<object?>(
            "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); }");
        Assert.False(await page.Ask<bool>("'ran' in window"));
        Assert.Contains(page.Complaints, c => c.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheFileIsSmallEnoughToSend()
    {
        await using var page = await report.Open();
        Assert.InRange(new FileInfo(report.File).Length, 1, LargestFile);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    [InlineData("ru")]
    public async Task EveryLinkHasATargetAndEveryIdIsOne(string language)
    {
        await using var page = await report.Open(new View(language));
        Assert.Empty(await page.Ask<string[]>(
            "[...document.querySelectorAll('a')].filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.outerHTML)"));
        Assert.Empty(await page.Ask<string[]>(
            "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"));
        // What is shown leads to what is shown.
        Assert.Empty(await page.Ask<string[]>(
            "[...document.querySelectorAll('a')].filter(a => a.checkVisibility()"
            + " && !document.getElementById(a.hash.slice(1)).checkVisibility()).map(a => a.outerHTML)"));
        await page.Page.Locator("nav:not([hidden]) a").Nth(3).ClickAsync();
        Assert.InRange(
            await page.Ask<double>($"document.getElementById('{language}-shortfall').getBoundingClientRect().top"), 0, 200);
    }
}
