using System.Globalization;

namespace Dyad.Data.Harmonise;

/// <summary>A unit of quantity.</summary>
/// <param name="Code">Code of UN Comtrade (qtyUnitCode); null where it has none.</param>
/// <param name="Name">What it is.</param>
/// <param name="Words">How it is written, in small letters.</param>
/// <param name="Ambiguous">How it is written, too, but not it alone: <c>ton</c>, <c>quintal</c>.</param>
/// <param name="Base">What it converts to: kg, m, m2, m3, J, item; a unit that converts to nothing else has a base of its own.</param>
/// <param name="Factor">Exact number of the base in one of it.</param>
/// <param name="Source">Where code and factor are from.</param>
public sealed record Unit(
    int? Code, string Name, IReadOnlyList<string> Words, IReadOnlyList<string> Ambiguous, string Base, double Factor,
    string Source);

/// <summary>An amount of a base: what a unit in words comes to.</summary>
/// <param name="Base">Base of a quantity, or the code of a currency.</param>
/// <param name="Factor">Number of the base in one.</param>
/// <param name="IsMoney">Whether the base is a currency.</param>
public readonly record struct Measure(string Base, double Factor, bool IsMoney);

/// <summary>
/// Units of quantity in customs statistics (units.csv): those of UN Comtrade with what they convert to where that is exact, and some of
/// national sources. Kilograms of a substance (P2O5, KOH, drained weight) are no net weight and convert to nothing.
/// </summary>
public static class Units
{
    private static readonly Dictionary<string, double> Scales = new(StringComparer.Ordinal)
    {
        ["ten"] = 10, ["hundred"] = 100, ["thousand"] = 1e3, ["million"] = 1e6, ["billion"] = 1e9, ["trillion"] = 1e12,
    };

    private static readonly Lazy<IReadOnlyList<Unit>> Table = new(() => [.. Read()]);

    private static readonly Lazy<IReadOnlyDictionary<string, Unit>> ByWord =
        new(() => Table.Value.SelectMany(u => u.Words.Select(w => (w, u))).ToDictionary(p => p.w, p => p.u, StringComparer.Ordinal));

    /// <summary>All units.</summary>
    public static IReadOnlyList<Unit> All => Table.Value;

    /// <summary>
    /// A unit in words: scales before a unit or a currency. <c>tonnes</c>, <c>thousand EUR</c>, <c>hundred million CNY</c>,
    /// <c>1000 kWh</c>, <c>million US$</c>.
    /// </summary>
    /// <returns>Null where a word is not known, or has more than one meaning (<see cref="Readings"/>).</returns>
    public static Measure? Parse(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var (rest, scale) = (words.Trim(), 1.0);
        while (true)
        {
            if (ByWord.Value.TryGetValue(rest.ToLowerInvariant(), out var unit))
                return new Measure(unit.Base, scale * unit.Factor, false);
            if ((rest is "US$" or "current US$" ? "USD" : rest) is var code && Currencies.Knows(code))
                return new Measure(code, scale, true);
            if (rest.Split(' ', 2, StringSplitOptions.TrimEntries) is not [var first, var second]
                || (!Scales.TryGetValue(first.ToLowerInvariant(), out var times)
                    && !double.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out times)))
                return null;
            (rest, scale) = (second, scale * times);
        }
    }

    /// <summary>
    /// What a last word of more than one meaning may mean, each in words of one: <c>metric quintal (100 kg)</c>; empty where it has none.
    /// </summary>
    public static IReadOnlyList<string> Readings(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var last = words.Trim().Split(' ')[^1].ToLowerInvariant();
        return [.. Table.Value.Where(u => u.Ambiguous.Contains(last))
            .Select(u => string.Create(CultureInfo.InvariantCulture, $"{u.Words[0]} ({u.Factor} {u.Base})"))];
    }

    /// <summary>SQL for kilograms out of a quantity in a unit of Comtrade; null where the unit is no net weight.</summary>
    /// <param name="quantity">Field of the quantity.</param>
    /// <param name="code">Field of the unit's code.</param>
    internal static string Kilograms(string quantity, string code) =>
        $"{quantity} * CASE {code}" + string.Concat(Table.Value.Where(u => u is { Code: not null, Base: "kg" })
            .Select(u => string.Create(CultureInfo.InvariantCulture, $" WHEN {u.Code} THEN {u.Factor:R}::DOUBLE"))) + " END";

    private static IEnumerable<Unit> Read() => Resources.Rows("harmonise.units.csv", csv => new Unit(
        csv.GetString(0) is { Length: > 0 } code ? int.Parse(code, CultureInfo.InvariantCulture) : null, csv.GetString(1),
        Words(csv.GetString(2)), Words(csv.GetString(3)), csv.GetString(4), csv.GetDouble(5), csv.GetString(6)));

    private static string[] Words(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
