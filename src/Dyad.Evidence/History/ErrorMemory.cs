// Symbols:
//   z_t = u_t / sqrt(v)   standardised discrepancy of a pair, direction and product in year t
//   C(h) = a - (q/2) h    correlation of z in years h >= 1 apart: a what recurs, q the drift, as a share of v a year
// A random walk with variance q a year takes q h / 2 off the correlation of a series of variance one.

using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Evidence;

/// <summary>How much of a reporting error recurs in later years with the same partner, and how fast it drifts.</summary>
/// <param name="Recurring">a: the correlation of errors of neighbouring years, before drift; at least 0 and below 1.</param>
/// <param name="Drift">q: variance that an error gains in a year, as a share of its variance; at least 0.</param>
public sealed record ErrorMemory(double Recurring, double Drift)
{
    /// <summary>Errors of different years have nothing in common.</summary>
    public static ErrorMemory None { get; } = new(0, 0);

    /// <summary>
    /// Standard errors by which a figure must leave zero to be used. Below them correcting by a partner's history adds more noise than
    /// it takes away.
    /// </summary>
    private const double Distinct = 2;

    /// <summary>A correlation of one would make the history exact; published figures are rounded and revised.</summary>
    private const double Strongest = 0.99;

    /// <summary>Correlation of the errors of two years, the recurring part alone.</summary>
    /// <param name="years">Years between them.</param>
    internal double Correlation(int years) => Math.Max(0, Recurring - (Drift / 2 * years));

    /// <summary>
    /// Estimates a and q by weighted least squares of z_s z_t on the years between, each product against (z_s^2 + z_t^2)/2, so that a
    /// pair whose variance is misjudged does not count as correlated; standard errors clustered by pair.
    /// </summary>
    /// <param name="series">Standardised discrepancies by year of each pair, direction and product, with the pair as cluster.</param>
    internal static ErrorMemory Estimate(IEnumerable<(int Cluster, IReadOnlyList<(int Year, double Z)> Points)> series)
    {
        // Row c: sums over the cluster of w, w h, w h^2, zz, zz h.
        var sums = new Dictionary<int, double[]>();
        foreach (var (cluster, points) in series)
        {
            if (!sums.TryGetValue(cluster, out var sum))
                sums[cluster] = sum = new double[5];
            for (var s = 0; s < points.Count; s++)
            {
                for (var t = s + 1; t < points.Count; t++)
                {
                    var h = Math.Abs(points[t].Year - points[s].Year);
                    var w = 0.5 * ((points[s].Z * points[s].Z) + (points[t].Z * points[t].Z));
                    var zz = points[s].Z * points[t].Z;
                    sum[0] += w;
                    sum[1] += w * h;
                    sum[2] += w * h * h;
                    sum[3] += zz;
                    sum[4] += zz * h;
                }
            }
        }

        double[][] used = [.. sums.Values.Where(sum => sum[0] > 0)];
        if (used.Length < 2)
            return None;
        var total = Enumerable.Range(0, 5).Select(k => used.Sum(sum => sum[k])).ToArray();
        var mean = total[3] / total[0];
        var meanError = Math.Sqrt(used.Sum(sum => Square(sum[3] - (mean * sum[0])))) / total[0];
        if (mean < Distinct * meanError)
            return None;

        var flat = new ErrorMemory(Math.Min(mean, Strongest), 0);
        var bread = Matrix<double>.Build.DenseOfArray(new[,] { { total[0], total[1] }, { total[1], total[2] } });
        if (bread.Determinant() <= 1e-9 * total[0] * total[2])
            return flat;
        var line = bread.Solve(Vector<double>.Build.Dense([total[3], total[4]]));
        var inverse = bread.Inverse();
        var slopeError = Math.Sqrt(used.Sum(sum => Square(
            (inverse[1, 0] * (sum[3] - (line[0] * sum[0]) - (line[1] * sum[1])))
            + (inverse[1, 1] * (sum[4] - (line[0] * sum[1]) - (line[1] * sum[2]))))));
        return line[1] < -Distinct * slopeError
            ? new ErrorMemory(Math.Clamp(line[0], 0, Strongest), -2 * line[1])
            : flat;
    }

    private static double Square(double value) => value * value;
}
