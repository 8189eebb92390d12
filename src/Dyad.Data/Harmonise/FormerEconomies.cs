using System.Globalization;

namespace Dyad.Data.Harmonise;

/// <summary>An economy after a split, a merger or a change of area.</summary>
/// <param name="Former">Code of the economy before it.</param>
/// <param name="Name">Its name.</param>
/// <param name="LastYear">Last year of which statistics are those of the area before.</param>
/// <param name="Successor">Code of the economy after it; the same code where the economy goes on with another area.</param>
/// <param name="FirstYear">First year of the successor's own.</param>
/// <param name="Note">What is to be known of it.</param>
public sealed record Succession(string Former, string Name, int LastYear, string Successor, int FirstYear, string Note)
{
    /// <summary>Whether the code goes on: Sudan without South Sudan is SDN still.</summary>
    public bool GoesOn => Former == Successor;
}

/// <summary>
/// Economies that split, merged or changed their area (former.csv): ISO 3166-3 (formerly used codes) with the years of UN Comtrade's
/// partner areas. Statistics of a former economy stay its own: they are never split between its successors.
/// </summary>
public static class FormerEconomies
{
    private static readonly Lazy<ILookup<string, Succession>> Table = new(() => Read().ToLookup(s => s.Former));

    /// <summary>All successions in the order of the table.</summary>
    public static IReadOnlyList<Succession> All => [.. Table.Value.SelectMany(g => g)];

    /// <summary>Successors of an economy that is no more; empty: it is none, or goes on under its code.</summary>
    public static IReadOnlyList<Succession> Of(string code) => Table.Value[code].Any(s => s.GoesOn) ? [] : [.. Table.Value[code]];

    /// <summary>Last year of an economy that is no more, or of the former area of one that goes on; null: neither.</summary>
    public static int? LastYear(string code) => Table.Value[code].FirstOrDefault()?.LastYear;

    /// <summary>Successors with their first year, and those of a successor that is no more either: <c>SRB, MNE from 2006</c>.</summary>
    public static string Successors(string code)
    {
        var all = Of(code);
        var further = all.Select(s => s.Successor).Where(s => Of(s).Count > 0).Select(s => $", {s} by {Successors(s)}");
        return string.Create(
            CultureInfo.InvariantCulture, $"{string.Join(", ", all.Select(s => s.Successor))} from {all[0].FirstYear}{string.Concat(further)}");
    }

    /// <summary>What an economy was part of, or which area it had, before a year within a span; null: one area throughout.</summary>
    /// <param name="code">Code of the economy.</param>
    /// <param name="first">First year of the span.</param>
    /// <param name="last">Last year of the span.</param>
    public static Succession? Break(string code, int first, int last) => All
        .Where(s => s.Successor == code && first <= s.LastYear && s.FirstYear <= last)
        .OrderByDescending(s => s.GoesOn).FirstOrDefault();

    /// <summary>The break in words: <c>SDN: to 2011 Sudan with South Sudan, a break in the series</c>; null where there is none.</summary>
    /// <inheritdoc cref="Break" />
    public static string? BreakTold(string code, int first, int last) => Break(code, first, last) switch
    {
        null => null,
        { GoesOn: true } s => string.Create(
            CultureInfo.InvariantCulture, $"{code}: to {s.LastYear} {s.Name}, a break in the series"),
        var s => string.Create(CultureInfo.InvariantCulture, $"{code}: to {s.LastYear} part of {s.Name} ({s.Former})"),
    };

    private static IEnumerable<Succession> Read() => Resources.Rows("harmonise.former.csv", csv => new Succession(
        csv.GetString(0), csv.GetString(1), csv.GetInt32(2), csv.GetString(3), csv.GetInt32(4), csv.GetString(5)));
}
