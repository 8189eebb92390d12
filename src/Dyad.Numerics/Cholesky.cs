using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dyad.Numerics;

/// <summary>
/// Cholesky factorisation in place of symmetric positive semidefinite matrices (n up to a few thousand), row-major. Math.NET's
/// allocates at each call and refuses singular matrices, which the normal equations of fixed effects are.
/// </summary>
public static class Cholesky
{
    /// <summary>
    /// A pivot below this share of its diagonal is rounding: the row depends on those before it. Relative errors of the complement's
    /// diagonal are n times the machine's 1e-16, where the rows before are far from dependent; where they are not,
    /// <see cref="RoundingOfPivot"/> bounds them.
    /// </summary>
    public const double PivotTolerance = 1e-11;

    /// <summary>
    /// Pivots above this share of their diagonal are not held against the bound, which costs a solve: after a pivot of
    /// <see cref="PivotTolerance"/>, the least that is taken, rounding reaches u / 1e-11, 1e-5 and a few times that.
    /// </summary>
    private const double DoubtfulPivot = 1e-3;

    /// <summary>Rounding of one operation, to the nearest: half the distance from 1 to the next number.</summary>
    private const double Unit = 1.1102230246251565e-16;

    /// <summary>Columns of a panel: as many rows of the factor stay in registers while the rest is updated.</summary>
    private const int Panel = 8;

    /// <summary>Unknowns that a solve takes together.</summary>
    private const int Group = 4;

    /// <summary>
    /// Factors A = LLᵀ. Where a pivot vanishes (<see cref="PivotTolerance"/>) or could be rounding, its row and column of L are zero, and solves give that
    /// unknown the value zero. L replaces the lower triangle and Lᵀ the upper, so that both solves read rows.
    /// </summary>
    /// <param name="a">n x n, row-major; the lower triangle is read.</param>
    /// <param name="n">Order.</param>
    /// <param name="diagonal">
    /// What pivots are held against: where A is itself a difference, the diagonal that it was taken from, whose rounding it has. Empty:
    /// the diagonal of A.
    /// </param>
    /// <returns>The rank.</returns>
    public static int FactorSemidefinite(Span<double> a, int n, ReadOnlySpan<double> diagonal = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a.Length, n * n, nameof(a));
        var against = new double[n];
        for (var i = 0; i < n; i++)
            against[i] = diagonal.IsEmpty ? a[(i * n) + i] : diagonal[i];
        var rank = 0;
        for (var start = 0; start < n; start += Panel)
        {
            var end = Math.Min(start + Panel, n);
            rank += FactorPanel(a, n, start, end, against);
            for (var i = end; i < n; i++)
                UpdateRow(a, n, start, end, i);
        }

