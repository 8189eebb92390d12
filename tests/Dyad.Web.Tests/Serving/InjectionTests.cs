using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Dyad.Dossier.Live;
using Dyad.Web.Api;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Tests.Serving;

/// <summary>Markup in whatever somebody sends is text wherever it is shown.</summary>
[Collection(SiteTests.Name)]
public sealed class InjectionTests(Site site)
{
    private const string Markup = "\"'><xss7 onx7=\"1\" x='</textarea></script><script>x</script>--> [[<xss7>]] {{x}}";

    [Fact]
    public async Task MarkupInEveryFieldOfEveryEventIsShownAsText()
    {
        var live = await site.NewDossierAsync();
        var head = await site.AsAsync("cn-head");
        string id = live.Current.State.Id;
        int taken = 0;
        foreach (string name in EventTypes.Sendable.Keys.Where(n => n is not "side-moved"))
        {
            int fields = Texts(Requests.Fields(await Requests.EventAsync(name, live))).Count();
            for (int i = 0; i < fields; i++)
            {
                if (name == "text-reopened")
                    break;
                var sent = Requests.Fields(await Requests.EventAsync(name, live));
                Texts(sent).ElementAt(i)(Markup);
                var who = name == "suggestion-answered" ? await site.AsAsync("ru-head") : head;
                using var answer = await who.RawAsync($"/api/v1/dossiers/{id}/{name}", sent.ToJsonString());
                Assert.True((int)answer.StatusCode is 200 or 400 or 404 or 409 or 422, $"{name}: {answer.StatusCode} for {sent}");
                taken += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
            }
        }

        Assert.True(taken > 40, $"{taken} fields took markup");
        await SettledWithMarkupAsync(live);
        await CheckPagesAsync(live);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task MarkupInAnAddressIsShownAsText(string language)
    {
        var live = await site.NewDossierAsync();
        string id = live.Current.State.Id, bad = Uri.EscapeDataString(Markup);
        foreach (string? handle in (string?[])[null, "cn-head", Site.Operator])
        {
            var who = await site.AsAsync(handle);
            foreach (string path in (string[])[
                $"/d/{id}?q={bad}", $"/d/{bad}", $"/d/{id}/clauses/{bad}", $"/d/{id}/figures/{bad}", $"/d/{id}/jobs/{bad}", $"/d/{id}/log?from={bad}",
                $"/d/{id}/log?from=-9", $"/d/{id}/log?from=99999999", $"/d/{id}/{bad}", $"/account?said={bad}", $"/sign-in?returnUrl={bad}&failed={bad}",
                $"/sign-in?returnUrl={Uri.EscapeDataString("javascript:x")}", $"/sign-in/code?returnUrl={bad}&failed={bad}",
                $"/sign-in/link?token={bad}&failed={bad}", $"/{bad}", $"/missing?{bad}={bad}", $"/api/v1/dossiers/{id}/search?q={bad}",
                $"/api/v1/{bad}", $"/assets/{bad}/{bad}", $"/d/{id}/parts?id={bad}", $"/d/{id}/document.docx?lang={bad}", $"/openapi/{bad}.json"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation("Accept-Language", language + ", " + Markup);
                using var answer = await who.Client.SendAsync(request);
                await CheckAsync(path, answer);
            }
        }
    }

    [Fact]
    public async Task MarkupInAFormThatIsRefusedIsShownAsText()
    {
        var live = await site.NewDossierAsync();
        var who = await site.AsAsync("cn-head");
        foreach (string what in (string[])["comment-made", "clause-written", "no-such-event"])
        {
            using var answer = await who.FormAsync(
                $"/d/{live.Current.State.Id}/do/{what}", ("comment", Markup), ("clause", Markup), ("text", Markup), (Markup, Markup), ("return", Markup));
            Assert.InRange((int)answer.StatusCode, 400, 499);
            await CheckAsync(what, answer);
        }
    }

    [Fact]
    public async Task MarkupInNamesOfAccountsIsShownAsText()
    {
        var keeper = await site.AsAsync(Site.Operator);
        string handle = "x" + DossierHall.NewId();
        using var invited = await keeper.FormAsync("/operator/invite", ("handle", handle), ("name", Markup));
        Assert.Equal(HttpStatusCode.OK, invited.StatusCode);
        await CheckAsync("link", invited);
        using var page = await keeper.GetAsync("/operator");
        Assert.Contains(handle, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await CheckAsync("operator", page);
    }

    [Theory]
    [InlineData("\ufffe")]
    [InlineData("\uffff")]
    [InlineData("\ud83d\ude00 \u202e \u0085 \u2028")]
    [InlineData("]]> <![CDATA[ <!-- &amp; &#0;")]
    public async Task AnOddCharacterIsRefusedOrTheDocumentsHoldIt(string odd)
    {
        var live = await site.NewDossierAsync();
        var who = await site.AsAsync("cn-head");
        string id = live.Current.State.Id;
        using var written = await who.JsonAsync(
            $"/api/v1/dossiers/{id}/clause-written", new { clause = "c2", section = "s1", order = 2, texts = new { en = "Odd " + odd, zh = odd + "x", ru = "x" } });
        Assert.True((int)written.StatusCode is 200 or 422);
        using var word = await who.GetAsync($"/d/{id}/document.docx");
        Assert.Equal(HttpStatusCode.OK, word.StatusCode);
        await ReadWordAsync(word);
        Assert.NotEmpty(await who.ReadAsync($"/d/{id}/document.html"));
        Assert.NotEmpty(await who.ReadAsync($"/d/{id}"));
    }

    /// <summary>A setter for each text in an event.</summary>
    private static IEnumerable<Action<string>> Texts(JsonNode node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (string name in fields.Select(f => f.Key).ToList())
                {
                    if (fields[name] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String)
                        yield return text => fields[name] = text;
                    else if (fields[name] is { } inner)
                    {
                        foreach (var deeper in Texts(inner))
                            yield return deeper;
                    }
                }

                break;
            case JsonArray list:
                foreach (var deeper in list.Where(n => n is JsonObject).SelectMany(n => Texts(n!)))
                    yield return deeper;
                break;
            default:
                break;
        }
    }

    /// <summary>Positions and a note with markup, so that they are on the pages at the end too; the text is closed and opened again for a reason.</summary>
    private async Task SettledWithMarkupAsync(LiveDossier live)
    {
        var head = await site.AsAsync("cn-head");
        string at = $"/api/v1/dossiers/{live.Current.State.Id}/";
        string version = live.Current.State.Clauses["c1"].Current.Id;
        using var position = await head.JsonAsync(
            at + "position-stated", new { clause = "c1", version, position = "dissent", text = new { en = Markup, zh = Markup, ru = Markup } });
        using var note = await head.JsonAsync(at + "note-written", new { note = "n1", clause = "c1", text = Markup });
        using var comment = await head.JsonAsync(at + "comment-made", new { comment = "k1", clause = "c1", text = Markup });
        foreach (var answer in (HttpResponseMessage[])[position, note, comment])
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task CheckPagesAsync(LiveDossier live)
    {
        string id = live.Current.State.Id;
        var state = live.Current.State;
        var paths = (string[])[
            $"/d/{id}", $"/d/{id}?q=xss7", $"/d/{id}/agenda", $"/d/{id}/rounds", $"/d/{id}/people", $"/d/{id}/notes", $"/d/{id}/finish", $"/d/{id}/studies",
            $"/d/{id}/log", $"/d/{id}/log?from=200", $"/d/{id}/figures", $"/d/{id}/document.html", $"/d/{id}/parts?id=c1", "/",
            .. state.Clauses.Keys.Select(c => $"/d/{id}/clauses/{c}"), .. state.Figures.Keys.Select(f => $"/d/{id}/figures/{f}")];
        foreach (string handle in (string[])["cn-head", "ru-delegate"])
        {
            var who = await site.AsAsync(handle);
            string text = await who.ReadAsync($"/d/{id}");
            Assert.Contains("&lt;xss7", text, StringComparison.Ordinal);
            foreach (string path in paths)
            {
                using var answer = await who.GetAsync(path);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                await CheckAsync(path, answer);
            }

            using var word = await who.GetAsync($"/d/{id}/document.docx");
            await ReadWordAsync(word);
        }
    }

    private static async Task CheckAsync(string path, HttpResponseMessage answer)
    {
        string type = answer.Content.Headers.ContentType?.MediaType ?? "";
        string body = await answer.Content.ReadAsStringAsync();
        // JSON and plain text may hold it, as nothing takes them for a page (nosniff).
        if (type is not ("text/html" or "image/svg+xml"))
            return;
        foreach (string live in (string[])["<xss7", "onx7=\"1\" x='", "<script>x", "href=\"javascript:"])
            Assert.False(body.Contains(live, StringComparison.OrdinalIgnoreCase), $"{path} holds {live}");
    }

    private static async Task ReadWordAsync(HttpResponseMessage word)
    {
        using var zip = new ZipArchive(new MemoryStream(await word.Content.ReadAsByteArrayAsync()));
        foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            await using var part = await entry.OpenAsync();
            Assert.NotNull(XDocument.Load(part).Root);
        }
    }
}
