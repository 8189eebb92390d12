using System.Xml.Linq;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Charts;

namespace Dyad.Reports.Rendering.Html;

/// <summary>Blocks of a chapter as HTML.</summary>
internal sealed class BlockWriter(RenderContext context, Markup page)
{
    private int _parts;

    public void Write(Block block)
    {
        switch (block)
        {
            case Heading heading:
                page.Write($"<h{heading.Level}>{heading.Text}</h{heading.Level}>\n");
                break;
            case Paragraph paragraph:
                page.Write($"<p>");
                Write(paragraph.Content);
                page.Write($"</p>\n");
                break;
            case ListBlock list:
                string tag = list.Numbered ? "ol" : "ul";
                page.Write($"<{tag}>");
                foreach (var item in list.Items)
                {
                    page.Write($"<li>");
                    Write(item);
                    page.Write($"</li>");
                }

                page.Write($"</{tag}>\n");
                break;
            case Callout callout:
                page.Write($"<div class=\"callout\" role=\"note\"><p class=\"callout-title\">{callout.Title}</p><p>");
                Write(callout.Content);
                page.Write($"</p></div>\n");
                break;
            case Table table:
                Write(table);
                break;
            case Figure figure:
                Write(figure);
                break;
            case Equation equation:
                string math = MathMl.Parse(equation.MathMl).ToString(SaveOptions.DisableFormatting);
                page.Write($"<figure class=\"equation\"><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{equation.Label}\">")
                    .Raw(math).Write($"</div><figcaption><b>{equation.Label}</b> {equation.Description}</figcaption></figure>\n");
                break;
            default:
                throw new NotSupportedException($"No HTML for a {block.GetType().Name}.");
        }
    }

    /// <param name="content">The text.</param>
    /// <param name="noted">
    /// Addresses that the reader of a printed row has seen already: only the first figure of each carries its number. Null in
    /// running text, where every figure does.
    /// </param>
    private void Write(IReadOnlyList<Inline> content, HashSet<string>? noted = null)
    {
        foreach (var inline in content)
        {
            switch (inline)
            {
                case TextRun { Strong: true } run:
                    page.Write($"<strong>{run.Text}</strong>");
                    break;
                case TextRun run:
                    page.Write($"{run.Text}");
                    break;
                case FigureRun figure:
                    page.Write($"<a class=\"fig\"").Raw(Opens(figure.ProvenanceId, noted?.Add(figure.ProvenanceId) != false))
                        .Write($">{figure.Text}</a>");
                    break;
                default:
                    throw new NotSupportedException($"No HTML for a {inline.GetType().Name}.");
            }
        }
    }

    private void Write(Table table)
    {
        string id = NextId();
        page.Write($"<div class=\"table scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\"><table>\n<caption id=\"{id}\"><span>{table.Caption}</span></caption>\n<thead>");
        var groups = Column.Groups(table.Columns);
        bool grouped = groups.Any(g => g.Name is not null);
        if (grouped)
            GroupRow(groups);
        // The first column of a group is set off from the one before.
        var firsts = grouped ? groups.Where(g => g.First > 0).Select(g => g.First).ToHashSet() : [];
        string Kind(int i) => (table.Columns[i].Numeric, firsts.Contains(i)) switch
        {
            (true, true) => " class=\"n first\"",
            (true, false) => " class=\"n\"",
            (false, true) => " class=\"first\"",
            _ => "",
        };
        page.Write($"<tr>");
        foreach (var (i, column) in table.Columns.Index())
        {
            if (column.Header.Length == 0)
                page.Write($"<td></td>");
            else
                page.Write($"<th scope=\"col\"").Raw(Kind(i)).Write($">{column.Header}</th>");
        }

        page.Write($"</tr></thead>\n<tbody>");
        foreach (var row in table.Rows)
        {
            page.Write($"<tr>");
            var noted = new HashSet<string>(StringComparer.Ordinal);
            for (int i = 0; i < row.Count; i++)
            {
                page.Raw(i == 0 ? "<th scope=\"row\">" : $"<td{Kind(i)}>");
                Write(row[i], noted);
                page.Raw(i == 0 ? "</th>" : "</td>");
            }

            page.Write($"</tr>\n");
        }

        page.Write($"</tbody></table></div>\n");
    }

    private void GroupRow(IReadOnlyList<(string? Name, int First, int Count)> groups)
    {
        page.Write($"<tr class=\"groups\">");
        foreach (var (name, first, count) in groups)
        {
            if (name is null)
                page.Write($"<td colspan=\"{count}\"></td>");
            else
                page.Write($"<th scope=\"colgroup\"").Raw(first > 0 ? " class=\"first\"" : "").Write($" colspan=\"{count}\">{name}</th>");
        }

        page.Write($"</tr>\n");
    }

    private void Write(Figure figure)
    {
        string id = NextId();
        var chart = figure.Chart;
        page.Write($"<figure class=\"chart\" aria-labelledby=\"{id}\">\n<p class=\"chart-title\" id=\"{id}\">{chart.Title}</p><p class=\"chart-unit\">{chart.Unit}</p>\n");
        foreach (var (frame, name) in new[] { (Frame.Page, "wide"), (Frame.Phone, "narrow") })
            Write(SvgChart.Draw(chart, frame, context, id + name[0]), frame, name, id);
        page.Write($"<figcaption>{figure.Caption} <a class=\"source\"").Raw(Opens(figure.ProvenanceId, numbered: true))
            .Write($">{context.Label("open_address")}</a></figcaption>\n");
        page.Write($"<details><summary>{context.Label("table_view")}</summary>\n");
        Write(ChartTable.From(chart, figure.ProvenanceId, context));
        page.Write($"</details></figure>\n");
    }

    /// <summary>A drawing with its links laid over it, in percent, so that they keep their places at any size.</summary>
    private void Write(SvgChart chart, Frame frame, string name, string titleId)
    {
        bool scrolls = chart.Width > frame.Width + 1;
        page.Write($"<div class=\"{name}\">");
        if (scrolls)
            page.Write($"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{titleId}\">");
        page.Write($"<div class=\"plot\"").Raw(scrolls ? new Markup().Write($" style=\"min-width:{chart.Width}px\"").ToString() : "").Raw(">").Raw(chart.Svg);
        foreach (var target in chart.Targets)
        {
            page.Write($"<a class=\"target\" style=\"left:{Percent(target.X, chart.Width)}%;top:{Percent(target.Y, chart.Height)}%;")
                .Write($"width:{Percent(target.Width, chart.Width)}%;height:{Percent(target.Height, chart.Height)}%\"")
                .Raw(Opens(target.ProvenanceId)).Write($" title=\"{target.Label}\"></a>");
        }

        page.Raw(scrolls ? "</div></div></div>\n" : "</div></div>\n");
    }

    /// <summary>The attributes of a link to an address; the number is what print shows after the figure.</summary>
    private string Opens(string provenanceId, bool numbered = false)
    {
        int number = context.Address(provenanceId);
        string link = $" href=\"#{AddressWriter.Anchor(number)}\"";
        return numbered ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{link} data-n=\"{number}\"") : link;
    }

    private string NextId() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{context.Language}-p{++_parts}");

    private static double Percent(double part, double whole) => 100 * part / whole;
}
