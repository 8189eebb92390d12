using System.Numerics;
using Dyad.Programme.Measures;

namespace Dyad.Programme.Shapley;

/// <summary>
/// What each measure of a set adds, averaged over the orders in which they can be carried out (Shapley 1953). Where a measure
/// needs others, only orders count in which it comes after them (Faigle and Kern 1992): the value for games under precedence
/// constraints.
/// </summary>
public static class ShapleyValue
{
    /// <summary>Most measures in a set whose orders are counted: two numbers are kept for each of its subsets.</summary>
    public const int Most = 20;

    /// <summary>Values that sum to the worth of the set.</summary>
    /// <param name="set">The measures, up to <see cref="Most"/>.</param>
    /// <param name="needs">What a measure of the set needs directly; what is not in the set does not count.</param>
    /// <param name="worth">
    /// Worth of a subset in which every measure has what it needs; that of the empty set is taken as 0.
    /// </param>
    /// <returns>Values by measure, in the order of <see cref="MeasureSet.Members"/>.</returns>
    /// <exception cref="ArgumentException">Too many measures, or they need each other in a circle.</exception>
    public static double[] Of(MeasureSet set, Func<int, MeasureSet> needs, Func<MeasureSet, double> worth)
    {
        ArgumentNullException.ThrowIfNull(needs);
        ArgumentNullException.ThrowIfNull(worth);
        int[] members = [.. set.Members];
        var n = members.Length;
        if (n > Most)
            throw new ArgumentException($"a set of {n} measures; orders are counted of up to {Most}");
        int[] before = [.. members.Select(m => Local(needs(m).And(set), members))];
        var values = new double[n];
        if (n == 0)
            return values;
        var (until, since) = (Orders(before, n), OrdersSince(before, n));
        var total = until[^1];
        if (total == 0)
            throw new ArgumentException("measures need each other in a circle");
        for (var bits = 0; bits < until.Length; bits++)
        {
            if (until[bits] == 0)
                continue;
            var here = bits == 0 ? 0 : worth(Global(bits, members));
            for (var k = 0; k < n; k++)
            {
                var next = bits | (1 << k);
                if (next != bits && (before[k] & ~bits) == 0)
                    values[k] += until[bits] * since[next] / total * (worth(Global(next, members)) - here);
            }
        }

        return values;
    }

    /// <summary>In how many orders the measures of each subset can come first; 0 where one lacks what it needs.</summary>
    private static double[] Orders(int[] before, int n)
    {
        var orders = new double[1 << n];
        orders[0] = 1;
        for (var bits = 0; bits < orders.Length; bits++)
        {
            for (var k = 0; k < n && orders[bits] > 0; k++)
            {
                if ((bits & (1 << k)) == 0 && (before[k] & ~bits) == 0)
                    orders[bits | (1 << k)] += orders[bits];
            }
        }

        return orders;
    }

    /// <summary>In how many orders the measures that a subset lacks can follow.</summary>
    private static double[] OrdersSince(int[] before, int n)
    {
        var orders = new double[1 << n];
        orders[^1] = 1;
        for (var bits = orders.Length - 2; bits >= 0; bits--)
        {
            for (var k = 0; k < n; k++)
            {
                if ((bits & (1 << k)) == 0 && (before[k] & ~bits) == 0)
                    orders[bits] += orders[bits | (1 << k)];
            }
        }

        return orders;
    }

    private static int Local(MeasureSet set, int[] members) =>
        set.Members.Aggregate(0, (bits, m) => bits | (1 << Array.IndexOf(members, m)));

    private static MeasureSet Global(int bits, int[] members)
    {
        var set = default(MeasureSet);
        for (; bits != 0; bits &= bits - 1)
            set = set.Plus(members[BitOperations.TrailingZeroCount(bits)]);
        return set;
    }
}