        return rank;
    }

    /// <summary>Factors the columns of a panel, which all earlier panels have updated, and writes them transposed to the upper triangle.</summary>
    private static int FactorPanel(Span<double> a, int n, int start, int end, double[] against)
    {
        var rank = 0;
        for (var j = start; j < end; j++)
        {
            var row = a.Slice((j * n) + start, j - start);
            var left = a[(j * n) + j];
            foreach (var l in row)
                left -= l * l;
            var alive = left > PivotTolerance * against[j]
                && (left > DoubtfulPivot * against[j] || left > RoundingOfPivot(a, n, j, against));
            var pivot = alive ? Math.Sqrt(left) : 0;
            if (alive)
                rank++;
            else
                a.Slice(j * n, j).Clear();
            a[(j * n) + j] = pivot;
            for (var i = j + 1; i < n; i++)
            {
                var entry = 0.0;
                if (alive)
                {
                    entry = a[(i * n) + j];
                    for (var k = start; k < j; k++)
                        entry -= a[(i * n) + k] * a[(j * n) + k];
                    entry /= pivot;
                }

                a[(i * n) + j] = entry;
                a[(j * n) + i] = entry;
            }

            // The row of a vanished pivot is zero in the transposed part too.
            for (var k = 0; !alive && k < j; k++)
                a[(k * n) + j] = 0;
        }

        return rank;
    }

    /// <summary>
    /// What rounding may make of a pivot that is zero. The factor is that of A + E, |e_ik| at most (n + 1) u √(d_i d_k) for the
    /// factorisation (Higham 2002, Accuracy and Stability of Numerical Algorithms, theorem 10.3) and as much for a matrix that is itself
    /// a sum of products; E moves the complement by e_jj − 2 wᵀe_j + wᵀE w, w = A₁₁⁻¹ a_1j (lemma 10.10, with W by column as in (10.15)).
    /// </summary>
    private static double RoundingOfPivot(ReadOnlySpan<double> a, int n, int j, double[] against)
    {
        var w = new double[j];
        var size = Math.Sqrt(against[j]);
        for (var k = j - 1; k >= 0; k--)
        {
            var pivot = a[(k * n) + k];
            if (pivot == 0)
                continue;
            // Rows of the upper triangle hold Lᵀ.
            var known = Kernels.Dot(a.Slice((k * n) + k + 1, j - k - 1), w.AsSpan(k + 1));
            w[k] = (a[(j * n) + k] - known) / pivot;
            size += Math.Abs(w[k]) * Math.Sqrt(against[k]);
        }

        return 2 * (n + 1) * Unit * size * size;
    }

    /// <summary>Takes the panel's columns out of the rest of row i.</summary>
    private static void UpdateRow(Span<double> a, int n, int start, int end, int i)
    {
        ref var origin = ref MemoryMarshal.GetReference(a);
        ref var target = ref Unsafe.Add(ref origin, (nint)i * n);
        var j = end;
        if (end - start == Panel)
        {
            var f0 = Vector512.Create(-Unsafe.Add(ref target, start));
            var f1 = Vector512.Create(-Unsafe.Add(ref target, start + 1));
            var f2 = Vector512.Create(-Unsafe.Add(ref target, start + 2));
            var f3 = Vector512.Create(-Unsafe.Add(ref target, start + 3));
            var f4 = Vector512.Create(-Unsafe.Add(ref target, start + 4));
            var f5 = Vector512.Create(-Unsafe.Add(ref target, start + 5));
            var f6 = Vector512.Create(-Unsafe.Add(ref target, start + 6));
            var f7 = Vector512.Create(-Unsafe.Add(ref target, start + 7));
            ref var p = ref Unsafe.Add(ref origin, (nint)start * n);
            for (; j + Vector512<double>.Count <= i + 1; j += Vector512<double>.Count)
            {
                var sum = Vector512.LoadUnsafe(ref target, (nuint)j);
                var other = Vector512.Multiply(f0, Vector512.LoadUnsafe(ref p, (nuint)j));
                sum = Vector512.FusedMultiplyAdd(f1, Vector512.LoadUnsafe(ref p, (nuint)(n + j)), sum);
                other = Vector512.FusedMultiplyAdd(f2, Vector512.LoadUnsafe(ref p, (nuint)((2 * n) + j)), other);
                sum = Vector512.FusedMultiplyAdd(f3, Vector512.LoadUnsafe(ref p, (nuint)((3 * n) + j)), sum);
                other = Vector512.FusedMultiplyAdd(f4, Vector512.LoadUnsafe(ref p, (nuint)((4 * n) + j)), other);
                sum = Vector512.FusedMultiplyAdd(f5, Vector512.LoadUnsafe(ref p, (nuint)((5 * n) + j)), sum);
                other = Vector512.FusedMultiplyAdd(f6, Vector512.LoadUnsafe(ref p, (nuint)((6 * n) + j)), other);
                sum = Vector512.FusedMultiplyAdd(f7, Vector512.LoadUnsafe(ref p, (nuint)((7 * n) + j)), sum);
                (sum + other).StoreUnsafe(ref target, (nuint)j);
            }
        }

        for (; j <= i; j++)
        {
            var sum = Unsafe.Add(ref target, j);
            for (var k = start; k < end; k++)
                sum -= Unsafe.Add(ref target, k) * Unsafe.Add(ref origin, ((nint)k * n) + j);
            Unsafe.Add(ref target, j) = sum;
        }
    }

    /// <summary>Solves LLᵀX = B for several right-hand sides in place.</summary>
    /// <param name="l">Factor as <see cref="FactorSemidefinite"/> leaves it, n x n.</param>
    /// <param name="n">Order.</param>
    /// <param name="b">Right-hand sides, then solutions: n x columns, row-major.</param>
    /// <param name="columns">Right-hand sides.</param>
    public static void Solve(ReadOnlySpan<double> l, int n, Span<double> b, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(l.Length, n * n, nameof(l));
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, n * columns, nameof(b));
        for (var i = 0; i < n; i += Group)
        {
            var end = Math.Min(i + Group, n);
            Subtract(l, n, b, columns, (i, end), 0, i);
            for (var row = i; row < end; row++)
                SolveRow(l.Slice(row * n, n), b, columns, row, i, row);
        }

        for (var end = n; end > 0; end -= Group)
        {
            var i = Math.Max(0, end - Group);
            Subtract(l, n, b, columns, (i, end), end, n);
            for (var row = end - 1; row >= i; row--)
                SolveRow(l.Slice(row * n, n), b, columns, row, row + 1, end);
        }
    }

    /// <summary>
    /// Takes known unknowns, <paramref name="from"/> to before <paramref name="to"/>, out of up to four rows: each is loaded once for
    /// all four.
    /// </summary>
    private static void Subtract(
        ReadOnlySpan<double> l, int n, Span<double> b, int columns, (int Start, int End) rows, int from, int to)
    {
        ref var origin = ref MemoryMarshal.GetReference(b);
        ref var factor = ref MemoryMarshal.GetReference(l);
        // Where fewer than four are left, the last stands in for those that are missing.
        var (r0, last) = (rows.Start, rows.End - 1);
        var (r1, r2, r3) = (Math.Min(r0 + 1, last), Math.Min(r0 + 2, last), Math.Min(r0 + 3, last));
        ref var l0 = ref Unsafe.Add(ref factor, (nint)r0 * n);
        ref var l1 = ref Unsafe.Add(ref factor, (nint)r1 * n);
        ref var l2 = ref Unsafe.Add(ref factor, (nint)r2 * n);
        ref var l3 = ref Unsafe.Add(ref factor, (nint)r3 * n);
        var c = 0;
        for (; c + Vector512<double>.Count <= columns; c += Vector512<double>.Count)
        {
            ref var x = ref Unsafe.Add(ref origin, c);
            var s0 = Vector512.LoadUnsafe(ref x, (nuint)(r0 * columns));
            var s1 = Vector512.LoadUnsafe(ref x, (nuint)(r1 * columns));
            var s2 = Vector512.LoadUnsafe(ref x, (nuint)(r2 * columns));
            var s3 = Vector512.LoadUnsafe(ref x, (nuint)(r3 * columns));
            for (var k = from; k < to; k++)
            {
                var known = -Vector512.LoadUnsafe(ref x, (nuint)(k * columns));
                s0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref l0, k)), known, s0);
                s1 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref l1, k)), known, s1);
                s2 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref l2, k)), known, s2);
                s3 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref l3, k)), known, s3);
            }

            s0.StoreUnsafe(ref x, (nuint)(r0 * columns));
            s1.StoreUnsafe(ref x, (nuint)(r1 * columns));
            s2.StoreUnsafe(ref x, (nuint)(r2 * columns));
            s3.StoreUnsafe(ref x, (nuint)(r3 * columns));
        }

        for (; c < columns; c++)
        {
            for (var row = r0; row <= last; row++)
            {
                for (var k = from; k < to; k++)
                    b[(row * columns) + c] -= l[(row * n) + k] * b[(k * columns) + c];
            }
        }
    }

    /// <summary>x_i = (x_i − Σ_k l_k x_k) / l_i over k from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    private static void SolveRow(ReadOnlySpan<double> l, Span<double> b, int columns, int i, int from, int to)
    {
        var x = b.Slice(i * columns, columns);
        for (var k = from; k < to; k++)
            Kernels.AddScaled(x, b.Slice(k * columns, columns), -l[k]);
        // An unknown without pivot has the value zero.
        Kernels.Scale(x, l[i] == 0 ? 0 : 1 / l[i]);
    }
}
