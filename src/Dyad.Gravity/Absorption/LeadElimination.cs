using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dyad.Numerics;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// Eliminates the lead, whose part of the normal equations is diagonal, and solves its Schur complement in the other effects by
/// conjugate gradients, preconditioned with a solver of the other effects by themselves. All columns advance together, each with its
/// own step lengths, so that one pass over the weights of the rows serves all.
/// </summary>
/// <remarks>
/// In a gravity panel the lead is the pair and the others are exporter-year and importer-year. Solving these exactly leaves the
/// complement with eigenvalues near one but for what does not move within pairs, which the sums do not hold: a few steps suffice
/// where sweeps over the effects need dozens.
/// </remarks>
internal sealed class LeadElimination : ILevelSolver
{
    private const int MostSteps = 2_000;

    /// <summary>What is said where the steps ran out.</summary>
    public static string NotSolved => string.Create(
        CultureInfo.InvariantCulture,
        $"the fixed effects were not solved in {MostSteps} steps: their levels hang together by long chains of few rows");

    /// <summary>
    /// Steps of a solution from which on the preconditioner is made anew for the next weights: it costs as much as about three.
    /// </summary>
    private const int StepsOfStalePreconditioner = 4;

    /// <summary>How much less a step without conjugacy reduces the squared error than the one before it did with it.</summary>
    private const double RichardsonShare = 4;

    /// <summary>Squared rounding of the sums themselves, as a share: below it residuals say nothing.</summary>
    private const double Rounding = 1e-29;

    private static readonly int Lanes = Vector512<double>.Count;

    private readonly LevelIndex index;
    private readonly ILevelSolver inner;
    private readonly double[] inverseLead;
    private double[] weights = [];
    private double[] levelWeights = [];
    private Workspace space;
    private int lastSteps = int.MaxValue;

    public LeadElimination(LevelIndex index, ILevelSolver inner)
    {
        (this.index, this.inner) = (index, inner);
        inverseLead = new double[index.LeadLevels];
        space = new Workspace(index, 0);
    }

    /// <inheritdoc />
    public bool Exact => false;

    /// <inheritdoc />
    public void SetWeights(double[] weights, double[] levelWeights, bool renew)
    {
        (this.weights, this.levelWeights) = (weights, levelWeights);
        for (var lead = 0; lead < inverseLead.Length; lead++)
            inverseLead[lead] = levelWeights[lead] > 0 ? 1 / levelWeights[lead] : 0;
        if (!renew && lastSteps < StepsOfStalePreconditioner)
            return;
        inner.SetWeights(weights, levelWeights, renew);
        lastSteps = 0;
    }

