using Dyad.Gravity.Absorption;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Ppml;

/// <summary>
/// Poisson pseudo maximum likelihood by Newton steps (iteratively reweighted least squares; Correia, Guimarães and Zylkin 2020,
/// algorithm 1) with absorbed effects. One solver serves many sets of weights over one sample, so that resampling allocates little;
/// it is not safe for use by two threads.
/// </summary>
/// <remarks>
/// Steps are increments: the response of a step is (y − μ)/μ and not the linear predictor plus it. Sums then vanish at the optimum,
/// and an effect that is solved with an error of ε slows convergence by ε but does not move where it ends.
/// </remarks>
internal sealed class PpmlSolver
{
    private const int MostHalvings = 12;

    /// <summary>Sweeps of the start: each costs a tenth of a step, and two save up to three steps.</summary>
    private const int StartingSweeps = 2;

    /// <summary>Step of a linear predictor, root mean square, below which nothing moves any more.</summary>
    private const double NoStep = 1e-12;

    /// <summary>Step of a coefficient, relative to it, that is near enough where the fit leaves no error to hold it against.</summary>
    private const double RelativeStep = 1e-10;

    /// <summary>Steps in a row after which a zero flow whose predictor keeps falling is held against separation.</summary>
    private const int Suspicious = 8;

    /// <summary>Accuracy of residuals, relative to what is left of the regressor.</summary>
    private const double ExactEffects = 1e-9;

    /// <summary>Step of a linear predictor that is rounding: means are exact to a few units of the last place.</summary>
    private const double Rounding = 1e-15;

    private readonly GravitySample sample;
    private readonly PpmlOptions options;
    private readonly LevelIndex index;
    private readonly RegressorRows regressors;
    private readonly NormalEquations equations;
    private readonly PoissonRows rows;
    private bool prepared;

    public PpmlSolver(GravitySample sample, PpmlOptions options)
    {
        options.Validate();
        (this.sample, this.options) = (sample, options);
        index = LevelIndex.Of(sample.Effects, options.Threads);
        regressors = new RegressorRows(sample, index);
        equations = new NormalEquations(index, regressors, LevelSolvers.For(index));
        rows = new PoissonRows(sample, index, equations);
    }

    /// <summary>Estimates under the given weights.</summary>
    /// <param name="rowWeights">A weight for each row of the sample, zero or more.</param>
    /// <param name="start">Estimate of the same sample to start from, or null.</param>
    /// <param name="cancel">Ends the work.</param>
    public PpmlState Solve(ReadOnlySpan<double> rowWeights, PpmlState? start, CancellationToken cancel = default)
    {
        var terms = sample.Terms.Count;
        var weights = rowWeights.ToArray();
        var support = LevelSupport.Find(sample, weights, options.Threads);
        support.ClearWeights(weights);
        if (!Array.Exists(weights, w => w > 0))
            return new PpmlState(new double[sample.Rows], new double[terms], new bool[terms], support, 0, ExitStatus.NoData);
        var coefficients = new double[terms];
        var verified = false;
        var moved = double.PositiveInfinity;
        var iteration = 0;
        try
        {
            var deviance = Start(weights, start, coefficients);
            while (++iteration <= options.MaxIterations)
            {
                cancel.ThrowIfCancellationRequested();
                equations.SetWeights(renew: iteration == 1);
                equations.SolveEffects(Forcing(moved), Rounding);
                equations.SolveCoefficients();
                // The whole step is judged: one that was halved often is small without being near the optimum.
                moved = Math.Sqrt(Math.Max(0, equations.Decrement()) / equations.TotalWeight());
                var settled = moved <= options.Tolerance && Settled(moved, deviance, coefficients);
                deviance = Descend(deviance, coefficients);
                if (settled && rows.Falling == 0)
                    return State(ExitStatus.Converged);
                if (rows.Falling < Suspicious || verified)
                    continue;
                verified = Separation.Certificate(new WeightedRegression(index, equations), sample.Flow, weights) is not { } z
                    || !support.Separate(z, weights);
                support.ClearWeights(weights);
                deviance = Start(weights, null, coefficients);
                moved = double.PositiveInfinity;
            }
        }
        catch (NonConvergenceException)
        {
            return State(ExitStatus.EffectsNotSolved);
        }

        return State(ExitStatus.IterationLimit);

        PpmlState State(ExitStatus exit) => new(
            index.Unsort(rows.Predictor), coefficients, equations.Alive, support, Math.Min(iteration, options.MaxIterations), exit);
    }

