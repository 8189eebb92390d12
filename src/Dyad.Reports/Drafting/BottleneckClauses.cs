using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Chapters.Shortfall;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Drafting;

/// <summary>The largest bottlenecks: size, interval, who can act and by which rule.</summary>
internal static class BottleneckClauses
{
    /// <summary>What two sides can talk through one by one; the report holds all.</summary>
    public const int Drafted = 8;

    public static IEnumerable<DraftClause> Of(JointReport report, DraftWriter writer) => report.Bottlenecks
        .OrderBy(b => b.Rank).ThenBy(b => b.Id, StringComparer.Ordinal).Take(Drafted)
        .Select(b => writer.Clause(DraftIds.Of("bottleneck", b.Id), text => Sentence(b, report, text)));

    private static IReadOnlyList<Inline> Sentence(Bottleneck b, JointReport report, Localizer text)
    {
        // In the unit of the report's table, so that the sizes of clauses can be compared.
        var sizes = BottleneckTable.Sizes(report, text);
        List<(string, Inline)> values =
        [
            ("exporter", Cells.Run(text.Exporter(b.Exporter))), ("importer", Cells.Run(text.Importer(b.Importer))),
            ("value", sizes.Said(b.MillionUsd, b.Provenance)),
            ("interval", text.WithLevel(sizes.Said(b.Low, b.High, b.Provenance))),
        ];
        if (b.Kind == "shortfall")
            values.Add(("sector", Cells.Run(text.SectorInSentence(b.Sector))));
        return
        [
            .. text.Sentence("draft.bottleneck." + b.Kind, values),
            .. b is { Low: < 0, High: > 0 } ? Cells.Of(text.Text("finding.includes_zero")) : [],
            .. b.Acts.Count == 0 ? [] : text.Sentence(
                "draft.acts", ("who", Cells.Run(BottleneckNames.Acts(b, report, text))),
                ("why", Cells.Run(text.Named("acts_because", b.Evidence.ActsBecause)))),
        ];
    }
}
