using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Evidence;

/// <summary>
/// Which years of a line come from which source, where they come from several: a step between two sources is no step of trade.
/// </summary>
internal static class ClaimSources
{
    /// <summary>What ends the name of a source in a citation: what follows is a data set, a cell, a vintage.</summary>
    private static readonly string[] Ends = [", ", ". ", "; ", " ("];

    /// <summary>The note; nothing where each line has one source.</summary>
    public static IEnumerable<Block> Compose(JointReport report, Localizer text)
    {
        var mixed = (
            from d in report.Directions()
            from side in new[] { d.Exporter, d.Importer }
            let years = report.Mirror.Where(m => m.Exporter == d.Exporter && m.Importer == d.Importer)
                .SelectMany(m => m.Claims.Where(c => c.Reporter == side).Take(1).Select(c => (m.Year, Source: Name(c.Source))))
                .OrderBy(c => c.Year).ToList()
            where years.Select(y => y.Source).Distinct().Count() > 1
            let line = side == d.Exporter ? "evidence.exporter_line" : "evidence.importer_line"
            select (Line: text.Text(line, ("direction", text.Direction(d.Exporter, d.Importer))), years)).ToList();
        if (mixed.Count == 0)
            yield break;
        yield return text.Paragraph("evidence.sources_reading");
        yield return new ListBlock([.. mixed.Select(m => Cells.Of(text.Text("evidence.line_sources", ("line", m.Line), ("sources", Told(m.years)))))]);

        string Told(IEnumerable<(int Year, string Source)> years) => string.Join(
            text.Text("format.list_separator"), Spans(years).Select(s => $"{s.Source} {NumberFormat.Years(s.First, s.Last)}"));
    }

    /// <summary>Years that follow on each other in the line and have one source.</summary>
    private static List<(string Source, int First, int Last)> Spans(IEnumerable<(int Year, string Source)> years)
    {
        var spans = new List<(string Source, int First, int Last)>();
        foreach (var (year, source) in years)
        {
            if (spans.Count > 0 && spans[^1].Source == source)
                spans[^1] = spans[^1] with { Last = year };
            else
                spans.Add((source, year, year));
        }

        return spans;
    }

    private static string Name(string citation)
    {
        var end = Ends.Select(e => citation.IndexOf(e, StringComparison.Ordinal)).Where(at => at > 0).DefaultIfEmpty(citation.Length).Min();
        return citation[..end].TrimEnd('.');
    }
}
