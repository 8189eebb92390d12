using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Formulas;

/// <summary>Combined effects: a level for each pair of levels that a row has.</summary>
internal static class LevelPairs
{
    /// <summary>Most cells of the table that numbers pairs (64 MB); beyond it they are looked up.</summary>
    private const long MostCells = 1 << 24;

    /// <summary>Numbers the pairs in the order in which they first appear; -1 where a part is missing.</summary>
    public static FixedEffect Of(string name, FixedEffect first, int[] second, int secondCount)
    {
        var levels = new int[second.Length];
        var count = 0;
        var cells = (long)first.Count * secondCount;
        var table = cells <= MostCells ? new int[cells] : null;
        var numbers = new Dictionary<long, int>();
        for (var row = 0; row < levels.Length; row++)
        {
            if (first.Levels[row] < 0 || second[row] < 0)
            {
                levels[row] = -1;
                continue;
            }

            var cell = ((long)first.Levels[row] * secondCount) + second[row];
            if (table is not null)
            {
                // Numbers from 1 on, as a fresh table holds zeros.
                if (table[cell] == 0)
                    table[cell] = ++count;
                levels[row] = table[cell] - 1;
            }
            else if (!numbers.TryGetValue(cell, out levels[row]))
            {
                numbers[cell] = levels[row] = count++;
            }
        }

        return new FixedEffect(name, levels, count);
    }
}