    /// <inheritdoc />
    public void Solve(double[] sums, double[] effects, int stride, ReadOnlySpan<double> tolerances)
    {
        if (space.Stride != stride)
            space = new Workspace(index, stride);
        var (r, z, p, q) = (space.Residual, space.Preconditioned, space.Direction, space.Image);
        var (start, end) = (index.LeadLevels * stride, index.Levels * stride);
        Apply(effects, sums, null, q, stride);
        for (var c = start; c < end; c++)
            r[c] = sums[c] - q[c];
        var enough = Enough(sums, stride, tolerances);
        var before = new double[stride];
        var step = new double[stride];
        // p'Mp of the directions: z is orthogonal to the direction before.
        var squares = new double[stride];
        for (var steps = 0; ; steps++)
        {
            inner.Solve(r, z, stride, default);
            var rho = Dot(r, z, stride);
            var active = false;
            for (var c = 0; c < stride; c++)
            {
                step[c] = rho[c] > enough[c] ? 1 : 0;
                // The preconditioned residual is itself a step, and here a free one: it counts for a quarter of what the last one gained.
                var gain = steps > 0 && before[c] > 0 ? Math.Min(1, RichardsonShare * rho[c] / before[c]) : 1;
                active |= rho[c] * gain > enough[c];
            }

            if (!active)
            {
                for (var c = 0; c < stride; c++)
                    step[c] = double.IsFinite(enough[c]) ? 1 : 0;
                for (var at = start; at < end; at += Lanes)
                    Vector512.FusedMultiplyAdd(Load(step, at % stride), Load(z, at), Load(effects, at)).StoreUnsafe(ref effects[at]);
                break;
            }

            if (steps == MostSteps)
                throw new NonConvergenceException(NotSolved);
            for (var c = 0; c < stride; c++)
            {
                before[c] = steps > 0 && before[c] > 0 ? rho[c] / before[c] : 0;
                squares[c] = rho[c] + (before[c] * before[c] * squares[c]);
            }

            for (var at = start; at < end; at += Lanes)
                (Load(z, at) + (Load(before, at % stride) * Load(p, at))).StoreUnsafe(ref p[at]);
            Apply(p, null, null, q, stride);
            var curvature = Dot(p, q, stride);
            for (var c = 0; c < stride; c++)
            {
                // The complement takes no more than M. Where it takes nothing, levels only move against each other, and what the sums
                // say of that is rounding: a step there would lead anywhere.
                if (curvature[c] <= Cholesky.PivotTolerance * squares[c])
                    enough[c] = double.PositiveInfinity;
                step[c] = step[c] > 0 && rho[c] > enough[c] ? rho[c] / curvature[c] : 0;
            }

            for (var at = start; at < end; at += Lanes)
            {
                var s = Load(step, at % stride);
                Vector512.FusedMultiplyAdd(s, Load(p, at), Load(effects, at)).StoreUnsafe(ref effects[at]);
                Vector512.FusedMultiplyAdd(-s, Load(q, at), Load(r, at)).StoreUnsafe(ref r[at]);
            }

            rho.CopyTo(before, 0);
            lastSteps = Math.Max(lastSteps, steps + 1);
        }

        Apply(effects, sums, effects, null, stride);
    }

    /// <summary>
    /// One pass over the rows: m = (s_lead − Σ w v) / d for each level of the lead, its effect given the others'; and for the others
    /// the sums that these effects imply, q = Σ w (m + v).
    /// </summary>
    /// <param name="v">Effects of the others.</param>
    /// <param name="sums">Sums, of which the lead's are read; null: zero.</param>
    /// <param name="lead">Receives m, or null.</param>
    /// <param name="q">Receives q, or null.</param>
    /// <param name="stride">Row length.</param>
    private void Apply(double[] v, double[]? sums, double[]? lead, double[]? q, int stride)
    {
        var others = index.LeadLevels * stride;
        // The first part collects in the table itself.
        index.ForEachPart(part =>
        {
            var (own, shift) = part == 0 || q is null ? (q, 0) : (space.Partial[part - 1], index.LeadLevels);
            own?.AsSpan(part == 0 ? others : 0).Clear();
            for (var c = 0; c < stride; c += Lanes)
            {
                if (index.Width == 2)
                    ApplyTwo(part, v, sums, lead, own, shift, stride, c);
                else
                    ApplyMany(part, v, sums, lead, own, shift, stride, c);
            }
        });
        foreach (var partial in q is null ? [] : space.Partial)
            Kernels.AddScaled(q.AsSpan(others), partial, 1);
    }

