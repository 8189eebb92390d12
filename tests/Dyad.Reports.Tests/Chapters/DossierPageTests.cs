using Dyad.Reports.Chapters.Dossier;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Html;
using Dyad.Reports.Tests.Fixtures;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>A joint text as a document.</summary>
public sealed class DossierPageTests
{
    [Fact]
    public void ChaptersHaveTheSameIdsInEveryLanguage()
    {
        string[] ids = ["section-s1", "section-s2", "commitments", "issues", "signatures", "verify"];
        Assert.All(Enum.GetValues<Language>(), l => Assert.Equal(ids, Page(l, EditionStage.Draft).Chapters.Select(c => c.Id)));
    }

    [Fact]
    public void APageOfThreeLanguagesIsRendered() => Assert.Contains(
        "Arvenia", HtmlReport.Render([.. Enum.GetValues<Language>().Select(l => Page(l, EditionStage.Concluded))], Language.Zh),
        StringComparison.Ordinal);

    [Fact]
    public void BothSidesStandBelowAClauseAndWhatKeepsItOpenIsMarked()
    {
        var lines = DocumentText.Lines(Page(Language.En, EditionStage.Draft).Chapters[0]).ToList();
        Assert.Equal(
            [
                "## 1. Trade", "1.1\u2002Trade is [12]. (written in Russian, not translated)", "- Arvenia agrees.",
                "- Belmora agrees with a reservation: Because. (provisional: the head of the side has not spoken)",
                "! Another wording is waiting, Arvenia: other", "! Another wording is waiting: third",
                "! Numbers were stated anew: The clause reads [12]; stated last: 13. The clause reads 1; stated last: [2].",
                "! A translation is older than the wording: Older than the newest wording: English; Chinese; Russian.",
                "1.2\u2002Trade is [12]. (written in Russian, not translated)", "- Arvenia dissents: Because.",
                "- Belmora has not spoken yet.",
            ],
            lines);
    }

    [Theory]
    [InlineData(EditionStage.Draft, 0)]
    [InlineData(EditionStage.Closed, 1)]
    [InlineData(EditionStage.Concluded, 0)]
    public void ASideThatDidNotSignIsShown(EditionStage stage, int missing)
        => Assert.Equal(
            missing, DocumentText.Lines(Page(Language.En, stage)).Count(l => l.Contains("| not signed |", StringComparison.Ordinal)));

    [Fact]
    public void ATextOfOneSideIsRefused() => Assert.Throws<ArgumentException>(
        () => DossierPage.Compose(DossierFixture.Of(Language.En, EditionStage.Draft) with { Sides = ["AAA", "AAA"] }));

    private static ReportDocument Page(Language language, EditionStage stage) => DossierPage.Compose(DossierFixture.Of(language, stage));
}
