using Dyad.Numerics;

namespace Dyad.Gravity.BiasCorrection;

/// <summary>
/// A generalised inverse of a positive semidefinite matrix. Hessians of effects are singular (a constant of an exporter's years
/// is the pairs'); what is taken of the inverse is the same for each of them.
/// </summary>
internal static class SemidefiniteInverse
{
    /// <summary>Columns solved at once, so that they stay in the cache.</summary>
    private const int Chunk = 64;

    /// <summary>A⁻, n x n; <paramref name="a"/> is overwritten.</summary>
    /// <param name="a">The matrix; its lower triangle is read.</param>
    /// <param name="scale">
    /// For each unknown the sum that its diagonal is what is left of; one that is rounding of it is zero, as is the unknown.
    /// </param>
    /// <param name="threads">Threads.</param>
    public static double[] Of(double[] a, double[] scale, int threads = 1)
    {
        var n = scale.Length;
        Cholesky.FactorSemidefinite(a, n, scale);
        var inverse = new double[n * n];
        Parallel.For(0, (n + Chunk - 1) / Chunk, new ParallelOptions { MaxDegreeOfParallelism = threads }, c =>
        {
            var (from, columns) = (c * Chunk, Math.Min(Chunk, n - (c * Chunk)));
            var part = new double[n * columns];
            for (var i = 0; i < columns; i++)
                part[((from + i) * columns) + i] = 1;
            Cholesky.Solve(a, n, part, columns);
            for (var row = 0; row < n; row++)
                part.AsSpan(row * columns, columns).CopyTo(inverse.AsSpan((row * n) + from, columns));
        });
        return inverse;
    }
}