    private void ApplyTwo(int part, double[] v, double[]? sums, double[]? lead, double[]? q, int shift, int stride, int c)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(v), c);
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        ref var others = ref MemoryMarshal.GetArrayDataReference(index.Others);
        ref var target = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(q ?? v), c);
        shift *= stride;
        for (var level = index.Parts[part]; level < index.Parts[part + 1]; level++)
        {
            var (from, to) = (index.Start[level], index.Start[level + 1]);
            var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
            for (var r = from; r < to; r++)
            {
                var weight = Vector512.Create(Unsafe.Add(ref w, r));
                even = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref x, (nuint)(Unsafe.Add(ref others, 2 * r) * stride)), even);
                odd = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref x, (nuint)(Unsafe.Add(ref others, (2 * r) + 1) * stride)), odd);
            }

            var own = sums is null ? Vector512<double>.Zero : Load(sums, (level * stride) + c);
            var m = (own - (even + odd)) * inverseLead[level];
            if (lead is not null)
                m.StoreUnsafe(ref lead[(level * stride) + c]);
            if (q is null)
                continue;
            for (var r = from; r < to; r++)
            {
                var (first, second) = (Unsafe.Add(ref others, 2 * r) * stride, Unsafe.Add(ref others, (2 * r) + 1) * stride);
                var t = Vector512.Create(Unsafe.Add(ref w, r))
                    * (m + Vector512.LoadUnsafe(ref x, (nuint)first) + Vector512.LoadUnsafe(ref x, (nuint)second));
                ref var a = ref Unsafe.Add(ref target, first - shift);
                (Vector512.LoadUnsafe(ref a) + t).StoreUnsafe(ref a);
                ref var b = ref Unsafe.Add(ref target, second - shift);
                (Vector512.LoadUnsafe(ref b) + t).StoreUnsafe(ref b);
            }
        }
    }

    private void ApplyMany(int part, double[] v, double[]? sums, double[]? lead, double[]? q, int shift, int stride, int c)
    {
        var width = index.Width;
        for (var level = index.Parts[part]; level < index.Parts[part + 1]; level++)
        {
            var (from, to) = (index.Start[level], index.Start[level + 1]);
            var m = sums is null ? Vector512<double>.Zero : Load(sums, (level * stride) + c);
            for (var r = from; r < to; r++)
                m -= weights[r] * Sum(index.Others.AsSpan(r * width, width));
            m *= inverseLead[level];
            if (lead is not null)
                m.StoreUnsafe(ref lead[(level * stride) + c]);
            for (var r = from; q is not null && r < to; r++)
            {
                var places = index.Others.AsSpan(r * width, width);
                var t = weights[r] * (m + Sum(places));
                foreach (var place in places)
                {
                    ref var target = ref q[((place - shift) * stride) + c];
                    (Vector512.LoadUnsafe(ref target) + t).StoreUnsafe(ref target);
                }
            }
        }

        Vector512<double> Sum(ReadOnlySpan<int> places)
        {
            var sum = Vector512<double>.Zero;
            foreach (var place in places)
                sum += Load(v, (place * stride) + c);
            return sum;
        }
    }

    /// <summary>What a column's residual may be, r'M⁻¹r: as asked for, but not below the rounding of the sums.</summary>
    private double[] Enough(double[] sums, int stride, ReadOnlySpan<double> tolerances)
    {
        var enough = new double[stride];
        for (var level = 0; level < index.Levels; level++)
        {
            if (levelWeights[level] <= 0)
                continue;
            for (var c = 0; c < stride; c++)
                enough[c] += Rounding * sums[(level * stride) + c] * sums[(level * stride) + c] / levelWeights[level];
        }

        for (var c = 0; c < tolerances.Length; c++)
            enough[c] = Math.Max(enough[c], tolerances[c]);
        return enough;
    }

    private double[] Dot(double[] x, double[] y, int stride)
    {
        var dots = new double[stride];
        for (var c = 0; c < stride; c += Lanes)
        {
            var sum = Vector512<double>.Zero;
            for (var at = (index.LeadLevels * stride) + c; at < index.Levels * stride; at += stride)
                sum = Vector512.FusedMultiplyAdd(Load(x, at), Load(y, at), sum);
            sum.StoreUnsafe(ref dots[c]);
        }

        return dots;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(double[] x, int at) => Vector512.LoadUnsafe(ref x[at]);

    /// <summary>Vectors of the iteration, and for each part but the first those of the others alone.</summary>
    private sealed class Workspace(LevelIndex index, int stride)
    {
        public int Stride => stride;

        public double[] Residual { get; } = new double[index.Levels * stride];

        public double[] Preconditioned { get; } = new double[index.Levels * stride];

        public double[] Direction { get; } = new double[index.Levels * stride];

        public double[] Image { get; } = new double[index.Levels * stride];

        public double[][] Partial { get; } =
            [.. index.Parts.Skip(2).Select(_ => new double[(index.Levels - index.LeadLevels) * stride])];
    }
}
