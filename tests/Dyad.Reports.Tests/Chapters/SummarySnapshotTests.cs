using Dyad.Reports.Chapters;
using Dyad.Reports.Document;
using Dyad.Reports.Tests.Fixtures;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>
/// The page that most readers will read, reviewed as text (Snapshots/summary-*.txt). Figures stand in square brackets.
/// </summary>
public sealed class SummarySnapshotTests
{
    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void SummaryReadsAsReviewed(Language language)
    {
        var summary = ReportComposer.Compose(SyntheticReport.Create(), language).Chapters[0];
        Snapshot.Matches($"summary-{TextCatalog.Code(language)}.txt", DocumentText.Lines(summary));
    }
}
