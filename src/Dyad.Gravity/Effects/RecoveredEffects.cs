using Dyad.Gravity.Estimation;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Effects;

/// <summary>Values of a set of fixed effects.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Values">Value of each level; NaN where no row in the estimation has it.</param>
/// <param name="References">Whether each level is zero by normalisation.</param>
public sealed record EffectValues(string Name, IReadOnlyList<double> Values, IReadOnlyList<bool> References);

/// <summary>
/// Fixed effects of an estimate: in each row of the estimation the values of its levels, x'β and the offset sum to the linear
/// predictor. They are determined up to a normalisation only, since what is added to all levels of one set may be taken from
/// another.
/// </summary>
/// <remarks>
/// Rows are gone through from the first one on. Where all levels of a row but one have a value, the last one is what is left;
/// where none is like that, the first row with the fewest open levels gives a reference: its level in the last set that is open
/// is zero. With two sets that is the first level of the second set in each connected component. With more sets a level so
/// chosen may have been determined by several rows together. Then the values are solved for, and the reference is, of each set
/// but the first, the first level in each component that it forms with the first set.
/// </remarks>
/// <param name="Effects">Values of each set, in the order of the sample.</param>
/// <param name="IsComplete">Whether the references fix all values; false in the last case, where sets may share more.</param>
public sealed record RecoveredEffects(IReadOnlyList<EffectValues> Effects, bool IsComplete)
{
    /// <summary>What rounding leaves of sums of some numbers of the size of the predictor, along chains of rows.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Recovers the effects.</summary>
    /// <param name="sample">The sample of the estimate.</param>
    /// <param name="estimate">The estimate.</param>
    /// <exception cref="NonConvergenceException">Values of sets that hang together by long chains could not be
    /// solved.</exception>
    public static RecoveredEffects Of(GravitySample sample, Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(estimate);
        var sums = Sums(sample, estimate);
        var walk = new EffectWalk(sample.Effects, estimate.Used, sums);
        walk.Run();
        var scale = Rounding * (1 + sums.Max(Math.Abs));
        var left = walk.Left();
        var complete = left.All(l => Math.Abs(l) <= scale);
        if (!complete)
        {
            walk.Add(EffectSolution.Of(sample.Effects, estimate.Used, left));
            walk.ReferToTheFirst();
        }

        return new RecoveredEffects(
            [.. sample.Effects.Select((e, i) => new EffectValues(e.Name, walk.Values(i), walk.References(i)))], complete);
    }

    /// <summary>η − offset − x'β of each row in the estimation, and zero elsewhere.</summary>
    private static double[] Sums(GravitySample sample, Estimate estimate)
    {
        var sums = new double[sample.Rows];
        for (var row = 0; row < sums.Length; row++)
        {
            if (estimate.Used[row])
                sums[row] = estimate.LinearPredictor[row] - (sample.Offset?[row] ?? 0);
        }

        foreach (var (term, coefficient) in estimate.Terms.Zip(estimate.Coefficients))
        {
            var x = sample.Regressors[sample.Terms.Index().First(t => t.Item == term).Index];
            for (var row = 0; row < sums.Length; row++)
            {
                if (estimate.Used[row])
                    sums[row] -= coefficient * x[row];
            }
        }

        return sums;
    }
}
