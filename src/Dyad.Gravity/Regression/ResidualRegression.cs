using System.Runtime.InteropServices;
using Dyad.Gravity.Absorption;
using Dyad.Numerics;

namespace Dyad.Gravity.Regression;

/// <summary>Regression of residuals on residuals, for any effects (Frisch and Waugh 1933, Lovell 1963).</summary>
internal sealed class ResidualRegression(RegressorRows regressors, IAbsorber absorber) : IWeightedRegression
{
    /// <summary>Residuals are exact to rounding: what depends on the effects is left with about 1e-24 of its variance.</summary>
    private const double CollinearShare = 1e-16;

    private readonly double[] block = new double[regressors.Values.Length];

    /// <inheritdoc />
    public WeightedEstimate Fit(ReadOnlySpan<double> weights, ReadOnlySpan<double> response, Span<double> fitted)
    {
        var (terms, stride) = (regressors.Terms, regressors.Stride);
        regressors.Values.CopyTo(block, 0);
        for (var row = 0; row < weights.Length; row++)
            block[(row * stride) + terms] = response[row];
        absorber.SetWeights(weights);
        absorber.Residualise(block, stride);
        var estimate = LeastSquares(weights);
        for (var row = 0; row < weights.Length; row++)
            fitted[row] = response[row] - block[(row * stride) + terms] + Kernels.Dot(estimate.Coefficients, block.AsSpan(row * stride, terms));
        return estimate;
    }

    private WeightedEstimate LeastSquares(ReadOnlySpan<double> weights)
    {
        var (terms, stride) = (regressors.Terms, regressors.Stride);
        var cross = new double[(terms + 1) * stride];
        var raw = new double[terms];
        ref var x = ref MemoryMarshal.GetArrayDataReference(block);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(cross);
        for (var row = 0; row < weights.Length; row++)
        {
            var w = weights[row];
            if (w == 0)
                continue;
            for (var k = 0; k <= terms; k++)
                Kernels.AddScaledRow(ref sums, k, ref x, row, w * block[(row * stride) + k], stride);
            for (var k = 0; k < terms; k++)
            {
                var original = regressors.Values[(row * stride) + k];
                raw[k] += w * original * original;
            }
        }

        return WeightedEstimate.Solve(cross, stride, raw, CollinearShare);
    }
}
