using Dyad.Reports.Document;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Rendering;

/// <summary>What every renderer asks of a document: its language, its words, its number formats, the numbers of its addresses.</summary>
internal sealed class RenderContext
{
    private readonly ReportDocument _document;
    private readonly Dictionary<string, int> _addresses = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two addresses of the document share an id.</exception>
    public RenderContext(ReportDocument document)
    {
        _document = document;
        Language = TextCatalog.Code(document.Language);
        Numbers = new NumberFormat(document.Language);
        foreach (var card in document.Provenance)
        {
            if (!_addresses.TryAdd(card.Id, _addresses.Count + 1))
                throw new ArgumentException($"The document has two addresses with the id \"{card.Id}\".", nameof(document));
        }
    }

    /// <summary>Language code: en, zh or ru.</summary>
    public string Language { get; }

    /// <summary>The language itself.</summary>
    public Language DocumentLanguage => _document.Language;

    /// <summary>Numbers as this language writes them.</summary>
    public NumberFormat Numbers { get; }

    /// <summary>A word of the page.</summary>
    /// <exception cref="ArgumentException">The document does not carry it.</exception>
    public string Label(string key) => _document.Labels.TryGetValue(key, out string? label)
        ? label : throw new ArgumentException($"The {Language} document has no label \"{key}\".", nameof(key));

    /// <summary>What is added in brackets: full-width ones in Chinese, behind a space elsewhere.</summary>
    public string Bracketed(string text) => Language == "zh" ? $"（{text}）" : $" ({text})";

    /// <summary>Number of an address, from 1, as print and Word show it in brackets.</summary>
    /// <exception cref="ArgumentException">A figure refers to an address that the document does not have.</exception>
    public int Address(string provenanceId) => _addresses.TryGetValue(provenanceId, out int number)
        ? number : throw new ArgumentException($"A figure refers to the unknown address \"{provenanceId}\".", nameof(provenanceId));
}
