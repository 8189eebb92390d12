using System.Text.Json;
using Dyad.Reports.Document;

namespace Dyad.Reports.Texts;

/// <summary>The texts of one language, by key (<c>chapter.name</c>), read from the embedded file of the language.</summary>
public sealed class TextCatalog
{
    private readonly Dictionary<string, string> _texts;

    private TextCatalog(Language language, Dictionary<string, string> texts)
    {
        Language = language;
        _texts = texts;
    }

    /// <summary>The language of the texts.</summary>
    public Language Language { get; }

    /// <summary>All keys.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>Reads the texts of a language.</summary>
    /// <param name="language">The language.</param>
    /// <exception cref="InvalidOperationException">The file is not embedded in the assembly.</exception>
    public static TextCatalog Load(Language language)
    {
        string name = $"Dyad.Reports.Texts.{Code(language)}.json";
        using var stream = typeof(TextCatalog).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(
                $"The texts {name} are not embedded in {typeof(TextCatalog).Assembly.GetName().Name}.");
        using var document = JsonDocument.Parse(stream);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        Flatten(document.RootElement, "", texts);
        return new(language, texts);
    }

    /// <summary>Code of a language as in file names and HTML: <c>en</c>, <c>zh</c>, <c>ru</c>.</summary>
    /// <param name="language">The language.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a language of the report.</exception>
    public static string Code(Language language) => language switch
    {
        Language.En => "en",
        Language.Zh => "zh",
        Language.Ru => "ru",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Not a language of the report."),
    };

    /// <summary>A language by its code; English where it is none of ours.</summary>
    /// <param name="code">As <see cref="Code"/> gives it.</param>
    public static Language Of(string code) => code switch { "zh" => Language.Zh, "ru" => Language.Ru, _ => Language.En };

    /// <summary>The text of a key, or null.</summary>
    /// <param name="key">The key.</param>
    public string? Find(string key) => _texts.GetValueOrDefault(key);

    private static void Flatten(JsonElement element, string prefix, Dictionary<string, string> texts)
    {
        foreach (var property in element.EnumerateObject())
        {
            string key = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
                Flatten(property.Value, key + ".", texts);
            else
                texts.Add(key, property.Value.GetString() ?? throw new JsonException($"The text {key} is null."));
        }
    }
}
