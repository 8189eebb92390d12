using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dyad.Gravity.Absorption;
using Dyad.Numerics;

namespace Dyad.Gravity.Regression;

/// <summary>
/// The weighted normal equations of regressors and effects: sums by level, cross products, and their solution for one response. A
/// pass over the rows fills them, each thread its own part of the lead's levels.
/// </summary>
/// <remarks>
/// With D the dummies, S = D'WX, s = D'Wy: the effects a_k in the projection of column k solve D'WD a_k = S_k, the coefficients
/// (X'WX − S'a) δ = X'Wy − a's, and the effects of the regression are a_y − Σ δ_k a_k (Frisch and Waugh 1933; Lovell 1963).
/// </remarks>
internal sealed class NormalEquations
{
    /// <summary>Rows that are fitted at once, on their way to the order of the sample.</summary>
    private const int Block = 512;

    private readonly LevelIndex index;
    private readonly RegressorRows regressors;
    private readonly ILevelSolver solver;
    private readonly Part[] parts;
    private readonly double[] sums;
    private readonly double[] effects;
    private readonly double[] cross;
    private readonly double[] tolerances;
    private double[] rawGradient = [];

    /// <summary>Prepares the tables.</summary>
    /// <param name="index">The stack of effects.</param>
    /// <param name="regressors">Regressors in sorted rows.</param>
    /// <param name="solver">Solver of the effects.</param>
    public NormalEquations(LevelIndex index, RegressorRows regressors, ILevelSolver solver)
    {
        (this.index, this.regressors, this.solver) = (index, regressors, solver);
        sums = new double[index.Levels * regressors.Stride];
        effects = new double[sums.Length];
        cross = new double[(regressors.Terms + 1) * regressors.Stride];
        tolerances = new double[regressors.Stride];
        LevelWeights = new double[index.Levels];
        Weights = new double[index.Rows];
        Increments = new double[index.Levels];
        Alive = new bool[regressors.Terms];
        Excluded = new bool[regressors.Terms];
        parts = [.. index.Parts.Skip(1).Select((_, p) => new Part(p > 0, index, regressors))];
    }

    /// <summary>Whether effects are solved exactly whatever is asked for.</summary>
    public bool ExactEffects => solver.Exact;

    /// <summary>Weights of the sorted rows.</summary>
    public double[] Weights { get; }

    /// <summary>Sum of the weights by level.</summary>
    public double[] LevelWeights { get; }

    /// <summary>Effects of the last regression by level.</summary>
    public double[] Increments { get; }

    /// <summary>Coefficients of the last regression.</summary>
    public double[] Coefficients { get; private set; } = [];

    /// <summary>Regressors that are left without a coefficient whatever the sums say.</summary>
    public bool[] Excluded { get; }

    /// <summary>Regressors that have a coefficient.</summary>
    public bool[] Alive { get; private set; }

    /// <summary>Effects in the projections of the columns; a row for each level.</summary>
    public double[] Projections => effects;

    /// <summary>Weighted sums of squares of the regressors.</summary>
    public double Square(int term) => cross[(term * regressors.Stride) + term];

    /// <summary>Clears all sums before a pass.</summary>
    public void Clear()
    {
        Array.Clear(sums);
        Array.Clear(cross);
        Array.Clear(LevelWeights);
        foreach (var part in parts)
            part.Clear();
    }

    /// <summary>Adds rows of one thread's part, whose <see cref="Weights"/> are set.</summary>
    /// <param name="part">Number of the part.</param>
    /// <param name="from">First sorted row.</param>
    /// <param name="response">Weight times response of the rows from there on.</param>
    /// <param name="lead">Level of the lead of the first row.</param>
    public void Add(int part, int from, ReadOnlySpan<double> response, int lead)
    {
        for (var c = 0; c < regressors.Stride; c += Vector512<double>.Count)
            parts[part].Add(this, from, response, lead, c);
    }

    /// <summary>Adds up what the threads collected.</summary>
    public void Gather()
    {
        var start = index.LeadLevels * regressors.Stride;
        foreach (var part in parts)
        {
            Kernels.AddScaled(cross, part.Cross, 1);
            if (part.Others is null)
                continue;
            Kernels.AddScaled(sums.AsSpan(start), part.Others, 1);
            Kernels.AddScaled(LevelWeights.AsSpan(index.LeadLevels), part.OtherWeights!, 1);
        }
    }

    /// <summary>Sum of all weights.</summary>
    public double TotalWeight()
    {
        double sum = 0;
        for (var level = 0; level < index.LeadLevels; level++)
            sum += LevelWeights[level];
        return sum;
    }

    /// <summary>Forgets the projections of the regressors: after they were taken out, and before weights that are others.</summary>
    public void ClearProjections() => Array.Clear(effects);

    /// <summary>Takes the weights into the solver of the effects.</summary>
    /// <param name="renew">Whether they have little to do with those before.</param>
    public void SetWeights(bool renew = false) => solver.SetWeights(Weights, LevelWeights, renew);

