using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dyad.Numerics;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// A connected block of two effects: a dense table of the weights of its cells, one row for each level of the first effect, and the
/// factor of the Schur complement D₂ − W'D₁⁻¹W.
/// </summary>
internal sealed class TwoWayBlock
{
    /// <summary>Rows of the table that are taken together: what they share is loaded and stored once for all of them.</summary>
    private const int Group = 4;

    private readonly int[] first;
    private readonly int[] second;
    private readonly double[] factor;
    private readonly double[] inverseFirst;
    private double[] right = [];

    /// <summary>Prepares a block.</summary>
    /// <param name="first">Places in the stack of the levels of the effect that is eliminated.</param>
    /// <param name="second">Places of the levels of the effect whose complement is factored.</param>
    public TwoWayBlock(int[] first, int[] second)
    {
        // The last level again, with weights of zero, makes the groups whole.
        this.first = [.. first, .. Enumerable.Repeat(first.LastOrDefault(), (Group - (first.Length % Group)) % Group)];
        this.second = second;
        (Levels, Cells) = (first.Length, this.first.Length * second.Length);
        factor = new double[second.Length * second.Length];
        inverseFirst = new double[this.first.Length];
    }

    /// <summary>Levels of the first effect.</summary>
    private int Levels { get; }

    /// <summary>Cells of the table, with those that make the groups whole.</summary>
    public int Cells { get; }

    /// <summary>Factors the complement.</summary>
    /// <param name="table">Weights of the cells.</param>
    /// <param name="levelWeights">Weights of the levels of the stack.</param>
    public void SetWeights(ReadOnlySpan<double> table, double[] levelWeights)
    {
        for (var i = 0; i < Levels; i++)
            inverseFirst[i] = levelWeights[first[i]] > 0 ? 1 / levelWeights[first[i]] : 0;
        var n = second.Length;
        Array.Clear(factor);
        var diagonal = Array.ConvertAll(second, place => levelWeights[place]);
        for (var j = 0; j < n; j++)
            factor[(j * n) + j] = diagonal[j];
        Span<double> scaled = stackalloc double[Group];
        for (var i = 0; i < first.Length; i += Group)
        {
            var rows = table.Slice(i * n, Group * n);
            for (var j = 0; j < n; j++)
            {
                var any = false;
                for (var q = 0; q < Group; q++)
                {
                    scaled[q] = -rows[(q * n) + j] * inverseFirst[i + q];
                    any |= scaled[q] != 0;
                }

                if (any)
                    AddRows(factor.AsSpan(j * n, j + 1), rows, n, scaled);
            }
        }

        Cholesky.FactorSemidefinite(factor, n, diagonal);
    }

    /// <summary>Solves for the effects of the block.</summary>
    /// <param name="table">Weights of the cells, as they were factored.</param>
    /// <param name="sums">Right-hand sides by level of the stack.</param>
    /// <param name="effects">Receives the solutions.</param>
    /// <param name="stride">Row length of both.</param>
    public void Solve(ReadOnlySpan<double> table, double[] sums, double[] effects, int stride)
    {
        if (right.Length != second.Length * stride)
            right = new double[second.Length * stride];
        for (var j = 0; j < second.Length; j++)
            sums.AsSpan(second[j] * stride, stride).CopyTo(right.AsSpan(j * stride));
        for (var i = 0; i < first.Length; i += Group)
            Eliminate(table[(i * second.Length)..], sums, stride, i);
        Cholesky.Solve(factor, second.Length, right, stride);
        for (var j = 0; j < second.Length; j++)
            right.AsSpan(j * stride, stride).CopyTo(effects.AsSpan(second[j] * stride));
        for (var i = 0; i < first.Length; i += Group)
            Recover(table[(i * second.Length)..], sums, effects, stride, i);
    }

