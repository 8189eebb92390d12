using System.Text.Json;
using Dyad.Reports.Document;

namespace Dyad.Reports.Texts;

/// <summary>
/// Names of economies as sentences need them: with the article (the United States), in the case that Russian asks for (экспорт
/// России в Китай). From <c>economy-forms.json</c>; an economy without an entry keeps its name, in Russian behind a word that
/// takes the case for it (<c>*</c>).
/// </summary>
internal sealed class EconomyForms
{
    private const string Anything = "*";

    private readonly Dictionary<string, Dictionary<string, string>> _forms;

    private EconomyForms(Dictionary<string, Dictionary<string, string>> forms) => _forms = forms;

    /// <summary>Codes that have forms of their own.</summary>
    public IEnumerable<string> Codes => _forms.Keys.Where(code => code != Anything);

    /// <summary>The forms of a language.</summary>
    /// <exception cref="InvalidOperationException">The file is not embedded in the assembly.</exception>
    public static EconomyForms Load(Language language)
    {
        const string Name = "Dyad.Reports.Texts.economy-forms.json";
        using var stream = typeof(EconomyForms).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The texts {Name} are not embedded.");
        using var document = JsonDocument.Parse(stream);
        return new(document.RootElement.GetProperty(TextCatalog.Code(language)).EnumerateObject().ToDictionary(
            economy => economy.Name,
            economy => economy.Value.EnumerateObject().ToDictionary(form => form.Name, form => form.Value.GetString()!)));
    }

    /// <summary>The name in a sentence: with an article where the language wants one.</summary>
    public string InSentence(string code, string name) => Form(code, "name") ?? name;

    /// <summary>Whose exports: <c>of</c>.</summary>
    public string Of(string code, string name) => Case(code, "of", name);

    /// <summary>Where to, with the preposition that the name takes: <c>to</c>.</summary>
    public string To(string code, string name) => Case(code, "to", name);

    private string Case(string code, string form, string name)
        => Form(code, form) ?? Form(Anything, form)?.Replace("{name}", name, StringComparison.Ordinal) ?? InSentence(code, name);

    private string? Form(string code, string form) => _forms.GetValueOrDefault(code)?.GetValueOrDefault(form);
}
