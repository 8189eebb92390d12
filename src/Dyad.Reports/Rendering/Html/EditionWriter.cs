using Dyad.Reports.Document;

namespace Dyad.Reports.Rendering.Html;

/// <summary>The report in one language: contents, title, chapters, addresses.</summary>
internal sealed class EditionWriter(ReportDocument document, Language opened, Markup page)
{
    private readonly RenderContext _context = new(document);

    public void Write()
    {
        string code = _context.Language;
        string edition = PageFrame.Edition(document.Language, opened);
        page.Write($"<nav class=\"contents\" aria-labelledby=\"{code}-contents\"").Raw(edition).Write($">");
        page.Write($"<p id=\"{code}-contents\">{_context.Label("contents")}</p>\n<ol>");
        foreach (var chapter in document.Chapters)
            page.Write($"<li><a href=\"#{code}-{chapter.Id}\">{chapter.Title}</a></li>");
        page.Write($"</ol></nav>\n");

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

        Addresses();
        page.Write($"<footer><p>{_context.Label("generated_by")} · <a href=\"#{code}-main\">{_context.Label("top")}</a></p></footer>\n</main>\n");
    }

    /// <summary>Each address is a dialog on the screen and an entry of an appendix on paper.</summary>
    private void Addresses()
    {
        page.Write($"<div class=\"addresses\">\n<p class=\"appendix\" aria-hidden=\"true\">{_context.Label("address")}</p>\n");
        foreach (var card in document.Provenance)
        {
            string id = BlockWriter.AddressId(_context, card.Id);
            page.Write($"<dialog class=\"address\" id=\"{id}\" aria-labelledby=\"{id}-t\" closedby=\"any\"><div class=\"card\">\n");
            page.Write($"<p class=\"eyebrow\"><span class=\"number\">[{_context.Address(card.Id)}] </span>{_context.Label("address")}</p>\n");
            page.Write($"<h2 id=\"{id}-t\">{card.Title}</h2>\n<dl>");
            foreach (var (label, value) in card.Rows)
                page.Write($"<div><dt>{label}</dt><dd>{value}</dd></div>");
            page.Write($"</dl>\n<p class=\"eyebrow\" id=\"{id}-c\">{_context.Label("command")}</p>\n");
            page.Write($"<pre tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}-c\"><code>{card.Command}</code></pre>\n");
            page.Write($"<form method=\"dialog\"><button type=\"button\" class=\"copy\" data-copied=\"{_context.Label("copied")}\">{_context.Label("copy")}</button>");
            page.Write($"<span class=\"told\" role=\"status\"></span><button class=\"close\">{_context.Label("close")}</button></form>\n</div></dialog>\n");
        }

        page.Write($"</div>\n");
    }
}
