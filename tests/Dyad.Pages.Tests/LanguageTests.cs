using Dyad.Pages.Tests.Browser;

namespace Dyad.Pages.Tests;

/// <summary>One file, three languages.</summary>
public sealed class LanguageTests(ReportFixture report)
{
    public static TheoryData<string, string> Languages => new() { { "en", "Latin" }, { "zh", "Han" }, { "ru", "Cyrillic" } };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task TheSwitchChangesAllThatIsRead(string language, string script)
    {
        await using var page = await report.Open(new View(language));
        Assert.Equal(language, await page.Ask<string>("document.documentElement.lang"));
        Assert.Matches(Letters(script), await page.Page.TitleAsync());
        Assert.Equal(1, await page.Edition.CountAsync());
        Assert.Equal("true", await page.Page.GetAttributeAsync($"button[data-language={language}]", "aria-pressed"));
        foreach (string heading in await page.Page.Locator("h1:visible, h2:visible, h3:visible").AllInnerTextsAsync())
            Assert.Matches(Letters(script), heading);
        // No word of another language is shown but the names of the languages.
        Assert.Empty(await page.Ask<string[]>(
            "[...document.querySelectorAll('[lang]:not(html, [data-language])')]"
            + $".filter(e => e.lang !== '{language}' && e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task TheLanguageOutlivesAReload(string language, string script)
    {
        await using var page = await report.Open(new View(language));
        await page.Page.ReloadAsync();
        Assert.Equal(language, await page.Ask<string>("document.documentElement.lang"));
        Assert.Matches(Letters(script), await page.Edition.Locator("h1").InnerTextAsync());
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("ru")]
    public async Task ALinkToAChapterOpensItsLanguage(string language)
    {
        await using var page = await report.Open(fragment: $"#{language}-environment");
        Assert.Equal(language, await page.Ask<string>("document.documentElement.lang"));
        Assert.InRange(
            await page.Ask<double>($"document.getElementById('{language}-environment').getBoundingClientRect().top"), 0, 200);
    }

    [Fact]
    public async Task TheReaderStaysInTheSameChapter()
    {
        await using var page = await report.Open(fragment: "#en-stances");
        double before = await page.Ask<double>("document.getElementById('en-stances').getBoundingClientRect().top");
        // The driver's own click scrolls first: it takes what lies under the bar for hidden.
        await page.Page.DispatchEventAsync("button[data-language=ru]", "click");
        double after = await page.Ask<double>("document.getElementById('ru-stances').getBoundingClientRect().top");
        // A pixel of rounding.
        Assert.InRange(after - before, -1, 1);
    }

    [Fact]
    public async Task WithoutScriptsTheFirstLanguageIsReadAndFiguresLeadToTheAppendix()
    {
        await using var page = await report.Open(new View(Scripts: false));
        Assert.Equal(1, await page.Page.Locator("main:visible").CountAsync());
        Assert.Equal(0, await page.Page.Locator("button:visible").CountAsync());
        string address = (await page.FirstFigure.GetAttributeAsync("href"))!;
        await page.FirstFigure.ClickAsync();
        Assert.EndsWith(address, page.Page.Url, StringComparison.Ordinal);
        var line = page.Page.Locator(address);
        Assert.True(await line.IsVisibleAsync());
        Assert.NotNull(await line.BoundingBoxAsync());
        Assert.Contains("./dyad ", await line.InnerTextAsync(), StringComparison.Ordinal);
    }

    private static string Letters(string script) => script switch
    {
        "Han" => @"\p{IsCJKUnifiedIdeographs}",
        "Cyrillic" => @"\p{IsCyrillic}",
        _ => "^[^\\p{IsCyrillic}\\p{IsCJKUnifiedIdeographs}]+$",
    };
}
