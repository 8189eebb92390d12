using System.Globalization;
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
            _ => throw new NonConvergenceException(string.Create(
                CultureInfo.InvariantCulture,
                $"PPML did not converge in {result.Iterations} iterations (deviance {result.Deviance:G6}); a regressor may separate zero flows")),
        };
    }

    /// <summary>Estimates; the exit status of the result says whether it converged.</summary>
    public static PpmlResult TryFit(GravitySample sample, PpmlOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var solver = new PpmlSolver(sample, options ?? new PpmlOptions());
        return Describe(sample, solver.Solve(sample.Weights, null, cancel));
    }

    private static PpmlResult Describe(GravitySample sample, PpmlState state)
    {
        var used = new bool[sample.Rows];
        var (observations, allZero, separated) = (0, 0, 0);
        double likelihood = 0, sum = 0, total = 0, constants = 0;
        for (var row = 0; row < sample.Rows; row++)
        {
            var w = sample.Weights[row];
            if (w == 0)
                continue;
            if (state.Support.Silent[row])
            {
                _ = state.Support.Separated[row] ? separated++ : allZero++;
                continue;
            }

            used[row] = true;
            observations++;
            var constant = w * SpecialFunctions.GammaLn(sample.Flow[row] + 1);
            likelihood += (w * ((sample.Flow[row] * state.LinearPredictor[row]) - state.Means[row])) - constant;
            (sum, total, constants) = (sum + (w * sample.Flow[row]), total + w, constants + constant);
        }

        var mean = sum / total;
        var nullLikelihood = (sum * Math.Log(mean)) - sum - constants;
        return new PpmlResult(
            Pick(sample.Terms, state.Alive, keep: true), Pick(state.Coefficients, state.Alive, keep: true),
            Pick(sample.Terms, state.Alive, keep: false), Predictor(state), Means(state), used, observations, allZero, separated,
            state.Deviance,
            likelihood, 1 - (likelihood / nullLikelihood), state.Iterations, state.Exit)
        { State = state };
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

    private static double[] Means(PpmlState state) => Array.ConvertAll(Predictor(state), Math.Exp);

    private static T[] Pick<T>(IEnumerable<T> values, bool[] alive, bool keep) => [.. values.Where((_, k) => alive[k] == keep)];
}
