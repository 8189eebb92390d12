using System.Runtime.InteropServices;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// Exact projection on two effects: within each connected block the first effect is eliminated (its part of the normal equations is
/// diagonal) and the Schur complement of the second is factored densely.
/// </summary>
/// <remarks>
/// Normal equations of min Σ w (v − a_i − b_j)²: D₁a + Wb = r₁, Wᵀa + D₂b = r₂, hence (D₂ − WᵀD₁⁻¹W) b = r₂ − WᵀD₁⁻¹r₁.
/// The complement of each connected component has rank one less than its size; a level whose pivot vanishes gets effect zero.
/// </remarks>
internal sealed class TwoWayAbsorber : IAbsorber
{
    private readonly ConnectedBlocks blocks;
    private readonly int[] order;
    private readonly int[] start;
    private readonly double[][] factors;
    private readonly double[] inverseFirst;
    private readonly double[] dense;
    private readonly double[] weights;

    /// <summary>Prepares the effects; the first is eliminated, the second factored.</summary>
    public TwoWayAbsorber(FixedEffect firstEffect, FixedEffect secondEffect, ConnectedBlocks blocks)
    {
        this.blocks = blocks;
        (First, Second) = (firstEffect.Levels, secondEffect.Levels);
        weights = new double[First.Length];
        inverseFirst = new double[firstEffect.Count];
        dense = new double[blocks.Largest];
        (order, start) = SortByLevel(First, firstEffect.Count);
        factors = [.. blocks.SecondLevels.Select(l => new double[l.Length * l.Length])];
        SecondCount = secondEffect.Count;
    }

    /// <summary>Level of the first effect in each row.</summary>
    public int[] First { get; }

    /// <summary>Level of the second effect in each row.</summary>
    public int[] Second { get; }

    /// <summary>Levels of the first effect.</summary>
    public int FirstCount => inverseFirst.Length;

    /// <summary>Levels of the second effect.</summary>
    public int SecondCount { get; }

    /// <inheritdoc />
    public void SetWeights(ReadOnlySpan<double> weights)
    {
        weights.CopyTo(this.weights);
        foreach (var factor in factors)
            Array.Clear(factor);
        for (var i = 0; i < inverseFirst.Length; i++)
            AddToComplement(i);
        for (var block = 0; block < factors.Length; block++)
            Cholesky.FactorSemidefinite(factors[block], blocks.SecondLevels[block].Length);
    }

    /// <inheritdoc />
    public void Residualise(Span<double> block, int stride)
    {
        var a = new double[FirstCount * stride];
        var b = new double[SecondCount * stride];
        ref var v = ref MemoryMarshal.GetReference(block);
        ref var x = ref MemoryMarshal.GetArrayDataReference(a);
        ref var y = ref MemoryMarshal.GetArrayDataReference(b);
        for (var r = 0; r < First.Length; r++)
        {
            Kernels.AddScaledRow(ref x, First[r], ref v, r, weights[r], stride);
            Kernels.AddScaledRow(ref y, Second[r], ref v, r, weights[r], stride);
        }

        SumsToEffects(a, b, stride);
        for (var r = 0; r < First.Length; r++)
        {
            Kernels.AddScaledRow(ref v, r, ref x, First[r], -1, stride);
            Kernels.AddScaledRow(ref v, r, ref y, Second[r], -1, stride);
        }
    }

    /// <summary>Turns weighted sums by level, r₁ and r₂, into the effects of the projection, in place.</summary>
    /// <param name="a">Sums, then effects of the first: row-major, a row for each level.</param>
    /// <param name="b">The same of the second.</param>
    /// <param name="stride">Row length, whole vectors.</param>
    public void SumsToEffects(double[] a, double[] b, int stride)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(a);
        ref var y = ref MemoryMarshal.GetArrayDataReference(b);
        for (var i = 0; i < FirstCount; i++)
            Kernels.Scale(a.AsSpan(i * stride, stride), inverseFirst[i]);
        for (var r = 0; r < First.Length; r++)
        {
            if (weights[r] != 0)
                Kernels.AddScaledRow(ref y, Second[r], ref x, First[r], -weights[r], stride);
        }

        for (var k = 0; k < factors.Length; k++)
            Cholesky.SolveRows(factors[k], blocks.SecondLevels[k], b, stride);
        for (var r = 0; r < First.Length; r++)
        {
            if (weights[r] != 0)
                Kernels.AddScaledRow(ref x, First[r], ref y, Second[r], -weights[r] * inverseFirst[First[r]], stride);
        }
    }

    private void AddToComplement(int level)
    {
        var block = blocks.OfFirst[level];
        var factor = factors[block];
        var n = blocks.SecondLevels[block].Length;
        var row = dense.AsSpan(0, n);
        row.Clear();
        double total = 0;
        for (var k = start[level]; k < start[level + 1]; k++)
        {
            row[blocks.PositionOfSecond[Second[order[k]]]] += weights[order[k]];
            total += weights[order[k]];
        }

        inverseFirst[level] = total > 0 ? 1 / total : 0;
        if (total <= 0)
            return;
        for (var p = 0; p < n; p++)
        {
            if (row[p] == 0)
                continue;
            factor[(p * n) + p] += row[p];
            Kernels.AddScaled(factor.AsSpan(p * n, p + 1), row[..(p + 1)], -row[p] / total);
        }
    }

    private static (int[] Order, int[] Start) SortByLevel(int[] levels, int count)
    {
        var start = new int[count + 1];
        foreach (var level in levels)
            start[level + 1]++;
        for (var i = 0; i < count; i++)
            start[i + 1] += start[i];
        var next = start[..^1];
        var order = new int[levels.Length];
        for (var row = 0; row < levels.Length; row++)
            order[next[levels[row]]++] = row;
        return (order, start);
    }
}
