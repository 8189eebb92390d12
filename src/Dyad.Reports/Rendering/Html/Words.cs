using Dyad.Reports.Document;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Rendering.Html;

/// <summary>Parts of the page that all languages share: a text that differs is there once a language, and one of them is shown.</summary>
internal sealed class Words(IReadOnlyList<ReportDocument> languages, Language opened)
{
    /// <summary>The documents, in the order of the switch.</summary>
    public IReadOnlyList<ReportDocument> Languages { get; } = languages;

    /// <summary>The attributes of a part that belongs to one language.</summary>
    public string Edition(Language language)
        => $" data-edition lang=\"{TextCatalog.Code(language)}\"{(language == opened ? "" : " hidden")}";

    /// <summary>A label of the page.</summary>
    public Words Label(string key, Markup page) => Write([.. Languages.Select(d => d.Labels[key])], page);

    /// <summary>A text in each language, in their order; written once where they are the same.</summary>
    public Words Write(IReadOnlyList<string> texts, Markup page)
    {
        if (texts.All(t => t == texts[0]))
        {
            page.Write($"{texts[0]}");
            return this;
        }

        foreach (var (document, text) in Languages.Zip(texts))
            page.Write($"<span").Raw(Edition(document.Language)).Write($">{text}</span>");
        return this;
    }
}
