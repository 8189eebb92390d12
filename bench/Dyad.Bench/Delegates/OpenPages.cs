using System.Text.Json;
using System.Text.Json.Nodes;
using Dyad.Testing;
using Microsoft.Playwright;

namespace Dyad.Bench.Delegates;

/// <summary>Pages of the dossier in a real browser, which stay open while others write.</summary>
internal sealed class OpenPages(IPlaywright playwright, IBrowser browser, IReadOnlyList<IPage> pages) : IAsyncDisposable
{
    public int Count => pages.Count;

    /// <summary>Opens a page for each client; null where there is no browser.</summary>
    public static async Task<OpenPages?> OpenAsync(IEnumerable<ServeClient> clients, string dossier)
    {
        if (Chromium.Path is null)
            return null;
        var playwright = await Playwright.CreateAsync();
        var browser = await Chromium.Launch(playwright);
        var pages = new List<IPage>();
        foreach (var client in clients)
        {
            var context = await browser.NewContextAsync(new() { Locale = "en-US" });
            await context.AddCookiesAsync(client.Cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = client.Address.ToString() }));
            pages.Add(await context.NewPageAsync());
            await pages[^1].GotoAsync(new Uri(client.Address, $"/d/{dossier}").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        }

        return new OpenPages(playwright, browser, pages);
    }

    /// <summary>Pages that show another wording or version of a clause than the API, or another number of clauses.</summary>
    public async Task<int> DifferAsync(JsonNode dossier, TextWriter notes)
    {
        var expected = dossier["clauses"]!.AsArray().ToDictionary(
            c => (string)c!["id"]!, c => $"{c!["version"]} {c["texts"]!["en"]}");
        int differ = 0;
        foreach (var page in pages)
        {
            string shown = await page.EvaluateAsync<string>(
                """
                JSON.stringify(Object.fromEntries([...document.querySelectorAll("article[data-clause]")].map(
                    c => [c.dataset.clause, c.dataset.version + " " + c.querySelector(".wording").textContent.trim().replace(/\s+/g, " ")])))
                """);
            var clauses = JsonSerializer.Deserialize<Dictionary<string, string>>(shown)!;
            string[] others = [.. expected.Keys.Union(clauses.Keys).Where(c => expected.GetValueOrDefault(c) != clauses.GetValueOrDefault(c))];
            if (others.Length == 0)
                continue;
            differ++;
            await notes.WriteLineAsync($"a page shows another wording of {string.Join(' ', others)}");
        }

        return differ;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
