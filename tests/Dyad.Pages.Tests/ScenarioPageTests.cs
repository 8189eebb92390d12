using Dyad.Pages.Tests.Browser;
using Microsoft.Playwright;

namespace Dyad.Pages.Tests;

/// <summary>The pages of a scenario and of a programme in a browser: their charts are read, reached and followed by everyone.</summary>
public sealed class ScenarioPageTests(ReportFixture report)
{
    private const int Phone = 390;

    public static TheoryData<string, string, int> Views()
    {
        var data = new TheoryData<string, string, int>();
        foreach (string name in new[] { ReportFixture.Scenario, ReportFixture.Programme })
            foreach (string language in new[] { "en", "zh", "ru" })
                foreach (int width in language switch { "zh" => [Phone], "ru" => [1280], _ => (int[])[1280, Phone] })
                    data.Add(name, language, width);
        return data;
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task NoGraveViolationInEitherThemeAndNoLabelOutsideItsPicture(string name, string language, int width)
    {
        await using var page = await report.OpenPage(name, new View(language, width));
        Assert.Empty(await page.LabelsOutsideTheirPictures());
        Assert.Empty(await page.Violations());
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await page.Violations("color-contrast"));
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData(ReportFixture.Scenario)]
    [InlineData(ReportFixture.Programme)]
    public async Task ThePageDoesNotScrollSidewaysOnAPhone(string name)
    {
        foreach (string language in new[] { "en", "zh", "ru" })
        {
            await using var page = await report.OpenPage(name, new View(language, Phone));
            foreach (var table in await page.Edition.Locator("details summary").AllAsync())
                await table.ClickAsync();
            Assert.Equal(Phone, await page.Ask<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task EveryPointOfTheFrontierIsReachedAndNamed()
    {
        await using var page = await report.OpenPage(ReportFixture.Programme);
        var points = page.Edition.Locator("figure.chart").First.Locator(".wide .target");
        Assert.Equal(5, await points.CountAsync());
        var nash = points.And(page.Page.Locator("[title^='Nash point.']"));
        await nash.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.True(await page.Card.IsVisibleAsync());
    }

    /// <summary>Texts of squares are drawn smaller than others; on a phone they must stay legible, and inside of their square.</summary>
    [Theory]
    [InlineData(1280)]
    [InlineData(Phone)]
    public async Task ASquareHoldsItsTextInLegibleSize(int width)
    {
        await using var page = await report.OpenPage(ReportFixture.Scenario, new View(Width: width));
        Assert.Empty(await page.Ask<string[]>("""
            () => [...document.querySelectorAll("main:not([hidden]) svg g")].filter(g => g.checkVisibility()).flatMap(g => {
              const square = g.querySelector("rect").getBoundingClientRect();
              return [...g.querySelectorAll("text")].filter(t => {
                const box = t.getBoundingClientRect();
                return box.height < 10 || box.left < square.left || box.right > square.right || box.bottom > square.bottom + 1;
              }).map(t => t.textContent);
            })
            """));
    }

    [Fact]
    public async Task AKeyboardReachesEverySquareAndOpensItsAddress()
    {
        await using var page = await report.OpenPage(ReportFixture.Scenario);
        var map = page.Edition.Locator("figure.chart").Filter(new() { Has = page.Page.Locator("g") });
        var squares = await map.Locator(".wide .target").AllAsync();
        Assert.Equal(41, squares.Count);
        await squares[0].FocusAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal(
            await squares[1].GetAttributeAsync("title"), await page.Ask<string>("document.activeElement.getAttribute('title')"));
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.True(await page.Card.IsVisibleAsync());
        Assert.Contains("./dyad simulate", await page.Card.Locator("code").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheHeadsOfColumnGroupsSpanTheirColumns()
    {
        await using var page = await report.OpenPage(ReportFixture.Scenario);
        var spans = await page.Ask<int[][]>("""
            () => [...document.querySelectorAll("main:not([hidden]) .groups")].map(row =>
              [[...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0), row.nextElementSibling.cells.length])
            """);
        Assert.Equal(2, spans.Length);
        Assert.All(spans, s => Assert.Equal(s[1], s[0]));
    }
}
