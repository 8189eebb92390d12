using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Environment;

/// <summary>Business environment: each governance dimension of both parties against economies of their income group.</summary>
internal static class EnvironmentChapter
{
    /// <summary>A party is said to stand below its peers' median where this much of the probability says so.</summary>
    private const double Clear = 0.9;

    public static Chapter Compose(JointReport report, Localizer text)
    {
        var figures = Ordered(report);
        IReadOnlyList<Block> blocks = figures.Count == 0
            ? [text.Paragraph("environment.none")]
            :
            [
                text.Paragraph("environment.intro"),
                new ListBlock([
                    .. report.Parties
                        .Select(party => Standing(party, [.. figures.Where(e => e.Party == party)], text))
                        .OfType<IReadOnlyList<Inline>>(),
                ]),
                Chart(figures, report, text), Table(figures, text),
                new Callout(text.Text("environment.caution_title"), Cells.Of(text.Text("environment.caution"))),
            ];
        return new Chapter("environment", text.Text("environment.title"), blocks);
    }

    /// <summary>Dimension by dimension, the parties under each other.</summary>
    private static List<EnvironmentFigure> Ordered(JointReport report)
        => [
            .. report.Environment.Select(e => e.Indicator).Distinct().SelectMany(indicator => report.Parties
                .Select(party => report.Environment.FirstOrDefault(e => e.Party == party && e.Indicator == indicator))
                .OfType<EnvironmentFigure>()),
        ];

    private static IReadOnlyList<Inline>? Standing(string party, List<EnvironmentFigure> figures, Localizer text)
    {
        if (figures.Count == 0)
            return null;
        (string, Inline) name = ("party", Cells.Run(text.Economy(party)));
        if (figures.All(e => e.Peers == 0))
            return text.Sentence("environment.no_peers", name);
        name = ("party", Cells.Run(text.EconomyAtStart(party)));
        var compared = figures.Where(e => e.Peers > 0).ToList();
        string provenance = compared[0].Provenance;
        return text.Sentence(
            "environment.standing", name,
            ("group", Cells.Run(text.Named("income", compared[0].PeerGroup))),
            ("peers", text.Number(compared[0].Peers, 0, provenance)),
            ("below", Dimensions(compared.Count(e => e.ProbabilityBelowMedian >= Clear), provenance, text)),
            ("above", Dimensions(compared.Count(e => e.ProbabilityBelowMedian <= 1 - Clear), provenance, text)),
            ("all", text.Number(compared.Count, 0, provenance)));
    }

    /// <summary>How many dimensions; none of them is said in words.</summary>
    private static FigureRun Dimensions(int count, string provenance, Localizer text) => new(
        count == 0 ? text.Text("environment.no_dimension")
            : text.Text("environment.dimensions", ("count", text.Numbers.Number(count))), provenance);

    private static Figure Chart(List<EnvironmentFigure> figures, JointReport report, Localizer text)
    {
        var chart = new IntervalChart(
            text.Text("environment.chart_title", ("parties", report.PartyNames(text)), ("year", YearsOf(figures))),
            text.Text("environment.chart_description"),
            text.Text("unit.standard_normal"),
            [
                .. figures.Select(e => new IntervalRow(
                    Name(e, text), e.Estimate, e.Low, e.High, report.Colour(e.Party), text.Numbers.Number(e.Estimate, 2),
                    e.Provenance,
                    e.Peers > 0 ? e.PeerMedian : null, e.Peers > 0 ? text.Text("environment.peer_median") : null)),
            ],
            Reference: 0,
            ReferenceLabel: text.Text("environment.chart_reference"));
        return new Figure(chart, text.Text("environment.chart_caption"), figures[0].Provenance);
    }

    private static Table Table(List<EnvironmentFigure> figures, Localizer text) => new(
        text.Text("environment.table_caption", ("year", YearsOf(figures))),
        [
            text.Column("table.dimension"), text.Numbers("table.estimate"), text.Numbers("table.std_error"),
            text.Numbers("table.interval"),
            text.Column("table.peer_group"), text.Numbers("table.peers"), text.Numbers("table.peer_quartiles"),
            text.Numbers("table.below_median"),
        ],
        [.. figures.Select(e => Row(e, text))]);

    private static IReadOnlyList<IReadOnlyList<Inline>> Row(EnvironmentFigure e, Localizer text)
    {
        bool compared = e.Peers > 0;
        string quartiles = string.Join(
            text.Text("format.list_separator"),
            new[] { e.PeerLowerQuartile, e.PeerMedian, e.PeerUpperQuartile }.Select(q => text.Numbers.Number(q, 2)));
        return
        [
            Cells.Of(Name(e, text)),
            Cells.Of(text.Number(e.Estimate, 2, e.Provenance)),
            Cells.Of(text.Number(e.StdError, 2, e.Provenance)),
            Cells.Of(text.Interval(e.Low, e.High, 2, e.Provenance)),
            compared ? Cells.Of(text.Named("income", e.PeerGroup)) : text.Missing(),
            Cells.Of(text.Number(e.Peers, 0, e.Provenance)),
            compared ? Cells.Of(new FigureRun(quartiles, e.Provenance)) : text.Missing(),
            compared ? Cells.Of(text.Probability(e.ProbabilityBelowMedian, e.Provenance)) : text.Missing(),
        ];
    }

    private static string Name(EnvironmentFigure e, Localizer text)
        => text.Text("format.of_party", ("what", text.Named("indicator", e.Indicator)), ("party", text.Economy(e.Party)));

    private static string YearsOf(IReadOnlyList<EnvironmentFigure> figures)
        => NumberFormat.Years(figures.Min(e => e.Year), figures.Max(e => e.Year));
}
