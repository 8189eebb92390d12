using System.Globalization;
using Dyad.Gravity.Covariance;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Bootstrap;

/// <summary>
/// Score bootstrap by cluster (Kline and Santos 2012, Journal of Econometric Methods 1): the scores of clusters are multiplied by
/// random weights of mean zero and variance one, and the statistic that they give is held against the one of the sample. Nothing
/// is estimated in a draw, so it serves PPML as well as least squares. Meant for few clusters, where the normal rejects too
/// often.
/// </summary>
/// <remarks>
/// With a_g the score of cluster g for the coefficient and v_g its weights, T(v) = Σ v_g a_g / √Σ (v_g a_g − mean)². With the
/// hypothesis imposed a_g are scores of the restricted model and the statistic is T(1). Without, a_g = (H⁻¹ S_g)_k of the
/// estimate and the statistic is (β̂_k − b)/√Σ a_g².
/// </remarks>
public static class ScoreBootstrap
{
    /// <summary>Statistics that differ by less are ties: signs alone give many.</summary>
    private const double Tie = 1e-10;

    /// <summary>Doublings of the distance after which an interval is taken to have no end.</summary>
    private const int MostDoublings = 6;

    /// <summary>Halvings that fix the end of an interval to better than a thousandth of a standard error.</summary>
    private const int Halvings = 12;

    /// <summary>Tests that a coefficient has a value.</summary>
    /// <param name="sample">The sample of the estimate.</param>
    /// <param name="estimate">The estimate: PPML or least squares.</param>
    /// <param name="term">The term.</param>
    /// <param name="clusters">Cluster of each row of the sample.</param>
    /// <param name="hypothesis">The value.</param>
    /// <param name="options">How it is drawn; null: the defaults.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="ArgumentException">The term has no estimate, or there are fewer than two clusters.</exception>
    /// <exception cref="NonConvergenceException">The model under the hypothesis did not converge.</exception>
    public static ScoreBootstrapResult Test(
        GravitySample sample, Estimate estimate, string term, int[] clusters, double hypothesis = 0,
        ScoreBootstrapOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(clusters);
        var how = options ?? new ScoreBootstrapOptions();
        how.Validate();
        cancel.ThrowIfCancellationRequested();
        var estimated = estimate[term];
        var scores = estimate.Scores ?? throw new ArgumentException("nothing was estimated", nameof(estimate));
        var at = sample.Terms.Index().First(t => t.Item == term).Index;
        var order = how.ImposeNull ? [.. Enumerable.Range(0, sample.Rows)] : scores.Order;
        var groups = Grouping.By(clusters, order, estimate.Used);
        if (groups.Count < 2)
            throw new ArgumentException($"{groups.Count} clusters with rows in the estimation; two are needed");
        var a = how.ImposeNull
            ? Sums(RestrictedScores.Of(sample, estimate, at, hypothesis, how, cancel), groups)
            : Influence(scores, groups, at);
        var statistic = how.ImposeNull
            ? Studentised(a, Ones(a.Length))
            : (estimated - hypothesis) / Math.Sqrt(a.Sum(v => v * v));
        var draws = ClusterDraws.For(groups.Count, how);
        var larger = Larger(a, Math.Abs(statistic), draws, how.Threads);
        // Draws at random: the sample itself is one more (Davison and Hinkley 1997).
        var p = draws.Enumerated ? (double)larger / draws.Count : (larger + 1.0) / (draws.Count + 1);
        return new ScoreBootstrapResult(
            term, hypothesis, statistic, p, groups.Count, draws.Count, draws.Weights, draws.Enumerated);
    }

    /// <summary>
    /// The confidence interval: the values about the estimate that the test does not reject. With the hypothesis imposed each
    /// value that is tried costs an estimate, some forty in all.
    /// </summary>
    /// <param name="sample">The sample of the estimate.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="term">The term.</param>
    /// <param name="clusters">Cluster of each row of the sample.</param>
    /// <param name="level">Level, between 0 and 1.</param>
    /// <param name="options">How it is drawn; null: the defaults.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>Its ends; infinite where no value within 128 standard errors is rejected, as with very few clusters.</returns>
    public static (double Low, double High) Interval(
        GravitySample sample, Estimate estimate, string term, int[] clusters, double level = 0.95,
        ScoreBootstrapOptions? options = null, CancellationToken cancel = default)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level.ToString(CultureInfo.InvariantCulture), "between 0 and 1");
        ArgumentNullException.ThrowIfNull(estimate);
        var covariance = Covariances.Of(sample, estimate, CovarianceKind.Clustered(clusters), SmallSample.None);
        var error = covariance.StandardErrors[covariance.Terms.Index().First(t => t.Item == term).Index];
        return (End(-1), End(1));

        bool Rejected(double distance) =>
            Test(sample, estimate, term, clusters, estimate[term] + (distance * error), options, cancel).PValue < 1 - level;

        double End(int side)
        {
            var (inside, outside) = (0.0, 2.0 * side);
            for (var d = 0; !Rejected(outside); d++)
            {
                if (d == MostDoublings)
                    return side * double.PositiveInfinity;
                (inside, outside) = (outside, 2 * outside);
            }

            for (var h = 0; h < Halvings; h++)
            {
                var middle = (inside + outside) / 2;
                (inside, outside) = Rejected(middle) ? (inside, middle) : (middle, outside);
            }

            return estimate[term] + (inside * error);
        }
    }

    private static double[] Sums(double[] scores, Grouping groups)
    {
        var sums = new double[groups.Count];
        for (var row = 0; row < scores.Length; row++)
        {
            if (groups.Of[row] >= 0)
                sums[groups.Of[row]] += scores[row];
        }

        return sums;
    }

    /// <summary>(H⁻¹ S_g)_k.</summary>
    private static double[] Influence(ScoreRows scores, Grouping groups, int term)
    {
        var row = scores.Combination(term);
        Cholesky.Solve(scores.Hessian, row.Length, row, 1);
        var sums = ScoreSums.ByGroup(scores, groups);
        return [.. Enumerable.Range(0, groups.Count).Select(g => Kernels.Dot(row, sums.AsSpan(g * scores.Stride, row.Length)))];
    }

    /// <summary>Σ v a / √Σ (v a − mean)².</summary>
    private static double Studentised(double[] a, ReadOnlySpan<double> weights)
    {
        double sum = 0, squares = 0;
        for (var g = 0; g < a.Length; g++)
        {
            var score = weights[g] * a[g];
            sum += score;
            squares += score * score;
        }

        return sum / Math.Sqrt(Math.Max(0, squares - (sum * sum / a.Length)));
    }

    /// <summary>Draws whose statistic is as large as that of the sample.</summary>
    private static int Larger(double[] a, double statistic, ClusterDraws draws, int threads)
    {
        var larger = 0;
        Parallel.For(
            0, draws.Count, new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => (Weights: new double[a.Length], Count: 0),
            (draw, _, local) =>
            {
                draws.Fill(draw, local.Weights);
                var reached = Math.Abs(Studentised(a, local.Weights)) >= statistic * (1 - Tie);
                return (local.Weights, local.Count + (reached ? 1 : 0));
            },
            local => Interlocked.Add(ref larger, local.Count));
        return larger;
    }

    private static double[] Ones(int n)
    {
        var ones = new double[n];
        Array.Fill(ones, 1);
        return ones;
    }
}
