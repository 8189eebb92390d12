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

    public static void Header(IReadOnlyList<ReportDocument> languages, Language opened, Markup page)
    {
        foreach (var document in languages)
        {
            string code = TextCatalog.Code(document.Language);
            page.Write($"<a class=\"skip\" href=\"#{code}-main\"").Raw(Edition(document.Language, opened))
                .Write($">{document.Labels["skip_to_content"]}</a>\n");
        }

        page.Write($"<header class=\"bar\"><div class=\"bar-in\">\n<span class=\"brand\">Dyad</span>\n<fieldset class=\"switch\"><legend>");
        Word(languages, opened, "language", page);
        page.Write($"</legend>");
        foreach (var document in languages)
        {
            string code = TextCatalog.Code(document.Language);
            string pressed = document.Language == opened ? "true" : "false";
            page.Write($"<button type=\"button\" data-language=\"{code}\" data-title=\"{document.Title}\" lang=\"{code}\" aria-pressed=\"{pressed}\">{OwnNames[document.Language]}</button>");
        }

        page.Write($"</fieldset>\n<fieldset class=\"switch\"><legend>");
        Word(languages, opened, "theme", page);
        page.Write($"</legend>");
        foreach (var (theme, label, pressed) in new[] { ("", "auto", "true"), ("light", "light", "false"), ("dark", "dark", "false") })
        {
            page.Write($"<button type=\"button\" data-set-theme=\"{theme}\" aria-pressed=\"{pressed}\">");
            Word(languages, opened, label, page);
            page.Write($"</button>");
        }

        page.Write($"</fieldset>\n</div></header>\n");
    }

    /// <summary>The attributes of a part that belongs to one language.</summary>
    public static string Edition(Language language, Language opened)
        => $" data-edition lang=\"{TextCatalog.Code(language)}\"{(language == opened ? "" : " hidden")}";

    private static void Word(IReadOnlyList<ReportDocument> languages, Language opened, string label, Markup page)
    {
        foreach (var document in languages)
            page.Write($"<span").Raw(Edition(document.Language, opened)).Write($">{document.Labels[label]}</span>");
    }
}
