using Dyad.Dossier.Events;
using Dyad.Dossier.Live;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Tests.Live;

public class LiveDossierTests
{
    [Fact]
    public async Task ManyWritersAtOnceLoseNothing()
    {
        await using var d = await Institute.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? d.China(new CommentMade($"m{i}", "c1", $"{i}")) : d.Russia(new CommentMade($"m{i}", "c1", $"{i}"))));
        Assert.Equal(500, d.State.Clauses["c1"].Comments.Count);
        await using var again = await LiveDossier.OpenAsync(d.Store, d.Site, Institute.Id, TimeProvider.System, default);
        Assert.Equal(d.State.LogDigest, again.Current.State.LogDigest);
    }

    [Fact]
    public async Task WhereTheStoreFailsWritersGetTheErrorAndReadersGoOn()
    {
        var store = new MemoryStore();
        await using var d = await Institute.OpenAsync(store);
        var before = d.Live.Current;
        store.Failure = new IOException("the disk is full");
        await Assert.ThrowsAsync<IOException>(() => d.China(new CommentMade("m1", "c1", "x")));
        Assert.Same(before, d.Live.Current);
        store.Failure = null;
        await d.China(new CommentMade("m1", "c1", "x"));
        Assert.Single(d.State.Clauses["c1"].Comments);
    }

    [Fact]
    public async Task WhatIsSentTwiceIsTakenOnce()
    {
        await using var d = await Institute.OpenAsync();
        await d.China(new CommentMade("m1", "c1", "x"));
        Assert.Equal(RefusalKind.Taken, await Institute.Refused(d.China(new CommentMade("m1", "c1", "x"))));
        Assert.Single(d.State.Clauses["c1"].Comments);
    }

    // A stream that is not cut never ends.
    [Fact(Timeout = 20_000)]
    public async Task WhoDoesNotKeepUpIsCutOffAndMissesNothingUntilThen()
    {
        await using var d = await Institute.OpenAsync();
        await using var slow = d.Live.Feed.ListenAsync("CHN", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = slow.MoveNextAsync();
        for (int i = 0; i < 400; i++)
            await d.China(new CommentMade($"m{i}", "c1", $"{i}"));
        var heard = new List<string>();
        for (bool more = await first; more; more = await slow.MoveNextAsync())
            heard.Add(((CommentMade)slow.Current.Entry.Event).Comment);
        Assert.InRange(heard.Count, 1, 399);
        Assert.Equal(Enumerable.Range(0, heard.Count).Select(i => $"m{i}"), heard);
    }

    [Fact]
    public async Task ASideHearsOfItsOwnNotesAlone()
    {
        await using var d = await Institute.OpenAsync();
        using var stop = new CancellationTokenSource();
        var (china, russia) = (Hear("CHN"), Hear("RUS"));
        await Task.Delay(50, TestContext.Current.CancellationToken);
        await d.China(new NoteWritten("n1", "ours"));
        await d.China(new CommentMade("m1", "c1", "both"));
        Assert.Equal(2, (await china).Count);
        Assert.Single(await russia);

        async Task<List<string>> Hear(string side)
        {
            var heard = new List<string>();
            await foreach (var entry in d.Live.Feed.ListenAsync(side, stop.Token))
            {
                heard.Add(entry.Entry.Event.GetType().Name);
                if (entry.Entry.Event is CommentMade)
                    break;
            }

            return heard;
        }
    }
}
