using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shortfall;

/// <summary>Comparative advantage of both parties by sector, side by side.</summary>
internal static class AdvantageBlocks
{
    public static IEnumerable<Block> Compose(JointReport report, Localizer text)
    {
        var sectors = report.ComparativeAdvantage.Select(a => a.Sector).Distinct().ToList();
        // Sector by sector, the parties under each other: the comparison is between the parties.
        var rows = sectors
            .SelectMany(sector => report.Parties.Select(party => Find(report, party, sector)))
            .OfType<ComparativeAdvantage>()
            .ToList();
        if (rows.Count == 0)
            yield break;

        yield return text.Heading("advantage.title");
        yield return text.Paragraph("advantage.reading");
        yield return Chart(rows, report, text);
        yield return Table(sectors, report, text);
    }

    private static ComparativeAdvantage? Find(JointReport report, string party, string sector)
        => report.ComparativeAdvantage.FirstOrDefault(a => a.Economy == party && a.Sector == sector);

    private static Figure Chart(List<ComparativeAdvantage> rows, JointReport report, Localizer text)
    {
        var chart = new IntervalChart(
            text.Text("advantage.chart_title", ("parties", report.PartyNames(text))),
            text.Text("advantage.chart_description"),
            text.Text("unit.symmetric_rca"),
            [
                .. rows.Select(a => new IntervalRow(
                    text.Text("format.of_party", ("what", text.Sector(a.Sector)), ("party", text.Economy(a.Economy))),
                    a.Symmetric, a.Low, a.High, report.Colour(a.Economy), text.Numbers.Number(a.Symmetric, 2), a.Provenance)),
            ],
            Reference: 0,
            ReferenceLabel: text.Text("advantage.chart_reference"));
        return new Figure(chart, text.Text("advantage.chart_caption"), rows[0].Provenance);
    }

    private static Table Table(List<string> sectors, JointReport report, Localizer text) => new(
        text.Text("advantage.table_caption"),
        [
            text.Column("table.sector"),
            .. report.Parties.SelectMany(code => new[]
            {
                text.Numbers("table.balassa", ("party", text.Economy(code))),
                text.Numbers("table.symmetric", ("party", text.Economy(code))),
                text.Numbers("table.interval_of", ("party", text.Economy(code))),
            }),
        ],
        [
            .. sectors.Select(sector =>
            {
                var row = new List<IReadOnlyList<Inline>> { Cells.Of(text.Sector(sector)) };
                foreach (string party in report.Parties)
                    row.AddRange(PartyCells(Find(report, party, sector), text));
                return (IReadOnlyList<IReadOnlyList<Inline>>)row;
            }),
        ]);

    private static IReadOnlyList<IReadOnlyList<Inline>> PartyCells(ComparativeAdvantage? advantage, Localizer text)
        => advantage is null ? [text.Missing(), text.Missing(), text.Missing()]
        :
        [
            Cells.Of(text.Number(advantage.Balassa, 2, advantage.Provenance)),
            Cells.Of(text.Number(advantage.Symmetric, 2, advantage.Provenance)),
            Cells.Of(text.Interval(advantage.Low, advantage.High, 2, advantage.Provenance)),
        ];
}
