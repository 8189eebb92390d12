using Dyad.Reports.Chapters.Glance;
using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Chapters.Shortfall;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Summary;

/// <summary>One page: trade of the year, three findings, one chart, how to read it, what it cannot show.</summary>
internal static class SummaryChapter
{
    /// <summary>What one page holds and a reader remembers.</summary>
    public const int FindingsShown = 3;

    private const int RowsShown = 6;

    public static Chapter Compose(JointReport report, Localizer text)
    {
        var blocks = new List<Block> { Lead(report, text) };
        blocks.Add(TradeOfTheYear(report, text));
        blocks.Add(text.Heading("summary.findings"));
        blocks.Add(report.Findings.Count == 0
            ? text.Paragraph("summary.no_findings")
            : new ListBlock(
                [.. report.Findings.Take(FindingsShown).Select(f => FindingSentences.Compose(f, report, text))], Numbered: true));
        blocks.Add(BottleneckChart.Compose(report, text, RowsShown) ?? TradeChart.Compose(report, text));
        blocks.Add(text.Heading("summary.reading"));
        blocks.Add(text.Paragraph(report.Bottlenecks.Count > 0 ? "summary.reading_bars" : "summary.reading_lines"));
        blocks.Add(text.Paragraph("summary.reading_address"));
        blocks.Add(new Callout(text.Text("summary.limits"), Cells.Of(string.Join(
            text.Text("format.sentence_space"),
            new[] { text.Text("limit.gap_not_barrier"), text.Text("limit.correlation") }
                .Concat(report.Notes.Select(note => text.Named("note", note)))))));
        return new Chapter("summary", text.Text("summary.title"), blocks);
    }

    private static Paragraph Lead(JointReport report, Localizer text)
        => new(Cells.Of(text.Text("summary.lead", ("parties", report.PartyNames(text)))));

    /// <summary>Exports of the year in one direction.</summary>
    public static IReadOnlyList<Inline> Trade(TradeFigure trade, Localizer text) => text.Sentence(
        "summary.trade",
        ("direction", Cells.Run(text.Direction(trade.Exporter, trade.Importer))),
        ("year", Cells.Run(NumberFormat.Years(trade.Year, trade.Year))),
        ("value", text.Money(trade.MillionUsd, trade.Provenance)));

    /// <summary>All trade of the year, both directions, those that the facts hold.</summary>
    public static IEnumerable<TradeFigure> TotalsOfTheYear(JointReport report) => report.Directions()
        .Select(d => report.Trade.FirstOrDefault(
            t => t.Year == report.Year && t.Sector is null && t.Exporter == d.Exporter && t.Importer == d.Importer))
        .OfType<TradeFigure>();

    private static Block TradeOfTheYear(JointReport report, Localizer text)
    {
        var items = TotalsOfTheYear(report).Select(t => Trade(t, text)).ToList();
        return items.Count == 0 ? text.Paragraph("summary.no_trade") : new ListBlock(items);
    }
}
