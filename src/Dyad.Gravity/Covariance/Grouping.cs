using Dyad.Gravity.Absorption;

namespace Dyad.Gravity.Covariance;

/// <summary>A partition of the rows in the estimation.</summary>
/// <param name="Of">Group of each sorted row, from 0; −1 where the row is not in the estimation.</param>
/// <param name="Count">Number of groups.</param>
internal sealed record Grouping(int[] Of, int Count)
{
    /// <summary>
    /// Numbers of the groups may reach this far for each row before a dictionary takes less memory than a table.
    /// </summary>
    private const int TablePerRow = 4;

    /// <summary>Groups the rows by a number that each row of the sample has.</summary>
    /// <param name="numbers">Any number for each row of the sample.</param>
    /// <param name="order">Row of the sample at each sorted position.</param>
    /// <param name="used">Whether each row of the sample is in the estimation.</param>
    /// <returns>Groups with a row each, numbered as they first appear.</returns>
    public static Grouping By(int[] numbers, int[] order, bool[] used)
    {
        if (numbers.Length != used.Length)
            throw new ArgumentException($"{numbers.Length} clusters for {used.Length} rows");
        var groups = new int[numbers.Length];
        var (low, high) = (int.MaxValue, int.MinValue);
        for (var row = 0; row < numbers.Length; row++)
        {
            if (used[row])
                (low, high) = (Math.Min(low, numbers[row]), Math.Max(high, numbers[row]));
        }

        var count = 0;
        var range = low > high ? 0 : (long)high - low + 1;
        if (range > ((long)TablePerRow * numbers.Length) + 1024)
        {
            var known = new Dictionary<int, int>();
            for (var r = 0; r < groups.Length; r++)
            {
                var row = order[r];
                groups[r] = !used[row] ? -1 : known.TryGetValue(numbers[row], out var g) ? g : known[numbers[row]] = count++;
            }

            return new Grouping(groups, count);
        }

        // Zero: not yet seen.
        var table = new int[range];
        for (var r = 0; r < groups.Length; r++)
        {
            var row = order[r];
            if (!used[row])
            {
                groups[r] = -1;
                continue;
            }

            ref var number = ref table[numbers[row] - low];
            if (number == 0)
                number = ++count;
            groups[r] = number - 1;
        }

        return new Grouping(groups, count);
    }

    /// <summary>Rows are together if they are so in both.</summary>
    public Grouping Join(Grouping other)
    {
        // Rows by this group; within it a stamp tells whether a group of the other was seen.
        var (_, sorted) = RowsByGroup.Of(Of, Count);
        var groups = new int[Of.Length];
        Array.Fill(groups, -1);
        var (stamp, number) = (new int[other.Count], new int[other.Count]);
        var count = 0;
        foreach (var r in sorted)
        {
            var g = other.Of[r];
            if (stamp[g] != Of[r] + 1)
                (stamp[g], number[g]) = (Of[r] + 1, count++);
            groups[r] = number[g];
        }

        return new Grouping(groups, count);
    }

    /// <summary>Whether all rows of each group are together in the other.</summary>
    public bool NestedIn(Grouping other)
    {
        var seen = new int[Count];
        for (var r = 0; r < Of.Length; r++)
        {
            if (Of[r] < 0)
                continue;
            ref var g = ref seen[Of[r]];
            if (g == 0)
                g = other.Of[r] + 1;
            if (g != other.Of[r] + 1)
                return false;
        }

        return true;
    }
}
