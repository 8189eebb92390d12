using System.Globalization;
using Dyad.Data.Harmonise;
using Dyad.Workbench.Parties;

namespace Dyad.Workbench.Tests.Parties;

public class PartyResolverTests
{
    private static readonly PartyChoice[] Choices =
    [
        new("CHN", "CN", "China", "中国", "Китай"), new("CZE", "CZ", "Czechia", "捷克", "Чехия"),
        new("RUS", "RU", "Russia", "俄罗斯", "Россия"), new("XNO", "", "Nowhere", "无处", "Нигде"),
    ];

    [Theory]
    [InlineData("RUS")]
    [InlineData("rus")]
    [InlineData("RU")]
    [InlineData(" russia ")]
    [InlineData("俄罗斯")]
    [InlineData("россия")]
    public void AnyCodeOrNameNamesTheParty(string typed) => Assert.Equal("RUS", PartyResolver.Resolve(typed, Choices).Code);

    [Theory]
    [InlineData("CHM", "CHN (China)")]
    [InlineData("RSU", "RUS (Russia)")]
    [InlineData("Chinna", "CHN (China)")]
    [InlineData("Росия", "RUS (Russia)")]
    [InlineData("中囯", "CHN (China)")]
    public void AnUnknownNameIsAnsweredWithNearOnes(string typed, string nearest)
    {
        var error = Assert.Throws<UserException>(() => PartyResolver.Resolve(typed, Choices));
        Assert.StartsWith($"unknown economy '{typed}'; near: {nearest}", error.Message, StringComparison.Ordinal);
        Assert.Contains("data show economies", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CSK", "'CSK' is no economy any more: Czechoslovakia (CSK), until 1992; succeeded by CZE, SVK from 1993")]
    [InlineData(" czechoslovakia", "'czechoslovakia' is no economy any more: Czechoslovakia (CSK), until 1992; succeeded by CZE, SVK from 1993")]
    [InlineData("ГДР", "'ГДР' is no economy any more: German Democratic Republic (DDR), until 1990; succeeded by DEU from 1991")]
    [InlineData(
        "YUG", "'YUG' is no economy any more: Socialist Federal Republic of Yugoslavia (YUG), until 1991; " +
        "succeeded by BIH, HRV, MKD, SVN, SCG from 1992, SCG by SRB, MNE from 2006")]
    public void AnEconomyThatIsNoMoreIsAnsweredWithItsSuccessors(string typed, string message)
    {
        Assert.Equal(message, Assert.Throws<UserException>(() => PartyResolver.Resolve(typed, Choices)).Message);
        Assert.Equal(message, Assert.Throws<UserException>(() => PartyResolver.ResolvePair("CHN", typed, Choices, Choices)).Message);
    }

    [Fact]
    public void EveryFormerEconomyIsAnsweredSo() => Assert.All(
        FormerEconomies.All.Select(s => s.Former).Where(c => FormerEconomies.Of(c).Count > 0), code => Assert.EndsWith(
            FormerEconomies.Of(code)[0].FirstYear.ToString(CultureInfo.InvariantCulture),
            Assert.Throws<UserException>(() => PartyResolver.Resolve(code, Choices)).Message.Split(", SCG by")[0], StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void NothingNamesNoParty(string? typed) =>
        // An economy without an alpha-2 code has an empty one, which must not be taken for a spelling.
        Assert.Throws<UserException>(() => PartyResolver.Resolve(typed!, Choices));

    [Theory]
    [InlineData("CHN", "CHN")]
    [InlineData("CHN", "china")]
    [InlineData("CN", "CHN")]
    [InlineData("中国", "Китай")]
    public void APairIsTwoEconomies(string a, string b)
    {
        var error = Assert.Throws<UserException>(() => PartyResolver.ResolvePair(a, b, Choices));
        Assert.Contains("both are CHN (China)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APairKeepsTheOrderInWhichItWasAskedFor()
    {
        var (a, b) = PartyResolver.ResolvePair("Russia", "CN", Choices);
        Assert.Equal(("RUS", "CHN"), (a.Code, b.Code));
    }
}
