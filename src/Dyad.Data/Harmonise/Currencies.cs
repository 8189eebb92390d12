using System.Globalization;

namespace Dyad.Data.Harmonise;

/// <summary>A currency, or what became of one in an economy.</summary>
/// <param name="Code">ISO 4217 code.</param>
/// <param name="Economies">Codes of the economies that use or used it.</param>
/// <param name="LastYear">Last year of accounts in it (not of its withdrawal); null: it is in use.</param>
/// <param name="Successor">Code of what took its place at a fixed factor; empty: it is in use, or nothing did.</param>
/// <param name="PerSuccessor">Units of it that became one of the successor; null: it is in use, or there is no fixed factor.</param>
/// <param name="Source">Where code and factor are from.</param>
public sealed record Currency(
    string Code, IReadOnlyList<string> Economies, int? LastYear, string Successor, double? PerSuccessor, string Source);

/// <summary>
/// Currencies of ISO 4217 (currencies.csv): those in use (List One), and those withdrawn since 1990 (List Three) with the factor to
/// their successor where one was fixed: the members of the euro, redenominations. A currency that ended in several economies has a row
/// each; so has one that was cut under its code (BAD in 1994, VES in 2021), the earlier first. Left out: funds, accounts save the ECU,
/// metals.
/// </summary>
public static class Currencies
{
    private static readonly Lazy<ILookup<string, Currency>> Table = new(() => Read().ToLookup(c => c.Code, StringComparer.Ordinal));

    /// <summary>All rows of the table.</summary>
    public static IReadOnlyList<Currency> All => [.. Table.Value.SelectMany(c => c)];

    /// <summary>Whether there is or was such a currency.</summary>
    public static bool Knows(string code) => Table.Value.Contains(code);

    /// <summary>The last row of a currency that is no longer; null where it is in use in a year.</summary>
    public static Currency? Ended(string code, int year) =>
        Table.Value[code].MaxBy(c => c.LastYear ?? int.MaxValue) is { LastYear: { } last } ended && last < year ? ended : null;

    /// <summary>Units of a currency in one of a later one that took its place, at once or by others between; null where none did.</summary>
    /// <param name="code">The currency.</param>
    /// <param name="later">The later one.</param>
    /// <param name="year">Year of the amount: what was replaced before it is not meant; null: any year.</param>
    public static double? Per(string code, string later, int? year = null)
    {
        if (code == later)
            return 1;
        foreach (var c in Table.Value[code].Where(c => c.PerSuccessor is not null && (year is null || year <= c.LastYear)))
        {
            if (Per(c.Successor, later, year) is { } rest)
                return c.PerSuccessor * rest;
        }

        return null;
    }

    /// <summary>What took a currency's place, and where: <c>CZK (CSK, CZE), SKK (CSK, SVK)</c>; empty where nothing did.</summary>
    public static string Successors(string code) => string.Join(
        ", ", Table.Value[code].Where(c => c.PerSuccessor is not null)
            .Select(c => $"{c.Successor} ({string.Join(", ", c.Economies)})"));

    private static IEnumerable<Currency> Read() => Resources.Rows("harmonise.currencies.csv", csv => new Currency(
        csv.GetString(0), csv.GetString(1).Split(' '),
        csv.GetString(2) is { Length: > 0 } year ? int.Parse(year, CultureInfo.InvariantCulture) : null, csv.GetString(3),
        csv.GetString(4) is { Length: > 0 } factor ? double.Parse(factor, CultureInfo.InvariantCulture) : null, csv.GetString(5)));
}
