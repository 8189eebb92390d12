using System.Diagnostics;
using Dyad.Data.Columns;
using Dyad.Gravity;
using Dyad.Gravity.Bootstrap;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Formulas;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;

namespace Dyad.Workbench.Fitting;

/// <summary>Estimates a formula on a file: columns, design, estimate, errors, in this order.</summary>
public static class FitGravity
{
    /// <summary>Name of the constant, as R prints it.</summary>
    internal const string Intercept = "(Intercept)";

    /// <summary>Level of intervals.</summary>
    internal const double Level = 0.95;

    /// <summary>Reads and estimates.</summary>
    /// <exception cref="UserException">The request or the data do not allow it; the message says why.</exception>
    /// <exception cref="Data.FactException">The file or an SQL expression is at fault.</exception>
    public static FitResult Run(FitRequest request, IProgress<Stage> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        request.Validate();
        FitFiles.Check(request);
        progress.Report(new Stage($"reading {request.File}", 0));
        var start = Stopwatch.GetTimestamp();
        var (formula, errors) = (FitFaults.Parsed(request.Formula, "formula: ", Formula.Parse), FitErrors.Parse(request.Vcov, request.Ssc));
        var bootstrap = request.Bootstrap is { } b ? FitBootstrap.Parse(b) : null;
        var bias = request.BiasCorrect ? FitBias.Parse(request, formula, errors) : null;
        var options = new DesignOptions
        {
            Poisson = request.Family == FitFamily.Poisson,
            Weights = request.Weights is { } w ? FitFaults.Parsed(w, "--weights: ", Formula.ParseExpression) : null,
            Offset = request.Offset is { } o ? FitFaults.Parsed(o, "--offset: ", Formula.ParseExpression) : null,
            // Those of the bootstrap are the last.
            Clusters = bootstrap is null ? errors.Clusters : [.. errors.Clusters, bootstrap.Cluster],
            Members = bias?.Members ?? errors.Members,
            KeepSingletons = request.KeepSingletons,
            Names = request.Save is not null || request.SaveEffects is not null,
        };
        if (request.SaveEffects is not null && formula.Effects.Count == 0)
            throw new UserException($"--save-effects {request.SaveEffects}: the formula has no effects");
        Rehearsal.Begin(formula, columns =>
        {
            var plain = request with { Save = null, SaveEffects = null, Plot = null, Reset = false };
            var rehearsed = Design.Of(formula, columns, options with { Clusters = errors.Clusters });
            Estimated(new Plan(plain, formula, rehearsed, errors, null, null, null), new Progress<Stage>(), CancellationToken.None);
        });
        var table = Read(
            request, formula, options,
            [("--vcov: ", errors.Keys), ("--bootstrap: ", bootstrap is null ? [] : [bootstrap.Cluster])], cancel);
        if (table.Rows == 0)
        {
            throw new UserException(request.Where is { } where
                ? $"{request.File}: no row fulfils --where {where}"
                : $"{request.File}: there are no rows");
        }

        var read = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cancel.ThrowIfCancellationRequested();
        var design = Designed(request.File, formula, table, options);
        errors.RequireDyads(design, table);
        var rowNumbers = table.Numbers.GetValueOrDefault(ColumnFile.RowNumber);
        table = null;
        cancel.ThrowIfCancellationRequested();
        progress.Report(new Stage("estimating", 0.2));
        var result = Estimated(new Plan(request, formula, design, errors, bootstrap, bias, rowNumbers), progress, cancel);
        return result with
        {
            ReadSeconds = read,
            FitSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds - read,
            PeakBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }

    private static ColumnTable Read(
        FitRequest request, Formula formula, DesignOptions options,
        IEnumerable<(string Option, IReadOnlyList<KeyTerm> Keys)> keyed, CancellationToken cancel)
    {
        using var file = ColumnFile.Open(
            request.File, FitColumns.Added(request.With), request.Where, Threads(request), request.Save is not null);
        FitColumns.Require(request.Formula, formula.Numbers.Concat(formula.Keys), file.Columns, "");
        FitColumns.Require(request.Weights ?? "", options.Weights?.Variables ?? [], file.Columns, "--weights: ");
        FitColumns.Require(request.Offset ?? "", options.Offset?.Variables ?? [], file.Columns, "--offset: ");
        foreach (var (option, keys) in keyed)
            FitColumns.Require(string.Join(',', keys), keys.SelectMany(k => k.Parts), file.Columns, option);
        string[] Names(IEnumerable<Expression.Variable> variables) => [.. variables.Select(v => v.Name).Distinct()];
        var numbers = Names(formula.Numbers.Concat(options.Numbers));
        if (request.Save is not null)
            numbers = [.. numbers, ColumnFile.RowNumber];
        return file.Read(numbers, Names(formula.Keys.Concat(options.Keys)), cancel);
    }

    private static Design Designed(string file, Formula formula, ColumnTable table, DesignOptions options)
    {
        try
        {
            return Design.Of(formula, new FitColumns(table), options);
        }
        catch (DesignException e)
        {
            var place = e.Row is null ? "" : $"{file}: ";
            var cure = e.Condition is { } condition ? $"; --where \"{condition}\" leaves such rows out" : "";
            throw new UserException($"{place}{e.Message}{cure}", e);
        }
    }

    private static FitResult Estimated(Plan plan, IProgress<Stage> progress, CancellationToken cancel)
    {
        var (request, design) = (plan.Request, plan.Design);
        var options = new PpmlOptions { Threads = Threads(request) };
        options = request.Tolerance is { } t ? options with { Tolerance = t } : options;
        try
        {
            if (request.Family == FitFamily.Poisson)
            {
                var fit = PpmlEstimator.TryFit(design.Sample, options, cancel);
                if (fit.Exit == ExitStatus.NoData)
                    throw new UserException("nothing to estimate: every flow is zero, or each is in a level of zero flows");
                if (fit.Exit == ExitStatus.EffectsNotSolved)
                    throw new NonConvergenceException(fit.Failure);
                return Completed(plan, Described(plan, fit), fit, options, progress, cancel) with
                {
                    Dropped = new FitDropped(design.Missing, design.Singletons, fit.Separated, design.AllZero + fit.AllZero),
                    Deviance = fit.Deviance,
                    LogLikelihood = fit.LogLikelihood,
                    PseudoR2 = fit.PseudoR2,
                    Iterations = fit.Iterations,
                };
            }

            var ols = OlsEstimator.Fit(design.Sample, Threads(request), cancel);
            return Completed(plan, Described(plan, ols), ols, options, progress, cancel) with
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

    /// <summary>What is tested beside the coefficient table and written, where the estimate is one.</summary>
    private static FitResult Completed(
        Plan plan, FitResult result, Estimate fit, PpmlOptions ppml, IProgress<Stage> progress, CancellationToken cancel)
    {
        if (!result.Converged)
            return result;
        var (request, design) = (plan.Request, plan.Design);
        if (plan.Bias is { } bias)
        {
            progress.Report(new Stage("correcting the bias", 0.3));
            var corrected = bias.Of(plan.Formula, plan.Errors, design, (PpmlResult)fit, ppml.Threads, cancel);
            result = result with
            {
                Bias = FitBiasResult.Of(corrected, design.Sample.Effects.Count),
                Coefficients = FitCoefficient.Of(corrected.Corrected),
                Errors = $"{plan.Errors.DescribeClusters(corrected.Corrected)}, corrected",
                StudentT = false,
            };
        }

        if (request.Reset)
        {
            progress.Report(new Stage("RESET", 0.4));
            result = result with
            {
                Reset = FitReset.Of(design.Sample, fit, design, plan.Errors, sample => fit is OlsResult
                    ? OlsEstimator.Fit(sample, ppml.Threads)
                    : PpmlEstimator.Fit(sample, ppml, cancel)),
            };
        }

        if (plan.Bootstrap is { } bootstrap)
        {
            var options = new ScoreBootstrapOptions { Seed = request.Seed, Threads = ppml.Threads, Ppml = ppml };
            result = result with
            {
                Bootstrap = bootstrap.Of(design.Sample, fit, design.Clusters[^1].Levels, options, progress, cancel),
            };
        }

        // Last, so that nothing is written by what fails.
        if (request.Save is not null || request.SaveEffects is not null)
            progress.Report(new Stage("writing", 0.95));
        if (request.Save is { } rows)
            FitFiles.SaveRows(rows, design, plan.RowNumbers!, fit, cancel);
        if (request.SaveEffects is { } effects)
            FitFiles.SaveEffects(effects, design, fit, cancel);
        if (request.Plot is { } plot)
            FitFiles.Draw(plot, result);
        return result;
    }

    /// <summary>What both families share; the rest is that of least squares.</summary>
    private static FitResult Described(Plan plan, Estimate fit)
    {
        var (request, design, errors) = (plan.Request, plan.Design, plan.Errors);
        var (sample, estimate) = design.HasIntercept
            ? InterceptEstimate.Reveal(design.Sample, fit, Intercept)
            : (design.Sample, fit);
        // Without a coefficient there is nothing to err about.
        var covariance = estimate.Terms.Count > 0 ? errors.Of(sample, estimate, design) : null;
        return new FitResult
        {
            Formula = plan.Formula.ToString(),
            Family = request.Family,
            Errors = covariance is null ? "" : errors.Describe(covariance),
            StudentT = covariance is not null && !double.IsPositiveInfinity(covariance.Degrees),
            Coefficients = covariance is null ? [] : FitCoefficient.Of(covariance),
            Observations = estimate.Observations,
            Dropped = new FitDropped(design.Missing, design.Singletons, 0, design.AllZero),
            ZeroWeight = design.ZeroWeight,
            Collinear = estimate.Collinear,
            Deviance = 0,
            LogLikelihood = 0,
            PseudoR2 = 0,
            Iterations = 1,
            Converged = fit is not PpmlResult { Converged: false },
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

    /// <summary>What is estimated, and how it is tested.</summary>
    private sealed record Plan(
        FitRequest Request, Formula Formula, Design Design, FitErrors Errors, FitBootstrap? Bootstrap, FitBias? Bias,
        double[]? RowNumbers);

    private static int Threads(FitRequest request) => request.Threads ?? Environment.ProcessorCount;
}
