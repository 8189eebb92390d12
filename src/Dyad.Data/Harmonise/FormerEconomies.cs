using System.Globalization;

namespace Dyad.Data.Harmonise;

/// <summary>A successor of an economy that is no more.</summary>
/// <param name="Former">Code of the former economy.</param>
/// <param name="Name">Its name.</param>
/// <param name="LastYear">Last year of which statistics are its own.</param>
/// <param name="Successor">Code of the successor.</param>
/// <param name="FirstYear">First year of the successor's own.</param>
/// <param name="Whole">Whether all of it passes to this successor (a merger); else by the successors' trade.</param>
/// <param name="Note">What is to be known of it.</param>
public sealed record Succession(string Former, string Name, int LastYear, string Successor, int FirstYear, bool Whole, string Note);

/// <summary>A value that was passed on.</summary>
/// <param name="Economy">Who has it now.</param>
/// <param name="Value">How much.</param>
public readonly record struct PassedOn(string Economy, double Value);

/// <summary>What passing on to successors came to: how much was split by a rule, and how much nobody took.</summary>
/// <param name="Values">Values by successor, in the order of the table.</param>
/// <param name="Split">Money that was split between several by their trade: an estimate.</param>
/// <param name="Unassigned">Money for which no successor has a weight; it stays with the former economy.</param>
public sealed record Passing(IReadOnlyList<PassedOn> Values, double Split, double Unassigned);

/// <summary>
/// Economies that split or merged: ISO 3166-3 (formerly used codes) with the years of UN Comtrade's partner areas. Statistics of a
/// former economy are passed to its successors only when asked, because a split is an estimate: the shares are those of the
/// successors' own trade of the same kind in their first years, which takes no account of what they traded with each other.
/// </summary>
public static class FormerEconomies
{
    private static readonly Lazy<ILookup<string, Succession>> Table = new(() => Read().ToLookup(s => s.Former));

    /// <summary>All successions in the order of the table.</summary>
    public static IReadOnlyList<Succession> All => [.. Table.Value.SelectMany(g => g)];

    /// <summary>Successors of an economy; empty: it is none that split or merged.</summary>
    public static IReadOnlyList<Succession> Of(string code) => [.. Table.Value[code]];

    /// <summary>Successors with their first year, and those of a successor that is no more either: <c>SRB, MNE from 2006</c>.</summary>
    public static string Successors(string code)
    {
        var all = Of(code);
        var further = all.Select(s => s.Successor).Where(s => Of(s).Count > 0).Select(s => $", {s} by {Successors(s)}");
        return string.Create(
            CultureInfo.InvariantCulture, $"{string.Join(", ", all.Select(s => s.Successor))} from {all[0].FirstYear}{string.Concat(further)}");
    }

    /// <summary>Passes a value on to the successors.</summary>
    /// <param name="former">Code of the former economy.</param>
    /// <param name="value">Its value.</param>
    /// <param name="weight">Trade of a successor in its first years, zero or more, in any unit.</param>
    /// <exception cref="FactException">The code is no former economy.</exception>
    public static Passing Pass(string former, double value, Func<string, double> weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        var successors = Of(former);
        if (successors.Count == 0)
            throw new FactException($"'{former}' is no economy that split or merged; there are: {string.Join(", ", Table.Value.Select(g => g.Key))}");
        if (successors is [{ Whole: true } only])
            return new Passing([new PassedOn(only.Successor, value)], 0, 0);
        double[] weights = [.. successors.Select(s => weight(s.Successor))];
        var sum = weights.Sum();
        return sum > 0
            ? new Passing([.. successors.Zip(weights, (s, w) => new PassedOn(s.Successor, value * w / sum))], value, 0)
            : new Passing([], 0, value);
    }

    private static IEnumerable<Succession> Read() => Resources.Rows("harmonise.former.csv", csv => new Succession(
        csv.GetString(0), csv.GetString(1), csv.GetInt32(2), csv.GetString(3), csv.GetInt32(4), csv.GetString(5) == "whole", csv.GetString(6)));
}
