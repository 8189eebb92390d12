using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Tests.Exchange;

public class MergingTests
{
    /// <summary>China's server opened the dossier; Russia's took it over and its side moved there.</summary>
    private static async Task<(Institute China, Institute Russia)> TwoServersAsync()
    {
        var china = await Institute.OpenAsync();
        var russia = await Institute.EmptyAsync();
        await china.Russia(new SideMoved(russia.Site.Id));
        await russia.Take(china);
        return (china, russia);
    }

    private static string Canonical(DossierState state) => CanonicalJson.HashOf(new { state.Clauses, state.Figures, state.Sections, state.LogDigest, state.Rounds, state.Voids });

    [Fact]
    public async Task WorkOnTwoServersComesTogetherTheSameOnBoth()
    {
        var (china, russia) = await TwoServersAsync();
        await china.China(new CommentMade("m1", "c1", "from Beijing"));
        await russia.Russia(new CommentMade("m2", "c1", "from Moscow"));
        await russia.Russia(new NoteWritten("n1", "ours"));
        await china.Take(russia);
        await russia.Take(china);
        Assert.Equal(Canonical(china.State), Canonical(russia.State));
        Assert.Equal(["from Beijing", "from Moscow"], china.State.Clauses["c1"].Comments.Select(c => c.Text).Order(StringComparer.Ordinal));
        Assert.Empty(china.Live.Current.NotesOf("RUS").Notes);
        Assert.Equal(0, await russia.Take(china));
    }

    [Fact]
    public async Task AWordingWrittenBeforeTheOtherHeadsWordWasKnownStandsBesideTheCurrent()
    {
        var (china, russia) = await TwoServersAsync();
        string first = china.State.Clauses["c1"].Current.Id;
        await china.China(new PositionStated("c1", first, Position.Agree));
        // Later on Russia's clock, and still without knowing.
        await russia.Russia(new CommentMade("m1", "c1", "first a remark"));
        await russia.Russia(new ClauseWritten("c1", "s1", 1, Texts.All("Moscow's [[f1]]"), first));
        await china.Take(russia);
        await russia.Take(china);
        foreach (var server in new[] { china, russia })
        {
            var clause = server.State.Clauses["c1"];
            Assert.Equal(["Moscow's [[f1]]"], clause.Conflicts.Select(c => c.Texts.En!));
            Assert.Equal(first, clause.Current.Id);
            Assert.False(clause.Settled(server.State.Sides));
            Assert.Empty(server.State.Voids);
        }

        // Who knows is refused.
        Assert.Equal(RefusalKind.Spoken, await Institute.Refused(russia.Russia(new ClauseWritten("c1", "s1", 1, Texts.All("Again [[f1]]"), first))));
    }

    [Fact]
    public async Task BothWordingsOfAClauseWrittenAtTheSameTimeAreShown()
    {
        var (china, russia) = await TwoServersAsync();
        string first = china.State.Clauses["c1"].Current.Id;
        await china.China(new ClauseWritten("c1", "s1", 1, Texts.All("Beijing's [[f1]]"), first));
        await russia.Russia(new ClauseWritten("c1", "s1", 1, Texts.All("Moscow's [[f1]]"), first));
        await china.Take(russia);
        await russia.Take(china);
        foreach (var server in new[] { china, russia })
        {
            var clause = server.State.Clauses["c1"];
            var other = Assert.Single(clause.Conflicts);
            Assert.Equal(["Beijing's [[f1]]", "Moscow's [[f1]]"], new[] { clause.Current.Texts.En!, other.Texts.En! }.Order(StringComparer.Ordinal));
            Assert.False(clause.Settled(server.State.Sides));
        }

        Assert.Equal(china.State.Clauses["c1"].Current.Id, russia.State.Clauses["c1"].Current.Id);
        await china.China(new ClauseWritten("c1", "s1", 1, Texts.All("Both: [[f1]]"), china.State.Clauses["c1"].Current.Id));
        Assert.Empty(china.State.Clauses["c1"].Conflicts);
    }

    [Fact]
    public async Task ASideThatMovedSpeaksFromItsOwnServerAlone()
    {
        var (china, russia) = await TwoServersAsync();
        Assert.Equal(RefusalKind.OtherSite, await Institute.Refused(china.Russia(new CommentMade("m1", "c1", "forged"))));
        await russia.Russia(new CommentMade("m2", "c1", "own"));
    }

