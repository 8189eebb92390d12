using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Stances;

/// <summary>Agreement in roll calls by issue and period, against each party's agreement with the world.</summary>
internal static class StancesChapter
{
    public static Chapter Compose(JointReport report, Localizer text)
    {
        IReadOnlyList<Block> blocks = report.Stances.Count == 0
            ? [text.Paragraph("stances.none")]
            :
            [
                text.Paragraph("stances.intro"), .. Latest(report, text), Map(report, text), Table(report, text),
                new Callout(text.Text("stances.caution_title"), Cells.Of(text.Text("stances.caution"))),
            ];
        return new Chapter("stances", text.Text("stances.title"), blocks);
    }

    /// <summary>The latest period over all issues, in a sentence.</summary>
    private static IEnumerable<Block> Latest(JointReport report, Localizer text)
    {
        if (report.Stances.Where(s => s.Issue is null).MaxBy(s => s.From) is not { } latest)
            yield break;
        yield return new Paragraph(text.Sentence(
            "stances.latest",
            ("period", Cells.Run(NumberFormat.Years(latest.From, latest.To))),
            ("calls", text.Number(latest.RollCalls, 0, latest.Provenance)),
            ("share", text.Percent(latest.EqualShare, latest.Provenance)),
            ("interval", text.WithLevel(text.PercentInterval(latest.Low, latest.High, latest.Provenance)))));
        yield return new ListBlock([
            .. report.Parties.Where(latest.WithWorld.ContainsKey).Select(party => text.Sentence(
                "stances.with_world",
                ("party", Cells.Run(text.Economy(party))), ("share", text.Percent(latest.WithWorld[party], latest.Provenance)))),
        ]);
    }

    private static Figure Map(JointReport report, Localizer text)
    {
        var periods = report.Stances.Select(s => (s.From, s.To)).Distinct().Order().ToList();
        var issues = Issues(report);
        // The scale begins at a round share below the smallest, so that shades differ; every cell says its value.
        double low = Math.Floor(10 * report.Stances.Min(s => s.EqualShare)) / 10;
        var map = new HeatMap(
            text.Text("stances.chart_title", ("parties", report.PartyNames(text))),
            text.Text("stances.chart_description"),
            text.Text("unit.equal_votes"),
            [.. issues.Select(issue => IssueName(issue, text))],
            [.. periods.Select(p => NumberFormat.Years(p.From, p.To))],
            [
                .. issues.Select(issue => (IReadOnlyList<HeatCell?>)
                [
                    .. periods
                        .Select(p => report.Stances.FirstOrDefault(s => s.Issue == issue && s.From == p.From && s.To == p.To))
                        .Select(s => s is null
                            ? null : new HeatCell(s.EqualShare, text.Numbers.Percent(s.EqualShare), s.Provenance)),
                ]),
            ],
            low, 1);
        return new Figure(map, text.Text("stances.chart_caption"), report.Stances[0].Provenance);
    }

    private static Table Table(JointReport report, Localizer text) => new(
        text.Text("stances.table_caption"),
        [
            text.Column("table.issue_period"), text.Numbers("table.roll_calls"), text.Numbers("table.equal_votes"),
            text.Numbers("table.interval"),
            .. report.Parties.Select(party => text.Numbers("table.with_world", ("party", text.Economy(party)))),
        ],
        [
            .. Issues(report).SelectMany(issue => report.Stances.Where(s => s.Issue == issue).OrderBy(s => s.From))
                .Select(s => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Text(
                        "format.of_period", ("what", IssueName(s.Issue, text)), ("period", NumberFormat.Years(s.From, s.To)))),
                    Cells.Of(text.Number(s.RollCalls, 0, s.Provenance)),
                    Cells.Of(text.Percent(s.EqualShare, s.Provenance)),
                    Cells.Of(text.PercentInterval(s.Low, s.High, s.Provenance)),
                    .. report.Parties.Select(party => s.WithWorld.TryGetValue(party, out double share)
                        ? Cells.Of(text.Percent(share, s.Provenance)) : text.Missing()),
                ]),
        ]);

    /// <summary>All issues together first, then each.</summary>
    private static List<string?> Issues(JointReport report)
        => [.. report.Stances.Select(s => s.Issue).Distinct().OrderBy(issue => issue is null ? 0 : 1)];

    private static string IssueName(string? issue, Localizer text) => text.Named("issue", issue ?? "all");
}
