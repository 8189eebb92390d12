using Dyad.Reports.Document;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Rendering.Html;

/// <summary>What stands above all languages: skip links, the switches of language and theme.</summary>
internal static class PageFrame
{
    /// <summary>Each language by its own name, whatever the page speaks.</summary>
    private static readonly Dictionary<Language, string> OwnNames = new()
    {
        [Language.En] = "English",
        [Language.Zh] = "中文",
        [Language.Ru] = "Русский",
    };

    public static void Header(Words words, Language opened, Markup page)
    {
        foreach (var document in words.Languages)
        {
            string code = TextCatalog.Code(document.Language);
            page.Write($"<a class=\"skip\" href=\"#{code}-main\"").Raw(words.Edition(document.Language))
                .Write($">{document.Labels["skip_to_content"]}</a>\n");
        }

        page.Write($"<header class=\"bar\"><div class=\"bar-in\">\n<span class=\"brand\">Dyad</span>\n<fieldset class=\"switch\"><legend>");
        words.Label("language", page);
        page.Write($"</legend>");
        foreach (var document in words.Languages)
        {
            string code = TextCatalog.Code(document.Language);
            string pressed = document.Language == opened ? "true" : "false";
            page.Write($"<button type=\"button\" data-language=\"{code}\" data-title=\"{document.Title}\" lang=\"{code}\" aria-pressed=\"{pressed}\">{OwnNames[document.Language]}</button>");
        }

        page.Write($"</fieldset>\n<fieldset class=\"switch\"><legend>");
        words.Label("theme", page);
        page.Write($"</legend>");
        foreach (var (theme, label, pressed) in new[] { ("", "auto", "true"), ("light", "light", "false"), ("dark", "dark", "false") })
        {
            page.Write($"<button type=\"button\" data-set-theme=\"{theme}\" aria-pressed=\"{pressed}\">");
            words.Label(label, page);
            page.Write($"</button>");
        }

        page.Write($"</fieldset>\n</div></header>\n");
    }

    /// <summary>The line under everything.</summary>
    public static void Footer(Words words, Markup page)
    {
        page.Write($"<footer>");
        foreach (var document in words.Languages)
        {
            page.Write($"<p").Raw(words.Edition(document.Language))
                .Write($">{document.Labels["generated_by"]} · <a href=\"#{TextCatalog.Code(document.Language)}-main\">{document.Labels["top"]}</a></p>");
        }

        page.Write($"</footer>\n");
    }
}
