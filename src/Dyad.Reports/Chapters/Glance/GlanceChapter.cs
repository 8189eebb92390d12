using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Glance;

/// <summary>
/// The relationship at a glance: trade over the years, the parties' sizes, the baskets, the dependence both ways.
/// </summary>
internal static class GlanceChapter
{
    public static Chapter Compose(JointReport report, Localizer text)
    {
        var blocks = new List<Block> { text.Paragraph("glance.intro"), TradeChart.Compose(report, text) };
        if (report.Profiles.Count > 0)
            blocks.AddRange([text.Heading("glance.profile"), ProfileTable.Compose(report, text)]);
        if (report.Trade.Any(t => t.Year == report.Year && t.Sector is not null))
            blocks.AddRange([text.Heading("glance.baskets"), Baskets(report, text)]);
        if (report.Dependence.Count > 0)
            blocks.AddRange(
                [text.Heading("glance.dependence"), text.Paragraph("glance.dependence_reading"), Dependence(report, text)]);
        if (report.Dependence.Any(d => d.Sector is not null))
            blocks.Add(DependenceBySector(report, text));
        return new Chapter("glance", text.Text("glance.title"), blocks);
    }

    private static Table Baskets(JointReport report, Localizer text)
    {
        var year = report.Trade.Where(t => t.Year == report.Year).ToList();
        var amounts = new Amounts(text, year.Where(t => t.Sector is not null).Select(t => t.MillionUsd));
        var rows = year.Select(t => t.Sector).OfType<string>().Distinct().Select(sector =>
        {
            var row = new List<IReadOnlyList<Inline>> { Cells.Of(text.Sector(sector)) };
            foreach (var (exporter, importer) in report.Directions())
            {
                var direction = year.Where(t => t.Exporter == exporter && t.Importer == importer).ToList();
                var flow = direction.FirstOrDefault(t => t.Sector == sector);
                double total = direction.Where(t => t.Sector is not null).Sum(t => t.MillionUsd);
                row.Add(flow is null ? text.Missing() : Cells.Of(amounts.Cell(flow.MillionUsd, flow.Provenance)));
                row.Add(flow is null || total <= 0
                    ? text.Missing() : Cells.Of(text.Percent(flow.MillionUsd / total, flow.Provenance)));
            }

            return (IReadOnlyList<IReadOnlyList<Inline>>)row;
        });
        return new Table(
            text.Text("glance.baskets_caption", ("year", NumberFormat.Years(report.Year, report.Year))),
            [
                text.Column("table.sector"),
                .. report.Directions().SelectMany(d => new[]
                {
                    new Column(amounts.InUnit(text.Direction(d.Exporter, d.Importer)), Numeric: true),
                    text.Numbers("table.share_of_flow", ("direction", text.Direction(d.Exporter, d.Importer))),
                }),
            ],
            [.. rows]);
    }

    private static Table Dependence(JointReport report, Localizer text) => new(
        text.Text("glance.dependence_caption", ("year", NumberFormat.Years(report.Year, report.Year))),
        [
            text.Column("table.direction"), text.Numbers("table.share_of_exporter"), text.Numbers("table.share_of_importer"),
            text.Numbers("table.herfindahl"),
        ],
        [
            .. report.Directions()
                .Select(d => report.Dependence.FirstOrDefault(
                    x => x.Sector is null && x.Exporter == d.Exporter && x.Importer == d.Importer))
                .OfType<Dependence>()
                .Select(d => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Direction(d.Exporter, d.Importer)),
                    Cells.Of(text.Percent(d.ShareOfExporterExports, d.Provenance)),
                    Cells.Of(text.Percent(d.ShareOfImporterImports, d.Provenance)),
                    d.Herfindahl is { } index ? Cells.Of(text.Number(index, 2, d.Provenance)) : text.Missing(),
                ]),
        ]);

    private static Table DependenceBySector(JointReport report, Localizer text)
    {
        var rows = report.Dependence.Select(d => d.Sector).OfType<string>().Distinct().Select(sector =>
        {
            var row = new List<IReadOnlyList<Inline>> { Cells.Of(text.Sector(sector)) };
            foreach (var (exporter, importer) in report.Directions())
            {
                var cell = report.Dependence.FirstOrDefault(
                    d => d.Sector == sector && d.Exporter == exporter && d.Importer == importer);
                row.Add(cell is null ? text.Missing() : Cells.Of(text.Percent(cell.ShareOfExporterExports, cell.Provenance)));
                row.Add(cell is null ? text.Missing() : Cells.Of(text.Percent(cell.ShareOfImporterImports, cell.Provenance)));
            }

            return (IReadOnlyList<IReadOnlyList<Inline>>)row;
        });
        return new Table(
            text.Text("glance.dependence_sector_caption", ("year", NumberFormat.Years(report.Year, report.Year))),
            [
                text.Column("table.sector"),
                .. report.Directions().SelectMany(d => new[]
                {
                    text.Numbers(
                        "table.share_in_exports_of", ("party", text.EconomyInSentence(d.Exporter)), ("partner", text.Economy(d.Importer))),
                    text.Numbers(
                        "table.share_in_imports_of", ("party", text.EconomyInSentence(d.Importer)), ("partner", text.Economy(d.Exporter))),
                }),
            ],
            [.. rows]);
    }
}
