using Dyad.Gravity.Absorption;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Regression;

/// <summary>
/// Weighted least squares of a response on the regressors and the fixed effects of one sample: what each step of iteratively
/// reweighted least squares solves. Not safe for use by two threads.
/// </summary>
internal interface IWeightedRegression
{
    /// <summary>Regresses.</summary>
    /// <param name="weights">Weights of the rows, zero or more.</param>
    /// <param name="response">Response; read where the weight is above zero.</param>
    /// <param name="fitted">Receives the fitted values of all rows.</param>
    WeightedEstimate Fit(ReadOnlySpan<double> weights, ReadOnlySpan<double> response, Span<double> fitted);
}

/// <summary>Coefficients of the regressors; those that depend on others or on the effects are not alive and zero.</summary>
internal sealed record WeightedEstimate(double[] Coefficients, bool[] Alive)
{
    /// <summary>Solves normal equations of regressors less the effects.</summary>
    /// <param name="cross">Cross products, row-major with <paramref name="stride"/>; the response follows the regressors.</param>
    /// <param name="stride">Row length.</param>
    /// <param name="raw">Sums of squares of the regressors before the effects were taken out.</param>
    /// <param name="collinearShare">A regressor whose share of variance outside the effects is below this depends on them.</param>
    public static WeightedEstimate Solve(double[] cross, int stride, double[] raw, double collinearShare)
    {
        var terms = raw.Length;
        var normal = new double[terms * terms];
        for (var k = 0; k < terms; k++)
        {
            cross.AsSpan(k * stride, terms).CopyTo(normal.AsSpan(k * terms, terms));
            if (normal[(k * terms) + k] <= collinearShare * raw[k])
                normal[(k * terms) + k] = 0;
        }

        var coefficients = cross.AsSpan(terms * stride, terms).ToArray();
        Cholesky.FactorSemidefinite(normal, terms);
        int[] order = [.. Enumerable.Range(0, terms)];
        Cholesky.SolveRows(normal, order, coefficients, 1);
        return new WeightedEstimate(coefficients, Array.ConvertAll(order, k => normal[(k * terms) + k] > 0));
    }
}

/// <summary>Picks the regression for a sample.</summary>
internal static class WeightedRegressions
{
    /// <summary>Makes the regression that suits the absorber.</summary>
    public static IWeightedRegression For(GravitySample sample, IAbsorber absorber)
    {
        var matrix = new RegressorRows(sample);
        return absorber is TwoWayAbsorber twoWay ? new TwoWayRegression(matrix, twoWay) : new ResidualRegression(matrix, absorber);
    }
}
