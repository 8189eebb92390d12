using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Estimation;

/// <summary>
/// The constant of a model without other effects. It is estimated as an effect of one level, which converges from anywhere; here it
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
        var estimate = result with
        {
            Terms = [name, .. result.Terms],
            Coefficients = [Constant(sample, result, scores.Alive), .. result.Coefficients],
            HasConstant = true,
            Scores = Scores(sample, result, scores),
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

    /// <summary>
    /// The constant's column beside those of the centred terms, which are orthogonal to it: raw columns lose in the cross products what
    /// digits their means take.
    /// </summary>
    private static ScoreRows Scores(GravitySample sample, Estimate result, ScoreRows scores)
    {
        var (terms, inner) = (sample.Terms.Count + 1, sample.Terms.Count);
        var stride = Kernels.Stride(terms);
        var residuals = new double[sample.Rows * stride];
        var (hessian, total) = (new double[terms * terms], 0.0);
        for (var r = 0; r < sample.Rows; r++)
        {
            residuals[r * stride] = 1;
            scores.Residuals.AsSpan(r * scores.Stride, inner).CopyTo(residuals.AsSpan((r * stride) + 1));
            total += scores.Weights[r];
        }

        hessian[0] = Math.Sqrt(total);
        for (var k = 0; k < inner; k++)
            scores.Hessian.AsSpan(k * inner, inner).CopyTo(hessian.AsSpan(((k + 1) * terms) + 1));
        var row = Array.FindIndex(scores.Order, r => result.Used[r]);
        double[] means = [.. sample.Regressors.Select((x, k) => x[scores.Order[row]] - scores.Residuals[(row * scores.Stride) + k])];
        return new ScoreRows(
            scores.Order, residuals, stride, scores.Response, scores.Weights, hessian, [true, .. scores.Alive]) { Means = means };
    }
}
