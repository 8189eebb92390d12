using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dyad.Numerics;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// Exact solution for two effects: within each connected block the weights of the cells form a dense table, the first effect is
/// eliminated (its part of the normal equations is diagonal) and the Schur complement of the second is factored.
/// </summary>
/// <remarks>
/// D₁a + Wb = s₁, W'a + D₂b = s₂, hence (D₂ − W'D₁⁻¹W) b = s₂ − W'D₁⁻¹s₁. The complement of a block has rank one less than its
/// size; a level whose pivot vanishes gets effect zero.
/// </remarks>
internal sealed class TwoWayBlocks : ILevelSolver
{
    /// <summary>Rows of cells that are taken together, so that the target is loaded and stored once for all of them.</summary>
    private const int Group = 4;

    private readonly int[][] firstPlaces;
    private readonly int[][] secondPlaces;
    private readonly int[] cellOfRow;
    private readonly double[][] cells;
    private readonly double[][] factors;
    private readonly double[] inverseFirst;
    private readonly ParallelOptions parallel;

    /// <summary>Prepares two effects of a stack.</summary>
    /// <param name="index">The stack.</param>
    /// <param name="first">Position of the effect that is eliminated.</param>
    /// <param name="second">Position of the effect that is factored.</param>
    /// <param name="blocks">Their connected blocks.</param>
    /// <param name="threads">Blocks that are worked on at once.</param>
    public TwoWayBlocks(LevelIndex index, int first, int second, ConnectedBlocks blocks, int threads)
    {
        firstPlaces = Places(blocks.FirstLevels, index.Offsets[first]);
        secondPlaces = Places(blocks.SecondLevels, index.Offsets[second]);
        cells = [.. firstPlaces.Zip(secondPlaces, (f, s) => new double[f.Length * s.Length])];
        factors = [.. secondPlaces.Select(s => new double[s.Length * s.Length])];
        inverseFirst = new double[index.Levels];
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        (blockOfRow, cellOfRow) = Cells(index, first, second, blocks);
    }

    private readonly int[] blockOfRow;

    /// <inheritdoc />
    public void SetWeights(double[] weights, double[] levelWeights, bool renew)
    {
        foreach (var table in cells)
            Array.Clear(table);
        for (var r = 0; r < weights.Length; r++)
            cells[blockOfRow[r]][cellOfRow[r]] += weights[r];
        ForEachBlock(block =>
        {
            foreach (var place in firstPlaces[block])
                inverseFirst[place] = levelWeights[place] > 0 ? 1 / levelWeights[place] : 0;
            Factor(block, levelWeights);
        });
    }

    /// <inheritdoc />
    public void Solve(double[] sums, double[] effects, int stride, ReadOnlySpan<double> tolerances) => ForEachBlock(block =>
    {
        foreach (var place in firstPlaces[block])
            Copy(sums, effects, place * stride, stride);
        foreach (var place in secondPlaces[block])
            Copy(sums, effects, place * stride, stride);
        SolveBlock(block, effects, stride);
    });

    private void SolveBlock(int block, double[] x, int stride)
    {
        var (first, second, table) = (firstPlaces[block], secondPlaces[block], cells[block]);
        ref var origin = ref MemoryMarshal.GetArrayDataReference(x);
        for (var i = 0; i < first.Length; i++)
        {
            Kernels.Scale(x.AsSpan(first[i] * stride, stride), inverseFirst[first[i]]);
            var row = table.AsSpan(i * second.Length, second.Length);
            for (var c = 0; c < stride; c += Vector512<double>.Count)
            {
                var a = Vector512.LoadUnsafe(ref origin, (nuint)((first[i] * stride) + c));
                for (var j = 0; j < row.Length; j++)
                {
                    ref var b = ref Unsafe.Add(ref origin, (second[j] * stride) + c);
                    Vector512.FusedMultiplyAdd(Vector512.Create(-row[j]), a, Vector512.LoadUnsafe(ref b)).StoreUnsafe(ref b);
                }
            }
        }

        Cholesky.SolveRows(factors[block], second, x, stride);
        for (var i = 0; i < first.Length; i++)
        {
            var row = table.AsSpan(i * second.Length, second.Length);
            var inverse = Vector512.Create(-inverseFirst[first[i]]);
            for (var c = 0; c < stride; c += Vector512<double>.Count)
            {
                var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
                var j = 0;
                for (; j + 1 < row.Length; j += 2)
                {
                    even = Vector512.FusedMultiplyAdd(
                        Vector512.Create(row[j]), Vector512.LoadUnsafe(ref origin, (nuint)((second[j] * stride) + c)), even);
                    odd = Vector512.FusedMultiplyAdd(
                        Vector512.Create(row[j + 1]), Vector512.LoadUnsafe(ref origin, (nuint)((second[j + 1] * stride) + c)), odd);
                }

                if (j < row.Length)
                {
                    even = Vector512.FusedMultiplyAdd(
                        Vector512.Create(row[j]), Vector512.LoadUnsafe(ref origin, (nuint)((second[j] * stride) + c)), even);
                }

                ref var a = ref Unsafe.Add(ref origin, (first[i] * stride) + c);
                Vector512.FusedMultiplyAdd(inverse, even + odd, Vector512.LoadUnsafe(ref a)).StoreUnsafe(ref a);
            }
        }
    }

