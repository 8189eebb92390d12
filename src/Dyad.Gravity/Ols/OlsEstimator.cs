using Dyad.Gravity.Absorption;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Ols;

/// <summary>Weighted least squares with fixed effects (Frisch and Waugh 1933; Lovell 1963): E[y | x] = x'β + effects + offset.</summary>
public static class OlsEstimator
{
    /// <summary>Estimates. The outcome may be of any sign.</summary>
    /// <param name="sample">What is estimated.</param>
    /// <param name="threads">Threads for the effects. The same number gives the same bits.</param>
    /// <param name="cancel">Ends the work between its passes.</param>
    /// <exception cref="NonConvergenceException">The effects could not be solved, or no row has weight.</exception>
    public static OlsResult Fit(GravitySample sample, int threads = 1, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (!Array.Exists(sample.Weights, w => w > 0))
            throw new NonConvergenceException("no row with weight");
        var index = LevelIndex.Of(sample.Effects, threads);
        var regressors = new RegressorRows(sample, index);
        var equations = new NormalEquations(index, regressors, LevelSolvers.For(index));
        var regression = new WeightedRegression(index, equations);
        var outcome = sample.Offset is { } o ? [.. sample.Flow.Zip(o, (y, a) => y - a)] : sample.Flow;
        var fitted = new double[sample.Rows];
        // First on the regressors as they are, which tells those that depend on the effects; then on what the effects leave of them,
        // which costs no digits.
        double[] before = [.. Enumerable.Range(0, regressors.Terms).Select(k => SquareOf(sample, k))];
        cancel.ThrowIfCancellationRequested();
        regression.Fit(sample.Weights, outcome, fitted);
        var left = regressors.TakeOut(equations.Projections, equations.Weights);
        regressors.Drop([.. Enumerable.Range(0, regressors.Terms).Where(k => RegressorRows.Depends(left[k], before[k]))]);
        equations.ClearProjections();
        cancel.ThrowIfCancellationRequested();
        regression.Fit(sample.Weights, outcome, fitted);
        return Describe(sample, index, regressors, equations, outcome, fitted);
    }

    private static OlsResult Describe(
        GravitySample sample, LevelIndex index, RegressorRows regressors, NormalEquations equations, double[] outcome, double[] fitted)
    {
        var (alive, residuals) = (equations.Alive, new double[sample.Rows]);
        double sum = 0, total = 0, squares = 0, within = 0, response = 0, logs = 0;
        for (var row = 0; row < sample.Rows; row++)
        {
            residuals[row] = sample.Weights[row] > 0 ? outcome[row] - fitted[row] : 0;
            squares += sample.Weights[row] * residuals[row] * residuals[row];
            logs += sample.Weights[row] > 0 ? Math.Log(sample.Weights[row]) : 0;
            (sum, total) = (sum + (sample.Weights[row] * outcome[row]), total + sample.Weights[row]);
        }

        for (var row = 0; row < sample.Rows; row++)
            response += sample.Weights[row] * (outcome[row] - (sum / total)) * (outcome[row] - (sum / total));
        // What the regressors add to the effects: Σ w (x̃'β)², as residuals are orthogonal to it.
        for (var r = 0; r < sample.Rows; r++)
        {
            double part = 0;
            for (var k = 0; k < regressors.Terms; k++)
                part += equations.Coefficients[k] * regressors.Values[(r * regressors.Stride) + k];
            within += equations.Weights[r] * part * part;
        }

        if (sample.Offset is { } offset)
            fitted = [.. fitted.Zip(offset, (f, a) => f + a)];
        bool[] used = [.. sample.Weights.Select(w => w > 0)];
        var n = used.Count(u => u);
        double[] responses = [.. index.Order.Select(row => sample.Weights[row] * residuals[row])];
        return new OlsResult
        {
            Terms = [.. sample.Terms.Where((_, k) => alive[k])],
            Coefficients = [.. equations.Coefficients.Where((_, k) => alive[k])],
            Collinear = [.. sample.Terms.Where((_, k) => !alive[k])],
            LinearPredictor = fitted,
            Fitted = fitted,
            Used = used,
            Observations = n,
            SumOfSquares = squares,
            R2 = 1 - (squares / response),
            WithinR2 = within / (within + squares),
            LogLikelihood = 0.5 * (logs - (n * (Math.Log(2 * Math.PI) + Math.Log(squares / n) + 1))),
            Scores = new ScoreRows(
                index.Order, regressors.Values, regressors.Stride, responses, equations.Weights, equations.Hessian, alive),
        };
    }

    private static double SquareOf(GravitySample sample, int term)
    {
        double sum = 0;
        for (var row = 0; row < sample.Rows; row++)
            sum += sample.Weights[row] * sample.Regressors[term][row] * sample.Regressors[term][row];
        return sum;
    }
}
