using Dyad.Numerics;

namespace Dyad.Ensembles.Draws;

/// <summary>L with LLᵀ = Σ of a block; Σ may be singular. What is no covariance is named.</summary>
internal static class CovarianceFactor
{
    /// <summary>
    /// How far LLᵀ may be from Σ, relative to the two standard errors. Covariances come out of sums of a sample, right to some 1e-10;
    /// a matrix that is no covariance is off by far more.
    /// </summary>
    private const double Tolerance = 1e-8;

    /// <summary>The factor, members x members, row-major, zero above its diagonal.</summary>
    /// <exception cref="ParameterException">Σ is not finite, symmetric or positive semidefinite.</exception>
    public static double[] Of(ParameterBlock block)
    {
        var n = block.Members.Count;
        var sigma = block.Covariance;
        for (var i = 0; i < n; i++)
        {
            if (!(sigma[(i * n) + i] >= 0))
                throw new ParameterException(block, $"variance of {block.Members[i]}", sigma[(i * n) + i], "not a number from 0 up");
            for (var j = 0; j < i; j++)
            {
                var scale = Math.Sqrt(sigma[(i * n) + i] * sigma[(j * n) + j]);
                if (!(Math.Abs(sigma[(i * n) + j] - sigma[(j * n) + i]) <= Tolerance * scale))
                    throw new ParameterException(block, Pair(block, i, j), sigma[(i * n) + j], "the matrix is not symmetric");
            }
        }

        double[] factor = [.. sigma];
        Cholesky.FactorSemidefinite(factor, n);
        for (var i = 0; i < n; i++)
        {
            factor.AsSpan((i * n) + i + 1, n - i - 1).Clear();
            if (factor[(i * n) + i] == 0)
                Depend(factor, sigma, n, i);
            for (var j = 0; j <= i; j++)
                Check(block, factor, i, j);
        }

        return factor;
    }

    /// <summary>
    /// Row i of L where its pivot vanished: member i is a combination of those before it. The factorisation leaves such rows at zero, as
    /// solves need them; draws need them whole.
    /// </summary>
    private static void Depend(double[] factor, double[] sigma, int n, int i)
    {
        for (var k = 0; k < i; k++)
        {
            var left = sigma[(i * n) + k];
            for (var m = 0; m < k; m++)
                left -= factor[(i * n) + m] * factor[(k * n) + m];
            var pivot = factor[(k * n) + k];
            factor[(i * n) + k] = pivot == 0 ? 0 : left / pivot;
        }
    }

    private static void Check(ParameterBlock block, double[] factor, int i, int j)
    {
        var n = block.Members.Count;
        var sigma = block.Covariance;
        var made = 0.0;
        for (var k = 0; k <= j; k++)
            made += factor[(i * n) + k] * factor[(j * n) + k];
        var entry = sigma[(i * n) + j];
        if (!(Math.Abs(made - entry) <= Tolerance * Math.Sqrt(sigma[(i * n) + i] * sigma[(j * n) + j])))
            throw new ParameterException(block, Pair(block, i, j), entry, "the matrix is not positive semidefinite");
    }

    private static string Pair(ParameterBlock block, int i, int j) =>
        i == j ? $"variance of {block.Members[i]}" : $"covariance of {block.Members[j]} and {block.Members[i]}";
}
