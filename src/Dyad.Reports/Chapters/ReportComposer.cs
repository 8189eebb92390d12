using Dyad.Reports.Chapters.Environment;
using Dyad.Reports.Chapters.Evidence;
using Dyad.Reports.Chapters.Glance;
using Dyad.Reports.Chapters.Method;
using Dyad.Reports.Chapters.Programme;
using Dyad.Reports.Chapters.Scenarios;
using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Chapters.Shortfall;
using Dyad.Reports.Chapters.Sources;
using Dyad.Reports.Chapters.Stances;
using Dyad.Reports.Chapters.Summary;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters;

/// <summary>
/// Writes a joint report in one language: the records of the model become chapters, tables, charts and addresses.
/// </summary>
public static class ReportComposer
{
    /// <summary>Composes the report.</summary>
    /// <param name="report">The report's records.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>
    /// The document, ready to be rendered. Chapters stand in the same order, with the same ids, in every language.
    /// </returns>
    /// <exception cref="ArgumentException">The report does not name two different parties.</exception>
    public static ReportDocument Compose(JointReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Compose(report, new Localizer(report, language));
    }

    /// <summary>The findings of the summary as plain sentences, most important first.</summary>
    public static IReadOnlyList<string> Findings(JointReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new Localizer(report, language);
        return [.. report.Findings.Take(SummaryChapter.FindingsShown).Select(f => Inlines.PlainText(FindingSentences.Compose(f, report, text)))];
    }

    internal static ReportDocument Compose(JointReport report, Localizer text)
    {
        if (report.Parties.Distinct(StringComparer.Ordinal).Count() != 2 || report.Parties.Count != 2)
            throw new ArgumentException(
                $"A joint report has two parties, not \"{string.Join(", ", report.Parties)}\".", nameof(report));

        Chapter?[] chapters =
        [
            SummaryChapter.Compose(report, text), GlanceChapter.Compose(report, text), EvidenceChapter.Compose(report, text),
            ShortfallChapter.Compose(report, text), EnvironmentChapter.Compose(report, text),
            ScenariosChapter.Compose(report, text), ProgrammeChapter.Compose(report, text), StancesChapter.Compose(report, text),
            MethodChapter.Compose(report, text), SourcesChapter.Compose(report.Sources, report.Version, text, report.Vintages),
        ];
        List<Chapter> written = [.. chapters.OfType<Chapter>()];
        return new ReportDocument(
            text.Language,
            text.Text("document.title", ("parties", report.PartyNames(text))),
            text.Text("document.subtitle", ("year", NumberFormat.Years(report.Year, report.Year))),
            written,
            [.. AddressOrder.Of(report.Provenance, written).Select(p => ProvenanceCards.Compose(p, text))],
            PageLabels.Compose(text));
    }
}
