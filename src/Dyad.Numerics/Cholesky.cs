namespace Dyad.Numerics;

/// <summary>
/// Cholesky factorisation in place of small symmetric positive semidefinite matrices (n up to a few thousand), row-major, lower
/// triangle. Math.NET's allocates at each call and refuses singular matrices, which the normal equations of fixed effects are.
/// </summary>
public static class Cholesky
{
    /// <summary>
    /// A pivot below this share of its own diagonal is rounding: the row depends on those before it. Relative errors of the
    /// complement's diagonal are n times the machine's 1e-16.
    /// </summary>
    public const double PivotTolerance = 1e-11;

    /// <summary>
    /// Factors A = LLᵀ on the rows and columns whose pivots stand. Where one vanishes, its row and column of L are zero, and solves
    /// give that unknown the value zero; a system whose right-hand side lies in the range of A is solved whole.
    /// </summary>
    /// <param name="a">n x n, row-major; the lower triangle is read and replaced by L.</param>
    /// <param name="n">Order.</param>
    /// <param name="tolerance">Pivots below this share of their diagonal vanish.</param>
    /// <returns>The rank.</returns>
    public static int FactorSemidefinite(double[] a, int n, double tolerance = PivotTolerance)
    {
        ArgumentNullException.ThrowIfNull(a);
        var rank = 0;
        for (var i = 0; i < n; i++)
        {
            var row = a.AsSpan(i * n, i + 1);
            for (var j = 0; j < i; j++)
            {
                var pivot = a[(j * n) + j];
                row[j] = pivot == 0 ? 0 : (row[j] - Kernels.Dot(row[..j], a.AsSpan(j * n, j))) / pivot;
            }

            var left = row[i] - Kernels.Dot(row[..i], row[..i]);
            var alive = left > tolerance * row[i];
            row[i] = alive ? Math.Sqrt(left) : 0;
            if (alive)
                rank++;
            else
                row[..i].Clear();
        }

        return rank;
    }

    /// <summary>
    /// Solves LLᵀX = B for several right-hand sides in place. Row p of the system is row <c>rows[p]</c> of <paramref name="b"/>.
    /// </summary>
    /// <param name="l">Factor, n x n with n the length of <paramref name="rows"/>.</param>
    /// <param name="rows">Where each unknown stands in <paramref name="b"/>.</param>
    /// <param name="b">Right-hand sides, then solutions: row-major with <paramref name="columns"/> columns.</param>
    /// <param name="columns">Right-hand sides.</param>
    public static void SolveRows(double[] l, int[] rows, Span<double> b, int columns)
    {
        ArgumentNullException.ThrowIfNull(l);
        ArgumentNullException.ThrowIfNull(rows);
        var n = rows.Length;
        for (var i = 0; i < n; i++)
        {
            var x = b.Slice(rows[i] * columns, columns);
            var pivot = l[(i * n) + i];
            if (pivot == 0)
            {
                x.Clear();
                continue;
            }

            for (var k = 0; k < i; k++)
                Kernels.AddScaled(x, b.Slice(rows[k] * columns, columns), -l[(i * n) + k]);
            Kernels.Scale(x, 1 / pivot);
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var pivot = l[(i * n) + i];
            if (pivot == 0)
                continue;
            var x = b.Slice(rows[i] * columns, columns);
            Kernels.Scale(x, 1 / pivot);
            for (var k = 0; k < i; k++)
                Kernels.AddScaled(b.Slice(rows[k] * columns, columns), x, -l[(i * n) + k]);
        }
    }
}
