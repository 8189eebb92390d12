using System.Globalization;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Ppml;

/// <summary>
/// Poisson pseudo maximum likelihood with fixed effects (Santos Silva and Tenreyro 2006): E[y | x] = exp(x'β + effects + offset).
/// Consistent for the gravity equation under heteroskedasticity and with zero flows.
/// </summary>
public static class PpmlEstimator
{
    /// <summary>Estimates, or says why not.</summary>
    /// <exception cref="NonConvergenceException">The iteration ended otherwise than by convergence.</exception>
    public static PpmlResult Fit(GravitySample sample, PpmlOptions? options = null, CancellationToken cancel = default)
    {
        var result = TryFit(sample, options, cancel);
        return result.Converged ? result : throw new NonConvergenceException(result.Failure);
    }

    /// <summary>Estimates; the exit status of the result says whether it converged.</summary>
    /// <exception cref="ArgumentException">A flow is below zero; the message names the row.</exception>
    public static PpmlResult TryFit(GravitySample sample, PpmlOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var negative = Array.FindIndex(sample.Flow, y => y < 0);
        if (negative >= 0)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"flow, row {negative + 1}: {sample.Flow[negative]} is not zero or more"));
        }

        return Estimate(sample, new PpmlSolver(sample, options ?? new PpmlOptions()), cancel);
    }

    /// <summary>Estimates by a given solver of the sample.</summary>
    internal static PpmlResult Estimate(GravitySample sample, PpmlSolver solver, CancellationToken cancel = default)
    {
        var state = solver.Solve(sample.Weights, null, cancel);
        if (state.Exit is ExitStatus.NoData or ExitStatus.EffectsNotSolved)
            return Describe(sample, state, null, solver.Threads);
        try
        {
            return Describe(sample, state, solver.Scores(), solver.Threads);
        }
        catch (NonConvergenceException)
        {
            return Describe(sample, state with { Exit = ExitStatus.EffectsNotSolved }, null, solver.Threads);
        }
    }

    private static PpmlResult Describe(GravitySample sample, PpmlState state, ScoreRows? scores, int threads)
    {
        var (predictor, alive) = (Predictor(state), scores?.Alive ?? state.Alive);
        // What depends on what is told by solved effects alone.
        var known = state.Exit != ExitStatus.EffectsNotSolved;
        var (means, used) = (new double[sample.Rows], new bool[sample.Rows]);
        var parts = new Moments[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            var (from, to) = ((long)sample.Rows * part / threads, (long)sample.Rows * (part + 1) / threads);
            for (var row = (int)from; row < to; row++)
            {
                means[row] = Math.Exp(predictor[row]);
                used[row] = sample.Weights[row] > 0 && !state.Support.Silent[row];
                if (used[row])
                    parts[part].Add(sample.Weights[row], sample.Flow[row], predictor[row], means[row]);
            }
        });
        var all = parts.Aggregate((a, b) => a.With(b));
        var (separated, allZero) = (0, 0);
        for (var row = 0; row < sample.Rows; row++)
        {
            if (sample.Weights[row] > 0 && state.Support.Silent[row])
                _ = state.Support.Separated[row] ? separated++ : allZero++;
        }

        var likelihood = all.Likelihood - all.Constants;
        var nullLikelihood = (all.Flow * Math.Log(all.Flow / all.Weight)) - all.Flow - all.Constants;
        return new PpmlResult
        {
            Terms = [.. sample.Terms.Where((_, k) => alive[k])],
            Coefficients = [.. state.Coefficients.Where((_, k) => alive[k])],
            Collinear = [.. sample.Terms.Where((_, k) => known && !alive[k])],
            LinearPredictor = predictor,
            Fitted = means,
            Used = used,
            Observations = all.Observations,
            AllZero = allZero,
            Separated = separated,
            Deviance = 2 * all.HalfDeviance,
            LogLikelihood = likelihood,
            PseudoR2 = 1 - (likelihood / nullLikelihood),
            Iterations = state.Iterations,
            Exit = state.Exit,
            State = state,
            Scores = scores,
        };
    }

    /// <summary>The linear predictor of all rows, with what is known of levels without support written in.</summary>
    internal static double[] Predictor(PpmlState state)
    {
        var predictor = (double[])state.LinearPredictor.Clone();
        for (var row = 0; row < predictor.Length; row++)
        {
            if (state.Support.Unknown[row])
                predictor[row] = double.NaN;
            else if (state.Support.Silent[row])
                predictor[row] = double.NegativeInfinity;
        }

        return predictor;
    }
}
