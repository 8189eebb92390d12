using System.Numerics;
using System.Runtime.Intrinsics;
using FsCheck.Xunit;

namespace Dyad.Numerics.Tests;

/// <summary>Each kernel against the plain loop, at every length from nothing to a few vectors and a remainder.</summary>
public class KernelsTests
{
    /// <summary>Sums of some tens of terms below one, in another order and with fused multiplication.</summary>
    private const double Rounding = 1e-13;

    private const int Longest = 37;

    [Property]
    public void DotIsTheSumOfProducts(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n <= Longest; n++)
        {
            var (x, y) = (Values(random, n), Values(random, n + random.Next(3)));
            Assert.Equal(x.Select((v, i) => v * y[i]).Sum(), Kernels.Dot(x, y), Rounding);
        }
    }

    [Property]
    public void AddScaledAddsElementByElement(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n <= Longest; n++)
        {
            var (y, x, s) = (Values(random, n), Values(random, n), random.NextDouble() - 0.5);
            double[] expected = [.. y.Select((v, i) => v + (s * x[i]))];
            Kernels.AddScaled(y, x, s);
            AssertClose(expected, y);
        }
    }

    [Property]
    public void AddScaledLeavesWhatLiesBehindAlone(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < Longest; n++)
        {
            var (y, x) = (Values(random, Longest), Values(random, Longest));
            var behind = y[n..];
            Kernels.AddScaled(y.AsSpan(0, n), x, 2);
            Assert.Equal(behind, y[n..]);
        }
    }

    [Property]
    public void RowsAreAddedInTheirPlaceAlone(int seed)
    {
        var random = new Random(seed);
        var stride = Kernels.Stride(1 + random.Next(9));
        var (y, x) = (Values(random, 5 * stride), Values(random, 4 * stride));
        var (r, q, s) = (random.Next(5), random.Next(4), random.NextDouble());
        double[] expected = [.. y.Select((v, i) => i / stride == r ? v + (s * x[(q * stride) + (i % stride)]) : v)];
        Kernels.AddScaledRow(ref y[0], r, ref x[0], q, s, stride);
        AssertClose(expected, y);
    }

    [Property]
    public void ScaleMultipliesEachElement(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n <= Longest; n++)
        {
            var (y, s) = (Values(random, n), random.NextDouble());
            double[] expected = [.. y.Select(v => v * s)];
            Kernels.Scale(y, s);
            Assert.Equal(expected, y);
        }
    }

    [Fact]
    public void AStrideHoldsTheColumnsInTheFewestWholeVectors()
    {
        for (var columns = 1; columns <= Longest; columns++)
        {
            var stride = Kernels.Stride(columns);
            Assert.Equal(0, stride % Vector512<double>.Count);
            Assert.InRange(stride, columns, columns + Vector512<double>.Count - 1);
        }
    }

    [Fact]
    public void AShorterSecondSpanIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Kernels.Dot(new double[5], new double[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Kernels.AddScaled(new double[5], new double[4], 1));
    }

    private static double[] Values(Random random, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => (2 * random.NextDouble()) - 1)];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Rounding);
    }
}
