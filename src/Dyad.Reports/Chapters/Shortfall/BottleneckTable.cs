using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shortfall;

/// <summary>All bottlenecks by rank: size, interval, weight for each side, who can act and why.</summary>
internal static class BottleneckTable
{
    /// <summary>The sizes in one unit, in this table, in its chart and in the sentence about the first of them.</summary>
    public static Amounts Sizes(JointReport report, Localizer text)
        => new(text, report.Bottlenecks.SelectMany(b => new[] { b.MillionUsd, b.Low, b.High }));

    public static Table Compose(JointReport report, Localizer text)
    {
        var sizes = Sizes(report, text);
        return new Table(
            text.Text("shortfall.table_caption"), Columns(sizes, text),
            [.. report.Bottlenecks.OrderBy(b => b.Rank).Select(b => Row(b, sizes, report, text))]);
    }

    private static IReadOnlyList<Column> Columns(Amounts sizes, Localizer text) =>
    [
        text.Column("table.bottleneck"), text.Numbers("table.rank"), sizes.Column("table.size"),
        sizes.Column("table.interval"), text.Numbers("table.percentile"),
        text.Numbers("table.share_of_exporter_total"), text.Numbers("table.share_of_importer_total"),
        text.Numbers("table.above_zero"), text.Column("table.acts"),
    ];

    private static IReadOnlyList<IReadOnlyList<Inline>> Row(
        Bottleneck b, Amounts sizes, JointReport report, Localizer text) =>
    [
        Cells.Of(BottleneckNames.Name(b, text)),
        Cells.Of(text.Rank(b.Rank, b.RankLow, b.RankHigh, b.Provenance)),
        Cells.Of(sizes.Cell(b.MillionUsd, b.Provenance)),
        Cells.Of(sizes.Cell(b.Low, b.High, b.Provenance)),
        b.Evidence.Percentile is { } place ? Cells.Of(text.Number(place, 0, b.Provenance)) : text.Missing(),
        Cells.Of(text.Percent(b.ShareOfExporterTrade, b.Provenance)),
        Cells.Of(text.Percent(b.ShareOfImporterTrade, b.Provenance)),
        Cells.Of(text.Percent(b.Evidence.ProbabilityPositive, b.Provenance)),
        Cells.Of(text.Text(
            "format.acts", ("who", BottleneckNames.Acts(b, report, text)),
            ("why", text.Named("acts_short", b.Evidence.ActsBecause)))),
    ];

    /// <summary>What the reasons in the last column mean, those that occur.</summary>
    public static ListBlock Reasons(JointReport report, Localizer text) => new(
        [
            .. report.Bottlenecks.OrderBy(b => b.Rank).Select(b => b.Evidence.ActsBecause).Distinct(StringComparer.Ordinal)
                .Select(reason => (IReadOnlyList<Inline>)
                [
                    new TextRun(text.Named("acts_short", reason), Strong: true),
                    Cells.Run(text.Text("format.defines") + text.Named("acts_because", reason)),
                ]),
        ]);
}
