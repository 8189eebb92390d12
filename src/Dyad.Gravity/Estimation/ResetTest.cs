using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Estimation;

/// <summary>
/// RESET (Ramsey 1969, Journal of the Royal Statistical Society B 31), as Santos Silva and Tenreyro (2006) apply it to gravity:
/// were the mean that of the model, the square of the fitted linear index would add nothing.
/// </summary>
public static class ResetTest
{
    /// <summary>Name of the term that is added.</summary>
    public const string Square = "(index^2)";

    /// <summary>
    /// The sample with the square of the fitted index as last term, on the rows of the estimate. Estimated as the first was, the
    /// coefficient of <see cref="Square"/> is tested against zero, under any covariance.
    /// </summary>
    /// <param name="sample">The sample of the estimate.</param>
    /// <param name="estimate">The estimate.</param>
    public static GravitySample Augmented(GravitySample sample, Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(estimate);
        var (square, weights) = (new double[sample.Rows], new double[sample.Rows]);
        for (var row = 0; row < square.Length; row++)
        {
            if (!estimate.Used[row])
                continue;
            square[row] = estimate.LinearPredictor[row] * estimate.LinearPredictor[row];
            weights[row] = sample.Weights[row];
        }

        // Terms without an estimate stay without: what they depend on may be outside the rows that are left.
        int[] kept = [.. Enumerable.Range(0, sample.Terms.Count).Where(k => estimate.Terms.Contains(sample.Terms[k]))];
        return new GravitySample(
            sample.Flow, [.. kept.Select(k => sample.Terms[k]), Square], [.. kept.Select(k => sample.Regressors[k]), square],
            sample.Effects, weights, sample.Offset);
    }
}
