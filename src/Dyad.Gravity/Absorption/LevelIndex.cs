using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// The rows of a sample sorted by one effect, the lead, and the levels of all effects numbered in one stack: the lead's first. What
/// belongs to levels stands in one table with a row for each level of the stack.
/// </summary>
internal sealed class LevelIndex
{
    private LevelIndex(FixedEffect[] effects, int[] start, int[] order, int[] others)
    {
        Effects = effects;
        (Start, Order, Others) = (start, order, others);
        Offsets = new int[effects.Length + 1];
        for (var e = 0; e < effects.Length; e++)
            Offsets[e + 1] = Offsets[e] + effects[e].Count;
    }

    /// <summary>Effects in the order of the stack; the lead, which has the most levels, is the first.</summary>
    public FixedEffect[] Effects { get; }

    /// <summary>Where each effect's levels begin in the stack; the last entry is the number of all levels.</summary>
    public int[] Offsets { get; }

    /// <summary>First sorted row of each level of the lead; the last entry is the number of rows.</summary>
    public int[] Start { get; }

    /// <summary>Row of the sample at each sorted position.</summary>
    public int[] Order { get; }

    /// <summary>Place in the stack of each sorted row's level in each effect but the lead: a row of <see cref="Width"/> entries.</summary>
    public int[] Others { get; }

    /// <summary>Effects besides the lead.</summary>
    public int Width => Effects.Length - 1;

    /// <summary>Levels of the lead.</summary>
    public int LeadLevels => Effects[0].Count;

    /// <summary>Levels of all effects.</summary>
    public int Levels => Offsets[^1];

    /// <summary>Number of rows.</summary>
    public int Rows => Order.Length;

    /// <summary>Sorts the rows.</summary>
    public static LevelIndex Of(IReadOnlyList<FixedEffect> effects)
    {
        // OrderByDescending is stable: of effects of one size the first leads.
        FixedEffect[] stack = [.. effects.OrderByDescending(e => e.Count)];
        var lead = stack[0];
        var start = new int[lead.Count + 1];
        foreach (var level in lead.Levels)
            start[level + 1]++;
        for (var i = 0; i < lead.Count; i++)
            start[i + 1] += start[i];
        var next = start[..^1];
        var order = new int[lead.Levels.Length];
        for (var row = 0; row < order.Length; row++)
            order[next[lead.Levels[row]]++] = row;
        var width = stack.Length - 1;
        var others = new int[order.Length * width];
        var offset = lead.Count;
        for (var e = 1; e < stack.Length; e++)
        {
            var levels = stack[e].Levels;
            for (var r = 0; r < order.Length; r++)
                others[(r * width) + e - 1] = offset + levels[order[r]];
            offset += stack[e].Count;
        }

        return new LevelIndex(stack, start, order, others);
    }

    /// <summary>Level of the lead in a sorted row.</summary>
    public int LeadOf(int row) => Effects[0].Levels[Order[row]];

    /// <summary>Cuts the lead's levels into parts of about as many rows.</summary>
    /// <returns>First level of each part; the last entry is the number of levels.</returns>
    public int[] Parts(int count)
    {
        var parts = new int[count + 1];
        parts[count] = LeadLevels;
        for (var p = 1; p < count; p++)
        {
            var at = Array.BinarySearch(Start, (int)((long)Rows * p / count));
            parts[p] = Math.Min(LeadLevels, Math.Max(parts[p - 1], at >= 0 ? at : ~at));
        }

        return parts;
    }

    /// <summary>Brings values of the sample's rows into sorted order.</summary>
    public double[] Sort(ReadOnlySpan<double> values)
    {
        var sorted = new double[Rows];
        for (var r = 0; r < sorted.Length; r++)
            sorted[r] = values[Order[r]];
        return sorted;
    }

    /// <summary>Brings sorted values back into the order of the sample.</summary>
    public double[] Unsort(ReadOnlySpan<double> sorted)
    {
        var values = new double[Rows];
        for (var r = 0; r < values.Length; r++)
            values[Order[r]] = sorted[r];
        return values;
    }
}
