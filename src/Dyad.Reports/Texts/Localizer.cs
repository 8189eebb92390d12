using Dyad.Reports.Document;
using Dyad.Reports.Model;

namespace Dyad.Reports.Texts;

/// <summary>Texts, names and numbers of one report in one language.</summary>
public sealed class Localizer
{
    private readonly TextCatalog _catalog;
    private readonly Dictionary<string, string> _economies;
    private readonly EconomyForms _forms;
    private readonly Dictionary<string, string> _sectors;
    private readonly Dictionary<string, string> _products;
    private readonly Action<string>? _onUse;

    /// <summary>A localizer for a report.</summary>
    /// <param name="report">Gives the names of economies, sectors and products.</param>
    /// <param name="language">The reader's language.</param>
    public Localizer(JointReport report, Language language)
        : this(report, language, null)
    {
    }

    /// <summary>As above; tells which keys are used, so that a test finds texts that nobody reads.</summary>
    internal Localizer(JointReport report, Language language, Action<string>? onUse)
        : this(NotNull(report).Economies, report.Sectors, language, onUse, report.Products)
    {
    }

    /// <summary>A localizer for the names of some economies and sectors, and of products where there are any.</summary>
    internal Localizer(
        IReadOnlyList<NamedCode> economies, IReadOnlyList<NamedCode> sectors, Language language, Action<string>? onUse,
        IReadOnlyList<NamedCode>? products = null)
    {
        Language = language;
        Numbers = new NumberFormat(language);
        _catalog = TextCatalog.Load(language);
        _forms = EconomyForms.Load(language);
        _economies = Names(economies, language);
        _sectors = Names(sectors, language);
        _products = Names(products ?? [], language);
        _onUse = onUse;
    }

    /// <summary>The reader's language.</summary>
    public Language Language { get; }

    /// <summary>Numbers as the language writes them.</summary>
    public NumberFormat Numbers { get; }

    /// <summary>A text without places.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">The language has no such text.</exception>
    public string Text(string key) => TextOrNull(key)
        ?? throw new KeyNotFoundException($"No text \"{key}\" in {TextCatalog.Code(Language)}.json.");

    /// <summary>
    /// The text of a code that the data bring (a method, an option, an issue), or the code where there is no text.
    /// </summary>
    /// <param name="family">The family of texts, e.g. <c>issue</c>.</param>
    /// <param name="code">The code.</param>
    public string Named(string family, string code) => TextOrNull($"{family}.{code}") ?? code;

    /// <summary>A text with its places filled by plain strings.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">What goes into each place.</param>
    public string Text(string key, params IReadOnlyList<(string Place, string Value)> values)
    {
        var inlines = Sentence(key, [.. values.Select(v => (v.Place, (Inline)new TextRun(v.Value)))]);
        return string.Concat(inlines.Cast<TextRun>().Select(run => run.Text));
    }

    /// <summary>A text with its places filled by names and figures.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">What goes into each place.</param>
    public IReadOnlyList<Inline> Sentence(string key, params IReadOnlyList<(string Place, Inline Value)> values)
        => SentenceTemplate.Fill(Text(key), values);

    /// <summary>Name of an economy; its code where the report has no name for it.</summary>
    /// <param name="code">ISO 3166 alpha-3.</param>
    public string Economy(string code) =>
        code == TradeChange.ThirdParties ? Text("format.third_parties") : _economies.GetValueOrDefault(code, code);

    /// <summary>Name of an economy inside a sentence: the United States.</summary>
    /// <param name="code">ISO 3166 alpha-3.</param>
    public string EconomyInSentence(string code) => _forms.InSentence(code, Economy(code));

    /// <summary>Name of an economy that begins a sentence: The United States.</summary>
    /// <param name="code">ISO 3166 alpha-3.</param>
    public string EconomyAtStart(string code)
    {
        string name = EconomyInSentence(code);
        return name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>Whose exports, in the case of the language: the United States, США, России.</summary>
    /// <param name="code">ISO 3166 alpha-3.</param>
    public string Exporter(string code) => _forms.Of(code, Economy(code));

    /// <summary>Where exports go, in the case of the language; in Russian with its preposition: в Китай, на Кипр.</summary>
    /// <param name="code">ISO 3166 alpha-3.</param>
    public string Importer(string code) => _forms.To(code, Economy(code));

    /// <summary>Name of a sector as it stands alone; all sectors for null.</summary>
    /// <param name="code">Code of the sector group, or null.</param>
    public string Sector(string? code) => code is null ? Text("format.all_sectors") : _sectors.GetValueOrDefault(code, code);

    /// <summary>
    /// Name of a sector inside a sentence: English does not begin it with a capital, unless it is an abbreviation.
    /// </summary>
    /// <param name="code">Code of the sector group, or null for all sectors.</param>
    public string SectorInSentence(string? code)
    {
        string name = Sector(code);
        return Language == Language.En ? WithoutCapital(name) : name;
    }

    /// <summary>A product by code and name: 870323 (vehicles); its code where the report has no name for it.</summary>
    /// <param name="code">Code of the Harmonized System.</param>
    public string Product(string code) => _products.GetValueOrDefault(code) is { } name
        ? Text("format.product", ("code", code), ("name", WithoutCapital(name)))
        : code;

    /// <summary>A name that does not begin a sentence; an abbreviation stays as it is.</summary>
    private static string WithoutCapital(string name)
        => name.Length > 1 && char.IsUpper(name[0]) && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    /// <summary>A direction of trade with both names in the nominative.</summary>
    /// <param name="exporter">Code of the exporter.</param>
    /// <param name="importer">Code of the importer.</param>
    public string Direction(string exporter, string importer)
        => Text("format.direction", ("exporter", Economy(exporter)), ("importer", Economy(importer)));

    private string? TextOrNull(string key)
    {
        _onUse?.Invoke(key);
        return _catalog.Find(key);
    }

    /// <summary>A name that the data bring in the three languages.</summary>
    /// <param name="name">The name.</param>
    public string Name(NamedCode name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.In(Language);
    }

    private static Dictionary<string, string> Names(IEnumerable<NamedCode> names, Language language)
        => names.ToDictionary(n => n.Code, n => n.In(language));

    private static JointReport NotNull(JointReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report;
    }
}
