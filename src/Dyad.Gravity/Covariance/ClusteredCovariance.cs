using Dyad.Gravity.Estimation;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Covariance;

/// <summary>Small-sample factor of a clustered covariance. G clusters, n rows, K estimated parameters.</summary>
public enum SmallSample
{
    /// <summary>G/(G − 1): Stata's <c>ppmlhdfe</c> and the tables of Yotov et al. (2016).</summary>
    Clusters,

    /// <summary>
    /// G/(G − 1) · (n − 1)/(n − K) with K the regressors and the levels of the effects, one less for each set after the first: fixest
    /// with <c>ssc(fixef.K = "full")</c>, which counts so unless <c>fixef.force_exact</c> is set.
    /// </summary>
    ClustersAndParameters,
}

/// <summary>Estimates with their covariance.</summary>
/// <param name="Terms">Terms, as in the estimate.</param>
/// <param name="Matrix">Covariance, k x k row-major.</param>
/// <param name="Clusters">Number of clusters G with a row in the estimation.</param>
public sealed record CovarianceResult(IReadOnlyList<string> Terms, double[] Matrix, int Clusters)
{
    /// <summary>Standard errors, in the order of the terms.</summary>
    public IReadOnlyList<double> StandardErrors =>
        [.. Enumerable.Range(0, Terms.Count).Select(k => Math.Sqrt(Matrix[(k * Terms.Count) + k]))];
}

/// <summary>
/// The sandwich H⁻¹ (Σ_g s_g s_gᵀ) H⁻¹ with s_g = Σ_{rows of g} w (y − μ) x̃, H = Σ w μ x̃ x̃ᵀ and x̃ the regressors less their
/// projection on the effects under weights w μ (Cameron and Miller 2015, section II.C; absorbed effects: Correia et al. 2020).
/// </summary>
public static class ClusteredCovariance
{
    /// <summary>Covariance robust to any dependence within clusters.</summary>
    /// <param name="sample">The sample of the estimate.</param>
    /// <param name="result">The estimate.</param>
    /// <param name="clusters">Cluster of each row; for a heteroskedastic covariance, the number of the row.</param>
    /// <param name="smallSample">Small-sample factor.</param>
    /// <exception cref="ArgumentException">There are fewer than two clusters.</exception>
    public static CovarianceResult Of(
        GravitySample sample, Estimate result, int[] clusters, SmallSample smallSample = SmallSample.Clusters)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(clusters);
        if (clusters.Length != sample.Rows)
            throw new ArgumentException($"{clusters.Length} clusters for {sample.Rows} rows", nameof(clusters));
        var scores = result.Scores ?? throw new ArgumentException("nothing was estimated", nameof(result));
        var k = sample.Terms.Count;
        var sums = new Dictionary<int, double[]>();
        for (var r = 0; r < sample.Rows; r++)
        {
            var row = scores.Order[r];
            if (!result.Used[row])
                continue;
            if (!sums.TryGetValue(clusters[row], out var score))
                sums[clusters[row]] = score = new double[k];
            Kernels.AddScaled(score, scores.Residuals.AsSpan(r * scores.Stride, k), scores.Response[r]);
        }

        var g = sums.Count;
        if (g < 2)
            throw new ArgumentException($"{g} clusters with rows in the estimation; two are needed", nameof(clusters));
        var factor = (double)g / (g - 1);
        if (smallSample == SmallSample.ClustersAndParameters)
        {
            var parameters = result.Terms.Count + sample.Effects.Sum(e => e.Count) - (sample.Effects.Count - 1);
            factor *= (result.Observations - 1.0) / (result.Observations - parameters);
        }

        return new CovarianceResult(result.Terms, Sandwich(scores.Hessian, sums.Values, scores.Alive, factor), g);
    }

    private static double[] Sandwich(double[] hessian, IEnumerable<double[]> scores, bool[] alive, double factor)
    {
        int[] order = [.. Enumerable.Range(0, alive.Length)];
        int[] kept = [.. order.Where(k => alive[k])];
        var matrix = new double[kept.Length * kept.Length];
        foreach (var score in scores)
        {
            // H⁻¹ s_g is the influence of the cluster; the covariance is the sum of its squares.
            Cholesky.SolveRows(hessian, order, score, 1);
            for (var c = 0; c < kept.Length; c++)
            {
                for (var d = 0; d < kept.Length; d++)
                    matrix[(c * kept.Length) + d] += factor * score[kept[c]] * score[kept[d]];
            }
        }

        return matrix;
    }
}
