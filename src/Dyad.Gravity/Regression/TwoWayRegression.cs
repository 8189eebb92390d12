using System.Runtime.InteropServices;
using Dyad.Gravity.Absorption;
using Dyad.Numerics;

namespace Dyad.Gravity.Regression;

/// <summary>
/// Regression on two effects from their normal equations: one pass over the rows collects cross products and sums by level, the
/// effects are taken out of the cross products, and a second pass writes the fitted values. Memory is read twice where residuals
/// need ten passes.
/// </summary>
/// <remarks>
/// With a_k, b_k the effects in the projection of variable k and F_k, S_k its weighted sums by level, the cross product of the
/// residuals of k and l is Σ w x_k x_l − F_kᵀ a_l − S_kᵀ b_l.
/// </remarks>
internal sealed class TwoWayRegression(RegressorRows regressors, TwoWayAbsorber absorber) : IWeightedRegression
{
    /// <summary>Differences of sums are exact to about 1e-14 of the sums: below this no variance outside the effects can be told.</summary>
    private const double CollinearShare = 1e-11;

    private readonly double[] firstSums = new double[absorber.FirstCount * regressors.Stride];
    private readonly double[] secondSums = new double[absorber.SecondCount * regressors.Stride];
    private readonly double[] firstEffects = new double[absorber.FirstCount * regressors.Stride];
    private readonly double[] secondEffects = new double[absorber.SecondCount * regressors.Stride];
    private readonly double[] cross = new double[(regressors.Terms + 1) * regressors.Stride];

    /// <inheritdoc />
    public WeightedEstimate Fit(ReadOnlySpan<double> weights, ReadOnlySpan<double> response, Span<double> fitted)
    {
        var (terms, stride) = (regressors.Terms, regressors.Stride);
        absorber.SetWeights(weights);
        Collect(weights, response);
        var raw = new double[terms];
        for (var k = 0; k < terms; k++)
            raw[k] = cross[(k * stride) + k];
        firstSums.CopyTo(firstEffects, 0);
        secondSums.CopyTo(secondEffects, 0);
        absorber.SumsToEffects(firstEffects, secondEffects, stride);
        TakeOut(firstSums, firstEffects, absorber.FirstCount);
        TakeOut(secondSums, secondEffects, absorber.SecondCount);
        var estimate = WeightedEstimate.Solve(cross, stride, raw, CollinearShare);
        Predict(estimate.Coefficients, fitted);
        return estimate;
    }

    private void Collect(ReadOnlySpan<double> weights, ReadOnlySpan<double> response)
    {
        var (terms, stride, values) = (regressors.Terms, regressors.Stride, regressors.Values);
        Array.Clear(firstSums);
        Array.Clear(secondSums);
        Array.Clear(cross);
        ref var x = ref MemoryMarshal.GetArrayDataReference(values);
        ref var f = ref MemoryMarshal.GetArrayDataReference(firstSums);
        ref var s = ref MemoryMarshal.GetArrayDataReference(secondSums);
        ref var c = ref MemoryMarshal.GetArrayDataReference(cross);
        var (first, second) = (absorber.First, absorber.Second);
        for (var row = 0; row < weights.Length; row++)
        {
            var w = weights[row];
            if (w == 0)
                continue;
            values[(row * stride) + terms] = response[row];
            Kernels.AddScaledRow(ref f, first[row], ref x, row, w, stride);
            Kernels.AddScaledRow(ref s, second[row], ref x, row, w, stride);
            for (var k = 0; k <= terms; k++)
                Kernels.AddScaledRow(ref c, k, ref x, row, w * values[(row * stride) + k], stride);
        }
    }

    private void TakeOut(double[] sums, double[] effects, int levels)
    {
        var (terms, stride) = (regressors.Terms, regressors.Stride);
        ref var e = ref MemoryMarshal.GetArrayDataReference(effects);
        ref var c = ref MemoryMarshal.GetArrayDataReference(cross);
        for (var level = 0; level < levels; level++)
        {
            for (var k = 0; k <= terms; k++)
                Kernels.AddScaledRow(ref c, k, ref e, level, -sums[(level * stride) + k], stride);
        }
    }

    private void Predict(double[] coefficients, Span<double> fitted)
    {
        var (terms, stride) = (regressors.Terms, regressors.Stride);
        double[] a = [.. Levels(firstEffects, absorber.FirstCount)], b = [.. Levels(secondEffects, absorber.SecondCount)];
        for (var row = 0; row < fitted.Length; row++)
        {
            fitted[row] = a[absorber.First[row]] + b[absorber.Second[row]]
                + Kernels.Dot(coefficients, regressors.Values.AsSpan(row * stride, terms));
        }

        // The effect of a level in the regression: that of the response less those of the regressors times their coefficients.
        IEnumerable<double> Levels(double[] effects, int count)
        {
            for (var level = 0; level < count; level++)
                yield return effects[(level * stride) + terms] - Kernels.Dot(coefficients, effects.AsSpan(level * stride, terms));
        }
    }
}
