using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dyad.Equilibrium.Solving;

/// <summary>
/// Products of small dense matrices with vectors; rows are whole vectors long (<see cref="Dyad.Numerics.Kernels.Stride"/>).
/// </summary>
internal static class RowProducts
{
    /// <summary>Columns that a block of four vectors holds in registers while all rows pass.</summary>
    private static readonly int Block = 4 * Vector512<double>.Count;

    /// <summary>result_c = Σ_r factor_r matrix_rc.</summary>
    /// <param name="matrix">rows x stride, row-major.</param>
    /// <param name="factor">One value a row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="result">stride values.</param>
    public static void Sum(ReadOnlySpan<double> matrix, ReadOnlySpan<double> factor, int rows, Span<double> result)
    {
        var stride = result.Length;
        ref var m = ref MemoryMarshal.GetReference(matrix[..(rows * stride)]);
        ref var v = ref MemoryMarshal.GetReference(factor[..rows]);
        ref var y = ref MemoryMarshal.GetReference(result);
        var c = 0;
        for (; c + Block <= stride; c += Block)
            SumBlock(ref Unsafe.Add(ref m, c), ref v, rows, stride, ref Unsafe.Add(ref y, c));
        for (; c < stride; c += Vector512<double>.Count)
        {
            var even = Vector512<double>.Zero;
            var odd = Vector512<double>.Zero;
            ref var p = ref Unsafe.Add(ref m, c);
            var r = 0;
            for (; r + 1 < rows; r += 2)
            {
                even = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref v, r)), Vector512.LoadUnsafe(ref p), even);
                odd = Vector512.FusedMultiplyAdd(
                    Vector512.Create(Unsafe.Add(ref v, r + 1)), Vector512.LoadUnsafe(ref p, (nuint)stride), odd);
                p = ref Unsafe.Add(ref p, 2 * stride);
            }

            if (r < rows)
                even = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref v, r)), Vector512.LoadUnsafe(ref p), even);
            (even + odd).StoreUnsafe(ref y, (nuint)c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumBlock(ref double p, ref double v, int rows, int stride, ref double y)
    {
        var (s0, s1) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var r = 0; r < rows; r++)
        {
            var factor = Vector512.Create(Unsafe.Add(ref v, r));
            s0 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref p), s0);
            s1 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref p, 8), s1);
            s2 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref p, 16), s2);
            s3 = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref p, 24), s3);
            p = ref Unsafe.Add(ref p, stride);
        }

        s0.StoreUnsafe(ref y);
        s1.StoreUnsafe(ref y, 8);
        s2.StoreUnsafe(ref y, 16);
        s3.StoreUnsafe(ref y, 24);
    }
}
