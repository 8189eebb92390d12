using System.Collections.Immutable;
using System.IO.Compression;
using System.Net;
using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;
using Dyad.Web.Dossiers;

namespace Dyad.Web.Tests.Serving;

/// <summary>A file that somebody changed, forged or packed is not taken in, by the API or by the form.</summary>
[Collection(SiteTests.Name)]
public sealed class MergeTests(Site site)
{
    [Fact]
    public async Task AFileAsItIsIsTaken()
    {
        var live = await site.NewDossierAsync();
        var head = await site.AsAsync("cn-head");
        using var answer = await head.RawAsync("/api/v1/dossiers/merge", live.Export().Bytes());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"entries\":0", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PackedBytesAreRefused()
    {
        var live = await site.NewDossierAsync();
        byte[] file = live.Export().Bytes();
        await RefusedAsync(live, Gzip(file));
        await RefusedAsync(live, Zip(file));
        // A small body that would be a large one.
        await RefusedAsync(live, Gzip(new byte[64 << 20]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/dossiers/merge") { Content = new ByteArrayContent(Gzip(file)) };
        request.Content.Headers.Add("Content-Type", "application/json");
        request.Content.Headers.Add("Content-Encoding", "gzip");
        using var answer = await (await site.AsAsync("cn-head")).Client.SendAsync(request);
        Assert.True((int)answer.StatusCode is 415 or 422);
    }

    [Fact]
    public async Task AFileThatWasCutOrChangedIsRefused()
    {
        var live = await site.NewDossierAsync();
        var file = live.Export();
        byte[] bytes = file.Bytes();
        await RefusedAsync(live, []);
        await RefusedAsync(live, bytes[..^1]);
        await RefusedAsync(live, bytes[..(bytes.Length / 2)]);
        await RefusedAsync(live, [.. bytes, (byte)' ']);
        await RefusedAsync(live, [.. "\ufeff"u8, .. bytes]);
        await RefusedAsync(live, Signed(file with { Entries = [.. file.Entries.Take(file.Entries.Count - 1)] }));
        await RefusedAsync(live, Signed(file with { Entries = [.. file.Entries.Skip(1)] }));
        await RefusedAsync(live, Signed(file with { Entries = [.. file.Entries.Reverse()] }));
        await RefusedAsync(live, Signed(file with { Entries = [file.Entries[1], file.Entries[0], .. file.Entries.Skip(2)] }));
        await RefusedAsync(live, Signed(file with { Entries = [.. file.Entries, file.Entries[^1]] }));
        await RefusedAsync(live, Signed(file with { Entries = [] }));
        await RefusedAsync(live, Signed(file with { Seals = [] }));
        await RefusedAsync(live, Signed(file with { Text = file.Text with { Title = Texts.All("Another title") } }));
        // A dossier that this server does not have is for its operator to bring in.
        using var renamed = await (await site.AsAsync(Site.Operator)).RawAsync(
            "/api/v1/dossiers/merge", Signed(file with { Dossier = DossierHall.NewId() }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, renamed.StatusCode);
    }

    [Fact]
    public async Task NobodyExtendsTheChainOfThisServer()
    {
        var live = await site.NewDossierAsync();
        var file = live.Export();
        var forged = Next(file, live, file.Entries[^1].Chain, "cn-head", Site.Own, new ClauseWritten("c9", "s1", 9, Texts.All("We pay all.")));
        using var thief = Dyad.Dossier.Exchange.Site.Create();
        var head = LoggedEntry.Of(forged);
        var seal = thief.Seal(file.Dossier, forged.Chain, forged.Number, head.Hash);
        await RefusedAsync(live, Whole(file, [.. file.Entries, forged], file.Seals));
        await RefusedAsync(live, Whole(file, [.. file.Entries, forged], [seal]));
        await RefusedAsync(live, Whole(file, [.. file.Entries, forged], [seal with { Key = file.Seals[0].Key }]));
        await RefusedAsync(live, Whole(file, [.. file.Entries, forged], [file.Seals[0] with { Number = forged.Number, Hash = head.Hash }]));
        await RefusedAsync(live, Whole(file, [.. file.Entries, forged], [.. file.Seals, seal]));
    }

    [Fact]
    public async Task WhoMayNotIsToldSoBeforeTheFileIsWorkedThrough()
    {
        var live = await site.NewDossierAsync();
        // No dossier, but it names one: it would be found out only later.
        byte[] file = System.Text.Encoding.UTF8.GetBytes($"{{\"dossier\":\"{live.Current.State.Id}\"}}");
        foreach (string handle in new[] { "cn-editor", "ru-delegate", Site.Outsider, Site.Operator })
        {
            using var answer = await (await site.AsAsync(handle)).RawAsync("/api/v1/dossiers/merge", file);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task NotesComeInWithTheirOwnSideAlone()
    {
        var live = await site.NewDossierAsync();
        await live.AppendAsync("cn-head", Site.Own, new NoteWritten("n1", "our floor"), TestContext.Current.CancellationToken);
        byte[] file = live.Export(Site.Own).Bytes();
        using var own = await (await site.AsAsync("cn-head")).RawAsync("/api/v1/dossiers/merge", file);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var other = await (await site.AsAsync("ru-head")).RawAsync("/api/v1/dossiers/merge", file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task AForeignServerWritesForNoSideOfThisOne()
    {
        var live = await site.NewDossierAsync();
        var file = live.Export();
        using var thief = Dyad.Dossier.Exchange.Site.Create();
        var forged = new Entry(
            file.Dossier, thief.Id, 1, file.Entries.Max(e => e.Clock) + 1, file.Entries[^1].At, "cn-head",
            new ClauseWritten("c9", "s1", 9, Texts.All("We pay all.")), Entry.NoPrevious, Site.Own);
        var seal = thief.Seal(file.Dossier, thief.Id, 1, LoggedEntry.Of(forged).Hash);
        Entry[] entries = [.. file.Entries.Append(forged).OrderBy(e => e.Chain, StringComparer.Ordinal)];
        Seal[] seals = [.. file.Seals.Append(seal).OrderBy(s => s.Chain, StringComparer.Ordinal)];
        await RefusedAsync(live, Whole(file, entries, seals));
        Assert.DoesNotContain("c9", live.Current.State.Clauses.Keys);
    }

    [Theory]
    [InlineData("../../escaped")]
    [InlineData("<script>x</script>")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("\u0434")]
    public async Task ADossierWhoseIdIsNoneIsNotTaken(string id)
    {
        using var thief = Dyad.Dossier.Exchange.Site.Create();
        var opened = new Entry(
            id, thief.Id, 1, 1, "2026-01-01T00:00:00Z", "secretary",
            new DossierOpened(Texts.All("T"), [Site.Own, Site.Other], DossierOpened.CurrentFormat), Entry.NoPrevious);
        var history = History.Empty(id).With(LoggedEntry.Of(opened));
        var seals = ImmutableDictionary<string, Seal>.Empty.Add(thief.Id, thief.Seal(id, thief.Id, 1, LoggedEntry.Of(opened).Hash));
        byte[] file = DossierFile.Of(history, Fold.All(id, history.Public()), seals).Bytes();
        int before = (await site.Hall.AllAsync(CancellationToken.None)).Count;
        var keeper = await site.AsAsync(Site.Operator);
        using var answer = await keeper.RawAsync("/api/v1/dossiers/merge", file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using var form = await keeper.UploadAsync("/merge", file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, form.StatusCode);
        Assert.Equal(before, (await site.Hall.AllAsync(CancellationToken.None)).Count);
    }

    private async Task RefusedAsync(LiveDossier live, byte[] file)
    {
        var head = await site.AsAsync("cn-head");
        string before = live.Current.State.LogDigest;
        using var answer = await head.RawAsync("/api/v1/dossiers/merge", file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using var form = await head.UploadAsync("/merge", file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, form.StatusCode);
        Assert.Equal(before, live.Current.State.LogDigest);
    }

    private static Entry Next(DossierFile file, LiveDossier live, string chain, string actor, string side, DossierEvent what)
    {
        var last = live.Current.History.Head(chain)!;
        return last.Entry with
        {
            Number = last.Entry.Number + 1, Previous = last.Hash, Clock = file.Entries.Max(e => e.Clock) + 1, Actor = actor, Side = side, Event = what,
        };
    }

    /// <summary>The file with other entries and the text that follows from them, as who forges it would make it.</summary>
    private static byte[] Whole(DossierFile file, Entry[] entries, IReadOnlyList<Seal> seals)
    {
        var history = entries.Aggregate(History.Empty(file.Dossier), (h, e) => h.With(LoggedEntry.Of(e)));
        var state = Fold.All(file.Dossier, history.Public());
        return Signed(file with { Entries = entries, Seals = seals, Text = Dyad.Dossier.Signing.FinalText.Of(state) });
    }

    private static byte[] Signed(DossierFile file)
    {
        file = file with { Digest = "" };
        return (file with { Digest = CanonicalJson.HashOf(file) }).Bytes();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Zip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("dossier.json").Open();
            entry.Write(bytes);
        }

        return packed.ToArray();
    }
}