    /// <summary>
    /// Whether no coefficient moves by more than the tolerance allows of its standard error (as if errors were Poisson with the
    /// dispersion of the fit). The step of the predictor alone hides what moves where flows are small.
    /// </summary>
    private bool Settled(double moved, double deviance, double[] coefficients)
    {
        var variances = equations.InverseDiagonal();
        var dispersion = Math.Max(0, deviance) / index.Rows;
        return moved <= NoStep || Enumerable.Range(0, coefficients.Length).All(k =>
            Math.Abs(equations.Coefficients[k]) <= Math.Max(
                options.Tolerance * Math.Sqrt(dispersion * variances[k]), RelativeStep * Math.Abs(coefficients[k])));
    }

    /// <summary>Sets out from an estimate, or from coefficients of zero, and fills the equations.</summary>
    private double Start(double[] weights, PpmlState? start, double[] coefficients)
    {
        rows.SetWeights(weights);
        equations.ClearProjections();
        rows.Start(start?.LinearPredictor, StartingSweeps);
        (start?.Coefficients ?? new double[coefficients.Length]).CopyTo(coefficients, 0);
        var deviance = rows.Pass(0);
        return prepared ? deviance : Prepare();
    }

    /// <summary>
    /// What covariances are made of: residuals of the regressors on the effects under the working weights of the last estimate, and
    /// the factor of their cross product. The equations are as the last pass over the rows filled them, at the estimate.
    /// </summary>
    public ScoreRows Scores()
    {
        equations.SetWeights();
        equations.SolveEffects(ExactEffects, Rounding);
        equations.SolveCoefficients();
        regressors.TakeOut(equations.Projections, equations.Weights);
        equations.ClearProjections();
        return new ScoreRows(
            index.Order, regressors.Values, regressors.Stride, rows.Responses(), equations.Weights, equations.Hessian, equations.Alive);
    }

    /// <summary>How exactly effects are solved: a tenth of the way that the last step went, as Newton's own error is its square.</summary>
    private static double Forcing(double moved) => Math.Clamp(0.1 * moved, 1e-4, 0.05);

    /// <summary>Replaces the regressors by their residuals and finds those of which nothing is left.</summary>
    private double Prepare()
    {
        double[] before = [.. Enumerable.Range(0, regressors.Terms).Select(equations.Square)];
        equations.SetWeights();
        equations.SolveEffects(ExactEffects);
        regressors.TakeOutAndDrop(equations.Projections, equations.Weights, before);
        equations.ClearProjections();
        prepared = true;
        return rows.Pass(0);
    }

    /// <summary>Takes the step, and goes back towards where it began while the deviance rises, as a step far from the optimum can make it do.</summary>
    private double Descend(double before, double[] coefficients)
    {
        var (taken, next) = (1.0, rows.Pass(1));
        for (var h = 0; h < MostHalvings && !(next <= (before * (1 + 1e-9)) + rows.Rounding); h++)
        {
            next = rows.Pass(-taken / 2);
            taken /= 2;
        }

        Add(coefficients, taken);
        return next;
    }

    private void Add(double[] coefficients, double factor)
    {
        for (var k = 0; k < coefficients.Length; k++)
            coefficients[k] += factor * equations.Coefficients[k];
    }
}
