using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Evidence;

/// <summary>Both sides' claims over the years, a line each; a year in which a side states nothing is a gap in its line.</summary>
internal static class ClaimChart
{
    /// <summary>The chart; nothing where no side has claims about a flow in two years.</summary>
    public static IEnumerable<Block> Compose(JointReport report, Localizer text)
    {
        var lines = report.Directions()
            .SelectMany(d => new[] { (d.Exporter, d.Importer, Side: d.Exporter), (d.Exporter, d.Importer, Side: d.Importer) })
            .Select(line => (
                Name: text.Text(
                    line.Side == line.Exporter ? "evidence.exporter_line" : "evidence.importer_line",
                    ("direction", text.Direction(line.Exporter, line.Importer))),
                Colour: report.Colour(line.Exporter),
                Claims: Claims(report, line.Exporter, line.Importer, line.Side)))
            .Where(line => line.Claims.Count > 0).ToList();
        if (lines.All(line => line.Claims.Count < 2))
            yield break;

        var unit = text.Numbers.UnitFor(lines.Max(line => line.Claims.Values.Max(c => c.MillionUsd)));
        int first = lines.Min(line => line.Claims.Keys.First());
        int[] years = [.. Enumerable.Range(first, lines.Max(line => line.Claims.Keys.Last()) - first + 1)];
        string title = text.Text(
            "evidence.chart_title", ("parties", report.PartyNames(text)), ("years", NumberFormat.Years(years[0], years[^1])));
        string description = string.Join(text.Text("format.sentence_space"), lines.Select(line => Ends(line.Name, line.Claims, text)));
        yield return new Figure(
            new LineChart(
                title, description, unit.Unit, years,
                [
                    .. lines.Select(line => new LineSeries(
                        line.Name, [.. years.Select(y => line.Claims.GetValueOrDefault(y)?.MillionUsd / unit.Divisor)], line.Colour)),
                ]),
            text.Text("evidence.chart_caption"), report.Mirror[^1].Provenance);
    }

    /// <summary>The claims of one side about one flow by year; of several in a year the first.</summary>
    private static SortedDictionary<int, MirrorClaim> Claims(JointReport report, string exporter, string importer, string side) => new(
        report.Mirror.Where(m => m.Exporter == exporter && m.Importer == importer)
            .SelectMany(m => m.Claims.Where(c => c.Reporter == side).Take(1).Select(c => (m.Year, Claim: c)))
            .DistinctBy(c => c.Year).ToDictionary(c => c.Year, c => c.Claim));

    /// <summary>A line in words, for who does not see it: its first and its last value.</summary>
    private static string Ends(string name, SortedDictionary<int, MirrorClaim> claims, Localizer text) => text.Text(
        "glance.chart_description", ("direction", name),
        ("first_year", NumberFormat.Years(claims.Keys.First(), claims.Keys.First())),
        ("first", text.Numbers.Money(claims.Values.First().MillionUsd)),
        ("last_year", NumberFormat.Years(claims.Keys.Last(), claims.Keys.Last())),
        ("last", text.Numbers.Money(claims.Values.Last().MillionUsd)));
}
