using Dyad.Reports.Chapters.Shared;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Method;

/// <summary>Gravity coefficients by sector with pair-clustered standard errors.</summary>
internal static class GravityTable
{
    public static IEnumerable<Block> Compose(JointReport report, Localizer text)
    {
        if (report.Gravity.Count == 0)
            yield break;
        yield return text.Heading("gravity_table.title");
        yield return text.Paragraph("gravity_table.reading");
        yield return Table(report, text);
        string[] unsettled = [.. report.Gravity.Where(g => !g.Converged).Select(g => text.Sector(g.Sector))];
        if (unsettled.Length > 0)
            yield return new Callout(
                text.Text("gravity_table.not_converged_title"),
                Cells.Of(text.Text(
                    "gravity_table.not_converged", ("sectors", string.Join(text.Text("format.list_separator"), unsettled)))));
    }

    private static Table Table(JointReport report, Localizer text)
    {
        string[] terms = [.. report.Gravity.SelectMany(g => g.Coefficients).Select(c => c.Term).Distinct(StringComparer.Ordinal)];
        return new Table(
            text.Text("gravity_table.caption"),
            [
                text.Column("table.sector"), .. terms.Select(term => new Column(TermName(term, text), Numeric: true)),
                text.Numbers("table.years"), text.Numbers("table.observations"), text.Numbers("table.clusters"),
                text.Numbers("table.pseudo_r2"),
            ],
            [
                .. report.Gravity.OrderBy(g => g.Sector is null ? 0 : 1).Select(g => (IReadOnlyList<IReadOnlyList<Inline>>)
                [
                    Cells.Of(text.Sector(g.Sector)),
                    .. terms.Select(term => g.Coefficients.FirstOrDefault(c => c.Term == term) is { } c
                        ? Cells.Of(new FigureRun(
                            text.Text(
                                "format.with_error", ("value", text.Numbers.Number(c.Estimate, 3)),
                                ("error", text.Numbers.Number(c.StdError, 3))), g.Provenance))
                        : text.Missing()),
                    Cells.Of(new FigureRun(YearsOf(g, text), g.Provenance)),
                    Cells.Of(text.Number(g.Observations, 0, g.Provenance)),
                    Cells.Of(text.Number(g.Clusters, 0, g.Provenance)),
                    Cells.Of(text.Number(g.PseudoR2, 3, g.Provenance)),
                ]),
            ]);
    }

    /// <summary>Name of a term; an effect that differs by year (<c>border_2003</c>) is named with its year.</summary>
    private static string TermName(string term, Localizer text)
    {
        int last = term.LastIndexOf('_');
        return last > 0 && last < term.Length - 1 && term[(last + 1)..].All(char.IsAsciiDigit)
            ? text.Text("format.of_year", ("what", text.Named("term", term[..last])), ("year", term[(last + 1)..]))
            : text.Named("term", term);
    }

    private static string YearsOf(GravityEstimate estimate, Localizer text)
        => string.Join(text.Text("format.list_separator"), estimate.Years.Select(y => NumberFormat.Years(y, y)));
}
