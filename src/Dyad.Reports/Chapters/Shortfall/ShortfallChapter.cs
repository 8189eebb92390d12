using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shortfall;

/// <summary>Where trade falls short: bottlenecks by rank, actual against expected, potential, comparative advantage.</summary>
internal static class ShortfallChapter
{
    /// <summary>Rows that a reader can take in; the table under the chart holds all.</summary>
    private const int ChartRows = 15;

    public static Chapter Compose(JointReport report, Localizer text)
    {
        var blocks = new List<Block> { text.Paragraph("shortfall.intro") };
        if (BottleneckChart.Compose(report, text, ChartRows) is { } chart)
        {
            blocks.AddRange(
            [
                chart, text.Paragraph("shortfall.rank_reading"), text.Paragraph("shortfall.percentile_reading"),
                BottleneckTable.Compose(report, text),
                text.Paragraph("shortfall.reasons"), BottleneckTable.Reasons(report, text),
            ]);
        }
        else
        {
            blocks.Add(text.Paragraph("shortfall.none"));
        }

        blocks.Add(new Callout(text.Text("shortfall.caution_title"), Cells.Of(text.Text("limit.gap_not_barrier"))));
        if (report.Expected.Count > 0)
        {
            blocks.AddRange([text.Heading("expected.title"), text.Paragraph("expected.reading")]);
            blocks.AddRange(ExpectedTradeBlocks.Compose(report, text));
        }

        blocks.AddRange(PotentialBlocks.Compose(report, text));
        blocks.AddRange(AdvantageBlocks.Compose(report, text));
        return new Chapter("shortfall", text.Text("shortfall.title"), blocks);
    }
}
