using System.Runtime.InteropServices;
using Dyad.Numerics;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// Exact solution where a core of effects is solved exactly and the others have few levels: these, the border, are left over as a
/// small dense system, (D_b − C'M⁻¹C) b = s_b − C'M⁻¹s with M the core and C the weights that core and border share.
/// </summary>
internal sealed class BorderedLevels : ILevelSolver
{
    private readonly LevelIndex index;
    private readonly ILevelSolver core;
    private readonly int[] coreEffects;
    private readonly int[] borderEffects;
    private readonly int[] borderPlaces;
    private readonly int[] columnOfPlace;
    private readonly int[] coreRanges;
    private readonly int border;
    private readonly double[] shared;
    private readonly double[] solved;
    private readonly double[] factor;

    /// <summary>Prepares the border.</summary>
    /// <param name="index">The stack.</param>
    /// <param name="core">Solver of the core.</param>
    /// <param name="coreEffects">Positions of the core's effects.</param>
    /// <param name="borderEffects">Positions of the border's effects.</param>
    public BorderedLevels(LevelIndex index, ILevelSolver core, int[] coreEffects, int[] borderEffects)
    {
        (this.index, this.core, this.coreEffects, this.borderEffects) = (index, core, coreEffects, borderEffects);
        borderPlaces = [.. borderEffects.SelectMany(Places)];
        columnOfPlace = new int[index.Levels];
        foreach (var (column, place) in borderPlaces.Index())
            columnOfPlace[place] = column;
        coreRanges = [.. coreEffects.SelectMany(Places)];
        border = Kernels.Stride(borderPlaces.Length);
        shared = new double[index.Levels * border];
        solved = new double[index.Levels * border];
        factor = new double[borderPlaces.Length * borderPlaces.Length];
    }

    /// <inheritdoc />
    public void SetWeights(double[] weights, double[] levelWeights, bool renew)
    {
        core.SetWeights(weights, levelWeights, renew);
        Array.Clear(shared);
        Array.Clear(factor);
        var n = borderPlaces.Length;
        var places = new int[index.Effects.Length];
        for (var lead = 0; lead < index.LeadLevels; lead++)
        {
            places[0] = lead;
            for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
            {
                if (weights[r] == 0)
                    continue;
                index.Others.AsSpan(r * index.Width, index.Width).CopyTo(places.AsSpan(1));
                foreach (var b in borderEffects)
                {
                    var column = columnOfPlace[places[b]];
                    foreach (var c in coreEffects)
                        shared[(places[c] * border) + column] += weights[r];
                    foreach (var other in borderEffects)
                        factor[(column * n) + columnOfPlace[places[other]]] += weights[r];
                }
            }
        }

        core.Solve(shared, solved, border, default);
        foreach (var place in coreRanges)
        {
            var row = shared.AsSpan(place * border, n);
            for (var p = 0; p < n; p++)
            {
                if (row[p] != 0)
                    Kernels.AddScaled(factor.AsSpan(p * n, n), solved.AsSpan(place * border, n), -row[p]);
            }
        }

        double[] diagonal = [.. borderPlaces.Select(place => levelWeights[place])];
        Cholesky.FactorSemidefinite(factor, n, diagonal);
    }

    /// <inheritdoc />
    public void Solve(double[] sums, double[] effects, int stride, ReadOnlySpan<double> tolerances)
    {
        core.Solve(sums, effects, stride, tolerances);
        var n = borderPlaces.Length;
        var b = new double[n * stride];
        for (var p = 0; p < n; p++)
            sums.AsSpan(borderPlaces[p] * stride, stride).CopyTo(b.AsSpan(p * stride));
        ref var left = ref MemoryMarshal.GetArrayDataReference(b);
        ref var origin = ref MemoryMarshal.GetArrayDataReference(effects);
        foreach (var place in coreRanges)
        {
            for (var p = 0; p < n; p++)
            {
                var weight = shared[(place * border) + p];
                if (weight != 0)
                    Kernels.AddScaledRow(ref left, p, ref origin, place, -weight, stride);
            }
        }

        Cholesky.Solve(factor, n, b, stride);
        for (var p = 0; p < n; p++)
            b.AsSpan(p * stride, stride).CopyTo(effects.AsSpan(borderPlaces[p] * stride));
        foreach (var place in coreRanges)
        {
            for (var p = 0; p < n; p++)
            {
                var z = solved[(place * border) + p];
                if (z != 0)
                    Kernels.AddScaledRow(ref origin, place, ref left, p, -z, stride);
            }
        }
    }

    private IEnumerable<int> Places(int effect) => Enumerable.Range(index.Offsets[effect], index.Effects[effect].Count);
}
