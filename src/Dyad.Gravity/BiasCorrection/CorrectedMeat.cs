using Dyad.Numerics;

namespace Dyad.Gravity.BiasCorrection;

/// <summary>
/// The sum of outer products of scores by pair, each freed from what estimation took out of it (Weidner and Zylkin 2021):
/// docs/method/bias.md, (7) to (9).
/// </summary>
internal static class CorrectedMeat
{
    /// <summary>A share of a cluster's variance that is rounding: effects fit that part exactly; it is not scaled up.</summary>
    private const double NothingLeft = 1e-9;

    /// <summary>Σ_c ½ (X̃'u S'X̃ + X̃'S u'X̃), u = (I − ω(Z + X̃ V_x X̃'))⁻¹ S.</summary>
    /// <param name="rows">Rows by cluster.</param>
    /// <param name="z">Z of each cluster before its pair levels are demeaned; overwritten.</param>
    /// <returns>The sum, terms x terms, and the largest share of a cluster's variance that estimation takes.</returns>
    public static (double[] Meat, double LargestLeverage) Of(PairRows rows, double[][] z)
    {
        var k = rows.Scores.Alive.Length;
        var inverse = Identity(k);
        Cholesky.Solve(rows.Scores.Hessian, k, inverse, k);
        var (meat, largest) = (new double[k * k], 0.0);
        var (raw, scaled) = (new double[k], new double[k]);
        for (var c = 0; c < rows.Clusters; c++)
        {
            var (start, n) = (rows.Start[c], rows.Start[c + 1] - rows.Start[c]);
            Demean(rows, start, n, z[c]);
            var u = Freed(rows, start, n, z[c], inverse, k, ref largest);
            raw.AsSpan().Clear();
            scaled.AsSpan().Clear();
            for (var q = 0; q < n; q++)
            {
                Kernels.AddScaled(raw, rows.X(start + q), rows.Response[start + q]);
                Kernels.AddScaled(scaled, rows.X(start + q), u[q]);
            }

            for (var i = 0; i < k; i++)
            {
                Kernels.AddScaled(meat.AsSpan(i * k, k), raw, scaled[i] / 2);
                Kernels.AddScaled(meat.AsSpan(i * k, k), scaled, raw[i] / 2);
            }
        }

        return (meat, largest);
    }

    /// <summary>Takes ω-weighted means within each pair level out of both sides, which profiles pair effects out of D.</summary>
    private static void Demean(PairRows rows, int start, int n, double[] z)
    {
        if (rows.Pair is null)
            return;
        foreach (var level in Enumerable.Range(0, n).GroupBy(q => rows.Pair[start + q]))
        {
            var share = Array.ConvertAll<int, double>([.. level], q => rows.Weights[start + q] / rows.Mass[level.Key]);
            // A level that other clusters share is an unknown of its own, not profiled out.
            if (share.Sum() < 1 - NothingLeft)
                continue;
            for (var other = 0; other < n; other++)
            {
                var mean = level.Zip(share, (q, s) => s * z[(q * n) + other]).Sum();
                foreach (var q in level)
                    z[(q * n) + other] -= mean;
            }

            for (var other = 0; other < n; other++)
            {
                var mean = level.Zip(share, (q, s) => s * z[(other * n) + q]).Sum();
                foreach (var q in level)
                    z[(other * n) + q] -= mean;
            }
        }
    }

    /// <summary>
    /// u, by way of the symmetric R = ω^½ (Z + X̃ V_x X̃') ω^½: a block of a projection, so its eigenvalues lie between 0 and 1.
    /// </summary>
    private static double[] Freed(PairRows rows, int start, int n, double[] z, double[] inverse, int k, ref double largest)
    {
        var left = new double[n * n];
        var product = new double[k];
        for (var a = 0; a < n; a++)
        {
            product.AsSpan().Clear();
            for (var i = 0; i < k; i++)
                Kernels.AddScaled(product, inverse.AsSpan(i * k, k), rows.X(start + a)[i]);
            for (var b = 0; b <= a; b++)
            {
                var covariance = ((z[(a * n) + b] + z[(b * n) + a]) / 2) + Kernels.Dot(product, rows.X(start + b));
                var scale = Math.Sqrt(rows.Weights[start + a] * rows.Weights[start + b]);
                left[(a * n) + b] = (a == b ? 1 : 0) - (scale * covariance);
            }

            ref var own = ref left[(a * n) + a];
            largest = Math.Max(largest, 1 - own);
            if (own < NothingLeft)
                own = 0;
        }

        double[] limits = [.. Enumerable.Range(0, n).Select(a => NothingLeft / Cholesky.PivotTolerance * left[(a * n) + a])];
        Cholesky.FactorSemidefinite(left, n, limits);
        var u = new double[n];
        for (var q = 0; q < n; q++)
            u[q] = rows.Response[start + q] / Math.Sqrt(rows.Weights[start + q]);
        Cholesky.Solve(left, n, u, 1);
        for (var q = 0; q < n; q++)
            u[q] *= Math.Sqrt(rows.Weights[start + q]);
        return u;
    }

    private static double[] Identity(int k)
    {
        var identity = new double[k * k];
        for (var i = 0; i < k; i++)
            identity[(i * k) + i] = 1;
        return identity;
    }
}
