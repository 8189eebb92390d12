namespace Dyad.Workbench.Parties;

/// <summary>An economy that can be a party: its codes and its names.</summary>
public sealed record PartyChoice(string Code, string Iso2, string En, string Zh, string Ru);

/// <summary>Turns what a user typed (alpha-3, alpha-2 or a name in a language of the report) into a party.</summary>
public static class PartyResolver
{
    /// <summary>The party that was meant.</summary>
    /// <exception cref="UserException">Nothing matches; the message proposes the nearest.</exception>
    public static PartyChoice Resolve(string typed, IReadOnlyList<PartyChoice> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var name = typed?.Trim() ?? "";
        var match = choices.FirstOrDefault(c => Spellings(c).Contains(name, StringComparer.OrdinalIgnoreCase));
        if (match is not null)
            return match;
        // Codes are compared with codes and names with names: every three letters are near to every code of three.
        var near = name.Length <= 3
            ? NearNames.Of(name, choices, c => [c.Code])
            : NearNames.Of(name, choices, c => [c.En, c.Zh, c.Ru]);
        throw new UserException(
            $"unknown economy '{name}'; near: {string.Join(", ", near.Select(c => $"{c.Code} ({c.En})"))}. " +
            "All: dyad data show economies");
    }

    /// <summary>The two parties of a pair.</summary>
    /// <exception cref="UserException">One is unknown, or both are the same.</exception>
    public static (PartyChoice A, PartyChoice B) ResolvePair(string a, string b, IReadOnlyList<PartyChoice> choices)
    {
        var (first, second) = (Resolve(a, choices), Resolve(b, choices));
        return first.Code != second.Code
            ? (first, second)
            : throw new UserException($"a pair needs two different economies, both are {first.Code} ({first.En})");
    }

    /// <summary>What may be typed; an economy without an alpha-2 code has none to type.</summary>
    private static IEnumerable<string> Spellings(PartyChoice c) =>
        new[] { c.Code, c.Iso2, c.En, c.Zh, c.Ru }.Where(s => s.Length > 0);
}
