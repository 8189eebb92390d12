using Dyad.Gravity.Estimation;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Bootstrap;

/// <summary>
/// Scores of one coefficient in the model where it has a given value: w (y − μ) x̃ with all else estimated under it and x̃ the
/// term less its projection on the other terms and the effects, under the working weights there. What the other estimates add
/// vanishes at first order.
/// </summary>
internal static class RestrictedScores
{
    /// <summary>Estimates under the hypothesis.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="estimate">Its estimate without the hypothesis, whose rows and terms are taken.</param>
    /// <param name="term">Place of the term among those of the sample.</param>
    /// <param name="value">Its coefficient under the hypothesis.</param>
    /// <param name="options">How PPML is estimated, and threads.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>Score of each row of the sample; zero where it is not in the estimation.</returns>
    public static double[] Of(
        GravitySample sample, Estimate estimate, int term, double value, ScoreBootstrapOptions options, CancellationToken cancel)
    {
        var x = sample.Regressors[term];
        // Only terms that have an estimate: one that depends on the term tested would take its place.
        int[] others =
            [.. Enumerable.Range(0, sample.Terms.Count).Where(k => k != term && estimate.Terms.Contains(sample.Terms[k]))];
        string[] names = [.. others.Select(k => sample.Terms[k])];
        double[][] columns = [.. others.Select(k => sample.Regressors[k])];
        double[] weights = [.. sample.Weights.Select((w, row) => estimate.Used[row] ? w : 0)];
        double[] offset = [.. x.Select((v, row) => (value * v) + (sample.Offset?[row] ?? 0))];
        var restricted = new GravitySample(sample.Flow, names, columns, sample.Effects, weights, offset);
        Estimate fit = estimate is OlsResult
            ? OlsEstimator.Fit(restricted, options.Threads, cancel)
            : PpmlEstimator.Fit(restricted, options.Ppml, cancel);
        double[] working = [.. weights.Select((w, row) => !fit.Used[row] ? 0 : fit is OlsResult ? w : w * fit.Fitted[row])];
        var projection = OlsEstimator.Fit(new GravitySample(x, names, columns, sample.Effects, working), options.Threads, cancel).Fitted;
        var scores = new double[sample.Rows];
        for (var row = 0; row < scores.Length; row++)
        {
            if (fit.Used[row])
                scores[row] = weights[row] * (sample.Flow[row] - fit.Fitted[row]) * (x[row] - projection[row]);
        }

        return scores;
    }
}