    /// <summary>Factors D₂ − W'D₁⁻¹W of a block.</summary>
    private void Factor(int block, double[] levelWeights)
    {
        var (first, second, table, factor) = (firstPlaces[block], secondPlaces[block], cells[block], factors[block]);
        var n = second.Length;
        Array.Clear(factor);
        var diagonal = Array.ConvertAll(second, place => levelWeights[place]);
        for (var j = 0; j < n; j++)
            factor[(j * n) + j] = diagonal[j];
        Span<double> scaled = stackalloc double[Group];
        for (var i = 0; i < first.Length; i += Group)
        {
            var rows = Math.Min(Group, first.Length - i);
            for (var j = 0; j < n; j++)
            {
                var any = false;
                for (var q = 0; q < Group; q++)
                {
                    scaled[q] = q < rows ? -table[((i + q) * n) + j] * inverseFirst[first[i + q]] : 0;
                    any |= scaled[q] != 0;
                }

                if (any)
                    AddRows(factor.AsSpan(j * n, j + 1), table.AsSpan(i * n), n, rows, scaled);
            }
        }

        Cholesky.FactorSemidefinite(factor, n, diagonal);
    }

    /// <summary>y += Σ_q s_q x_q over up to four rows of a table.</summary>
    private static void AddRows(Span<double> y, ReadOnlySpan<double> x, int n, int rows, ReadOnlySpan<double> s)
    {
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var origin = ref MemoryMarshal.GetReference(x);
        var c = 0;
        if (rows == Group)
        {
            var (s0, s1, s2, s3) = (Vector512.Create(s[0]), Vector512.Create(s[1]), Vector512.Create(s[2]), Vector512.Create(s[3]));
            for (; c + Vector512<double>.Count <= y.Length; c += Vector512<double>.Count)
            {
                var sum = Vector512.LoadUnsafe(ref target, (nuint)c);
                var other = s1 * Vector512.LoadUnsafe(ref origin, (nuint)(n + c));
                sum = Vector512.FusedMultiplyAdd(s0, Vector512.LoadUnsafe(ref origin, (nuint)c), sum);
                other = Vector512.FusedMultiplyAdd(s2, Vector512.LoadUnsafe(ref origin, (nuint)((2 * n) + c)), other);
                sum = Vector512.FusedMultiplyAdd(s3, Vector512.LoadUnsafe(ref origin, (nuint)((3 * n) + c)), sum);
                (sum + other).StoreUnsafe(ref target, (nuint)c);
            }
        }

        for (; c < y.Length; c++)
        {
            for (var q = 0; q < rows; q++)
                y[c] += s[q] * x[(q * n) + c];
        }
    }

    private void ForEachBlock(Action<int> work)
    {
        if (parallel.MaxDegreeOfParallelism == 1 || cells.Length == 1)
        {
            for (var block = 0; block < cells.Length; block++)
                work(block);
        }
        else
        {
            Parallel.For(0, cells.Length, parallel, work);
        }
    }

    private static void Copy(double[] from, double[] to, int at, int length) => from.AsSpan(at, length).CopyTo(to.AsSpan(at, length));

    private static int[][] Places(int[][] levels, int offset) => Array.ConvertAll(levels, block => Array.ConvertAll(block, l => offset + l));

    private static (int[] Block, int[] Cell) Cells(LevelIndex index, int first, int second, ConnectedBlocks blocks)
    {
        var (f, s) = (index.Effects[first], index.Effects[second]);
        var (block, row, column) = (new int[f.Count], new int[f.Count], new int[s.Count]);
        for (var b = 0; b < blocks.Count; b++)
        {
            foreach (var (i, level) in blocks.FirstLevels[b].Index())
                (block[level], row[level]) = (b, i);
            foreach (var (j, level) in blocks.SecondLevels[b].Index())
                column[level] = j;
        }

        var (blockOfRow, cellOfRow) = (new int[index.Rows], new int[index.Rows]);
        for (var r = 0; r < index.Rows; r++)
        {
            var (i, j) = (f.Levels[index.Order[r]], s.Levels[index.Order[r]]);
            blockOfRow[r] = block[i];
            cellOfRow[r] = (row[i] * blocks.SecondLevels[block[i]].Length) + column[j];
        }

        return (blockOfRow, cellOfRow);
    }
}