    /// <summary>Solves for the effects of all columns.</summary>
    /// <param name="relative">Error that is allowed in each column's weighted size, as a share of it.</param>
    /// <param name="rounding">
    /// Size of the response that is rounding, root mean square by weight: sums of a response that vanishes say nothing below it.
    /// </param>
    public void SolveEffects(double relative, double rounding = 0)
    {
        var (terms, stride) = (regressors.Terms, regressors.Stride);
        for (var k = 0; k < terms; k++)
            tolerances[k] = relative * relative * Square(k);
        double size = 0;
        for (var level = 0; level < index.Levels; level++)
        {
            var sum = sums[(level * stride) + terms];
            if (LevelWeights[level] > 0)
                size += sum * sum / LevelWeights[level];
            // The response is another one at each pass.
            effects[(level * stride) + terms] = 0;
        }

        tolerances[terms] = Math.Max(relative * relative * size / index.Effects.Length, rounding * rounding * TotalWeight());
        solver.Solve(sums, effects, stride, tolerances);
    }

    /// <summary>Takes the effects out of the cross products and solves for coefficients and the effects of the regression.</summary>
    public void SolveCoefficients()
    {
        var (terms, stride) = (regressors.Terms, regressors.Stride);
        ref var a = ref MemoryMarshal.GetArrayDataReference(effects);
        var left = (double[])cross.Clone();
        ref var x = ref MemoryMarshal.GetArrayDataReference(left);
        rawGradient = [.. Enumerable.Range(0, terms).Select(k => cross[(k * stride) + terms])];
        for (var level = 0; level < index.Levels; level++)
        {
            for (var k = 0; k < terms; k++)
                Kernels.AddScaledRow(ref x, k, ref a, level, -sums[(level * stride) + k], stride);
        }

        Hessian = new double[terms * terms];
        var gradient = new double[terms];
        for (var k = 0; k < terms; k++)
        {
            for (var l = 0; l < terms; l++)
                Hessian[(k * terms) + l] = (left[(k * stride) + l] + left[(l * stride) + k]) / 2;
            gradient[k] = left[(k * stride) + terms];
        }

        // What effects and terms before it leave no variance of has no coefficient.
        double[] against = [.. Excluded.Select((excluded, k) => excluded ? double.PositiveInfinity : Square(k))];
        Cholesky.FactorSemidefinite(Hessian, terms, against);
        Cholesky.Solve(Hessian, terms, gradient, 1);
        Coefficients = gradient;
        Alive = [.. Enumerable.Range(0, terms).Select(k => Hessian[(k * terms) + k] > 0)];
        for (var level = 0; level < index.Levels; level++)
        {
            var row = effects.AsSpan(level * stride, stride);
            Increments[level] = row[terms] - Kernels.Dot(Coefficients, row[..terms]);
        }
    }

    /// <summary>Fitted values of the last regression in sorted rows.</summary>
    /// <param name="from">First sorted row.</param>
    /// <param name="fitted">Receives the values of the rows from there on.</param>
    public void Fit(int from, Span<double> fitted)
    {
        var (stride, width) = (regressors.Stride, index.Width);
        var padded = new double[stride];
        Coefficients.CopyTo(padded, 0);
        var (lead, others, values) = (index.LeadOf(from), index.Others, regressors.Values);
        for (var i = 0; i < fitted.Length; i++)
        {
            var r = from + i;
            while (index.Start[lead + 1] <= r)
                lead++;
            var fit = Increments[lead];
            for (var j = r * width; j < (r + 1) * width; j++)
                fit += Increments[others[j]];
            var product = Vector512<double>.Zero;
            for (var c = 0; c < stride; c += Vector512<double>.Count)
            {
                product = Vector512.FusedMultiplyAdd(
                    Vector512.LoadUnsafe(ref values[(r * stride) + c]), Vector512.LoadUnsafe(ref padded[c]), product);
            }

            fitted[i] = fit + Vector512.Sum(product);
        }
    }

    /// <summary>Fitted values of the last regression in the order of the sample.</summary>
    /// <param name="fitted">Receives a value for each row.</param>
    public void FitSample(double[] fitted) => index.ForEachPart(part =>
    {
        Span<double> block = stackalloc double[Block];
        var (from, to) = index.RowsOf(part);
        for (var start = from; start < to; start += Block)
        {
            var values = block[..Math.Min(Block, to - start)];
            Fit(start, values);
            for (var i = 0; i < values.Length; i++)
                fitted[index.Order[start + i]] = values[i];
        }
    });

    /// <summary>Factor of X'WX less the effects.</summary>
    public double[] Hessian { get; private set; } = [];

    /// <summary>Diagonal of the inverse of X'WX less the effects; zero for a term without a coefficient.</summary>
    public double[] InverseDiagonal()
    {
        var terms = regressors.Terms;
        var diagonal = new double[terms];
        for (var k = 0; k < terms; k++)
        {
            var unit = new double[terms];
            unit[k] = 1;
            Cholesky.Solve(Hessian, terms, unit, 1);
            diagonal[k] = unit[k];
        }

        return diagonal;
    }

