using Dyad.Gravity.Absorption;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Effects;

/// <summary>Values of levels by least squares: D'D a = D'v over the rows that count.</summary>
internal static class EffectSolution
{
    /// <summary>Part of the sum of squares that may be left.</summary>
    private const double Exact = 1e-22;

    /// <summary>Solves.</summary>
    /// <param name="effects">Sets of effects.</param>
    /// <param name="used">Rows that count.</param>
    /// <param name="values">Value of each row.</param>
    /// <returns>A value for each level of each set.</returns>
    public static IReadOnlyList<double[]> Of(IReadOnlyList<FixedEffect> effects, bool[] used, double[] values)
    {
        var index = LevelIndex.Of(effects, threads: 1);
        var stride = Kernels.Stride(1);
        var weights = index.Sort([.. used.Select(u => u ? 1.0 : 0)]);
        var (levelWeights, sums) = (new double[index.Levels], new double[index.Levels * stride]);
        double squares = 0;
        for (var r = 0; r < index.Rows; r++)
        {
            if (weights[r] == 0)
                continue;
            var value = values[index.Order[r]];
            squares += value * value;
            Add(index.LeadOf(r), value);
            for (var other = 0; other < index.Width; other++)
                Add(index.Others[(r * index.Width) + other], value);
        }

        var (solver, solution) = (LevelSolvers.For(index), new double[index.Levels * stride]);
        solver.SetWeights(weights, levelWeights, renew: true);
        var tolerances = new double[stride];
        Array.Fill(tolerances, Exact * squares);
        solver.Solve(sums, solution, stride, tolerances);
        // The stack holds the same sets in another order.
        return [.. effects.Select(effect =>
        {
            var at = index.Offsets[Array.FindIndex(index.Effects, e => ReferenceEquals(e, effect))];
            return Enumerable.Range(at, effect.Count).Select(place => solution[place * stride]).ToArray();
        })];

        void Add(int place, double value)
        {
            levelWeights[place] += 1;
            sums[place * stride] += value;
        }
    }
}
