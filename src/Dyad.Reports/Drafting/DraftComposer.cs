using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Chapters.Summary;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Drafting;

/// <summary>
/// Drafts the clauses of a joint text out of a report: the sentences of its chapters, with references in place of their figures.
/// </summary>
public static class DraftComposer
{
    /// <summary>Drafts the text.</summary>
    /// <param name="report">The report's records.</param>
    /// <exception cref="ArgumentException">
    /// The report does not name two different parties, or a figure has no address in it.
    /// </exception>
    public static Draft Compose(JointReport report) => Compose(report, language => new Localizer(report, language));

    /// <summary>As above, with texts that tell which are read.</summary>
    internal static Draft Compose(JointReport report, Func<Language, Localizer> texts)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Parties.Distinct(StringComparer.Ordinal).Count() != 2 || report.Parties.Count != 2)
            throw new ArgumentException($"A joint text has two parties, not \"{string.Join(", ", report.Parties)}\".", nameof(report));
        // Whoever asks, both sides get one text.
        report = report with { Parties = [.. report.Parties.Order(StringComparer.Ordinal)] };
        var writer = new DraftWriter(texts);
        List<DraftSection> sections =
        [
            .. Section("trade", SummaryChapter.TotalsOfTheYear(report).Select(t => Trade(t, writer)), writer),
            .. Section("findings", report.Findings.Select(f => Finding(f, report, writer)), writer),
            .. Section("bottlenecks", BottleneckClauses.Of(report, writer), writer),
            .. Section("scenarios", ScenarioClauses.Of(report, writer), writer),
            .. Section("programme", ProgrammeClauses.Of(report, writer), writer),
        ];
        return new(
            writer.Text(text => text.Text("draft.title", ("parties", report.PartyNames(text)))), sections, writer.Figures,
            DraftAddresses.Of(report, writer));
    }

    private static DraftClause Trade(TradeFigure trade, DraftWriter writer)
        => writer.Clause(DraftIds.Of("trade", trade.Exporter, trade.Importer), text => SummaryChapter.Trade(trade, text));

    private static DraftClause Finding(Finding finding, JointReport report, DraftWriter writer)
        => writer.Clause(FindingId(finding), text => FindingSentences.Compose(finding, report, text));

    /// <summary>What a finding states of whom; the year is none of it.</summary>
    private static string FindingId(Finding finding) => finding.Kind switch
    {
        // The bottleneck says direction and sector.
        "largest-bottleneck" => DraftIds.Of("finding", finding.Kind, finding.Subject),
        "environment-gap" => DraftIds.Of(
            "finding", finding.Kind, finding.Exporter, finding.Sector, finding.Subject, finding.Value < 0 ? "below" : "above"),
        "stance-change" => DraftIds.Of("finding", finding.Kind, finding.Subject ?? "all"),
        _ => DraftIds.Of("finding", finding.Kind, finding.Subject, finding.Exporter, finding.Importer, finding.Sector),
    };

    /// <summary>The section, or nothing where it has no clauses.</summary>
    private static IEnumerable<DraftSection> Section(string id, IEnumerable<DraftClause> clauses, DraftWriter writer)
    {
        List<DraftClause> written = [.. clauses];
        if (written.Count > 0)
            yield return new(id, writer.Text(text => text.Text("draft.section." + id)), written);
    }
}