    /// <summary>Σ of the response times the fit of the last regression: how far the response still moves the estimate.</summary>
    public double Decrement()
    {
        var (terms, stride) = (regressors.Terms, regressors.Stride);
        double sum = 0;
        for (var k = 0; k < terms; k++)
            sum += Coefficients[k] * rawGradient[k];
        for (var level = 0; level < index.Levels; level++)
            sum += Increments[level] * sums[(level * stride) + terms];
        return sum;
    }

    /// <summary>What one thread collects: its own sums of the other effects and cross products; the lead's levels are its alone.</summary>
    private sealed class Part(bool own, LevelIndex index, RegressorRows regressors)
    {
        /// <summary>Rows whose cross products are added together.</summary>
        private const int Group = 4;

        public double[]? Others { get; } = own ? new double[(index.Levels - index.LeadLevels) * regressors.Stride] : null;

        public double[]? OtherWeights { get; } = own ? new double[index.Levels - index.LeadLevels] : null;

        public double[] Cross { get; } = new double[(regressors.Terms + 1) * regressors.Stride];

        public void Clear()
        {
            Array.Clear(Cross);
            Others?.AsSpan().Clear();
            OtherWeights?.AsSpan().Clear();
        }

        public void Add(NormalEquations all, int from, ReadOnlySpan<double> response, int lead, int c)
        {
            var (terms, stride, width) = (regressors.Terms, regressors.Stride, index.Width);
            var unit = Unit(terms - c);
            var shift = Others is null ? 0 : index.LeadLevels;
            var otherWeights = OtherWeights ?? all.LevelWeights;
            ref var target = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Others ?? all.sums), c);
            ref var x = ref MemoryMarshal.GetArrayDataReference(regressors.Values);
            ref var products = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Cross), c);
            ref var others = ref MemoryMarshal.GetArrayDataReference(index.Others);
            Span<int> pending = stackalloc int[Group];
            Span<Vector512<double>> weighted = stackalloc Vector512<double>[Group];
            var waiting = 0;
            var (r, to) = (from, from + response.Length);
            while (r < to)
            {
                while (index.Start[lead + 1] <= r)
                    lead++;
                var end = Math.Min(to, index.Start[lead + 1]);
                var (ownSum, ownWeight) = (Vector512<double>.Zero, 0.0);
                for (; r < end; r++)
                {
                    var (w, y) = (all.Weights[r], response[r - from]);
                    if (w == 0 && y == 0)
                        continue;
                    var row = r * stride;
                    var v = Vector512.FusedMultiplyAdd(
                        Vector512.Create(y), unit, w * Vector512.LoadUnsafe(ref x, (nuint)(row + c)));
                    ownSum += v;
                    ownWeight += w;
                    for (var j = r * width; j < (r + 1) * width; j++)
                    {
                        var place = Unsafe.Add(ref others, j);
                        ref var sum = ref Unsafe.Add(ref target, (place - shift) * stride);
                        (Vector512.LoadUnsafe(ref sum) + v).StoreUnsafe(ref sum);
                        if (c == 0)
                            otherWeights[place - shift] += w;
                    }

                    (pending[waiting], weighted[waiting]) = (row, v);
                    if (++waiting == Group)
                    {
                        AddProducts(ref products, ref x, pending, weighted, terms, stride);
                        waiting = 0;
                    }
                }

                ref var own = ref all.sums[(lead * stride) + c];
                (Vector512.LoadUnsafe(ref own) + ownSum).StoreUnsafe(ref own);
                if (c == 0)
                    all.LevelWeights[lead] += ownWeight;
            }

            for (; waiting > 0 && waiting < Group; waiting++)
                (pending[waiting], weighted[waiting]) = (pending[0], Vector512<double>.Zero);
            if (waiting > 0)
                AddProducts(ref products, ref x, pending, weighted, terms, stride);
        }

        /// <summary>Cross products of four rows at once, so that each sum is loaded and stored once for all of them.</summary>
        private static void AddProducts(
            ref double products, ref double x, ReadOnlySpan<int> rows, ReadOnlySpan<Vector512<double>> v, int terms, int stride)
        {
            ref var x0 = ref Unsafe.Add(ref x, rows[0]);
            ref var x1 = ref Unsafe.Add(ref x, rows[1]);
            ref var x2 = ref Unsafe.Add(ref x, rows[2]);
            ref var x3 = ref Unsafe.Add(ref x, rows[3]);
            var (v0, v1, v2, v3) = (v[0], v[1], v[2], v[3]);
            for (var k = 0; k < terms; k++)
            {
                ref var product = ref Unsafe.Add(ref products, k * stride);
                var even = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref x0, k)), v0, Vector512.LoadUnsafe(ref product));
                var odd = Vector512.Create(Unsafe.Add(ref x1, k)) * v1;
                even = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref x2, k)), v2, even);
                odd = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref x3, k)), v3, odd);
                (even + odd).StoreUnsafe(ref product);
            }
        }

        private static Vector512<double> Unit(int lane)
        {
            Span<double> unit = stackalloc double[Vector512<double>.Count];
            unit.Clear();
            if (lane >= 0 && lane < unit.Length)
                unit[lane] = 1;
            return Vector512.Create<double>(unit);
        }
    }
}
