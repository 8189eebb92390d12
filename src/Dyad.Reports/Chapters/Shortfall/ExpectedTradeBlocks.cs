using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shortfall;

/// <summary>Actual against expected trade: a chart of the sectors and a table with the total, one of each a direction.</summary>
internal static class ExpectedTradeBlocks
{
    public static IEnumerable<Block> Compose(JointReport report, Localizer text)
    {
        foreach (var (exporter, importer) in report.Directions())
        {
            var direction = report.Expected.Where(e => e.Exporter == exporter && e.Importer == importer).ToList();
            if (direction.Count == 0)
                continue;
            yield return new Heading(4, text.Direction(exporter, importer));
            var amounts = new Amounts(text, direction.SelectMany(e => new[] { e.Actual, e.Expected, e.Low, e.High }));
            if (direction.Any(e => e.Sector is not null))
                yield return Chart([.. direction.Where(e => e.Sector is not null)], amounts, report, text);
            yield return Table(direction, amounts, text);
        }
    }

    /// <summary>The total is left to the table: on its scale the sectors would not be seen.</summary>
    private static Figure Chart(List<ExpectedTrade> sectors, Amounts amounts, JointReport report, Localizer text)
    {
        var unit = amounts.Scale.Unit;
        var direction = ("direction", text.Direction(sectors[0].Exporter, sectors[0].Importer));
        var chart = new IntervalChart(
            text.Text("expected.chart_title", direction),
            text.Text(
                "expected.chart_description", direction,
                ("below", text.Numbers.Number(sectors.Count(e => e.Actual < e.Low))),
                ("all", text.Numbers.Number(sectors.Count))),
            unit.Unit,
            [
                .. sectors.Select(e => new IntervalRow(
                    text.Sector(e.Sector), e.Expected / unit.Divisor, e.Low / unit.Divisor, e.High / unit.Divisor,
                    report.Colour(e.Exporter), amounts.Cell(e.Expected, e.Provenance).Text, e.Provenance,
                    e.Actual / unit.Divisor, text.Text("label.actual"))),
            ],
            Decimals: amounts.Scale.Decimals);
        return new Figure(chart, text.Text("expected.chart_caption"), sectors[0].Provenance);
    }

    private static Table Table(List<ExpectedTrade> direction, Amounts amounts, Localizer text) => new(
        text.Text("expected.table_caption", ("direction", text.Direction(direction[0].Exporter, direction[0].Importer))),
        [
            text.Column("table.sector"), amounts.Column("table.actual"), amounts.Column("table.expected"),
            amounts.Column("table.interval"),
            text.Numbers("table.percentile"),
        ],
        [
            .. direction.OrderBy(e => e.Sector is null ? 0 : 1).Select(e => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                Cells.Of(text.Sector(e.Sector)),
                Cells.Of(amounts.Cell(e.Actual, e.Provenance)),
                Cells.Of(amounts.Cell(e.Expected, e.Provenance)),
                Cells.Of(amounts.Cell(e.Low, e.High, e.Provenance)),
                Cells.Of(text.Number(e.Percentile, 0, e.Provenance)),
            ]),
        ]);
}
