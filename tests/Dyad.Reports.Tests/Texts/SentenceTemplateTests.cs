using Dyad.Reports.Document;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Tests.Texts;

public sealed class SentenceTemplateTests
{
    [Fact]
    public void FiguresStayFiguresThatKnowTheirPlacesAndTextIsJoined()
    {
        var inlines = SentenceTemplate.Fill(
            "Exports of {party} were {value}.", ("party", new TextRun("Arvenia")), ("value", new FigureRun("1.2", "trade")));
        Assert.Equal<Inline>(
            [new TextRun("Exports of Arvenia were "), new FigureRun("1.2", "trade") { Place = "value" }, new TextRun(".")], inlines);
    }

    [Fact]
    public void AnOpenPlaceIsNamed()
        => Assert.Contains("{value}", Assert.Throws<ArgumentException>(() => SentenceTemplate.Fill("It is {value}.")).Message);

    [Fact]
    public void AValueWithoutAPlaceIsNamed()
        => Assert.Contains(
            "party",
            Assert.Throws<ArgumentException>(() => SentenceTemplate.Fill("It is.", ("party", new TextRun("A")))).Message);

    [Fact]
    public void ABraceThatIsNotClosedIsRefused()
        => Assert.Throws<FormatException>(() => SentenceTemplate.Places("It is {value"));
}