    /// <summary>s₂ − W'D₁⁻¹s₁ for four levels of the first effect.</summary>
    private void Eliminate(ReadOnlySpan<double> table, double[] sums, int stride, int i)
    {
        var n = second.Length;
        ref var w0 = ref MemoryMarshal.GetReference(table);
        ref var w1 = ref Unsafe.Add(ref w0, n);
        ref var w2 = ref Unsafe.Add(ref w1, n);
        ref var w3 = ref Unsafe.Add(ref w2, n);
        for (var c = 0; c < stride; c += Vector512<double>.Count)
        {
            var (a0, a1, a2, a3) = (Own(sums, stride, i, c), Own(sums, stride, i + 1, c), Own(sums, stride, i + 2, c), Own(sums, stride, i + 3, c));
            ref var b = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(right), c);
            for (var j = 0; j < n; j++)
            {
                var even = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref w0, j)), a0, Vector512.LoadUnsafe(ref b));
                var odd = Vector512.Create(Unsafe.Add(ref w1, j)) * a1;
                even = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref w2, j)), a2, even);
                odd = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref w3, j)), a3, odd);
                (even + odd).StoreUnsafe(ref b);
                b = ref Unsafe.Add(ref b, stride);
            }
        }
    }

    /// <summary>−D₁⁻¹s₁ of a level.</summary>
    private Vector512<double> Own(double[] sums, int stride, int i, int c) =>
        Vector512.LoadUnsafe(ref sums[(first[i] * stride) + c]) * -inverseFirst[i];

    /// <summary>a = D₁⁻¹(s₁ − W b) for four levels of the first effect.</summary>
    private void Recover(ReadOnlySpan<double> table, double[] sums, double[] effects, int stride, int i)
    {
        var n = second.Length;
        ref var w0 = ref MemoryMarshal.GetReference(table);
        ref var w1 = ref Unsafe.Add(ref w0, n);
        ref var w2 = ref Unsafe.Add(ref w1, n);
        ref var w3 = ref Unsafe.Add(ref w2, n);
        for (var c = 0; c < stride; c += Vector512<double>.Count)
        {
            var (s0, s1, s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            ref var b = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(right), c);
            for (var j = 0; j < n; j++)
            {
                var x = Vector512.LoadUnsafe(ref b);
                s0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref w0, j)), x, s0);
                s1 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref w1, j)), x, s1);
                s2 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref w2, j)), x, s2);
                s3 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref w3, j)), x, s3);
                b = ref Unsafe.Add(ref b, stride);
            }

            // From the last to the first: a level that stands again to fill the group is overwritten by itself.
            Put(i + 3, s3);
            Put(i + 2, s2);
            Put(i + 1, s1);
            Put(i, s0);

            void Put(int level, Vector512<double> others)
            {
                var at = (first[level] * stride) + c;
                ((Vector512.LoadUnsafe(ref sums[at]) - others) * inverseFirst[level]).StoreUnsafe(ref effects[at]);
            }
        }
    }

    /// <summary>y += Σ_q s_q x_q over four rows of the table.</summary>
    private static void AddRows(Span<double> y, ReadOnlySpan<double> x, int n, ReadOnlySpan<double> s)
    {
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var origin = ref MemoryMarshal.GetReference(x);
        var (s0, s1, s2, s3) = (Vector512.Create(s[0]), Vector512.Create(s[1]), Vector512.Create(s[2]), Vector512.Create(s[3]));
        var c = 0;
        for (; c + Vector512<double>.Count <= y.Length; c += Vector512<double>.Count)
        {
            var sum = Vector512.LoadUnsafe(ref target, (nuint)c);
            var other = s1 * Vector512.LoadUnsafe(ref origin, (nuint)(n + c));
            sum = Vector512.FusedMultiplyAdd(s0, Vector512.LoadUnsafe(ref origin, (nuint)c), sum);
            other = Vector512.FusedMultiplyAdd(s2, Vector512.LoadUnsafe(ref origin, (nuint)((2 * n) + c)), other);
            sum = Vector512.FusedMultiplyAdd(s3, Vector512.LoadUnsafe(ref origin, (nuint)((3 * n) + c)), sum);
            (sum + other).StoreUnsafe(ref target, (nuint)c);
        }

        for (; c < y.Length; c++)
        {
            for (var q = 0; q < Group; q++)
                y[c] += s[q] * x[(q * n) + c];
        }
    }
}
