using System.Globalization;
using Dyad.Data.Harmonise;

namespace Dyad.Workbench.Parties;

/// <summary>An economy that can be a party: its codes and its names.</summary>
public sealed record PartyChoice(string Code, string Iso2, string En, string Zh, string Ru);

/// <summary>Turns what a user typed (alpha-3, alpha-2 or a name in a language of the report) into a party.</summary>
public static class PartyResolver
{
    /// <summary>Usual names and spellings that the table does not hold.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UK"] = "GBR", ["Great Britain"] = "GBR", ["Britain"] = "GBR", ["England"] = "GBR", ["Holland"] = "NLD", ["South Korea"] = "KOR",
        ["Republic of Korea"] = "KOR", ["Russian Federation"] = "RUS", ["Czech Republic"] = "CZE", ["Türkiye"] = "TUR", ["Turkiye"] = "TUR",
        ["United States of America"] = "USA", ["America"] = "USA", ["PRC"] = "CHN", ["People's Republic of China"] = "CHN", ["中國"] = "CHN",
        ["中华人民共和国"] = "CHN", ["俄国"] = "RUS", ["俄羅斯"] = "RUS", ["台湾"] = "TWN", ["臺灣"] = "TWN", ["Тайвань"] = "TWN", ["Taiwan"] = "TWN",
        ["Soviet Union"] = "SUN", ["苏联"] = "SUN", ["СССР"] = "SUN", ["Yugoslavia"] = "YUG", ["南斯拉夫"] = "YUG", ["Югославия"] = "YUG",
        ["捷克斯洛伐克"] = "CSK", ["Чехословакия"] = "CSK", ["East Germany"] = "DDR", ["GDR"] = "DDR", ["东德"] = "DDR", ["ГДР"] = "DDR",
        ["КНР"] = "CHN", ["РФ"] = "RUS", ["Российская Федерация"] = "RUS", ["США"] = "USA", ["Великобритания"] = "GBR", ["Голландия"] = "NLD",
    };

    /// <summary>The party that was meant.</summary>
    /// <param name="typed">Code, name or usual name.</param>
    /// <param name="choices">Economies that can be a party.</param>
    /// <param name="known">Economies that the facts know besides, without trade by sector.</param>
    /// <exception cref="UserException">
    /// Nothing matches; the message proposes the nearest, or names the successors of an economy that is no more.
    /// </exception>
    public static PartyChoice Resolve(string typed, IReadOnlyList<PartyChoice> choices, IReadOnlyList<PartyChoice>? known = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var name = typed?.Trim() ?? "";
        var match = choices.FirstOrDefault(c => Spellings(c).Contains(name, StringComparer.OrdinalIgnoreCase))
            ?? choices.FirstOrDefault(c => Aliases.TryGetValue(name, out var code) && c.Code == code);
        if (match is not null)
            return match;
        if (known?.FirstOrDefault(c => Spellings(c).Contains(name, StringComparer.OrdinalIgnoreCase)) is { } other)
            throw new UserException($"no trade by sector of {other.En} ({other.Code}) in the facts. {Listing}");
        if (Former(name) is { } former)
            throw new UserException(Ended(name, former));
        // Codes are compared with codes and names with names: every three letters are near to every code of three.
        var near = name.Length <= 3
            ? NearNames.Of(name, choices, c => [c.Code])
            : NearNames.Of(name, choices, c => [c.En, c.Zh, c.Ru]);
        throw new UserException(
            $"unknown economy '{name}'; near: {string.Join(", ", near.Select(c => $"{c.Code} ({c.En})"))}. " +
            (known is null ? "All economies: dyad data show economies --limit 300" : Listing));
    }

    private const string Listing = "All parties: dyad data show economies --where in_sector_panel --limit 100";

    /// <summary>The economy that split or merged and was meant; null: none that is known.</summary>
    public static Succession? Former(string typed)
    {
        var code = Aliases.GetValueOrDefault(typed.Trim(), typed.Trim());
        return FormerEconomies.All.FirstOrDefault(s => FormerEconomies.Of(s.Former).Count > 0
            && new[] { s.Former, s.Name }.Contains(code, StringComparer.OrdinalIgnoreCase));
    }

    private static string Ended(string typed, Succession former) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{typed}' is no economy any more: {former.Name} ({former.Former}), until {former.LastYear}; succeeded by {FormerEconomies.Successors(former.Former)}");

    /// <summary>The two parties of a pair.</summary>
    /// <exception cref="UserException">One is unknown, or both are the same.</exception>
    public static (PartyChoice A, PartyChoice B) ResolvePair(
        string a, string b, IReadOnlyList<PartyChoice> choices, IReadOnlyList<PartyChoice>? known = null)
    {
        var (first, second) = (Resolve(a, choices, known), Resolve(b, choices, known));
        return first.Code != second.Code
            ? (first, second)
            : throw new UserException($"a pair needs two different economies, both are {first.Code} ({first.En})");
    }

    /// <summary>What may be typed; an economy without an alpha-2 code has none to type.</summary>
    private static IEnumerable<string> Spellings(PartyChoice c) =>
        new[] { c.Code, c.Iso2, c.En, c.Zh, c.Ru }.Where(s => s.Length > 0);
}
