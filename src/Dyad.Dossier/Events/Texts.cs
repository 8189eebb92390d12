namespace Dyad.Dossier.Events;

/// <summary>A text in the languages of the dossier; null where it is not written (in a change: not touched).</summary>
public sealed record Texts(string? En = null, string? Zh = null, string? Ru = null)
{
    /// <summary>Codes of the languages, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "zh", "ru"];

    /// <summary>The text in a language, by its code; null where there is none.</summary>
    public string? In(string language) => language switch
    {
        "en" => En,
        "zh" => Zh,
        "ru" => Ru,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "en, zh or ru"),
    };

    /// <summary>The text in a language, or else in the first that has it.</summary>
    public string Best(string language) => In(language) ?? En ?? Zh ?? Ru ?? "";

    /// <summary>Languages that are written.</summary>
    public IEnumerable<string> Written() => Languages.Where(language => !string.IsNullOrWhiteSpace(In(language)));

    /// <summary>Whether nothing is written.</summary>
    public bool IsEmpty() => !Written().Any();

    /// <summary>These texts, with those that the change touches.</summary>
    public Texts With(Texts change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new Texts(change.En ?? En, change.Zh ?? Zh, change.Ru ?? Ru);
    }

    /// <summary>A text in each language, by its code; null where it has none.</summary>
    public static Texts Each(Func<string, string?> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text("en"), text("zh"), text("ru"));
    }

    /// <summary>The same text whatever the language.</summary>
    public static Texts All(string text) => new(text, text, text);

    /// <summary>A text in one language, by its code.</summary>
    public static Texts One(string language, string text) => language switch
    {
        "en" => new(En: text),
        "zh" => new(Zh: text),
        "ru" => new(Ru: text),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "en, zh or ru"),
    };
}
