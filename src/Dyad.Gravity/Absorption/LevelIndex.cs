using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// The rows of a sample sorted by one effect, the lead, and the levels of all effects numbered in one stack: the lead's first. What
/// belongs to levels stands in one table with a row for each level of the stack. Threads share the rows by parts, whole levels of
/// the lead each, so that what belongs to the lead is one thread's alone.
/// </summary>
internal sealed class LevelIndex
{
    private readonly ParallelOptions parallel;

    private LevelIndex(FixedEffect[] effects, int threads)
    {
        Effects = effects;
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Offsets = new int[effects.Length + 1];
        for (var e = 0; e < effects.Length; e++)
            Offsets[e + 1] = Offsets[e] + effects[e].Count;
        (Start, Order) = RowsByGroup.Of(effects[0].Levels, effects[0].Count);
        Parts = PartsOf(Start, threads);
        Others = new int[Rows * Width];
        ForEachPart(FillOthers);
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

    /// <summary>First level of the lead in each part; the last entry is the number of levels.</summary>
    public int[] Parts { get; }

    /// <summary>Effects besides the lead.</summary>
    public int Width => Effects.Length - 1;

    /// <summary>Levels of the lead.</summary>
    public int LeadLevels => Effects[0].Count;

    /// <summary>Levels of all effects.</summary>
    public int Levels => Offsets[^1];

    /// <summary>Number of rows.</summary>
    public int Rows => Order.Length;

    /// <summary>Sorts the rows.</summary>
    /// <param name="effects">One effect or more.</param>
    /// <param name="threads">Parts that the rows fall into, and the most threads that work on them.</param>
    public static LevelIndex Of(IReadOnlyList<FixedEffect> effects, int threads) =>
        // OrderByDescending is stable: of effects of one size the first leads.
        new([.. effects.OrderByDescending(e => e.Count)], threads);

    /// <summary>Sorted rows of a part: the first, and the one after the last.</summary>
    public (int From, int To) RowsOf(int part) => (Start[Parts[part]], Start[Parts[part + 1]]);

    /// <summary>Does some work for each part, at once.</summary>
    public void ForEachPart(Action<int> work) => ForEach(Parts.Length - 1, work);

    /// <summary>Does pieces of work that do not depend on each other, on as many threads as there are parts.</summary>
    public void ForEach(int count, Action<int> work)
    {
        if (count > 1 && parallel.MaxDegreeOfParallelism > 1)
        {
            Parallel.For(0, count, parallel, work);
            return;
        }

        for (var i = 0; i < count; i++)
            work(i);
    }

    /// <summary>Sums by level of the stack, which each part collects by itself.</summary>
    /// <param name="collect">Adds what a part's rows hold.</param>
    public double[] Sum(Action<int, double[]> collect)
    {
        double[][] partial = [.. Parts.Skip(1).Select(_ => new double[Levels])];
        ForEachPart(part => collect(part, partial[part]));
        foreach (var other in partial.AsSpan(1))
            Kernels.AddScaled(partial[0], other, 1);
        return partial[0];
    }

    /// <summary>Level of the lead in a sorted row.</summary>
    public int LeadOf(int row) => Effects[0].Levels[Order[row]];

    /// <summary>Brings values of the sample's rows into sorted order.</summary>
    public double[] Sort(double[] values)
    {
        var sorted = new double[Rows];
        ForEachPart(part =>
        {
            var (from, to) = RowsOf(part);
            for (var r = from; r < to; r++)
                sorted[r] = values[Order[r]];
        });
        return sorted;
    }

    /// <summary>Brings sorted values back into the order of the sample.</summary>
    public double[] Unsort(double[] sorted)
    {
        var values = new double[Rows];
        ForEachPart(part =>
        {
            var (from, to) = RowsOf(part);
            for (var r = from; r < to; r++)
                values[Order[r]] = sorted[r];
        });
        return values;
    }

    /// <summary>Cuts the lead's levels into parts of about as many rows.</summary>
    private static int[] PartsOf(int[] start, int count)
    {
        var parts = new int[count + 1];
        parts[count] = start.Length - 1;
        for (var p = 1; p < count; p++)
        {
            var at = Array.BinarySearch(start, (int)((long)start[^1] * p / count));
            parts[p] = Math.Min(parts[count], Math.Max(parts[p - 1], at >= 0 ? at : ~at));
        }

        return parts;
    }

    private void FillOthers(int part)
    {
        var (from, to) = RowsOf(part);
        for (var e = 1; e < Effects.Length; e++)
        {
            var levels = Effects[e].Levels;
            for (var r = from; r < to; r++)
                Others[(r * Width) + e - 1] = Offsets[e] + levels[Order[r]];
        }
    }
}
