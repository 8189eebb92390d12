// Symbols, Gaulier and Zignago (2010), eq. 2 and the law of discrepancies that follows from it:
//   d = ln E_i - ln E_j ~ N(0, v),  v = sigma_i^2 + sigma_j^2    W, S   sums of weights and of weighted d^2 over a pair's flows
//   nu, sigma_0^2   weight of the common variance, in flows, and the common variance
// The likelihood of d is maximised by expectation-maximisation: each squared discrepancy is split between its two reporters in
// proportion to their variances. Every step raises the likelihood and keeps variances above zero.

using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Evidence;

/// <summary>Error variance of each reporter from the discrepancies between pairs of reporters.</summary>
internal static class ErrorVariances
{
    /// <summary>Smallest variance: an error of one part in a million. Below lies the rounding of published figures.</summary>
    internal const double Smallest = 1e-12;

    /// <summary>Relative change of every variance below which the iteration ends.</summary>
    private const double Tolerance = 1e-10;

    private const int MostIterations = 50_000;

    /// <summary>Discrepancies of all flows between two reporters, in either direction.</summary>
    /// <param name="First">Index of one reporter.</param>
    /// <param name="Second">Index of the other.</param>
    /// <param name="Weight">W, sum of the flows' weights.</param>
    /// <param name="Squares">S, weighted sum of squared discrepancies.</param>
    internal readonly record struct Pair(int First, int Second, double Weight, double Squares);

    /// <summary>Variances [n], their standard errors [n], and how the iteration ended.</summary>
    internal sealed record Estimates(
        double[] Variance, double[] StdError, bool LevelsIdentified, bool Converged, int Iterations);

    /// <summary>Estimates the variances of n reporters.</summary>
    /// <param name="n">Number of reporters; each is in some pair.</param>
    /// <param name="pairs">Discrepancies by pair.</param>
    /// <param name="common">sigma_0^2, above zero.</param>
    /// <param name="priorFlows">nu, above zero.</param>
    internal static Estimates Estimate(int n, IReadOnlyList<Pair> pairs, double common, double priorFlows)
    {
        var variance = Enumerable.Repeat(common, n).ToArray();
        var weight = new double[n];
        foreach (var pair in pairs)
        {
            weight[pair.First] += pair.Weight;
            weight[pair.Second] += pair.Weight;
        }

        var (iterations, converged) = (0, false);
        for (; iterations < MostIterations && !converged; iterations++)
        {
            var next = Step(variance, weight, pairs, common, priorFlows);
            converged = !next.Where((value, r) => Math.Abs(value - variance[r]) > Tolerance * variance[r]).Any();
            variance = next;
        }

        var (stdError, identified) = StdErrors(variance, pairs, priorFlows);
        return new Estimates(variance, stdError, identified, converged, iterations);
    }

    /// <summary>One step: sigma_i^2 = (nu sigma_0^2 + sum w E[e_i^2 | d]) / (nu + sum w).</summary>
    private static double[] Step(
        double[] variance, double[] weight, IReadOnlyList<Pair> pairs, double common, double priorFlows)
    {
        var sum = Enumerable.Repeat(priorFlows * common, variance.Length).ToArray();
        foreach (var (i, j, w, s) in pairs)
        {
            var v = variance[i] + variance[j];
            var left = w * variance[i] * variance[j] / v;
            sum[i] += (variance[i] / v * (variance[i] / v) * s) + left;
            sum[j] += (variance[j] / v * (variance[j] / v) * s) + left;
        }

        return [.. sum.Select((value, r) => Math.Max(value / (priorFlows + weight[r]), Smallest))];
    }

    /// <summary>
    /// Standard errors in ln sigma^2 by the information matrix, and by the sandwich with pairs as clusters (a pair's flows of
    /// several years share their causes); the larger is taken, since the sandwich is too small with few partners.
    /// </summary>
    private static (double[] StdError, bool Identified) StdErrors(
        double[] variance, IReadOnlyList<Pair> pairs, double priorFlows)
    {
        var n = variance.Length;
        var data = Matrix<double>.Build.Dense(n, n);
        var scores = Matrix<double>.Build.Dense(n, n);
        foreach (var (i, j, w, s) in pairs)
        {
            var v = variance[i] + variance[j];
            var (hi, hj) = (variance[i] / v, variance[j] / v);
            var score = 0.5 * ((s / v) - w);
            Add(data, w / 2);
            Add(scores, score * score);

            void Add(Matrix<double> target, double value)
            {
                target[i, i] += value * hi * hi;
                target[j, j] += value * hj * hj;
                target[i, j] += value * hi * hj;
                target[j, i] += value * hi * hj;
            }
        }

        var bread = (data + Matrix<double>.Build.DenseDiagonal(n, n, priorFlows / 2)).Inverse();
        var sandwich = bread * scores * bread;
        double[] stdError =
            [.. variance.Select((value, r) => value * Math.Sqrt(Math.Max(bread[r, r], sandwich[r, r])))];
        return (stdError, LevelsIdentified(n, pairs));
    }

    /// <summary>
    /// Whether the sums sigma_i^2 + sigma_j^2 determine each variance: the pairs, as a matrix with two ones a row, have
    /// full rank.
    /// </summary>
    private static bool LevelsIdentified(int n, IReadOnlyList<Pair> pairs)
    {
        var gram = Matrix<double>.Build.Dense(n, n);
        foreach (var (i, j, _, _) in pairs)
        {
            gram[i, i]++;
            gram[j, j]++;
            gram[i, j]++;
            gram[j, i]++;
        }

        return gram.Rank() == n;
    }
}
