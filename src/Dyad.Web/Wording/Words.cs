using Dyad.Dossier.Events;
using System.Reflection;
using System.Text.Json;

namespace Dyad.Web.Wording;

/// <summary>Texts of the pages in one language, by key (<c>page.name</c>).</summary>
public sealed class Words
{
    private static readonly Dictionary<string, Words> ByLanguage =
        Texts.Languages.ToDictionary(language => language, language => new Words(language));

    /// <summary>Each language by its own name, whatever the page speaks.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> OwnNames = [("en", "English"), ("zh", "中文"), ("ru", "Русский")];

    private readonly Dictionary<string, string> _texts;

    private Words(string language)
    {
        Language = language;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Dyad.Web.Wording.{language}.json")
            ?? throw new InvalidOperationException($"The texts {language}.json are not embedded.");
        using var file = JsonDocument.Parse(stream);
        _texts = file.RootElement.EnumerateObject()
            .SelectMany(family => family.Value.EnumerateObject().Select(text => ($"{family.Name}.{text.Name}", text.Value.GetString()!)))
            .ToDictionary(t => t.Item1, t => t.Item2, StringComparer.Ordinal);
    }

    /// <summary>Code of the language.</summary>
    public string Language { get; }

    /// <summary>All keys.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>A text.</summary>
    /// <exception cref="KeyNotFoundException">The language has no such text.</exception>
    public string this[string key] => _texts.TryGetValue(key, out string? text) ? text
        : throw new KeyNotFoundException($"No text \"{key}\" in {Language}.json.");

    /// <summary>A text of a family by a code, or the code where there is none.</summary>
    public string Named(string family, string code) => _texts.GetValueOrDefault($"{family}.{code}", code);

    /// <summary>A text with its places filled.</summary>
    public string Say(string key, params ReadOnlySpan<(string Place, object Value)> values)
    {
        string text = this[key];
        foreach (var (place, value) in values)
            text = text.Replace("{" + place + "}", Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return text;
    }

    /// <summary>The texts of a language; English where it is none of ours.</summary>
    public static Words In(string? language) => ByLanguage.GetValueOrDefault(language ?? "en", ByLanguage["en"]);
}
