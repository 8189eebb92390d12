// Symbols, with those of ChapterScales:
//   s_f   size of a flow: the geometric mean of its claims, or the one claim      l_f = ln s_f less its weighted mean
//   u_f ~ N(0, v_f h_c h_f),  h_f = e^(-gamma l_f)

namespace Dyad.Evidence;

/// <summary>
/// How much noisier reports on small flows are than on large ones. A consignment that one side misses is a large part of a small flow; if
/// consignments erred independently the variance would fall in proportion to size, gamma = 1, and it cannot fall faster.
/// </summary>
internal sealed class SizeScale
{
    /// <summary>Standard errors by which gamma must leave zero to be used; below, it adds more noise than it takes away.</summary>
    private const double Distinct = 2;

    private const double MostGamma = 1;

    private const int MostSteps = 100;
    private const double Tolerance = 1e-8;

    private readonly double gamma;
    private readonly double stdError;
    private readonly double meanLog;
    private readonly double leastLog;
    private readonly double mostLog;

    private SizeScale(double gamma, double stdError, double meanLog, double leastLog, double mostLog) =>
        (this.gamma, this.stdError, this.meanLog, this.leastLog, this.mostLog) = (gamma, stdError, meanLog, leastLog, mostLog);

    /// <summary>Every size alike.</summary>
    internal static SizeScale Even { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Fall of the variance with size, an elasticity from 0 to 1; 0 where it is not told from none.</summary>
    internal double Gamma => gamma;

    /// <summary>Scale of a flow of this size, million US$; beyond the sizes of the sample that of the nearest of them.</summary>
    internal double Of(double? millionUsd) => Math.Exp(-gamma * Centred(millionUsd));

    /// <summary>Variance of the estimated scale over the scale's square.</summary>
    internal double RelativeVariance(double? millionUsd) => Math.Pow(stdError * Centred(millionUsd), 2);

    /// <summary>Change of gamma against an earlier round.</summary>
    internal double ChangeFrom(SizeScale earlier) => Math.Abs(gamma - earlier.gamma);

    /// <summary>
    /// Maximises the likelihood of normal u over gamma and a constant by Fisher scoring; the standard error is clustered by pair.
    /// </summary>
    /// <param name="size">Sizes [n], above zero.</param>
    /// <param name="weight">Weights of the flows [n].</param>
    /// <param name="standardised">u^2/(v h_c) [n].</param>
    /// <param name="pair">Pair of reporters of each flow [n].</param>
    internal static SizeScale Estimate(
        IReadOnlyList<double> size, double[] weight, double[] standardised, IReadOnlyList<(int, int)> pair)
    {
        double[] log = [.. size.Select(s => Math.Log(s))];
        var total = weight.Sum();
        var mean = log.Zip(weight, (l, w) => l * w).Sum() / total;
        double[] centred = [.. log.Select(l => l - mean)];
        var spread = centred.Zip(weight, (l, w) => w * l * l).Sum();
        if (!(spread > 0))
            return Even;

        var (constant, slope) = (Math.Log(Math.Max(standardised.Zip(weight, (q, w) => q * w).Sum() / total, double.Epsilon)), 0.0);
        double Score(int f) => weight[f] * ((standardised[f] * Math.Exp(-(constant + (slope * centred[f])))) - 1);
        for (var step = 0; step < MostSteps; step++)
        {
            double up = 0, along = 0;
            for (var f = 0; f < centred.Length; f++)
            {
                var score = Score(f);
                up += score;
                along += score * centred[f];
            }

            // A step of at most one in either keeps the exponentials of a poor start in bounds.
            var (dConstant, dSlope) = (Math.Clamp(up / total, -1, 1), Math.Clamp(along / spread, -1, 1));
            (constant, slope) = (constant + dConstant, Math.Clamp(slope + dSlope, -MostGamma, 0));
            if (Math.Abs(dConstant) + Math.Abs(dSlope) < Tolerance)
                break;
        }

        var clusters = Enumerable.Range(0, centred.Length).GroupBy(f => pair[f]).Select(flows => flows.Sum(f => Score(f) * centred[f]));
        var error = Math.Sqrt(clusters.Sum(score => score * score)) / spread;
        return -slope < Distinct * error ? Even : new SizeScale(-slope, error, mean, log.Min(), log.Max());
    }

    private double Centred(double? millionUsd) =>
        millionUsd is { } size && gamma > 0 ? Math.Clamp(Math.Log(size), leastLog, mostLog) - meanLog : 0;
}
