using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dyad.Equilibrium.Solving;

/// <summary>Kernels over rows of whole vectors (a multiple of eight long); result rows give the length.</summary>
internal static class RowKernels
{
    /// <summary>result = a b, element by element.</summary>
    public static void Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        var x = Vectors(a);
        var y = Vectors(b);
        var z = Results(result);
        for (var i = 0; i < z.Length; i++)
            z[i] = x[i] * y[i];
    }

    /// <summary>sum += a b, element by element.</summary>
    public static void AddProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> sum)
    {
        var x = Vectors(a);
        var y = Vectors(b);
        var z = Results(sum);
        for (var i = 0; i < z.Length; i++)
            z[i] = Vector512.FusedMultiplyAdd(x[i], y[i], z[i]);
    }

    /// <summary>result = exp(scale a).</summary>
    public static void ScaledExp(ReadOnlySpan<double> a, double scale, Span<double> result)
    {
        var x = Vectors(a);
        var z = Results(result);
        for (var i = 0; i < z.Length; i++)
            z[i] = Vector512.Exp(x[i] * scale);
    }

    /// <summary>Log prices out of the sum of powers Φ, and expenditure by unit of Φ.</summary>
    public static void Prices(
        ReadOnlySpan<double> index, ReadOnlySpan<double> expenditure, ReadOnlySpan<double> shift, double power,
        Span<double> logPrice, Span<double> perIndex)
    {
        var phi = Vectors(index);
        var x = Vectors(expenditure);
        var s = Vectors(shift);
        var p = Results(logPrice);
        var q = Results(perIndex);
        for (var i = 0; i < p.Length; i++)
        {
            p[i] = (Vector512.Log(phi[i]) * power) + s[i];
            q[i] = x[i] / phi[i];
        }
    }

    /// <summary>Adds what of expenditure is tariff revenue: revenue += X - F X/Φ.</summary>
    public static void AddRevenue(
        ReadOnlySpan<double> expenditure, ReadOnlySpan<double> perIndex, ReadOnlySpan<double> netIndex, Span<double> revenue)
    {
        var x = Vectors(expenditure);
        var q = Vectors(perIndex);
        var f = Vectors(netIndex);
        var r = Results(revenue);
        for (var i = 0; i < r.Length; i++)
            r[i] += x[i] - (q[i] * f[i]);
    }

    /// <summary>
    /// Input linkages of a using sector, both ways in one pass over its shares γ: its log cost gains γ log P of every input, and
    /// demand for every input gains γ times its sales (docs/method/equilibrium.md, 1 and 4).
    /// </summary>
    public static void Linkages(
        ReadOnlySpan<double> shares, ReadOnlySpan<double> logPrice, ReadOnlySpan<double> sales,
        Span<double> logCost, Span<double> demand)
    {
        var g = Vectors(shares);
        var p = Vectors(logPrice);
        var y = Vectors(sales);
        var c = Results(logCost);
        var d = Results(demand);
        p = p[..g.Length];
        d = d[..g.Length];
        for (var i = 0; i < c.Length; i++)
        {
            var (cost, sold) = (c[i], y[i]);
            for (var k = i; k < g.Length; k += c.Length)
            {
                var share = g[k];
                cost = Vector512.FusedMultiplyAdd(share, p[k], cost);
                d[k] = Vector512.FusedMultiplyAdd(share, sold, d[k]);
            }

            c[i] = cost;
        }
    }

    /// <summary>Largest |a - b|; NaN where one is.</summary>
    public static double LargestDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var x = Vectors(a);
        var y = Vectors(b);
        var largest = Vector512<double>.Zero;
        for (var i = 0; i < x.Length; i++)
            largest = Vector512.Max(largest, Vector512.Abs(x[i] - y[i]));
        return Largest(largest);
    }

    /// <summary>Largest |a - b| as part of b; where b is no larger than <see cref="Nothing"/>, of 1.</summary>
    public static double LargestShare(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var x = Vectors(a);
        var y = Vectors(b);
        var largest = Vector512<double>.Zero;
        var nothing = Vector512.Create(Nothing);
        for (var i = 0; i < x.Length; i++)
        {
            var size = Vector512.ConditionalSelect(Vector512.GreaterThan(y[i], nothing), y[i], Vector512<double>.One);
            largest = Vector512.Max(largest, Vector512.Abs(x[i] - y[i]) / size);
        }

        return Largest(largest);
    }

    /// <summary>What <see cref="LargestDifference"/> takes of one element.</summary>
    public static double Difference(double a, double b) => Math.Abs(a - b);

    /// <summary>What <see cref="LargestShare"/> takes of one element.</summary>
    public static double Share(double a, double b) => Math.Abs(a - b) / (b > Nothing ? b : 1);

    /// <summary>
    /// A part of an economy's value added that is no expenditure: a millionth of a cent in any.
    /// </summary>
    private const double Nothing = 1e-20;

    private static double Largest(Vector512<double> values)
    {
        var largest = 0.0;
        for (var i = 0; i < Vector512<double>.Count; i++)
            largest = Math.Max(largest, values[i]);
        return largest;
    }

    private static ReadOnlySpan<Vector512<double>> Vectors(ReadOnlySpan<double> row) =>
        MemoryMarshal.Cast<double, Vector512<double>>(row);

    private static Span<Vector512<double>> Results(Span<double> row) => MemoryMarshal.Cast<double, Vector512<double>>(row);
}
