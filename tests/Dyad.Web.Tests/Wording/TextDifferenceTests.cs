using Dyad.Web.Wording;

namespace Dyad.Web.Tests.Wording;

/// <summary>What a suggestion is seen to change.</summary>
public class TextDifferenceTests
{
    [Theory]
    [InlineData("Trade grew by [[a.b]].", "Trade grew by [[a.b]]. The sides note it.", "Trade grew by [[a.b]]|-.|+. The sides note it.")]
    [InlineData("Trade grew.", "Trade grew.", "Trade grew.")]
    [InlineData("Tariffs on steel fall.", "Tariffs on wood fall.", "Tariffs on |-steel |+wood |fall.")]
    [InlineData("增长[[a]]。", "下降[[a]]。", "-增长|+下降|[[a]]。")]
    [InlineData("", "New.", "+New.")]
    [InlineData("Old.", "", "-Old.")]
    public void WordsAreTakenOutAndPutInAndReferencesStayWhole(string was, string now, string shown) =>
        Assert.Equal(shown, string.Join('|', TextDifference.Of(was, now).Select(p =>
            (p.Kind switch { PieceKind.Removed => "-", PieceKind.Added => "+", _ => "" }) + p.Text)));

    [Theory]
    [InlineData("the sides note a rise of [[x.y]] in 2011", "both sides note the rise of [[x.y]], in 2011 and after")]
    [InlineData("双方注意到[[x]]增长", "双方欢迎[[x]]的增长。")]
    public void BothWordingsCanBeReadOutOfIt(string was, string now)
    {
        var pieces = TextDifference.Of(was, now);
        Assert.Equal(was, string.Concat(pieces.Where(p => p.Kind != PieceKind.Added).Select(p => p.Text)));
        Assert.Equal(now, string.Concat(pieces.Where(p => p.Kind != PieceKind.Removed).Select(p => p.Text)));
    }
}
