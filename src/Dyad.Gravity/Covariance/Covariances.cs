using Dyad.Gravity.Estimation;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;
using Dyad.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Gravity.Covariance;

/// <summary>
/// Covariances of estimates: the sandwich H⁻¹ M H⁻¹ with H = Σ ω x̃ x̃', ω the working weights (w μ in PPML, w in least squares),
/// x̃ the regressors less their projection on the effects under ω, and M the sum of s_r s_q' over pairs of rows whose errors may
/// depend on each other, s_r = w (y − μ) x̃. All equations: docs/method/inference.md.
/// </summary>
public static class Covariances
{
    /// <summary>Residuals of this size, as a share of the outcome, are rounding.</summary>
    private const double PerfectFit = 1e-8;

    /// <summary>The covariance of an estimate.</summary>
    /// <param name="sample">The sample of the estimate.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="kind">Which errors may depend on each other.</param>
    /// <param name="smallSample">Conventions for small samples; null: <see cref="SmallSample.Stata"/>.</param>
    /// <exception cref="ArgumentException">
    /// Nothing was estimated, lengths differ, or there are fewer than two clusters.
    /// </exception>
    public static CovarianceResult Of(
        GravitySample sample, Estimate estimate, CovarianceKind kind, SmallSample? smallSample = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(kind);
        var conventions = smallSample ?? SmallSample.Stata(estimate);
        var scores = estimate.Scores ?? throw new ArgumentException("nothing was estimated", nameof(estimate));
        Grouping[] variables =
            [.. (kind as ClusteredKind)?.Variables.Select(v => Grouping.By(v, scores.Order, estimate.Used)) ?? []];
        var (meat, clusters) = Meat(estimate, scores, kind, variables, conventions);
        var factor = conventions.Clusters && Factored(kind, conventions) ? clusters / (clusters - 1.0) : 1;
        var degrees = conventions.DegreesOf(estimate);
        int? parameters = conventions.Parameters || degrees != Degrees.Normal
            ? ParameterCount.Of(sample, estimate, scores, variables, conventions)
            : null;
        if (conventions.Parameters)
            factor *= Residual(estimate.Observations, parameters!.Value);
        int[] kept = [.. Enumerable.Range(0, scores.Alive.Length).Where(k => scores.Alive[k])];
        var matrix = meat is null ? Inverse(scores, kept) : Sandwich(scores, meat, kept);
        if (kind is IidKind && estimate is OlsResult ols)
            factor *= ols.SumOfSquares / (estimate.Observations - 1.0);
        matrix = Combined(matrix, scores, kept);
        var repaired = variables.Length > 1 && Repaired(matrix, kept.Length, conventions.Repair);
        Kernels.Scale(matrix, factor);
        if (kind is not IidKind || estimate is OlsResult)
            RefuseSaturated(matrix, sample, estimate, scores);
        return new CovarianceResult(
            estimate.Terms, estimate.Coefficients, matrix, clusters, parameters,
            DegreesOfFreedom(degrees, kind, clusters, estimate.Observations - (parameters ?? 0)), repaired);
    }

    /// <summary>Whether one factor of clusters stands before the whole matrix.</summary>
    private static bool Factored(CovarianceKind kind, SmallSample conventions) => kind switch
    {
        IidKind => false,
        ClusteredKind => conventions.Factor == ClusterFactor.Min,
        _ => true,
    };

    /// <summary>M and the number of clusters; null for M where errors are of the model's variance.</summary>
    private static (double[]? Meat, int Clusters) Meat(
        Estimate estimate, ScoreRows scores, CovarianceKind kind, Grouping[] variables, SmallSample conventions)
    {
        switch (kind)
        {
            case IidKind:
                return (null, estimate.Observations);
            case HeteroskedasticKind:
                var squares = ScoreSums.Squares(scores.Residuals, scores.Stride, scores.Alive.Length, scores.Response);
                return (squares, estimate.Observations);
            case DyadicKind dyadic:
                var (meat, members) = DyadicMeat.Of(scores, estimate.Used, dyadic);
                return (meat, Enough(members));
            default:
                var clusters = Enough(variables.Min(v => v.Count));
                var own = conventions.Clusters && conventions.Factor == ClusterFactor.Conventional;
                return (ClusteredMeat.Of(scores, variables, own), clusters);
        }
    }

    private static int Enough(int clusters) => clusters >= 2
        ? clusters
        : throw new ArgumentException($"{clusters} clusters with rows in the estimation; two are needed");

