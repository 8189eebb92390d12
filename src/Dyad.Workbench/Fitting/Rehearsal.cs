using Dyad.Gravity.Formulas;

namespace Dyad.Workbench.Fitting;

/// <summary>
/// Made-up columns under the names of a formula, on which the estimation runs once while the file is read: a program that runs once
/// has its code compiled meanwhile, and not after (0.2 s of a whole run).
/// </summary>
internal sealed class Rehearsal(Formula formula) : IColumns
{
    /// <summary>Levels of the first keys of the effects. Squared they are too many for a border, as those of a real panel are.</summary>
    private const int Levels = 18;

    private const int FirstKeys = 3;
    private const int ManyLevels = 500;
    private const int FewLevels = 5;

    private static int begun;

    /// <inheritdoc />
    public int Rows => 6000;

    /// <summary>Starts the work on another thread, once in a process. What goes wrong there says nothing, and is said nowhere.</summary>
    public static void Begin(Formula formula, Action<IColumns> work)
    {
        if (Interlocked.Exchange(ref begun, 1) == 0)
            Task.Run(() => work(new Rehearsal(formula)));
    }

    /// <inheritdoc />
    public double[] Numbers(string name)
    {
        var random = Seeded(name);
        return [.. Enumerable.Range(0, Rows).Select(_ => 1 + random.NextDouble())];
    }

    /// <inheritdoc />
    public KeyColumn Keys(string name)
    {
        string[] keys = [.. formula.Effects.SelectMany(e => e.Parts).Select(p => p.Name).Distinct()];
        var place = Array.IndexOf(keys, name);
        // Keys of terms and clusters are few: a term has a column for each level.
        var count = place < 0 ? FewLevels : place < FirstKeys || formula.Terms.Any(t => t.Keys.Any(k => k.Name == name)) ? Levels : ManyLevels;
        var random = Seeded(name);
        return new KeyColumn(
            [.. Enumerable.Range(0, Rows).Select(_ => random.Next(count))], [.. Enumerable.Range(0, count).Select(l => $"{l}")]);
    }

    private static Random Seeded(string name) => new(name.Sum(c => c));
}
