using Dyad.Gravity.Absorption;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Effects;

/// <summary>Gives levels their values row by row (<see cref="RecoveredEffects"/>).</summary>
internal sealed class EffectWalk
{
    private readonly IReadOnlyList<FixedEffect> effects;
    private readonly bool[] used;
    private readonly double[] sums;
    private readonly int[] offsets;
    private readonly int[] start;
    private readonly int[] rowsOf;
    private readonly int[] open;
    private readonly double[] values;
    private readonly bool[] known;
    private readonly bool[] references;

    /// <summary>
    /// Rows by the number of their open levels, each in the order in which they came to it; an entry may be out of date.
    /// </summary>
    private readonly Queue<int>[] waiting;

    /// <summary>Prepares the walk.</summary>
    /// <param name="effects">Sets of effects.</param>
    /// <param name="used">Rows that are walked.</param>
    /// <param name="sums">Sum of the levels of each row.</param>
    public EffectWalk(IReadOnlyList<FixedEffect> effects, bool[] used, double[] sums)
    {
        (this.effects, this.used, this.sums) = (effects, used, sums);
        offsets = new int[effects.Count + 1];
        for (var e = 0; e < effects.Count; e++)
            offsets[e + 1] = offsets[e] + effects[e].Count;
        (values, known, references) = (new double[offsets[^1]], new bool[offsets[^1]], new bool[offsets[^1]]);
        open = [.. used.Select(u => u ? effects.Count : 0)];
        waiting = [.. Enumerable.Range(0, effects.Count + 1).Select(_ => new Queue<int>())];
        foreach (var row in Rows())
            waiting[effects.Count].Enqueue(row);
        start = new int[offsets[^1] + 1];
        foreach (var row in Rows())
        {
            for (var e = 0; e < effects.Count; e++)
                start[Place(e, row) + 1]++;
        }

        for (var place = 1; place < start.Length; place++)
            start[place] += start[place - 1];
        var next = start[..^1];
        rowsOf = new int[start[^1]];
        foreach (var row in Rows())
        {
            for (var e = 0; e < effects.Count; e++)
                rowsOf[next[Place(e, row)]++] = row;
        }
    }

    /// <summary>Walks until all levels of the rows have a value.</summary>
    public void Run()
    {
        while (Next() is { } row)
        {
            double known = 0;
            var (last, single) = (-1, open[row] == 1);
            for (var e = 0; e < effects.Count; e++)
            {
                if (this.known[Place(e, row)])
                    known += values[Place(e, row)];
                else
                    last = Place(e, row);
            }

            references[last] = !single;
            Close(last, single ? sums[row] - known : 0);
        }
    }

    /// <summary>What the values leave of each row's sum.</summary>
    public double[] Left()
    {
        var left = new double[used.Length];
        foreach (var row in Rows())
        {
            left[row] = sums[row];
            for (var e = 0; e < effects.Count; e++)
                left[row] -= values[Place(e, row)];
        }

        return left;
    }

    /// <summary>Adds to the values.</summary>
    /// <param name="more">A value for each level of each set.</param>
    public void Add(IReadOnlyList<double[]> more)
    {
        for (var e = 0; e < effects.Count; e++)
        {
            for (var level = 0; level < effects[e].Count; level++)
                values[offsets[e] + level] += more[e][level];
        }
    }

    /// <summary>
    /// Makes the first level of each other set zero in each component that it forms with the first set, which takes the value
    /// over.
    /// </summary>
    public void ReferToTheFirst()
    {
        Array.Clear(references);
        FixedEffect[] walked = [.. effects.Select(e => e with { Levels = [.. e.Levels.Where((_, row) => used[row])] })];
        for (var e = 1; e < effects.Count; e++)
        {
            var blocks = ConnectedBlocks.Of(walked[0], walked[e]);
            foreach (var (first, second) in blocks.FirstLevels.Zip(blocks.SecondLevels))
            {
                // A level without a row is a block of its own.
                if (first.Length == 0 || second.Length == 0)
                    continue;
                var value = values[offsets[e] + second[0]];
                foreach (var level in first)
                    values[level] += value;
                foreach (var level in second)
                    values[offsets[e] + level] -= value;
                references[offsets[e] + second[0]] = true;
            }
        }
    }

    /// <summary>Values of a set; NaN for levels without a row.</summary>
    public double[] Values(int effect) =>
        [.. Enumerable.Range(offsets[effect], effects[effect].Count).Select(p => known[p] ? values[p] : double.NaN)];

    /// <summary>Which levels of a set were set to zero.</summary>
    public bool[] References(int effect) => references[offsets[effect]..offsets[effect + 1]];

    private IEnumerable<int> Rows() => Enumerable.Range(0, used.Length).Where(r => used[r]);

    private int Place(int effect, int row) => offsets[effect] + effects[effect].Levels[row];

    private int? Next()
    {
        for (var count = 1; count < waiting.Length; count++)
        {
            while (waiting[count].TryDequeue(out var row))
            {
                if (open[row] == count)
                    return row;
            }
        }

        return null;
    }

    private void Close(int place, double value)
    {
        (values[place], known[place]) = (value, true);
        for (var at = start[place]; at < start[place + 1]; at++)
        {
            var row = rowsOf[at];
            if (--open[row] > 0)
                waiting[open[row]].Enqueue(row);
        }
    }
}
