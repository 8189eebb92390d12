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

    /// <summary>Steps after which those that hardly shrink ask for exact effects.</summary>
    private const int Patience = 10;

    /// <summary>Searches for what separates that may end without an answer.</summary>
    private const int MostUnanswered = 4;

    private const int Never = int.MaxValue;

    /// <summary>Accuracy of residuals, relative to what is left of the regressor.</summary>
    private const double ExactEffects = 1e-9;

    /// <summary>Share of a regressor's square that may be no more than what effects were solved to: it is taken out once more.</summary>
    private const double Doubtful = 1e-10;

    /// <summary>Step of a linear predictor that is rounding: means are exact to a few units of the last place.</summary>
    private const double Rounding = 1e-15;

    private readonly GravitySample sample;
    private readonly PpmlOptions options;
    private readonly LevelIndex index;
    private readonly RegressorRows regressors;
    private readonly NormalEquations equations;
    private readonly PoissonRows rows;
    private double[] squares = [];
    private bool prepared;
    private bool solved;

    /// <summary>Prepares a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="options">How it is estimated.</param>
    /// <param name="levels">Makes the solver of the effects; null: the one that suits them.</param>
    public PpmlSolver(GravitySample sample, PpmlOptions options, Func<LevelIndex, ILevelSolver>? levels = null)
    {
        options.Validate();
        (this.sample, this.options) = (sample, options);
        index = LevelIndex.Of(sample.Effects, options.Threads);
        regressors = new RegressorRows(sample, index);
        equations = new NormalEquations(index, regressors, (levels ?? LevelSolvers.For)(index));
        rows = new PoissonRows(sample, index, equations);
    }

    /// <summary>Threads that it uses.</summary>
    public int Threads => options.Threads;

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
        var (suspicious, exact, renew, unanswered) = (Suspicious, equations.ExactEffects, true, 0);
        var moved = double.PositiveInfinity;
        var (iteration, begun) = (0, 0);
        bool[] alive = [];
        solved = false;
        Array.Clear(equations.Excluded);
        try
        {
            var deviance = Start(weights, start, coefficients, fewer: false);
            while (++iteration <= options.MaxIterations && unanswered < MostUnanswered)
            {
                cancel.ThrowIfCancellationRequested();
                equations.SetWeights(renew);
                renew = false;
                equations.SolveEffects(exact ? ExactEffects : Forcing(moved), Rounding);
                equations.SolveCoefficients();
                if (iteration == begun + 1)
                {
                    // What depends on others at first does so to the end: where rounding gave it a step in between, theirs would be wrong.
                    alive = equations.Alive;
                    for (var k = 0; k < terms; k++)
                        equations.Excluded[k] |= !alive[k];
                }

                var before = moved;
                moved = Moved();
                var settled = moved <= options.Tolerance && Settled(moved, deviance, coefficients);
                deviance = Descend(deviance, coefficients);
                var rests = settled && rows.Falling == 0;
                // A term that had a coefficient and has none any more: the flows that told of it have gone towards zero.
                int[] lost = rests ? Lost() : [];
                var (sure, falls) = rests && !exact ? ExactStep(weights, deviance, coefficients) : (rests, false);
                if (sure && !falls && lost.Length == 0)
                {
                    solved = !exact;
                    return State(ExitStatus.Converged);
                }

                // Newton's steps shrink faster than by half near the optimum; where they do not, the error of the effects holds them up.
                var crawls = !exact && iteration - begun > Patience && moved > before / 2;
                exact |= rests || crawls;
                if (lost.Length > 0 && suspicious == Never)
                {
                    foreach (var k in lost)
                        equations.Excluded[k] = true;
                    deviance = Restart(fewer: false);
                    continue;
                }

                var watched = unanswered > 0 || suspicious == Never ? 1 : Suspicious;
                var step = falls || rows.Falling >= watched ? Step() : null;
                var z = step is null ? null : Separation.Shown(sample.Flow, weights, step);
                if (z is null && (suspicious == Never || (!falls && lost.Length == 0 && !crawls && rows.Falling < suspicious)))
                    continue;
                z ??= Separation.Certificate(
                    new WeightedRegression(index, equations), sample.Flow, weights, step ?? Step(), cancel);
                // Under the weights of the search a regressor may look dependent; what it separates was then not looked for.
                if (z is not null && Array.TrueForAll(z, v => v == 0) && Lost().Length > 0)
                    z = null;
                if (z is not null && support.Separate(z, weights))
                {
                    support.ClearWeights(weights);
                    deviance = Restart(fewer: true);
                    continue;
                }

                // Without an answer the rows fall on, and their step comes nearer to a certificate.
                (suspicious, unanswered) = z is null ? (rows.Falling + Suspicious, unanswered + 1) : (Never, 0);
                deviance = rows.Pass(0);
                (moved, renew) = (double.PositiveInfinity, true);
            }
        }
        catch (NonConvergenceException)
        {
            return State(ExitStatus.EffectsNotSolved);
        }

        return State(ExitStatus.IterationLimit);

        double Restart(bool fewer)
        {
            (suspicious, exact, renew, unanswered) = (fewer ? Suspicious : Never, equations.ExactEffects, true, 0);
            (moved, begun) = (double.PositiveInfinity, iteration);
            return Start(weights, null, coefficients, fewer);
        }

        int[] Lost() => [.. Enumerable.Range(0, terms).Where(k => alive[k] && !equations.Alive[k])];

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

    /// <summary>
    /// Whether the exact step is settled too, and whether it lowers a zero flow as separated ones are lowered. Where effects are solved
    /// to a share, directions that the regressors hardly tell of are lost in the error of their projections, and the fit seems to rest.
    /// </summary>
    private (bool Settled, bool Falls) ExactStep(double[] weights, double deviance, double[] coefficients)
    {
        SolveExactly();
        var (moved, step) = (Moved(), Step());
        return (
            moved <= options.Tolerance && Settled(moved, deviance, coefficients),
            Enumerable.Range(0, step.Length).Any(row => sample.Flow[row] == 0 && weights[row] > 0 && step[row] < PoissonRows.Fall));
    }

    private void SolveExactly()
    {
        equations.SetWeights();
        equations.SolveEffects(ExactEffects, Rounding);
        equations.SolveCoefficients();
    }

    /// <summary>Root mean square of the last regression's whole step: one that was halved often is small far from the optimum.</summary>
    private double Moved() => Math.Sqrt(Math.Max(0, equations.Decrement()) / equations.TotalWeight());

    /// <summary>Step of the last regression in the order of the sample.</summary>
    private double[] Step()
    {
        var step = new double[index.Rows];
        equations.FitSample(step);
        return step;
    }

    /// <summary>Sets out from an estimate, or from coefficients of zero, and fills the equations.</summary>
    /// <param name="weights">Weights of the rows.</param>
    /// <param name="start">Estimate, or null.</param>
    /// <param name="coefficients">Receives the coefficients.</param>
    /// <param name="fewer">Whether rows were dropped: what only they told of has no coefficient any more.</param>
    private double Start(double[] weights, PpmlState? start, double[] coefficients, bool fewer)
    {
        rows.SetWeights(weights);
        equations.ClearProjections();
        rows.Start(start?.LinearPredictor, StartingSweeps);
        (start?.Coefficients ?? new double[coefficients.Length]).CopyTo(coefficients, 0);
        var deviance = rows.Pass(0);
        return prepared && !fewer ? deviance : Prepare();
    }

    /// <summary>
    /// What covariances are made of: residuals of the regressors on the effects under the working weights of the last estimate, and
    /// the factor of their cross product. The equations are as the last pass over the rows filled them, at the estimate.
    /// </summary>
    public ScoreRows Scores()
    {
        if (!solved)
            SolveExactly();
        regressors.TakeOut(equations.Projections, equations.Weights);
        equations.ClearProjections();
        return new ScoreRows(
            index.Order, regressors.Values, regressors.Stride, rows.Responses(), equations.Weights, equations.Hessian, equations.Alive);
    }

    /// <summary>How exactly effects are solved: a tenth of the way that the last step went, as Newton's own error is its square.</summary>
    private static double Forcing(double moved) => Math.Clamp(0.1 * moved, 1e-4, 0.05);

    /// <summary>
    /// Replaces the regressors by their residuals and finds those of which nothing is left: for good at the first weights, until the
    /// next solution where rows have been dropped since.
    /// </summary>
    private double Prepare()
    {
        // Where rows have been dropped, what is left may be rounding alone, and says nothing of the size that it had.
        squares = [.. Enumerable.Range(0, regressors.Terms).Select(k => Math.Max(equations.Square(k), prepared ? squares[k] : 0))];
        var left = TakeOut();
        // Effects that are solved to a share leave as much of a regressor that depends on them; of that they leave a share again.
        if (!equations.ExactEffects && left.Zip(squares).Any(s => s.First <= Doubtful * s.Second))
        {
            equations.ClearProjections();
            rows.Pass(0);
            left = TakeOut();
        }

        int[] dead = [.. Enumerable.Range(0, regressors.Terms).Where(k => RegressorRows.Depends(left[k], squares[k]))];
        if (!prepared)
            regressors.Drop(dead);
        foreach (var k in dead)
            equations.Excluded[k] = true;
        equations.ClearProjections();
        prepared = true;
        return rows.Pass(0);

        double[] TakeOut()
        {
            equations.SetWeights();
            equations.SolveEffects(ExactEffects, Rounding);
            return regressors.TakeOut(equations.Projections, equations.Weights);
        }
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
