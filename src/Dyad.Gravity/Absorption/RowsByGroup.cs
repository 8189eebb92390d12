namespace Dyad.Gravity.Absorption;

/// <summary>Rows in the order of their groups (counting sort), those of a group in their own order.</summary>
internal static class RowsByGroup
{
    /// <summary>Sorts.</summary>
    /// <param name="groups">Group of each row, from 0; one below zero leaves the row out.</param>
    /// <param name="count">Number of groups.</param>
    /// <returns>The first place of each group, at the end the number of rows; and the row at each place.</returns>
    public static (int[] Start, int[] Rows) Of(int[] groups, int count)
    {
        var start = new int[count + 1];
        foreach (var g in groups)
        {
            if (g >= 0)
                start[g + 1]++;
        }

        for (var g = 0; g < count; g++)
            start[g + 1] += start[g];
        var (next, rows) = (start[..^1], new int[start[^1]]);
        for (var row = 0; row < groups.Length; row++)
        {
            if (groups[row] >= 0)
                rows[next[groups[row]]++] = row;
        }

        return (start, rows);
    }
}
