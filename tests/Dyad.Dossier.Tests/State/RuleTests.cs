using Dyad.Dossier.Events;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Tests.State;

public class RuleTests
{
    [Theory]
    [InlineData("zzz")]
    [InlineData("83995020e61b49c5ddc")]
    public async Task ASideDoesNotMoveToAServerThatThereCannotBe(string site)
    {
        await using var d = await Institute.OpenAsync();
        Assert.Equal(RefusalKind.Invalid, await Institute.Refused(d.China(new SideMoved(site))));
    }

    [Fact]
    public async Task ADelegateCommentsAndSuggestsAndDoesNotWrite()
    {
        await using var d = await Institute.OpenAsync();
        await d.China(new MemberAdded("wang", "Wang", "CHN", Role.Delegate));
        string version = d.State.Clauses["c1"].Current.Id;
        await d.Live.AppendAsync("wang", "CHN", new CommentMade("m1", "c1", "Why?"));
        await d.Live.AppendAsync("wang", "CHN", new SuggestionMade("g1", "c1", version, new Texts(En: "x"), ""));
        DossierEvent[] refused =
        [
            new ClauseWritten("c1", "s1", 1, Texts.All("x"), version), new PositionStated("c1", version, Position.Agree),
            new SectionWritten("s2", Texts.All("x"), 2), new MemberAdded("zhao", "Zhao", "CHN", Role.Delegate), new TextReopened("x"),
            new RoundOpened("r1", Texts.All("?"), "percent", 0, 1), new CommitmentMade("k", Texts.All("x"), new Dictionary<string, string>(), "", "2030-01-01"),
        ];
        foreach (var what in refused)
            Assert.Equal(RefusalKind.Role, await Institute.Refused(d.Live.AppendAsync("wang", "CHN", what)));
    }

    [Fact]
    public async Task NobodyActsForASideThatIsNotTheirs()
    {
        await using var d = await Institute.OpenAsync();
        string version = d.State.Clauses["c1"].Current.Id;
        Assert.Equal(RefusalKind.NotAMember, await Institute.Refused(d.Live.AppendAsync("li", "RUS", new PositionStated("c1", version, Position.Agree))));
        Assert.Equal(RefusalKind.NotAMember, await Institute.Refused(d.Live.AppendAsync("nobody", "CHN", new CommentMade("m1", "c1", "x"))));
        Assert.Equal(RefusalKind.OtherSide, await Institute.Refused(d.China(new MemberAdded("petrov", "Petrov", "RUS", Role.Editor))));
        Assert.Equal(RefusalKind.Taken, await Institute.Refused(d.China(new MemberAdded("ivanov", "Ivanov", "CHN", Role.Editor))));
    }

    [Fact]
    public async Task TheSecretaryNamesTheFirstHeadsAndNobodyElse()
    {
        await using var d = await Institute.OpenAsync();
        Assert.Equal(RefusalKind.Role, await Institute.Refused(d.Live.AppendAsync("secretary", null, new MemberAdded("zhao", "Zhao", "CHN", Role.Head))));
        Assert.Equal(RefusalKind.NotAMember, await Institute.Refused(d.Live.AppendAsync("secretary", null, new CommentMade("m1", "c1", "x"))));
    }

    [Fact]
    public async Task ASideKeepsAHead()
    {
        await using var d = await Institute.OpenAsync();
        Assert.Equal(RefusalKind.Role, await Institute.Refused(d.China(new MemberRemoved("li"))));
        Assert.Equal(RefusalKind.Role, await Institute.Refused(d.China(new MemberAdded("li", "Li", "CHN", Role.Editor))));
        await d.China(new MemberAdded("zhao", "Zhao", "CHN", Role.Head));
        await d.China(new MemberRemoved("li"));
        Assert.Equal(RefusalKind.NotAMember, await Institute.Refused(d.China(new CommentMade("m1", "c1", "x"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public async Task IdsHaveOneForm(string id)
    {
        await using var d = await Institute.OpenAsync();
        Assert.Equal(RefusalKind.Invalid, await Institute.Refused(d.China(new CommentMade(id, "c1", "x"))));
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\0b")]
    [InlineData("   ")]
    public async Task TextsAreTexts(string text)
    {
        await using var d = await Institute.OpenAsync();
        Assert.Equal(RefusalKind.Invalid, await Institute.Refused(d.China(new CommentMade("m1", "c1", text))));
    }

    [Fact]
    public async Task ATextHasAnEnd()
    {
        await using var d = await Institute.OpenAsync();
        Assert.Equal(RefusalKind.Invalid, await Institute.Refused(d.China(new CommentMade("m1", "c1", new string('x', Limits.Text + 1)))));
    }

    [Fact]
    public async Task NotesStayOutOfWhatBothSidesSee()
    {
        await using var d = await Institute.OpenAsync();
        var before = d.State;
        await d.China(new NoteWritten("n1", "our floor is 3 percent", "c1"));
        Assert.Same(before, d.State);
        Assert.Equal("our floor is 3 percent", Assert.Single(d.Live.Current.NotesOf("CHN").Notes).Text);
        Assert.Empty(d.Live.Current.NotesOf("RUS").Notes);
        string seen = System.Text.Encoding.UTF8.GetString(d.Live.Export().Bytes());
        Assert.DoesNotContain("floor", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("/CHN", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("/CHN", System.Text.Encoding.UTF8.GetString(d.Live.Export("RUS").Bytes()), StringComparison.Ordinal);
        Assert.Contains("floor", System.Text.Encoding.UTF8.GetString(d.Live.Export("CHN").Bytes()), StringComparison.Ordinal);
    }
}
