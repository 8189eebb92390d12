using Dyad.Dossier.Events;
using Dyad.Dossier.Signing;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Tests.State;

public class ClauseTests
{
    [Fact]
    public async Task AClauseIsSettledWhenBothHeadsHaveSpokenOnItsCurrentWording()
    {
        await using var d = await Institute.OpenAsync();
        string first = d.State.Clauses["c1"].Current.Id;
        await d.China(new PositionStated("c1", first, Position.Agree));
        Assert.False(d.State.Clauses["c1"].Settled(d.State.Sides));
        await d.Russia(new PositionStated("c1", first, Position.Dissent, new Texts(Ru: "Нет.")));
        Assert.True(d.State.Clauses["c1"].Settled(d.State.Sides));
        Assert.Equal(Position.Agree, d.State.Clauses["c1"].PositionOf("CHN")!.Position);
        Assert.Equal(Position.Dissent, d.State.Clauses["c1"].PositionOf("RUS")!.Position);
    }

    [Fact]
    public async Task AnEditorsPositionIsProvisional()
    {
        await using var d = await Institute.OpenAsync();
        await d.China(new MemberAdded("wang", "Wang", "CHN", Role.Editor));
        string version = d.State.Clauses["c1"].Current.Id;
        await d.Live.AppendAsync("wang", "CHN", new PositionStated("c1", version, Position.Agree));
        await d.Russia(new PositionStated("c1", version, Position.Agree));
        Assert.False(d.State.Clauses["c1"].Settled(d.State.Sides));
    }

    [Fact]
    public async Task AReservationNeedsItsText()
    {
        await using var d = await Institute.OpenAsync();
        string version = d.State.Clauses["c1"].Current.Id;
        Assert.Equal(RefusalKind.Invalid, await Institute.Refused(d.China(new PositionStated("c1", version, Position.Reserve))));
    }

    [Fact]
    public async Task AWordingThatTheOtherHeadSpokeOnChangesBySuggestionAlone()
    {
        await using var d = await Institute.OpenAsync();
        var clause = d.State.Clauses["c1"];
        await d.Russia(new PositionStated("c1", clause.Current.Id, Position.Agree));
        var change = new ClauseWritten("c1", "s1", 1, Texts.All("Trade grew to [[f1]]."), clause.Current.Id);
        Assert.Equal(RefusalKind.Spoken, await Institute.Refused(d.China(change)));

        await d.China(new SuggestionMade("g1", "c1", clause.Current.Id, change.Texts, "clearer"));
        Assert.Equal(RefusalKind.OtherSide, await Institute.Refused(d.China(new SuggestionAnswered("g1", true, ""))));
        await d.Russia(new SuggestionAnswered("g1", true, "fine"));
        var now = d.State.Clauses["c1"];
        Assert.Equal("Trade grew to [[f1]].", now.Current.Texts.En);
        Assert.Equal(2, now.Current.Number);
        Assert.Null(now.PositionOf("RUS"));
    }

    [Fact]
    public async Task WhoKnowsAnOldWordingIsToldSo()
    {
        await using var d = await Institute.OpenAsync();
        string first = d.State.Clauses["c1"].Current.Id;
        await d.China(new ClauseWritten("c1", "s1", 1, Texts.All("Second."), first));
        Assert.Equal(RefusalKind.Changed, await Institute.Refused(d.Russia(new ClauseWritten("c1", "s1", 1, Texts.All("Other."), first))));
        Assert.Equal(RefusalKind.Changed, await Institute.Refused(d.Russia(new PositionStated("c1", first, Position.Agree))));
    }

    [Fact]
    public async Task ATranslationOlderThanItsSourceIsFlaggedUntilItCatchesUp()
    {
        await using var d = await Institute.OpenAsync();
        await d.China(new ClauseWritten("c1", "s1", 1, new Texts(Zh: "新"), d.State.Clauses["c1"].Current.Id));
        Assert.Equal(["en", "ru"], d.State.Clauses["c1"].Outdated());
        await d.Russia(new ClauseWritten("c1", "s1", 1, new Texts(Ru: "Новое"), d.State.Clauses["c1"].Current.Id));
        Assert.Equal(["en"], d.State.Clauses["c1"].Outdated());
        await d.Russia(new ClauseWritten("c1", "s1", 1, new Texts(En: "Trade is [[f1]]."), d.State.Clauses["c1"].Current.Id));
        Assert.Empty(d.State.Clauses["c1"].Outdated());
    }

    [Fact]
    public async Task ANumberIsTakenInAlsoWhereBothHeadsHaveSpokenButNoWordWithIt()
    {
        await using var d = await Institute.OpenAsync();
        var first = d.State.Clauses["c1"].Current;
        await d.China(new PositionStated("c1", first.Id, Position.Agree));
        await d.Russia(new PositionStated("c1", first.Id, Position.Agree));
        Assert.Equal(RefusalKind.Spoken, await Institute.Refused(d.China(new ClauseWritten("c1", "s1", 1, first.Texts, first.Id))));
        await d.China(new FiguresStated("dyad report CHN RUS", [Institute.Number("f1", "13")], []));
        Assert.Equal(RefusalKind.Spoken, await Institute.Refused(d.China(new ClauseWritten("c1", "s1", 1, Texts.All("Other [[f1]]."), first.Id))));
        await d.China(new ClauseWritten("c1", "s1", 1, new Texts(), first.Id));
        var clause = d.State.Clauses["c1"];
        Assert.Equal("13", clause.Current.Bound["f1"].Text.En);
        Assert.Equal((first.Texts, false), (clause.Current.Texts, clause.Settled(d.State.Sides)));
    }

