using Dyad.Pages.Tests.Browser;
using Microsoft.Playwright;

namespace Dyad.Pages.Tests;

/// <summary>What the axe rules, a phone, paper and the reader's settings ask of the page.</summary>
public sealed class AccessibilityTests(ReportFixture report)
{
    private const int Phone = 390;

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("en", Phone)]
    [InlineData("zh", Phone)]
    [InlineData("ru", 1280)]
    public async Task NoGraveViolationInEitherTheme(string language, int width)
    {
        await using var page = await report.Open(new View(language, width));
        Assert.Empty(await page.Violations());
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await page.Violations("color-contrast"));
    }

    [Fact]
    public async Task NoGraveViolationInTheCardOfAnAddress()
    {
        foreach (bool dark in new[] { false, true })
        {
            await using var page = await report.Open(new View(Dark: dark));
            await page.FirstFigure.ClickAsync();
            Assert.Empty(await page.Violations(dark ? "color-contrast" : null));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    [InlineData("ru")]
    public async Task ThePageDoesNotScrollSidewaysOnAPhone(string language)
    {
        await using var page = await report.Open(new View(language, Phone));
        Assert.Equal(Phone, await page.Ask<int>("document.documentElement.scrollWidth"));
        foreach (var table in await page.Edition.Locator("details summary").AllAsync())
            await table.ClickAsync();
        Assert.Equal(Phone, await page.Ask<int>("document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    [InlineData("ru")]
    public async Task ATableOnAPhoneShowsItsNumbersUnderItsCaption(string language)
    {
        await using var page = await report.Open(new View(language, Phone));
        Assert.Empty(await page.Ask<string[]>("""
            () => [...document.querySelectorAll("main:not([hidden]) .table")].filter(frame => frame.checkVisibility()).filter(frame => {
              const caption = frame.querySelector("caption").getBoundingClientRect();
              const [first, second] = frame.querySelector("tbody tr").cells;
              return caption.bottom > frame.querySelector("thead").getBoundingClientRect().top + 1
                || second.getBoundingClientRect().left > innerWidth - 40 || first.getBoundingClientRect().width > innerWidth / 2;
            }).map(frame => frame.querySelector("caption").textContent)
            """));
    }

    [Theory]
    [InlineData(1280, "wide")]
    [InlineData(Phone, "narrow")]
    public async Task EveryChartIsShownOnceNamedAndFollowedByItsTable(int width, string drawing)
    {
        await using var page = await report.Open(new View(Width: width));
        var charts = await page.Edition.Locator("figure.chart").AllAsync();
        Assert.NotEmpty(charts);
        foreach (var chart in charts)
        {
            Assert.Equal(1, await chart.Locator("svg:visible").CountAsync());
            Assert.Equal(1, await chart.Locator($".{drawing} svg:visible").CountAsync());
            Assert.NotEmpty(await chart.Locator(".chart-unit").InnerTextAsync());
            Assert.False(await chart.Locator("details table").IsVisibleAsync());
            await chart.Locator("summary").PressAsync("Enter");
            Assert.True(await chart.Locator("details table").IsVisibleAsync());
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(Phone)]
    public async Task NoLabelOfAChartLeavesItsPicture(int width)
    {
        foreach (string language in new[] { "en", "zh", "ru" })
        {
            await using var page = await report.Open(new View(language, width));
            Assert.Empty(await page.LabelsOutsideTheirPictures());
        }
    }

    [Fact]
    public async Task BothThemesFollowTheSystemAndTheSwitchOverrulesIt()
    {
        await using var light = await report.Open();
        await using var dark = await report.Open(new View(Dark: true));
        string day = await Paper(light), night = await Paper(dark);
        Assert.NotEqual(day, night);
        await light.Page.ClickAsync("[data-set-theme=dark]");
        Assert.Equal(night, await Paper(light));
        await dark.Page.ClickAsync("[data-set-theme=light]");
        Assert.Equal(day, await Paper(dark));
        await dark.Page.ClickAsync("[data-set-theme='']");
        Assert.Equal(night, await Paper(dark));
    }

    [Fact]
    public async Task OnPaperThereAreNoSwitchesAndFiguresCarryTheNumberOfTheirAddress()
    {
        await using var page = await report.Open(new View(Dark: true));
        string number = (await page.FirstFigure.GetAttributeAsync("href"))!.TrimStart('#', 'a');
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await page.Page.Locator("button:visible, nav:visible, summary:visible, dialog:visible").CountAsync());
        string note = await page.FirstFigure.EvaluateAsync<string>("f => getComputedStyle(f, '::after').content");
        Assert.Contains(number, note, StringComparison.Ordinal);
        Assert.True(await page.Page.Locator($"#a{number}").IsVisibleAsync());
        // No uncertainty is lost on the way to paper.
        Assert.All(
            await page.Edition.Locator("figure.chart").EvaluateAllAsync<string[]>(
                "all => all.flatMap(f => [...f.querySelectorAll('.wide .bar')]).map(bar => getComputedStyle(bar).display)"),
            display => Assert.NotEqual("none", display));
        // Paper is white, whatever the screen is.
        Assert.Equal("light", await page.Ask<string>("getComputedStyle(document.documentElement).colorScheme"));
        // In every row of a table each address is there once.
        Assert.Empty(await page.Ask<string[]>("""
            () => [...document.querySelectorAll("main:not([hidden]) tbody tr")].filter(row => {
              const all = [...row.querySelectorAll(".fig")].map(f => f.hash);
              const noted = [...row.querySelectorAll(".fig[data-n]")].map(f => f.hash);
              return new Set(all).size !== noted.length || new Set(noted).size !== noted.length;
            }).map(row => row.textContent)
            """));
    }

    [Fact]
    public async Task NothingMovesForWhoAsksForLessMotion()
    {
        await using var still = await report.Open();
        Assert.Equal("auto", await still.Ask<string>("getComputedStyle(document.documentElement).scrollBehavior"));
        Assert.Equal(0, await still.Ask<int>("document.getAnimations().length"));
        await using var moving = await report.Open(new View(Still: false));
        Assert.Equal("smooth", await moving.Ask<string>("getComputedStyle(document.documentElement).scrollBehavior"));
    }

    private static Task<string> Paper(ReportPage page) => page.Ask<string>("getComputedStyle(document.body).backgroundColor");
}
