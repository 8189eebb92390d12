using Dyad.Pages.Tests.Browser;
using Microsoft.Playwright;

namespace Dyad.Pages.Tests;

/// <summary>
/// What the axe rules ask of the page. They take longest of all tests here: a class of their own runs beside the others.
/// </summary>
public sealed class AxeTests(ReportFixture report)
{
    private const int Phone = 390;

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("en", Phone)]
    [InlineData("zh", 1280)]
    [InlineData("zh", Phone)]
    [InlineData("ru", 1280)]
    [InlineData("ru", Phone)]
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
}
