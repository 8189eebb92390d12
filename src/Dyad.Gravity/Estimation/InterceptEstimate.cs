using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Estimation;

/// <summary>
/// The constant of a model without other effects. It is estimated as an effect of one level, which converges from anywhere; here
/// it
/// becomes a coefficient like the others, with scores, so that any covariance of the estimate has it too.
/// </summary>
public static class InterceptEstimate
{
    /// <summary>The sample and the estimate with the constant as first term.</summary>
    /// <param name="sample">Sample whose only effect has one level.</param>
    /// <param name="result">Its estimate.</param>
    /// <param name="name">Name of the constant.</param>
    /// <exception cref="ArgumentException">The sample has other effects, or nothing was estimated.</exception>
    public static (GravitySample Sample, T Estimate) Reveal<T>(GravitySample sample, T result, string name)
        where T : Estimate
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(result);
        if (sample.Effects is not [{ Count: 1 }])
            throw new ArgumentException("the constant is an effect of one level, and the only one", nameof(sample));
        var scores = result.Scores ?? throw new ArgumentException("nothing was estimated", nameof(result));
        var ones = new double[sample.Rows];
        Array.Fill(ones, 1);
        var revealed = new GravitySample(
            sample.Flow, [name, .. sample.Terms], [ones, .. sample.Regressors], sample.Effects, sample.Weights, sample.Offset);
        bool[] alive = [true, .. scores.Alive];
        var estimate = result with
        {
            Terms = [name, .. result.Terms],
            Coefficients = [Constant(sample, result, scores.Alive), .. result.Coefficients],
            HasConstant = true,
            Scores = Scores(revealed, scores, alive),
        };
        return (revealed, estimate);
    }

    /// <summary>η - offset - x'β, the same in every row that is in.</summary>
    private static double Constant(GravitySample sample, Estimate result, bool[] alive)
    {
        var row = Array.IndexOf(result.Used, true);
        var constant = result.LinearPredictor[row] - (sample.Offset?[row] ?? 0);
        var estimate = 0;
        for (var k = 0; k < alive.Length; k++)
        {
            if (alive[k])
                constant -= result.Coefficients[estimate++] * sample.Regressors[k][row];
        }

        return constant;
    }

    private static ScoreRows Scores(GravitySample revealed, ScoreRows scores, bool[] alive)
    {
        var terms = revealed.Terms.Count;
        var stride = Kernels.Stride(terms);
        var residuals = new double[revealed.Rows * stride];
        var hessian = new double[terms * terms];
        for (var r = 0; r < revealed.Rows; r++)
        {
            var x = residuals.AsSpan(r * stride, terms);
            for (var k = 0; k < terms; k++)
                x[k] = alive[k] ? revealed.Regressors[k][scores.Order[r]] : 0;
            for (var k = 0; k < terms && scores.Weights[r] > 0; k++)
                Kernels.AddScaled(hessian.AsSpan(k * terms, terms), x, scores.Weights[r] * x[k]);
        }

        Cholesky.FactorSemidefinite(hessian, terms);
        return new ScoreRows(scores.Order, residuals, stride, scores.Response, scores.Weights, hessian, alive);
    }
}
