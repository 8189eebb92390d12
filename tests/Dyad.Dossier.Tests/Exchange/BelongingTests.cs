using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Tests.Exchange;

/// <summary>What somebody with a key of their own, or a partner who means ill, writes into a file is not taken in.</summary>
public class BelongingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ADossierOfTheSameNameWithAnotherBeginningIsNotTaken(bool sortsFirst)
    {
        await using var here = await Institute.OpenAsync();
        using var thief = Thief(id => (string.CompareOrdinal(id, here.Site.Id) < 0) == sortsFirst);
        var forged = History.Empty(Institute.Id);
        forged = With(forged, thief.Id, 1, "secretary", null, new DossierOpened(Texts.All("Joint report"), ["CHN", "RUS"], 1));
        forged = With(forged, thief.Id, 2, "secretary", null, new MemberAdded("ivanov", "Ivanov", "CHN", Role.Head));
        await RefusedAsync(here, forged, "neither side works on|another beginning", thief);
    }

    [Fact]
    public async Task AChainOfAServerThatNeitherSideWorksOnIsNotTaken()
    {
        await using var here = await Institute.OpenAsync();
        await here.SignAsync();
        using var thief = Site.Create();
        await RefusedAsync(
            here, With(here.Live.Current.History, thief.Id, 2, "li", "CHN", new CommentMade("k1", "c1", "junk")), "neither side works on", here.Site, thief);
        Assert.Equal(2, here.State.Signatures.Count);
    }

    [Fact]
    public async Task NotesThatSomebodyElseMadeUpAreNotTaken()
    {
        await using var here = await Institute.OpenAsync();
        await using var russia = await Institute.EmptyAsync();
        await here.Russia(new SideMoved(russia.Site.Id));
        using var thief = Site.Create();
        var history = here.Live.Current.History;
        var note = new NoteWritten("n1", "made up");
        await RefusedAsync(here, With(history, $"{thief.Id}/CHN", 1, "li", "CHN", note), "neither side works on", here.Site, thief);
        await RefusedAsync(here, With(history, $"{russia.Site.Id}/CHN", 1, "li", "CHN", note), "did not work on that server", here.Site, russia.Site);
        await RefusedAsync(here, With(history, $"{russia.Site.Id}/RUS", 1, "li", "RUS", note), "no note of a member", here.Site, russia.Site);
        await RefusedAsync(
            here, With(history, $"{russia.Site.Id}/RUS", 1, "ivanov", "RUS", new CommentMade("k", "c1", "x")), "no note of a member", here.Site, russia.Site);
        Assert.Empty(here.Live.Current.NotesOf("CHN").Notes);
    }

    [Fact]
    public async Task AClockBeyondWhatThereIsIsNotTaken()
    {
        await using var here = await Institute.OpenAsync();
        await using var russia = await Institute.EmptyAsync();
        await here.Russia(new SideMoved(russia.Site.Id));
        var history = here.Live.Current.History;
        var comment = new CommentMade("k1", "c1", "late");
        foreach (long clock in new[] { history.Clock + 2, long.MaxValue })
            await RefusedAsync(here, With(history, russia.Site.Id, clock, "ivanov", "RUS", comment), "has a clock beyond", here.Site, russia.Site);
        Assert.Equal(1, await TakeAsync(here, With(history, russia.Site.Id, history.Clock + 1, "ivanov", "RUS", comment), here.Site, russia.Site));
        await here.China(new CommentMade("k2", "c1", "still works"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-01")]
    [InlineData("yesterday, at about noon")]
    public async Task AMomentThatIsNoneIsNotTaken(string at)
    {
        await using var here = await Institute.OpenAsync();
        await using var russia = await Institute.EmptyAsync();
        await here.Russia(new SideMoved(russia.Site.Id));
        var history = With(here.Live.Current.History, russia.Site.Id, 8, "ivanov", "RUS", new CommentMade("k1", "c1", "x"), at);
        await RefusedAsync(here, history, "has no moment", here.Site, russia.Site);
    }

    private static Site Thief(Func<string, bool> wanted)
    {
        while (true)
        {
            var made = Site.Create();
            if (wanted(made.Id))
                return made;
            made.Dispose();
        }
    }

    private static History With(
        History history, string chain, long clock, string actor, string? side, DossierEvent what, string at = "2026-01-01T00:00:00Z")
    {
        var head = history.Head(chain);
        return history.With(LoggedEntry.Of(new Entry(
            history.Dossier, chain, (head?.Entry.Number ?? 0) + 1, clock, at, actor, what, head?.Hash ?? Entry.NoPrevious, side)));
    }

    private static Task<int> TakeAsync(Institute here, History history, params Site[] sites) => here.Live.MergeAsync(FileCheck.Of(Bytes(history, sites)));

    private static byte[] Bytes(History history, Site[] sites)
    {
        var seals = history.Chains.ToDictionary(
            c => c.Key, c => sites.Single(s => s.Id == Entry.SiteOf(c.Key)).Seal(history.Dossier, c.Key, c.Value[^1].Entry.Number, c.Value[^1].Hash));
        string? notes = history.Chains.Keys.Select(Entry.SideOf).FirstOrDefault(side => side is not null);
        return DossierFile.Of(history, Fold.All(history.Dossier, history.Public()), seals, notes).Bytes();
    }

    private static async Task RefusedAsync(Institute here, History forged, string told, params Site[] sites)
    {
        string before = here.State.LogDigest;
        var refused = await Assert.ThrowsAsync<DossierException>(() => TakeAsync(here, forged, sites));
        Assert.Matches(told, refused.Message);
        Assert.Equal(before, here.State.LogDigest);
    }
}
