using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Evidence;

/// <summary>The gaps with their parts, and in words what nothing told.</summary>
internal static class GapBlocks
{
    /// <summary>The parts of a gap that something may tell: the column of each, its name in a sentence, its value.</summary>
    private static readonly (string Column, string Name, Func<MirrorFigure, double?> Value)[] Parts =
    [
        ("table.margin", "evidence.part_margin", m => m.Margin),
        ("table.timing", "evidence.part_timing", m => m.Timing),
        ("table.re_export", "evidence.part_re_export", m => m.ReExport),
        ("table.valuation", "evidence.part_valuation", m => m.Valuation),
    ];

    public static IEnumerable<Block> Compose(JointReport report, Amounts amounts, Localizer text)
    {
        var told = Parts.Where(part => Shown(report).Any(m => part.Value(m) is not null)).ToList();
        bool reconciled = Shown(report).Any(m => m.Reconciled is not null);
        yield return text.Heading("evidence.gap");
        if (told.Count > 0)
            yield return text.Paragraph("evidence.gap_reading");
        yield return text.Paragraph(
            reconciled ? "evidence.reconciled_reading" : told.Count > 0 ? "evidence.gap_of_pair" : "evidence.gap_alone");
        if (report.Timing.Count > 0)
        {
            yield return new ListBlock([.. report.Directions()
                .SelectMany(d => report.Timing.Where(t => t.Exporter == d.Exporter && t.Importer == d.Importer))
                .Select(t => Shift(t, text))]);
            if (report.Timing.Any(t => t.Low <= 0))
                yield return text.Paragraph("evidence.shift_none");
        }

        var routed = Shown(report).Where(m => m.Routes is { Count: > 0 }).ToList();
        if (routed.Count > 0)
        {
            yield return text.Paragraph("evidence.routes_reading");
            yield return new ListBlock([.. routed.Select(m => Routes(m, amounts, text))]);
        }

        if (told.Count > 0 && told.Count < Parts.Length)
        {
            var untold = Parts.Except(told).Select(part => text.Text(part.Name));
            yield return new Paragraph(Cells.Of(text.Text(
                "evidence.untold", ("parts", string.Join(text.Text("format.list_separator"), untold)))));
        }

        yield return Gaps(report, told, reconciled, amounts, text);
    }

    /// <summary>Years that the tables show; the chart, and the annex, hold all.</summary>
    public const int TableYears = 5;

    /// <summary>Flows of the last years by year, both directions of a year in the order asked for.</summary>
    public static IEnumerable<MirrorFigure> Shown(JointReport report) => report.Mirror
        .Where(m => m.Year > report.Mirror.Max(last => last.Year) - TableYears)
        .OrderBy(m => m.Year).ThenBy(m => m.Exporter == report.Parties[0] ? 0 : 1);

    public static IReadOnlyList<Inline> Flow(MirrorFigure mirror, Localizer text)
        => Cells.Of(text.Text(
            "format.flow_of_year", ("year", NumberFormat.Years(mirror.Year, mirror.Year)),
            ("direction", text.Direction(mirror.Exporter, mirror.Importer))));

    public static FigureRun? LogPoints(double? logs, string provenance, Localizer text)
        => logs is { } value ? text.Number(100 * value, 1, provenance) : null;

    private static IReadOnlyList<Inline> Shift(TimingFigure timing, Localizer text) => text.Sentence(
        "evidence.shift", ("direction", Cells.Run(text.Direction(timing.Exporter, timing.Importer))),
        ("share", text.Percent(timing.Share, timing.Provenance)),
        ("interval", text.WithLevel(text.PercentInterval(timing.Low, timing.High, timing.Provenance))),
        ("years", text.Number(timing.Years, 0, timing.Provenance)));

    /// <summary>One flow: of the importer's claim so much by way of this economy, so much by way of that.</summary>
    private static List<Inline> Routes(MirrorFigure flow, Amounts amounts, Localizer text)
    {
        var line = new List<Inline>([.. Flow(flow, text), Cells.Run(text.Text("evidence.routes_of"))]);
        foreach (var (i, route) in flow.Routes!.Index())
        {
            if (i > 0)
                line.Add(Cells.Run(text.Text("format.list_separator")));
            line.AddRange(text.Sentence(
                "evidence.route", ("by", Cells.Run(text.EconomyInSentence(route.By))), ("amount", amounts.Said(route.MillionUsd, route.Provenance))));
        }

        return line;
    }

    /// <summary>The gaps; what no row tells has no column.</summary>
    private static Table Gaps(
        JointReport report, IEnumerable<(string Column, string Name, Func<MirrorFigure, double?> Value)> told, bool reconciled,
        Amounts amounts, Localizer text)
    {
        (Column Header, Func<MirrorFigure, Inline?> Cell)[] columns =
        [
            (text.Numbers("table.gap"), m => m.GapPercent is { } gap ? text.Percent(gap / 100, m.Provenance) : null),
            .. told.Select(part => (
                text.Numbers(part.Column), (Func<MirrorFigure, Inline?>)(m => LogPoints(part.Value(m), m.Provenance, text)))),
            (text.Numbers("table.unexplained"), m => LogPoints(m.Unexplained, m.Provenance, text)),
            (amounts.Column("table.reconciled"), m => m.Reconciled is { } value ? amounts.Cell(value, m.Provenance) : null),
            (amounts.Column("table.interval"),
                m => m is { Low: { } low, High: { } high } ? amounts.Cell(low, high, m.Provenance) : null),
        ];
        var shown = columns.Where(column => Shown(report).Any(m => column.Cell(m) is not null)).ToList();
        return new Table(
            text.Text(reconciled ? "evidence.gap_caption" : shown.Count > 1 ? "evidence.gap_parts_caption" : "evidence.gap_alone_caption"),
            [text.Column("table.flow"), .. shown.Select(column => column.Header)],
            [
                .. Shown(report).Select(m => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Flow(m, text), .. shown.Select(column => column.Cell(m) is { } cell ? Cells.Of(cell) : text.Missing()),
                ]),
            ]);
    }
}
