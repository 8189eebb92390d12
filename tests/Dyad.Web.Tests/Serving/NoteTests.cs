using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Tests.Serving;

/// <summary>What a side notes for itself stands nowhere that anybody else can read.</summary>
[Collection(SiteTests.Name)]
public sealed class NoteTests(Site site)
{
    private const string Part = "quokkaw", Word = Part + "ombat";

    public static TheoryData<string?> Others => new(null, Site.Outsider, Site.Operator, Site.Removed, "ru-head", "ru-editor", "ru-delegate");

    [Theory]
    [MemberData(nameof(Others))]
    public async Task NobodyElseReadsANote(string? handle)
    {
        site.HoldJobs();
        var (live, note) = await NotedAsync();
        var who = await site.AsAsync(handle);
        string id = live.Current.State.Id, chain = $"{site.Hall.Site.Id}/{Site.Own}";
        var requests = new Requests(site);
        int read = 0;
        foreach (string row in Matrix.Rows.Keys.Where(r => r.StartsWith("GET", StringComparison.Ordinal) && !r.EndsWith("/live", StringComparison.Ordinal)))
        {
            using var answer = await requests.SendAsync(row, who, live, id);
            await CheckAsync(row, answer);
        }

        foreach (string path in (string[])[
            $"/api/v1/dossiers/{id}/search?q={Part}", $"/d/{id}?q={Part}", $"/api/v1/dossiers/{id}/export?notes=true", $"/d/{id}/log?from=1",
            $"/d/{id}/document.docx?lang=zh", $"/api/v1/dossiers/{id}/notes?side={Site.Own}"])
        {
            using var answer = await who.GetAsync(path);
            await CheckAsync(path, answer);
        }

        // These say again what was asked for.
        foreach (string path in (string[])[$"/d/{id}/clauses/{note}", $"/d/{id}/figures/{note}"])
        {
            using var answer = await who.GetAsync(path);
            await CheckAsync(path, answer, but: note);
        }

        // A form that is refused gives back what was typed, and nothing of others.
        foreach (var (what, fields) in Refused(note))
        {
            using var answer = await who.FormAsync($"/d/{id}/do/{what}", fields);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
            await CheckAsync(what, answer, but: note);
        }

        Assert.True(read > 20, $"{read} answers were read");

        async Task CheckAsync(string what, HttpResponseMessage answer, string? but = null)
        {
            read++;
            foreach (string text in await TextsAsync(answer))
            {
                foreach (string secret in (string[])[Word, note, chain])
                    Assert.False(secret != but && text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{what} tells {secret}");
            }
        }
    }

    [Fact]
    public async Task TheOwnSideReadsIt()
    {
        var (live, note) = await NotedAsync();
        string id = live.Current.State.Id;
        foreach (string handle in (string[])["cn-head", "cn-editor", "cn-delegate"])
        {
            var who = await site.AsAsync(handle);
            foreach (string path in (string[])[
                $"/d/{id}", $"/d/{id}/notes", $"/d/{id}?q={Part}", $"/api/v1/dossiers/{id}/notes", $"/api/v1/dossiers/{id}/search?q={Part}",
                $"/api/v1/dossiers/{id}/export?notes=true"])
                Assert.Contains(Word, await who.ReadAsync(path), StringComparison.Ordinal);
            Assert.DoesNotContain(note, await who.ReadAsync($"/api/v1/dossiers/{id}/export"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ANoteChangesNothingThatBothSee()
    {
        var live = await site.NewDossierAsync();
        string id = live.Current.State.Id;
        var other = await site.AsAsync("ru-head");
        string[] before = await SeenAsync();
        await NoteAsync(live, DossierHall.NewId());
        Assert.Equal(before, await SeenAsync());
        long clock = live.Current.History.Public().Max(e => e.Entry.Clock);
        await Site.DoAsync(live, Site.Own, new CommentMade("k1", "c1", "A remark."));
        Assert.Equal(clock + 1, live.Current.History.Public().Max(e => e.Entry.Clock));

        async Task<string[]> SeenAsync()
        {
            var file = JsonNode.Parse(await other.ReadAsync($"/api/v1/dossiers/{id}/export?notes=true"))!;
            // Signatures of the same differ each time.
            foreach (var seal in file["seals"]!.AsArray())
                seal!["signature"] = "";
            file["digest"] = "";
            return
            [
                await other.ReadAsync($"/api/v1/dossiers/{id}"), await other.ReadAsync($"/api/v1/dossiers/{id}/log"), await other.ReadAsync("/api/v1/dossiers"),
                file.ToJsonString(), live.Current.State.LogDigest,
            ];
        }
    }

    [Theory]
    [InlineData("ru-delegate", false)]
    [InlineData("cn-delegate", true)]
    public async Task TheStreamTellsOfItOnTheOwnSideAlone(string handle, bool told)
    {
        var live = await site.NewDossierAsync();
        string id = live.Current.State.Id;
        var who = await site.AsAsync(handle);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = await who.Client.GetAsync($"/api/v1/dossiers/{id}/live", HttpCompletionOption.ResponseHeadersRead, end.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(end.Token));
        // Who listens is told that they are here: from then on nothing is missed.
        string heard = await UntilAsync("\"here\"");
        await NoteAsync(live, DossierHall.NewId());
        await Site.DoAsync(live, Site.Own, new CommentMade("k1", "c1", "A remark."));
        heard += await UntilAsync("comment-made");
        Assert.Equal(told, heard.Contains("note", StringComparison.Ordinal));
        Assert.DoesNotContain(Word, heard, StringComparison.Ordinal);

        async Task<string> UntilAsync(string what)
        {
            string all = "";
            while (!all.Contains(what, StringComparison.Ordinal))
                all += await reader.ReadLineAsync(end.Token) + "\n";
            return all;
        }
    }

    [Fact]
    public async Task AnIdThatIsTakenByANoteOfTheOtherSideIsFree()
    {
        var (live, note) = await NotedAsync();
        var who = await site.AsAsync("ru-delegate");
        string at = $"/api/v1/dossiers/{live.Current.State.Id}/";
        using var noted = await who.JsonAsync(at + "note-written", new { note, text = "Ours." });
        Assert.Equal(HttpStatusCode.OK, noted.StatusCode);
        using var remarked = await who.JsonAsync(at + "comment-made", new { comment = note, clause = "c1", text = "Ours." });
        Assert.Equal(HttpStatusCode.OK, remarked.StatusCode);
    }

    [Fact]
    public async Task TheLogOfTheServerDoesNotHoldIt()
    {
        var (live, note) = await NotedAsync();
        var own = await site.AsAsync("cn-delegate");
        using var refused = await own.FormAsync($"/d/{live.Current.State.Id}/do/note-written", ("note", "bad id!"), ("text", Word));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var found = await own.GetAsync($"/d/{live.Current.State.Id}?q={Word}");
        Assert.DoesNotContain(Word, site.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(note, site.Logs.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<(string What, (string, string)[] Fields)> Refused(string note) =>
    [
        ("note-written", [("note", "bad id!"), ("text", "A try.")]), ("comment-made", [("comment", "x1"), ("clause", note), ("text", "A try.")]),
        ("comment-made", [("comment", "x1"), ("clause", "c1"), ("reply_to", note), ("text", "A try.")]),
        ("clause-written", [("clause", "c1"), ("section", "s1"), ("order", "1"), ("base", note), ("texts.en?", "A try.")]),
    ];

    private static async Task<IReadOnlyList<string>> TextsAsync(HttpResponseMessage answer)
    {
        var texts = new List<string> { await answer.Content.ReadAsStringAsync(), answer.Headers.ToString(), answer.Content.Headers.ToString() };
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync();
        if (bytes is [(byte)'P', (byte)'K', ..])
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            foreach (var entry in zip.Entries)
            {
                using var reader = new StreamReader(await entry.OpenAsync());
                texts.Add(entry.FullName + await reader.ReadToEndAsync());
            }
        }

        return texts;
    }

    private async Task<(LiveDossier Live, string Note)> NotedAsync()
    {
        var live = await site.NewDossierAsync();
        string note = "note-" + DossierHall.NewId();
        await NoteAsync(live, note);
        return (live, note);
    }

    private async Task NoteAsync(LiveDossier live, string note)
    {
        var own = await site.AsAsync("cn-delegate");
        using var written = await own.JsonAsync(
            $"/api/v1/dossiers/{live.Current.State.Id}/note-written", new { note, text = $"Our limit is {Word}.", clause = "c1" });
        Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        Assert.Contains(note, JsonSerializer.Serialize(live.Current.NotesOf(Site.Own).Notes), StringComparison.Ordinal);
    }
}
