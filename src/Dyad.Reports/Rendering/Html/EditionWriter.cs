using Dyad.Reports.Document;

namespace Dyad.Reports.Rendering.Html;

/// <summary>The report in one language: contents, title, chapters.</summary>
internal sealed class EditionWriter(ReportDocument document, Words words, Markup page)
{
    private readonly RenderContext _context = new(document);

    public void Write()
    {
        string code = _context.Language;
        string edition = words.Edition(document.Language);
        page.Write($"<nav class=\"contents\" aria-labelledby=\"{code}-contents\"").Raw(edition).Write($">");
        page.Write($"<p id=\"{code}-contents\">{_context.Label("contents")}</p>\n<ol>");
        foreach (var chapter in document.Chapters)
            page.Write($"<li><a href=\"#{code}-{chapter.Id}\">{chapter.Title}</a></li>");
        page.Write($"<li><a href=\"#addresses\">{_context.Label("addresses")}</a></li></ol></nav>\n");

        page.Write($"<main id=\"{code}-main\" tabindex=\"-1\"").Raw(edition).Write($">\n");
        page.Write($"<div class=\"masthead\"><h1>{document.Title}</h1>\n<p class=\"subtitle\">{document.Subtitle}</p></div>\n");
        var blocks = new BlockWriter(_context, page);
        foreach (var chapter in document.Chapters)
        {
            page.Write($"<section class=\"chapter\" aria-labelledby=\"{code}-{chapter.Id}\">\n<h2 id=\"{code}-{chapter.Id}\" data-chapter=\"{chapter.Id}\">{chapter.Title}</h2>\n");
            foreach (var block in chapter.Blocks)
                blocks.Write(block);
            page.Write($"</section>\n");
        }

        page.Write($"</main>\n");
    }
}