    [Fact]
    public async Task AForgedEntryOfTheOtherSideCountsForNothing()
    {
        var (china, russia) = await TwoServersAsync();
        // China's server, its rules taken out, writes as Russia's head; chain and seal are in order.
        var head = china.Live.Current.History.Head(china.Site.Id)!;
        var forged = LoggedEntry.Of(new Entry(
            Institute.Id, china.Site.Id, head.Entry.Number + 1, head.Entry.Clock + 1, head.Entry.At, "ivanov",
            new PositionStated("c1", china.State.Clauses["c1"].Current.Id, Position.Agree), head.Hash, "RUS"));
        var history = china.Live.Current.History.With(forged);
        var seal = china.Site.Seal(Institute.Id, china.Site.Id, forged.Entry.Number, forged.Hash);
        var file = DossierFile.Of(history, Fold.All(Institute.Id, history.Public()), new Dictionary<string, Seal> { [china.Site.Id] = seal });
        var check = FileCheck.Of(file.Bytes());
        Assert.True(check.Holds);
        await russia.Live.MergeAsync(check);
        Assert.Null(russia.State.Clauses["c1"].PositionOf("RUS"));
        Assert.Equal(RefusalKind.OtherSite, Assert.Single(russia.State.Voids).Reason.Kind);
    }

    [Fact]
    public async Task AChainWithoutItsSitesSealIsRefused()
    {
        var (china, russia) = await TwoServersAsync();
        await russia.Russia(new CommentMade("m2", "c1", "own"));
        var history = russia.Live.Current.History;
        using var other = Site.Create();
        var head = history.Head(russia.Site.Id)!;
        var seals = new Dictionary<string, Seal>
        {
            [china.Site.Id] = china.Site.Seal(Institute.Id, china.Site.Id, history.Head(china.Site.Id)!.Entry.Number, history.Head(china.Site.Id)!.Hash),
            [russia.Site.Id] = other.Seal(Institute.Id, russia.Site.Id, head.Entry.Number, head.Hash),
        };
        var check = FileCheck.Of(DossierFile.Of(history, russia.State, seals).Bytes());
        Assert.Contains(check.Faults, f => f.Contains("seal", StringComparison.Ordinal));
        await Assert.ThrowsAsync<DossierException>(() => china.Live.MergeAsync(check));
    }

    [Fact]
    public async Task AReorderedLogIsRefused()
    {
        await using var china = await Institute.OpenAsync();
        var file = china.Live.Export();
        var swapped = file.Entries.ToList();
        (swapped[2], swapped[3]) = (swapped[3], swapped[2]);
        Assert.False(FileCheck.Of((file with { Entries = swapped }).Bytes()).Holds);
        // Renumbered so that the places fit: the links do not.
        (swapped[2], swapped[3]) = (swapped[2] with { Number = 3 }, swapped[3] with { Number = 4 });
        Assert.Contains(FileCheck.Of((file with { Entries = swapped }).Bytes()).Faults, f => f.Contains("was changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AServerWithTwoHistoriesIsRefused()
    {
        var (china, russia) = await TwoServersAsync();
        await china.China(new CommentMade("m1", "c1", "told to Moscow"));
        var file = china.Live.Export();
        await russia.Live.MergeAsync(FileCheck.Of(file.Bytes()));
        // The same server, restored from before, writes something else.
        var history = file.Entries.Take(file.Entries.Count - 1).Aggregate(History.Empty(Institute.Id), (h, e) => h.With(LoggedEntry.Of(e)));
        history = history.With(LoggedEntry.Of(file.Entries[^1] with { Event = new CommentMade("m1", "c1", "told to others") }));
        var head = history.Head(china.Site.Id)!;
        var other = DossierFile.Of(history, Fold.All(Institute.Id, history.Public()), new Dictionary<string, Seal>
        {
            [china.Site.Id] = china.Site.Seal(Institute.Id, china.Site.Id, head.Entry.Number, head.Hash),
        });
        var error = await Assert.ThrowsAsync<DossierException>(() => russia.Live.MergeAsync(FileCheck.Of(other.Bytes())));
        Assert.Contains("two histories", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Commutative, associative and idempotent, over random work on three servers.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task MergingIsAUnion(int seed)
    {
        var (china, russia) = await TwoServersAsync();
        await using var third = await Institute.EmptyAsync();
        var random = new Random(seed);
        for (int step = 0; step < 30; step++)
        {
            var server = random.Next(2) == 0 ? china : russia;
            await RandomWork.DoAsync(server, server == china ? "CHN" : "RUS", random, $"{seed}.{step}");
            if (random.Next(8) == 0)
                await (server == china ? china.Take(russia) : russia.Take(china));
        }

        var (a, b) = (Public(china), Public(russia));
        var ab = Merging.Union(a, b);
        var ba = Merging.Union(b, a);
        Assert.Equal(Fold.All(Institute.Id, ab.Public()).LogDigest, Fold.All(Institute.Id, ba.Public()).LogDigest);
        Assert.Equal(Canonical(Fold.All(Institute.Id, ab.Public())), Canonical(Fold.All(Institute.Id, ba.Public())));
        Assert.Empty(Merging.Missing(ab, a));
        Assert.Empty(Merging.Missing(ab, ba));
        await third.Take(russia);
        await third.Take(china);
        await china.Take(russia);
        Assert.Equal(Canonical(china.State), Canonical(third.State));
        Assert.Equal(Canonical(china.State), Canonical(Fold.All(Institute.Id, ab.Public())));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    private static History Public(Institute server) => FileCheck.Of(server.Live.Export().Bytes()).History!;
}
