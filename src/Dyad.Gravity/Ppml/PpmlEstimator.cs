using System.Globalization;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;
using MathNet.Numerics;

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
        return result.Exit switch
        {
            ExitStatus.Converged => result,
            ExitStatus.NoData => throw new NonConvergenceException("no row with weight whose levels all have a flow above zero"),
            ExitStatus.EffectsNotSolved => throw new NonConvergenceException(
                "the fixed effects could not be solved: their levels hang together by long chains of few rows"),
            _ => throw new NonConvergenceException(string.Create(
                CultureInfo.InvariantCulture,
                $"PPML did not converge in {result.Iterations} iterations (deviance {result.Deviance:G6}); a regressor may separate zero flows")),
        };
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
            return Describe(sample, state, null);
        try
        {
            return Describe(sample, state, solver.Scores());
        }
        catch (NonConvergenceException)
        {
            return Describe(sample, state with { Exit = ExitStatus.EffectsNotSolved }, null);
        }
    }

    private static PpmlResult Describe(GravitySample sample, PpmlState state, ScoreRows? scores)
    {
        var (predictor, alive) = (Predictor(state), scores?.Alive ?? state.Alive);
        var means = Array.ConvertAll(predictor, Math.Exp);
        var used = new bool[sample.Rows];
        var (observations, allZero, separated) = (0, 0, 0);
        double likelihood = 0, sum = 0, total = 0, constants = 0, deviance = 0;
        for (var row = 0; row < sample.Rows; row++)
        {
            var (w, y) = (sample.Weights[row], sample.Flow[row]);
            if (w == 0)
                continue;
            if (state.Support.Silent[row])
            {
                _ = state.Support.Separated[row] ? separated++ : allZero++;
                continue;
            }

            used[row] = true;
            observations++;
            deviance += 2 * w * ((y > 0 ? y * (Math.Log(y) - predictor[row]) : 0) - (y - means[row]));
            likelihood += w * ((y * predictor[row]) - means[row]);
            constants += y > 0 ? w * LogFactorial(y) : 0;
            (sum, total) = (sum + (w * y), total + w);
        }

        likelihood -= constants;
        var nullLikelihood = (sum * Math.Log(sum / total)) - sum - constants;
        return new PpmlResult
        {
            Terms = [.. sample.Terms.Where((_, k) => alive[k])],
            Coefficients = [.. state.Coefficients.Where((_, k) => alive[k])],
            Collinear = [.. sample.Terms.Where((_, k) => !alive[k])],
            LinearPredictor = predictor,
            Fitted = means,
            Used = used,
            Observations = observations,
            AllZero = allZero,
            Separated = separated,
            Deviance = deviance,
            LogLikelihood = likelihood,
            PseudoR2 = 1 - (likelihood / nullLikelihood),
            Iterations = state.Iterations,
            Exit = state.Exit,
            State = state,
            Scores = scores,
        };
    }

    /// <summary>ln Γ(y + 1): Stirling's series, whose next term is below rounding from 16 on, and the library's below.</summary>
    private static double LogFactorial(double y)
    {
        if (y < 16)
            return SpecialFunctions.GammaLn(y + 1);
        var (x, z) = (y + 1, 1 / ((y + 1) * (y + 1)));
        var series = ((((((-691.0 / 360360 * z) + (1.0 / 1188)) * z) - (1.0 / 1680)) * z + (1.0 / 1260)) * z - (1.0 / 360)) * z + (1.0 / 12);
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x);
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
