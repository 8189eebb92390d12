using System.Text.Json;
using Dyad.Reports.Chapters.Programme;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Json;
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

    /// <summary>Most draws below zero, or all of the interval on one side of the central value.</summary>
    [Theory]
    [InlineData(-4_000, 3_000, 150, true)]
    [InlineData(3_000, 5_000, 500, true)]
    [InlineData(200, 2_000, 490, true)]
    [InlineData(200, 5_000, 490, false)]
    public void ACentralValueThatItsDrawsContradictIsNeitherGainNorLoss(double low, double high, int above, bool contradicted)
    {
        var programme = SyntheticProgramme.Drawn(ProgrammeFixture.Full, low, high, above);
        foreach (var (language, neither, gain) in new[]
        {
            (Language.En, "neither a gain nor a loss", "China: gain"), (Language.Zh, "既不能认定受益，也不能认定受损", "中国：年收益[27.8"),
            (Language.Ru, "ни о выигрыше, ни о потере", "Китай: выигрыш [2,8"),
        })
        {
            var chapter = ProgrammePage.Compose(programme, language).Chapters[0];
            string[] nash = [.. DocumentText.Lines(chapter).TakeWhile(l => !l.Contains("[3.8", StringComparison.Ordinal))];
            Assert.Equal(contradicted, nash.Any(l => l.Contains(neither, StringComparison.Ordinal)));
            Assert.Equal(!contradicted, nash.Any(l => l.Contains(gain, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void ChancesAreToldInDrawsBeforeAndAfterThePayment()
    {
        var lines = string.Join('\n', DocumentText.Lines(ProgrammePage.Compose(ProgrammeFixture.Full, Language.En).Chapters[0]));
        foreach (string says in new[]
        {
            "China, before the payment: [5.0 billion US$] a year by the central value; above zero in [495] of [500] draws.",
            "Russia, before the payment: [2.7 billion US$] a year by the central value; above zero in [460] of [500] draws.",
            "both are above zero at once in [455] of [500] draws", "a gain in [490] of [500] draws",
            "Both sides gain at once in [475] of [500] draws",
        })
            Assert.Contains(says, lines, StringComparison.Ordinal);
    }

    [Fact]
    public void NoLimitAndNoDrawsAreNullInJson()
    {
        using var json = JsonDocument.Parse(JsonProgramme.Write(SyntheticProgramme.WithoutNash(ProgrammeFixture.Full)));
        var budgets = json.RootElement.GetProperty("budgets");
        Assert.Equal(JsonValueKind.Null, budgets.GetProperty("first").ValueKind);
        Assert.Equal(
            JsonValueKind.Null, json.RootElement.GetProperty("with_transfer").GetProperty("probability_after").ValueKind);
    }

    [Fact]
    public void WithoutAChoiceThereIsAReasonAndNoPicture()
    {
        var page = ProgrammePage.Compose(SyntheticProgramme.WithoutChoice(ProgrammeFixture.Full, "budget"), Language.En);
        Assert.Contains(page.Chapters[0].Blocks.OfType<Callout>(), c => Inlines.PlainText(c.Content).Contains("fits both budgets", StringComparison.Ordinal));
        Assert.Empty(page.Chapters[0].Blocks.OfType<Figure>());
    }
}
