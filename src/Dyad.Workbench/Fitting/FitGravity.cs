using System.Diagnostics;
using Dyad.Data.Columns;
using Dyad.Gravity;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Formulas;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;

namespace Dyad.Workbench.Fitting;

/// <summary>Estimates a formula on a file: columns, design, estimate, errors, in this order.</summary>
public static class FitGravity
{
    private const double Level = 0.95;

    /// <summary>Reads and estimates.</summary>
    /// <exception cref="UserException">The request or the data do not allow it; the message says why.</exception>
    /// <exception cref="Data.FactException">The file or an SQL expression is at fault.</exception>
    public static FitResult Run(FitRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        request.Validate();
        progress.Report(new Stage($"reading {request.File}", 0));
        var start = Stopwatch.GetTimestamp();
        var (formula, errors) = (Parsed(request.Formula, "", Formula.Parse), FitErrors.Parse(request.Vcov, request.Ssc));
        var options = new DesignOptions
        {
            Poisson = request.Family == FitFamily.Poisson,
            Weights = request.Weights is { } w ? Parsed(w, "--weights: ", Formula.ParseExpression) : null,
            Offset = request.Offset is { } o ? Parsed(o, "--offset: ", Formula.ParseExpression) : null,
            Clusters = errors.Keys,
            JointClusters = errors.AreMembers,
            KeepSingletons = request.KeepSingletons,
        };
        var table = Read(request, formula, options, cancel);
        var read = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cancel.ThrowIfCancellationRequested();
        var design = Designed(formula, table, options);
        table = null;
        cancel.ThrowIfCancellationRequested();
        progress.Report(new Stage("estimating", 0.2));
        var result = Estimated(request, formula, design, errors, cancel);
        return result with
        {
            ReadSeconds = read,
            FitSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds - read,
            PeakBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }

    private static ColumnTable Read(FitRequest request, Formula formula, DesignOptions options, CancellationToken cancel)
    {
        using var file = ColumnFile.Open(request.File, FitColumns.Added(request.With), request.Where, Threads(request));
        FitColumns.Require(request.Formula, formula.Numbers.Concat(formula.Keys), file.Columns, "");
        FitColumns.Require(request.Weights ?? "", options.Weights?.Variables ?? [], file.Columns, "--weights: ");
        FitColumns.Require(request.Offset ?? "", options.Offset?.Variables ?? [], file.Columns, "--offset: ");
        FitColumns.Require(string.Join(',', options.Clusters), options.Keys, file.Columns, "--vcov: ");
        string[] Names(IEnumerable<Expression.Variable> variables) => [.. variables.Select(v => v.Name).Distinct()];
        var numbers = Names(formula.Numbers.Concat(options.Numbers));
        var keys = Names(formula.Keys.Concat(options.Keys));
        return file.Read(numbers, keys, cancel);
    }

    private static Design Designed(Formula formula, ColumnTable table, DesignOptions options)
    {
        try
        {
            return Design.Of(formula, new FitColumns(table), options);
        }
        catch (DesignException e)
        {
            throw new UserException(e.Message, e);
        }
    }

    private static FitResult Estimated(
        FitRequest request, Formula formula, Design design, FitErrors errors, CancellationToken cancel)
    {
        try
        {
            if (request.Family == FitFamily.Poisson)
            {
                var options = new PpmlOptions { Threads = Threads(request) };
                options = request.Tolerance is { } t ? options with { Tolerance = t } : options;
                var fit = PpmlEstimator.TryFit(design.Sample, options, cancel);
                if (fit.Exit == ExitStatus.NoData)
                    throw new UserException("nothing to estimate: every flow is zero, or each is in a level of zero flows");
                return Described(request, formula, design, errors, fit) with
                {
                    Dropped = new FitDropped(design.Missing, design.Singletons, fit.Separated, design.AllZero + fit.AllZero),
                    Deviance = fit.Deviance,
                    LogLikelihood = fit.LogLikelihood,
                    PseudoR2 = fit.PseudoR2,
                    Iterations = fit.Iterations,
                    Converged = fit.Converged,
                };
            }

            var ols = OlsEstimator.Fit(design.Sample, Threads(request));
            return Described(request, formula, design, errors, ols) with
            {
                Deviance = ols.SumOfSquares,
                LogLikelihood = ols.LogLikelihood,
                PseudoR2 = ols.R2,
            };
        }
        catch (NonConvergenceException e)
        {
            throw new UserException($"did not converge: {e.Message}", e);
        }
    }

    /// <summary>What both families share; the rest is that of least squares.</summary>
    private static FitResult Described(FitRequest request, Formula formula, Design design, FitErrors errors, Estimate fit)
    {
        var (sample, estimate) = design.HasIntercept
            ? InterceptEstimate.Reveal(design.Sample, fit, "(Intercept)")
            : (design.Sample, fit);
        // Without a coefficient there is nothing to err about.
        var covariance = estimate.Terms.Count > 0 ? errors.Of(sample, estimate, design.Clusters) : null;
        return new FitResult
        {
            Formula = formula.ToString(),
            Family = request.Family,
            Errors = covariance is null ? "" : errors.Describe(covariance),
            StudentT = covariance is not null && !double.IsPositiveInfinity(covariance.Degrees),
            Coefficients = [.. (covariance?.Table(Level) ?? []).Select(t =>
                new FitCoefficient(t.Term, t.Estimate, t.StdError, t.Statistic, t.PValue, t.ConfLow, t.ConfHigh))],
            Observations = estimate.Observations,
            Dropped = new FitDropped(design.Missing, design.Singletons, 0, design.AllZero),
            ZeroWeight = design.ZeroWeight,
            Collinear = estimate.Collinear,
            Deviance = 0,
            LogLikelihood = 0,
            PseudoR2 = 0,
            Iterations = 1,
            Converged = true,
            FixedEffects = design.HasIntercept ? [] : [.. design.Sample.Effects.Select(e =>
                new FitEffect(e.Name, LevelsIn(e, estimate.Used)))],
            ReadSeconds = 0,
            FitSeconds = 0,
            PeakBytes = 0,
        };
    }

    private static int LevelsIn(FixedEffect effect, bool[] used)
    {
        var seen = new bool[effect.Count];
        for (var row = 0; row < used.Length; row++)
            seen[effect.Levels[row]] |= used[row];
        return seen.Count(s => s);
    }

    private static int Threads(FitRequest request) => request.Threads ?? Environment.ProcessorCount;

    private static T Parsed<T>(string text, string option, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormulaException e)
        {
            throw new UserException($"{(option.Length > 0 ? option : "formula: ")}{e.Message}", e.Text, e.Position);
        }
    }
}
