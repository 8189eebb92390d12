using System.Globalization;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Formulas;

/// <summary>Which rows are in, and why the others are not. A row counts once, for the first reason that it falls to.</summary>
internal sealed class RowSelection(int rows)
{
    private readonly bool[] dropped = new bool[rows];

    /// <summary>Rows that are in.</summary>
    public int Count => rows - Missing - ZeroWeight - Singletons - AllZero;

    /// <summary>Rows with a missing value.</summary>
    public int Missing { get; private set; }

    /// <summary>Rows with a weight of zero.</summary>
    public int ZeroWeight { get; private set; }

    /// <summary>Rows alone in a level.</summary>
    public int Singletons { get; private set; }

    /// <summary>Rows of a level with zero flows alone.</summary>
    public int AllZero { get; private set; }

    /// <summary>Whether a row is in.</summary>
    public bool Has(int row) => !dropped[row];

    /// <summary>The counts as a sentence.</summary>
    public string Describe() => rows == 0 ? "none was read" : string.Create(
        CultureInfo.InvariantCulture,
        $"of {rows} read {Missing} have missing values, {ZeroWeight} no weight, {AllZero} only zero flows in a level, " +
            $"{Singletons} are singletons");

    /// <summary>Drops rows in which a column is NaN.</summary>
    public void DropMissing(IEnumerable<double[]> values)
    {
        foreach (var column in values)
        {
            for (var row = 0; row < rows; row++)
                dropped[row] |= double.IsNaN(column[row]);
        }

        Missing = dropped.Count(d => d);
    }

    /// <summary>Drops rows in which a key is missing.</summary>
    public void DropMissing(IEnumerable<int[]> levels)
    {
        foreach (var key in levels)
        {
            for (var row = 0; row < rows; row++)
                dropped[row] |= key[row] < 0;
        }

        Missing = dropped.Count(d => d);
    }

    /// <summary>Drops rows without weight.</summary>
    public void DropZeroWeights(double[] weights)
    {
        for (var row = 0; row < rows; row++)
        {
            if (dropped[row] || weights[row] != 0)
                continue;
            dropped[row] = true;
            ZeroWeight++;
        }
    }

    /// <summary>
    /// Drops rows that say nothing because of the levels they are in, in turn until none is left: those of a level whose flows
    /// are
    /// all zero, and those alone in a level (Correia 2015, Singletons, cluster-robust standard errors and fixed effects).
    /// </summary>
    /// <param name="effects">Effects.</param>
    /// <param name="flow">Flows of zero or more, or null where zeros tell as much as others.</param>
    /// <param name="singletons">Whether singletons are dropped.</param>
    public void DropLevels(IReadOnlyList<FixedEffect> effects, double[]? flow, bool singletons)
    {
        if (flow is null && !singletons)
            return;
        for (var (quiet, e) = (0, 0); quiet < effects.Count; e = (e + 1) % effects.Count)
            quiet = DropLevels(effects[e], flow, singletons) ? 1 : quiet + 1;
    }

    /// <summary>Values of the rows that are in.</summary>
    public T[] Keep<T>(T[] values)
    {
        if (Count == rows)
            return values;
        var kept = new T[Count];
        for (var (row, at) = (0, 0); row < rows; row++)
        {
            if (!dropped[row])
                kept[at++] = values[row];
        }

        return kept;
    }

    /// <summary>Levels of the rows that are in, numbered anew in the order in which they appear.</summary>
    public FixedEffect Keep(FixedEffect effect)
    {
        var numbers = new int[effect.Count];
        var (kept, count, at) = (new int[Count], 0, 0);
        for (var row = 0; row < rows; row++)
        {
            if (dropped[row])
                continue;
            ref var number = ref numbers[effect.Levels[row]];
            if (number == 0)
                number = ++count;
            kept[at++] = number - 1;
        }

        return new FixedEffect(effect.Name, kept, count);
    }

    private bool DropLevels(FixedEffect effect, double[]? flow, bool singletons)
    {
        var (counts, trades) = (new int[effect.Count], new bool[effect.Count]);
        for (var row = 0; row < rows; row++)
        {
            if (dropped[row])
                continue;
            counts[effect.Levels[row]]++;
            trades[effect.Levels[row]] |= flow is null || flow[row] > 0;
        }

        var before = Count;
        for (var row = 0; row < rows; row++)
        {
            var level = effect.Levels[row];
            if (dropped[row] || (trades[level] && !(singletons && counts[level] == 1)))
                continue;
            dropped[row] = true;
            if (trades[level])
                Singletons++;
            else
                AllZero++;
        }

        return Count < before;
    }
}
