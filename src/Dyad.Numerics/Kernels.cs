using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dyad.Numerics;

/// <summary>Small vector kernels (SIMD over <see cref="Vector{T}"/>), for rows too short for a library call to pay.</summary>
public static class Kernels
{
    /// <summary>y += s x, element by element; <paramref name="y"/> and <paramref name="x"/> have the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<double> y, ReadOnlySpan<double> x, double s)
    {
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var px = ref MemoryMarshal.GetReference(x[..y.Length]);
        var n = y.Length;
        var i = 0;
        var factor = new Vector<double>(s);
        for (; i <= n - Vector<double>.Count; i += Vector<double>.Count)
        {
            var sum = Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref px, (nuint)i), Vector.LoadUnsafe(ref py, (nuint)i));
            sum.StoreUnsafe(ref py, (nuint)i);
        }

        for (; i < n; i++)
            Unsafe.Add(ref py, i) = Math.FusedMultiplyAdd(s, Unsafe.Add(ref px, i), Unsafe.Add(ref py, i));
    }

    /// <summary>
    /// Row length that holds a number of columns in whole vectors, so that kernels over such rows need no remainder. The columns
    /// that fill up are zero.
    /// </summary>
    public static int Stride(int columns) => (columns + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;

    /// <summary>Row r of y += s times row q of x; rows of a length that <see cref="Stride"/> gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaledRow(ref double y, int r, ref double x, int q, double s, int stride)
    {
        var factor = Vector512.Create(s);
        ref var py = ref Unsafe.Add(ref y, r * stride);
        ref var px = ref Unsafe.Add(ref x, q * stride);
        for (var c = 0; c < stride; c += Vector512<double>.Count)
        {
            var sum = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref px, (nuint)c), Vector512.LoadUnsafe(ref py, (nuint)c));
            sum.StoreUnsafe(ref py, (nuint)c);
        }
    }

    /// <summary>y *= s, element by element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(Span<double> y, double s)
    {
        ref var py = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= y.Length - Vector<double>.Count; i += Vector<double>.Count)
            (Vector.LoadUnsafe(ref py, (nuint)i) * s).StoreUnsafe(ref py, (nuint)i);
        for (; i < y.Length; i++)
            Unsafe.Add(ref py, i) *= s;
    }

    /// <summary>Σ x_i y_i over two spans of the same length.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y[..x.Length]);
        var sums = Vector<double>.Zero;
        var i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
            sums = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref px, (nuint)i), Vector.LoadUnsafe(ref py, (nuint)i), sums);
        var sum = Vector.Sum(sums);
        for (; i < x.Length; i++)
            sum += Unsafe.Add(ref px, i) * Unsafe.Add(ref py, i);
        return sum;
    }
}
