using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shortfall;

/// <summary>All bottlenecks by rank: size, interval, weight for each side, who can act and why.</summary>
internal static class BottleneckTable
{
    public static Table Compose(JointReport report, Localizer text) => new(
        text.Text("shortfall.table_caption"),
        [
            text.Column("table.bottleneck"), text.Numbers("table.rank"), text.Numbers("table.size"),
            text.Numbers("table.interval"),
            text.Numbers("table.share_of_exporter_total"), text.Numbers("table.share_of_importer_total"),
            text.Numbers("table.above_zero"), text.Column("table.acts"), text.Column("table.why"),
        ],
        [.. report.Bottlenecks.OrderBy(b => b.Rank).Select(b => Row(b, report, text))]);

    private static IReadOnlyList<IReadOnlyList<Inline>> Row(Bottleneck b, JointReport report, Localizer text) =>
    [
        Cells.Of(BottleneckNames.Name(b, text)),
        Cells.Of(text.Rank(b.Rank, b.RankLow, b.RankHigh, b.Provenance)),
        Cells.Of(text.Money(b.MillionUsd, b.Provenance)),
        Cells.Of(text.MoneyInterval(b.Low, b.High, b.Provenance)),
        Cells.Of(text.Percent(b.ShareOfExporterTrade, b.Provenance)),
        Cells.Of(text.Percent(b.ShareOfImporterTrade, b.Provenance)),
        Cells.Of(text.Percent(b.Evidence.ProbabilityPositive, b.Provenance)),
        Cells.Of(BottleneckNames.Acts(b, report, text)),
        Cells.Of(text.Named("acts_because", b.Evidence.ActsBecause)),
    ];
}
