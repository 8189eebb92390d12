using System.Text.Json;
using Dyad.Pages.Tests.Browser;

namespace Dyad.Pages.Tests;

/// <summary>From any figure a reader gets to its inputs, its method, its options, its version and its command.</summary>
public sealed class AddressTests(ReportFixture report)
{
    [Theory]
    [InlineData("en", "Source", "Vintage", "SHA-256", "Method", "Follows", "Year", "Version of Dyad")]
    [InlineData("zh", "来源", "数据版本", "SHA-256", "方法", "依据文献", "年份", "Dyad版本")]
    [InlineData("ru", "Источник", "Выпуск данных", "SHA-256", "Метод", "Основание", "Год", "Версия Dyad")]
    public async Task AClickOnAFigureShowsWhereItComesFrom(string language, params string[] labels)
    {
        await using var page = await report.Open(new View(language));
        await page.FirstFigure.ClickAsync();
        Assert.True(await page.Card.IsVisibleAsync());
        var shown = await page.Card.Locator("dt").AllInnerTextsAsync();
        Assert.Equal(labels, labels.Intersect(shown));
        Assert.Matches("^[0-9a-f]{64}$", await Value(page, "SHA-256"));
        Assert.StartsWith("./dyad ", await page.Card.Locator("code").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryFigureOpensTheAddressThatTheReportHolds()
    {
        await using var page = await report.Open();
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Path.GetDirectoryName(report.File)!, "report.json"), TestContext.Current.CancellationToken));
        var held = json.RootElement.GetProperty("provenance").EnumerateArray().Select(Address).ToHashSet();

        // One figure of each address, and no address without a figure.
        var cards = await page.Ask<string[][]>("""
            () => [...document.querySelectorAll(".addresses [id]")].filter(e => /^a\d+$/.test(e.id)).map(address => {
              document.querySelector(`main :is(.fig, .source, .target)[href="#${address.id}"]`).click();
              const card = document.getElementById("address");
              const english = element => (element.querySelector("[lang=en]") ?? element).textContent;
              const rows = [...card.querySelectorAll("dl > div")].map(d => [english(d.firstChild), english(d.lastChild)]);
              const command = card.querySelector("code").textContent;
              card.close();
              // The name of the method is a text of the report; its key is in the file.
              return [english(card.querySelector("h2")), ...rows.filter(([label]) => label !== "Method").map(([, value]) => value), command];
            })
            """);
        Assert.NotEmpty(cards);
        Assert.All(cards, card => Assert.Contains(string.Join('|', card[1..]), held));
        Assert.Equal(cards.Length, cards.Select(c => string.Join('|', c)).Distinct().Count());
    }

    [Fact]
    public async Task AKeyboardOpensAndClosesIt()
    {
        await using var page = await report.Open();
        await page.Edition.Locator("h2").First.EvaluateAsync("h => { h.tabIndex = -1; h.focus(); }");
        await page.Page.Keyboard.PressAsync("Tab");
        string? figure = await page.Ask<string?>(
            "document.activeElement.className === 'fig' ? document.activeElement.textContent : null");
        Assert.NotNull(figure);
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.True(await page.Card.IsVisibleAsync());
        // Focus stays inside, wherever Tab goes.
        for (int i = 0; i < 3; i++)
        {
            Assert.True(await page.Ask<bool>(
                "[document.body, ...document.querySelectorAll('#address, #address *')].includes(document.activeElement)"));
            await page.Page.Keyboard.PressAsync("Tab");
        }

        await page.Page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Card.IsVisibleAsync());
        Assert.Equal(figure, await page.Ask<string>("document.activeElement.textContent"));
    }

    [Fact]
    public async Task ARowOfAChartOpensItsOwnAddress()
    {
        await using var page = await report.Open();
        var row = page.Edition.Locator(".wide .target").First;
        await row.ClickAsync();
        Assert.Equal(
            await row.GetAttributeAsync("href"),
            "#a" + (await page.Card.Locator(".number").InnerTextAsync()).Trim('[', ']'));
    }

    [Fact]
    public async Task TheCommandIsCopied()
    {
        await using var page = await report.Open();
        // A page of a file has no clipboard to be granted: what the page hands to it is looked at.
        await page.Ask<object?>("""
            () => { Object.defineProperty(navigator, "clipboard", { value: { writeText: async t => { window.copied = t; } } }); }
            """);
        await page.FirstFigure.ClickAsync();
        await page.Card.Locator(".copy").ClickAsync();
        await page.Card.GetByText("Copied", new() { Exact = true }).WaitForAsync();
        Assert.Equal(await page.Card.Locator("code").InnerTextAsync(), await page.Ask<string>("window.copied"));
    }

    private static string Address(JsonElement p) => string.Join('|',
    [
        .. p.GetProperty("inputs").EnumerateArray().SelectMany(
            i => new[] { "table", "source", "vintage", "sha256" }.Select(name => i.GetProperty(name).GetString())),
        p.GetProperty("citation").GetString(),
        .. p.GetProperty("options").EnumerateObject().OrderBy(o => o.Name, StringComparer.Ordinal)
            .Select(o => o.Value.GetString()),
        p.GetProperty("version").GetString(),
        p.GetProperty("command").GetString(),
    ]);

    private static async Task<string> Value(ReportPage page, string label)
        => await page.Card.Locator("dl > div").Filter(new() { Has = page.Page.Locator("dt", new() { HasText = label }) })
            .Locator("dd").First.InnerTextAsync();
}
