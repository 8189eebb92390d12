using Dyad.Gravity.Absorption;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Ppml;

/// <summary>
/// Iteratively reweighted least squares with absorbed effects (Correia, Guimarães and Zylkin 2020, algorithm 1). One solver serves
/// many sets of weights over one sample, so that resampling allocates little; it is not safe for use by two threads.
/// </summary>
internal sealed class PpmlSolver
{
    private const int MostHalvings = 12;

    /// <summary>Steps in a row after which a zero flow whose predictor keeps falling is held against separation.</summary>
    private const int Suspicious = 8;

    /// <summary>A Newton step moves a separated zero flow by −1 or more (the working response of a zero flow is η − 1).</summary>
    private const double Fall = -0.5;

    private readonly GravitySample sample;
    private readonly PpmlOptions options;
    private readonly IAbsorber absorber;
    private readonly IWeightedRegression regression;
    private readonly double[] flowLogFlow;
    private readonly double[] weights;
    private readonly double[] workingWeights;
    private readonly double[] working;
    private readonly int[] zeroRows;
    private readonly int[] falls;

    public PpmlSolver(GravitySample sample, PpmlOptions options)
    {
        options.Validate();
        (this.sample, this.options) = (sample, options);
        absorber = Absorbers.For(sample.Effects);
        regression = WeightedRegressions.For(sample, absorber);
        flowLogFlow = Array.ConvertAll(sample.Flow, y => y > 0 ? y * Math.Log(y) : 0);
        weights = new double[sample.Rows];
        workingWeights = new double[sample.Rows];
        working = new double[sample.Rows];
        zeroRows = [.. Enumerable.Range(0, sample.Rows).Where(row => sample.Flow[row] == 0)];
        falls = new int[zeroRows.Length];
    }

    /// <summary>Estimates under the given weights.</summary>
    /// <param name="rowWeights">A weight for each row, zero or more.</param>
    /// <param name="start">Linear predictor to start from, or null.</param>
    /// <param name="cancel">Ends the work.</param>
    public PpmlState Solve(ReadOnlySpan<double> rowWeights, double[]? start, CancellationToken cancel = default)
    {
        rowWeights.CopyTo(weights);
        var support = LevelSupport.Find(sample, weights);
        support.ClearWeights(weights);
        var eta = start is null ? StartFromMeans() : Array.ConvertAll(start, e => double.IsFinite(e) ? e : 0);
        var state = new PpmlState(sample.Rows, sample.Terms.Count, support) { LinearPredictor = eta };
        if (!Array.Exists(weights, w => w > 0))
            return state with { Exit = ExitStatus.NoData };
        FillMeans(state);
        state = state with { Deviance = Deviance(state) };
        Array.Clear(falls);
        var (first, verified) = (1, false);
        for (var iteration = 1; iteration <= options.MaxIterations; iteration++)
        {
            cancel.ThrowIfCancellationRequested();
            var step = Step(state);
            // The whole step is judged: one that was halved often is small without being near the optimum.
            var moved = Movement(state.LinearPredictor, step.LinearPredictor);
            var falling = Falling(state.LinearPredictor, step.LinearPredictor);
            state = (iteration == first ? step : Halve(state, step)) with { Iterations = iteration };
            if (moved <= options.Tolerance && falling == 0)
                return state with { Exit = ExitStatus.Converged };
            if (falling < Suspicious || verified)
                continue;
            verified = Separation.Certificate(regression, sample.Flow, weights) is not { } z || !support.Separate(z, weights);
            if (verified)
                continue;
            support.ClearWeights(weights);
            state = state with { LinearPredictor = StartFromMeans() };
            FillMeans(state);
            state = state with { Deviance = Deviance(state) };
            Array.Clear(falls);
            first = iteration + 1;
        }

        return state;
    }

    /// <summary>
    /// Residuals of the regressors on the effects under the working weights w μ of a state, and these weights: what a covariance is
    /// made of. Row r of term k is at <c>r * stride + k</c>.
    /// </summary>
    public (double[] Residuals, int Stride, double[] WorkingWeights) Scores(PpmlState state)
    {
        sample.Weights.CopyTo(weights, 0);
        state.Support.ClearWeights(weights);
        SetWorkingWeights(state);
        absorber.SetWeights(workingWeights);
        var rows = new RegressorRows(sample);
        absorber.Residualise(rows.Values, rows.Stride);
        return (rows.Values, rows.Stride, (double[])workingWeights.Clone());
    }