    /// <summary>(n − 1)/(n − K); not a number where as many parameters as rows leave no error to measure.</summary>
    private static double Residual(int observations, int parameters) =>
        parameters < observations ? (observations - 1.0) / (observations - parameters) : double.NaN;

    private static double DegreesOfFreedom(Degrees degrees, CovarianceKind kind, int clusters, int residual)
    {
        if (degrees == Degrees.Normal)
            return double.PositiveInfinity;
        // One at the least, as fixest has it: no distribution has fewer.
        residual = Math.Max(residual, 1);
        var clustered = kind is ClusteredKind or DyadicKind;
        return degrees switch
        {
            Degrees.Clusters when clustered => clusters - 1,
            Degrees.Smaller when clustered => Math.Min(clusters - 1, residual),
            _ => residual,
        };
    }

    private static double[] Inverse(ScoreRows scores, int[] kept)
    {
        var n = scores.Alive.Length;
        var inverse = new double[n * n];
        foreach (var k in kept)
            inverse[(k * n) + k] = 1;
        Cholesky.Solve(scores.Hessian, n, inverse, n);
        return Kept(inverse, n, kept);
    }

    /// <summary>H⁻¹ M H⁻¹ of the terms that have an estimate; <paramref name="meat"/> is overwritten.</summary>
    internal static double[] Sandwich(ScoreRows scores, double[] meat, int[] kept)
    {
        var n = scores.Alive.Length;
        for (var side = 0; side < 2; side++)
        {
            Cholesky.Solve(scores.Hessian, n, meat, n);
            meat = [.. Enumerable.Range(0, n * n).Select(i => meat[(i % n * n) + (i / n)])];
        }

        return Kept(meat, n, kept);
    }

    /// <summary>From the coefficients of centred terms to the estimates, where a constant is among these.</summary>
    private static double[] Combined(double[] matrix, ScoreRows scores, int[] kept)
    {
        if (scores.Means is null)
            return matrix;
        var n = kept.Length;
        var map = Matrix<double>.Build.DenseOfRowArrays(kept.Select(k => scores.Combination(k)).Select(row => kept.Select(k => row[k]).ToArray()));
        var covariance = map * Matrix<double>.Build.DenseOfRowMajor(n, n, matrix) * map.Transpose();
        return [.. from a in Enumerable.Range(0, n) from b in Enumerable.Range(0, n) select 0.5 * (covariance[a, b] + covariance[b, a])];
    }

    /// <summary>
    /// As many parameters as rows fit each of them: what is left to tell errors from is rounding, and no number. The count alone does not
    /// show it, as levels of three sets may depend on each other in ways that it does not see.
    /// </summary>
    private static void RefuseSaturated(double[] matrix, GravitySample sample, Estimate estimate, ScoreRows scores)
    {
        if (estimate.Terms.Count + sample.Effects.Sum(e => e.Count) < estimate.Observations
            || ParameterCount.Of(sample, estimate, scores, [], SmallSample.Reghdfe) < estimate.Observations)
            return;
        double size = 0, left = 0;
        for (var r = 0; r < scores.Order.Length; r++)
        {
            var outcome = sample.Weights[scores.Order[r]] * sample.Flow[scores.Order[r]];
            (size, left) = (size + (outcome * outcome), left + (scores.Response[r] * scores.Response[r]));
        }

        if (left <= PerfectFit * PerfectFit * size)
            Array.Fill(matrix, double.NaN);
    }

    /// <summary>Rows and columns of the terms that have an estimate, symmetric to the last digit.</summary>
    private static double[] Kept(double[] matrix, int n, int[] kept) =>
        [.. from a in kept from b in kept select 0.5 * (matrix[(a * n) + b] + matrix[(b * n) + a])];

    /// <summary>Sets negative eigenvalues to zero.</summary>
    private static bool Repaired(double[] matrix, int n, Repair repair)
    {
        var negative = Enumerable.Range(0, n).Any(k => matrix[(k * n) + k] < 0);
        if (repair == Repair.None || (repair == Repair.NegativeVariance && !negative))
            return false;
        var eigen = Matrix<double>.Build.DenseOfRowMajor(n, n, matrix).Evd(Symmetricity.Symmetric);
        double[] values = [.. eigen.EigenValues.Select(v => v.Real)];
        if (values.All(v => v >= 0))
            return false;
        var scaled = eigen.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalArray([.. values.Select(v => Math.Max(v, 0))]);
        scaled.TransposeAndMultiply(eigen.EigenVectors).ToRowMajorArray().CopyTo(matrix, 0);
        return true;
    }
}
