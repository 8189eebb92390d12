using Dyad.Reports.Chapters.Programme;
using Dyad.Reports.Document;
using Dyad.Reports.Tests.Fixtures;
using Dyad.Testing;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>What the page of every programme must hold, in every language.</summary>
public sealed class ProgrammePageTests
{
    public static TheoryData<int, Language> Pages()
    {
        var data = new TheoryData<int, Language>();
        foreach (var (i, _) in ProgrammeFixture.All().Index())
            foreach (var language in Enum.GetValues<Language>())
                data.Add(i, language);
        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryNumberHasAnAddressAndNoPlaceIsOpen(int index, Language language)
    {
        var programme = ProgrammeFixture.All().ElementAt(index);
        var document = ProgrammePage.Compose(programme, language);
        Assert.Equal(["programme", "method", "sources"], document.Chapters.Select(c => c.Id));
        DocumentParts.EveryNumberInATableHasAnAddress(document);
        var blocks = document.Chapters[0].Blocks;
        Assert.All(
            blocks.SelectMany(DocumentParts.Running).OfType<TextRun>(),
            run => Assert.DoesNotMatch(DocumentParts.Digits(), DocumentParts.Conventions().Replace(run.Text, "")));
        Assert.All(blocks.SelectMany(DocumentParts.Addresses), id => Assert.Contains(id, programme.Provenance.Select(p => p.Id)));
        Assert.All(DocumentText.Lines(document), line => Assert.DoesNotMatch("[{}]|NaN|\u221E", line));
    }

    [Fact]
    public void ThePayerIsNamedWhicheverSideItIs()
    {
        var full = ProgrammeFixture.Full;
        string Says(double transfer) => string.Concat(DocumentText.Lines(ProgrammePage.Compose(
            full with { WithTransfer = full.WithTransfer! with { Transfer = transfer } }, Language.En).Chapters[0])
            .Where(line => line.Contains("would pay", StringComparison.Ordinal)));
        Assert.Contains("China would pay [1.1 billion US$] a year to Russia", Says(1_145), StringComparison.Ordinal);
        Assert.Contains("Russia would pay [1.1 billion US$] a year to China", Says(-1_145), StringComparison.Ordinal);
    }

    [Fact]
    public void AGainIsNotCertainWhereItsIntervalHoldsZero()
    {
        string[] Lines(Dyad.Reports.Model.ProgrammeReport programme) =>
            [.. DocumentText.Lines(ProgrammePage.Compose(programme, Language.En).Chapters[0])];
        Assert.DoesNotContain(Lines(ProgrammeFixture.Full), line => line.Contains("not certain", StringComparison.Ordinal));
        Assert.Single(
            Lines(SyntheticProgramme.Open(ProgrammeFixture.Full)), line => line.Contains("not certain", StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutAChoiceThereIsAReasonAndNoPicture()
    {
        var page = ProgrammePage.Compose(SyntheticProgramme.WithoutChoice(ProgrammeFixture.Full, "budget"), Language.En);
        Assert.Contains(page.Chapters[0].Blocks.OfType<Callout>(), c => Inlines.PlainText(c.Content).Contains("fits both budgets", StringComparison.Ordinal));
        Assert.Empty(page.Chapters[0].Blocks.OfType<Figure>());
    }
}