    [Fact]
    public async Task AnEditorDoesNotTakeBackWhatTheHeadSaid()
    {
        await using var d = await Institute.OpenAsync();
        await d.China(new MemberAdded("wang", "Wang", "CHN", Role.Editor));
        string version = d.State.Clauses["c1"].Current.Id;
        await d.Live.AppendAsync("wang", "CHN", new PositionStated("c1", version, Position.Agree));
        await d.China(new PositionStated("c1", version, Position.Dissent, Texts.All("No.")));
        Assert.Equal(RefusalKind.Role, await Institute.Refused(d.Live.AppendAsync("wang", "CHN", new PositionStated("c1", version, Position.Agree))));
        Assert.Equal(Position.Dissent, d.State.Clauses["c1"].PositionOf("CHN")!.Position);
    }

    [Fact]
    public async Task AClauseIsNotEmptiedAndATitleNotChangedOverTheOtherHead()
    {
        await using var d = await Institute.OpenAsync();
        string version = d.State.Clauses["c1"].Current.Id;
        Assert.Equal(RefusalKind.Invalid, await Institute.Refused(d.China(new ClauseWritten("c1", "s1", 1, new Texts("", "", ""), version))));
        await d.China(new SectionWritten("s1", Texts.All("Trade and payments"), 1));
        await d.China(new PositionStated("c1", version, Position.Agree));
        Assert.Equal(RefusalKind.Spoken, await Institute.Refused(d.Russia(new SectionWritten("s1", Texts.All("Annexed"), 1))));
        await d.Russia(new SectionWritten("s1", Texts.All("Trade and payments"), 2));
    }

    [Fact]
    public async Task AFigureHasAnAddress()
    {
        await using var d = await Institute.OpenAsync();
        var lost = Institute.Number("f9", "1") with { Address = "nowhere" };
        Assert.Equal(RefusalKind.Unknown, await Institute.Refused(d.China(new FiguresStated("by hand", [lost], []))));
    }

    [Fact]
    public async Task ANumberThatWasComputedAnewIsFlaggedWithOldAndNewValue()
    {
        await using var d = await Institute.OpenAsync();
        Assert.Empty(d.State.Clauses["c1"].Stale(d.State.Figures));
        await d.China(new FiguresStated("dyad report CHN RUS", [Institute.Number("f1", "13")], []));
        var stale = Assert.Single(d.State.Clauses["c1"].Stale(d.State.Figures));
        Assert.Equal(("f1", "12", "13"), (stale.Id, stale.Was.Text.En, stale.Is.Text.En));

        var clause = d.State.Clauses["c1"];
        await d.China(new ClauseWritten("c1", "s1", 1, clause.Current.Texts, clause.Current.Id));
        Assert.Empty(d.State.Clauses["c1"].Stale(d.State.Figures));
        Assert.Empty(d.State.Clauses["c1"].Outdated());
    }

    [Fact]
    public async Task AClauseCannotNameAFigureThatIsNotThere()
    {
        await using var d = await Institute.OpenAsync();
        Assert.Equal(RefusalKind.Unknown, await Institute.Refused(d.China(new ClauseWritten("c2", "s1", 2, Texts.All("[[nothing]]")))));
    }

    [Fact]
    public async Task NothingIsClosedBeforeEveryClauseIsSettledAndNothingChangesAfter()
    {
        await using var d = await Institute.OpenAsync();
        Assert.Equal(RefusalKind.NotSettled, await Institute.Refused(d.China(new TextClosed(FinalText.Of(d.State).Digest()))));
        await d.SignAsync();
        Assert.Equal(2, d.State.Signatures.Count);
        string version = d.State.Clauses["c1"].Current.Id;
        Assert.Equal(RefusalKind.Closed, await Institute.Refused(d.China(new ClauseWritten("c1", "s1", 1, Texts.All("x"), version))));
        Assert.Equal(RefusalKind.Closed, await Institute.Refused(d.China(new PositionStated("c1", version, Position.Agree))));
        await d.Russia(new TextReopened("a mistake in a number"));
        Assert.Empty(d.State.Signatures);
    }

    [Fact]
    public async Task ASignatureOnSomethingElseIsRefused()
    {
        await using var d = await Institute.OpenAsync();
        await d.SignAsync();
        await d.China(new TextReopened("again"));
        await d.China(new TextClosed(FinalText.Of(d.State).Digest()));
        using var key = Ecdsa.Create();
        string digest = d.State.Closed!.Digest();
        var forRussia = Ecdsa.Sign(key, new SignedStatement(Institute.Id, digest, "RUS", "ivanov"));
        Assert.Equal(RefusalKind.Signature, await Institute.Refused(d.China(new TextSigned(digest, Ecdsa.PublicKey(key), forRussia))));
    }
}
