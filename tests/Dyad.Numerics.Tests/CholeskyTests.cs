using FsCheck;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Numerics.Tests;

/// <summary>The factorisation against Math.NET, and against what defines it where the matrix is singular.</summary>
public class CholeskyTests
{
    /// <summary>Rounding of a well conditioned system (condition below 1e4) of order 25.</summary>
    private const double Rounding = 1e-10;

    [Property(MaxTest = 60)]
    public void FactorOfADefiniteMatrixIsThatOfMathNet(int seed)
    {
        var random = new Random(seed);
        var n = 1 + random.Next(25);
        var matrix = Definite(random, n);
        var factor = RowMajor(matrix);
        Assert.Equal(n, Cholesky.FactorSemidefinite(factor, n));
        var expected = matrix.Cholesky().Factor;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
                Assert.Equal(expected[i, j], factor[(i * n) + j], Rounding);
        }
    }

    /// <summary>Orders that are no multiple of the group of rows, and columns that are no multiple of a vector.</summary>
    [Property(MaxTest = 200)]
    public void SolutionsAreThoseOfMathNet(int seed)
    {
        var random = new Random(seed);
        var (n, columns) = (1 + random.Next(25), 1 + random.Next(18));
        var matrix = Definite(random, n);
        var b = Values(random, n * columns);
        var before = (double[])b.Clone();
        var factor = RowMajor(matrix);
        Cholesky.FactorSemidefinite(factor, n);
        Cholesky.Solve(factor, n, b, columns);
        var expected = matrix.Solve(Matrix<double>.Build.Dense(n, columns, (p, c) => before[(p * columns) + c]));
        for (var p = 0; p < n; p++)
        {
            for (var c = 0; c < columns; c++)
                Assert.Equal(expected[p, c], b[(p * columns) + c], Rounding);
        }
    }

    /// <summary>A Laplacian has as many zero eigenvalues as its graph has components; L x = L v has a solution.</summary>
    [Property(MaxTest = 60)]
    public void LaplaciansHaveTheRankOfTheirGraphAndConsistentSystemsAreSolved(int seed)
    {
        var random = new Random(seed);
        var n = 2 + random.Next(24);
        var part = Values(random, n).Select(v => (int)Math.Floor(1.5 * (v + 1))).ToArray();
        var laplacian = Laplacian(random, part);
        var factor = RowMajor(laplacian);
        Assert.Equal(n - part.Distinct().Count(), Cholesky.FactorSemidefinite(factor, n));
        var right = (laplacian * Vector<double>.Build.Dense(Values(random, n))).ToArray();
        var x = (double[])right.Clone();
        Cholesky.Solve(factor, n, x, 1);
        var residual = (laplacian * Vector<double>.Build.Dense(x)) - Vector<double>.Build.Dense(right);
        Assert.True(residual.L2Norm() <= Rounding * (1 + laplacian.FrobeniusNorm()), $"residual {residual.L2Norm():E2}");
        for (var i = 0; i < n; i++)
            Assert.True(factor[(i * n) + i] > 0 || x[i] == 0, "an unknown without pivot has the value zero");
    }

    [Property(MaxTest = 3000)]
    public void ASingularProductHasItsRankAndIsFactoredOnTheRowsThatArePivots(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var n = 3 + random.Next(12);
        var rank = 1 + random.Next(n);
        var b = Matrix<double>.Build.Dense(n, rank, Values(random, n * rank));
        var factor = RowMajor(b * b.Transpose());
        // Random factors of full rank can come near to singular: their smallest singular value says so.
        if (b.Svd(computeVectors: false).S[rank - 1] < 1e-3)
            return;
        Assert.Equal(rank, Cholesky.FactorSemidefinite(factor, n));
        var l = Matrix<double>.Build.Dense(n, n, (i, j) => j <= i ? factor[(i * n) + j] : 0);
        for (var i = 0; i < n; i++)
        {
            if (l[i, i] == 0)
                b.ClearRow(i);
        }

        Assert.True((l * l.Transpose() - (b * b.Transpose())).FrobeniusNorm() < Rounding * (1 + b.FrobeniusNorm()));
    }

    /// <summary>
    /// The second row is the first but for 1e-4 of it: its pivot is 1e-8 of its diagonal, and what rounding leaves of the third row, which
    /// depends on both, is 1e-8 times what it is elsewhere. Only a bound that grows so tells it from the pivot.
    /// </summary>
    [Property(MaxTest = 1000)]
    public void RowsThatAreNearlyTheSameDoNotMakeAPivotOfRounding(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var b = Matrix<double>.Build.Dense(4, 2, Values(random, 8));
        b.SetRow(1, b.Row(0) + (1e-4 * b.Row(1)));
        // Rows far from parallel, so that what was added is 1e-4 of the row and no less.
        if (Math.Abs((b[0, 0] * b[1, 1]) - (b[0, 1] * b[1, 0])) < 2e-5)
            return;
        var factor = RowMajor(b * b.Transpose());
        Assert.Equal(2, Cholesky.FactorSemidefinite(factor, 4));
        Assert.Equal((0, 0), (factor[10], factor[15]));
    }

    [Fact]
    public void ZeroMatrixHasRankZeroAndSolvesToZero()
    {
        var factor = new double[9];
        double[] b = [1, 2, 3];
        Assert.Equal(0, Cholesky.FactorSemidefinite(factor, 3));
        Cholesky.Solve(factor, 3, b, 1);
        Assert.Equal([0, 0, 0], b);
    }

    [Fact]
    public void WhatIsLeftOfADifferenceIsHeldAgainstWhatItWasTakenFrom()
    {
        // 0.3 less three tenths of one is no pivot but 5.6e-17, of its own diagonal all of it.
        double[] diagonal = [0.3, 1];
        double[] factor = [0.3 - (0.1 + 0.1 + 0.1), 0, 0, 0.5];
        Assert.Equal(2, Cholesky.FactorSemidefinite([Math.Abs(factor[0]), .. factor[1..]], 2));
        Assert.Equal(1, Cholesky.FactorSemidefinite([Math.Abs(factor[0]), .. factor[1..]], 2, diagonal));
    }

    private static Matrix<double> Definite(Random random, int n)
    {
        var b = Matrix<double>.Build.Dense(n, n, Values(random, n * n));
        return (b * b.Transpose()) + Matrix<double>.Build.DenseDiagonal(n, n, 0.1);
    }

    /// <summary>Laplacian of a graph whose components are the parts: a path through each, and some more edges.</summary>
    private static Matrix<double> Laplacian(Random random, int[] part)
    {
        var laplacian = Matrix<double>.Build.Dense(part.Length, part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            var next = Array.FindIndex(part, i + 1, p => p == part[i]);
            for (var j = i + 1; j < part.Length; j++)
            {
                if (part[j] != part[i] || (j != next && random.Next(3) > 0))
                    continue;
                var weight = 0.1 + random.NextDouble();
                (laplacian[i, j], laplacian[j, i]) = (-weight, -weight);
                laplacian[i, i] += weight;
                laplacian[j, j] += weight;
            }
        }

        return laplacian;
    }

    private static double[] RowMajor(Matrix<double> matrix) => matrix.Transpose().ToColumnMajorArray();

    private static double[] Values(Random random, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => (2 * random.NextDouble()) - 1)];
}