    private PpmlState Step(PpmlState state)
    {
        SetWorkingWeights(state);
        for (var row = 0; row < weights.Length; row++)
        {
            var eta = state.LinearPredictor[row] - (sample.Offset?[row] ?? 0);
            working[row] = weights[row] > 0 ? eta + ((sample.Flow[row] - state.Means[row]) / state.Means[row]) : eta;
        }

        var eta1 = new double[weights.Length];
        var (coefficients, alive) = regression.Fit(workingWeights, working, eta1);
        for (var row = 0; sample.Offset is not null && row < eta1.Length; row++)
            eta1[row] += sample.Offset[row];
        var next = state with { LinearPredictor = eta1, Means = new double[eta1.Length], Coefficients = coefficients, Alive = alive };
        FillMeans(next);
        return next with { Deviance = Deviance(next) };
    }

    /// <summary>
    /// Goes back towards the state before while the deviance rises, as a step far from the optimum can make it do. Not for the first
    /// step: it leaves a start that is no model, whose deviance says nothing.
    /// </summary>
    private PpmlState Halve(PpmlState before, PpmlState next)
    {
        for (var h = 0; h < MostHalvings && !(next.Deviance <= before.Deviance * (1 + 1e-9)); h++)
        {
            for (var row = 0; row < weights.Length; row++)
                next.LinearPredictor[row] = (next.LinearPredictor[row] + before.LinearPredictor[row]) / 2;
            FillMeans(next);
            next = next with { Deviance = Deviance(next) };
        }

        return next;
    }

    private void SetWorkingWeights(PpmlState state)
    {
        for (var row = 0; row < weights.Length; row++)
            workingWeights[row] = weights[row] > 0 ? weights[row] * state.Means[row] : 0;
    }

    private double[] StartFromMeans()
    {
        double sum = 0, total = 0;
        for (var row = 0; row < weights.Length; row++)
        {
            sum += weights[row] * sample.Flow[row];
            total += weights[row];
        }

        var mean = total > 0 ? sum / total : 1;
        return Array.ConvertAll(sample.Flow, y => Math.Log((y + mean) / 2));
    }

    /// <summary>Means of the rows with weight; no other is asked for before the end.</summary>
    private void FillMeans(PpmlState state)
    {
        for (var row = 0; row < state.Means.Length; row++)
            state.Means[row] = weights[row] > 0 ? Math.Exp(state.LinearPredictor[row]) : 0;
    }

    private double Deviance(PpmlState state)
    {
        double sum = 0;
        for (var row = 0; row < weights.Length; row++)
        {
            if (weights[row] > 0)
            {
                var y = sample.Flow[row];
                sum += weights[row] * (flowLogFlow[row] - (y * state.LinearPredictor[row]) - y + state.Means[row]);
            }
        }

        return 2 * sum;
    }

    /// <summary>Most steps in a row, up to this one, over which a zero flow with weight has kept falling.</summary>
    private int Falling(double[] before, double[] after)
    {
        var most = 0;
        for (var z = 0; z < zeroRows.Length; z++)
        {
            var row = zeroRows[z];
            falls[z] = weights[row] > 0 && after[row] - before[row] < Fall ? falls[z] + 1 : 0;
            most = Math.Max(most, falls[z]);
        }

        return most;
    }

    /// <summary>Root mean square step of the linear predictor, weighted as the estimate is.</summary>
    private double Movement(double[] before, double[] after)
    {
        double sum = 0, total = 0;
        for (var row = 0; row < before.Length; row++)
        {
            var step = after[row] - before[row];
            if (workingWeights[row] > 0)
                sum += workingWeights[row] * step * step;
            total += workingWeights[row];
        }

        return Math.Sqrt(sum / total);
    }
}

/// <summary>Where the iteration stands.</summary>
internal sealed record PpmlState(int Rows, int Terms, LevelSupport Support)
{
    public double[] LinearPredictor { get; init; } = [];

    public double[] Means { get; init; } = new double[Rows];

    public double[] Coefficients { get; init; } = new double[Terms];

    public bool[] Alive { get; init; } = new bool[Terms];

    public double Deviance { get; init; } = double.PositiveInfinity;

    public int Iterations { get; init; }

    public ExitStatus Exit { get; init; } = ExitStatus.IterationLimit;
}
