using Dyad.Gravity.Covariance;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.BiasCorrection;

/// <summary>
/// Corrects two-way and three-way PPML gravity for what the estimated effects do at a fixed number of years: coefficients of a
/// three-way model have a bias of the order of one over the number of economies, and errors clustered by pair are too small in
/// both (Weidner and Zylkin 2021, Journal of International Economics 132). All equations: docs/method/bias.md.
/// </summary>
public static class BiasCorrector
{
    /// <summary>
    /// Corrects an estimate and its covariance clustered by pair, with G/(G − 1) and the normal distribution as in ppmlhdfe.
    /// </summary>
    /// <param name="sample">The sample of the estimate.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="shape">What the effects of the sample are.</param>
    /// <param name="clusters">
    /// Cluster of each row: pairs of economies in one direction, or in both. Null: as the pair effects have it; in one direction
    /// where there are none.
    /// </param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancel">Stops between the steps.</param>
    /// <exception cref="ArgumentException">
    /// Nothing was estimated, the rows are no panel of this shape, or clusters are others; the message says why.
    /// </exception>
    public static BiasCorrectionResult Of(
        GravitySample sample, PpmlResult estimate, GravityShape shape, int[]? clusters = null, int threads = 1,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var scores = estimate.Scores ?? throw new ArgumentException("nothing was estimated", nameof(estimate));
        if (estimate.Terms.Count == 0)
            throw new ArgumentException("no coefficient to correct", nameof(estimate));
        shape.Validate(sample, estimate.Used);
        var symmetric = shape.IsSymmetric(estimate.Used);
        clusters ??= shape.Pairs(symmetric);
        Grouping Groups(int[] of) => Grouping.By(of, scores.Order, estimate.Used);
        var groups = Groups(clusters);
        if (!Groups(shape.Pairs(symmetric)).NestedIn(groups) || !groups.NestedIn(Groups(shape.Pairs(true))))
        {
            throw new ArgumentException(
                symmetric ? "clusters are to be the pairs of economies, as the pair effects are"
                    : "clusters are to be pairs of economies, in one direction or both");
        }

        var uncorrected = Covariances.Of(sample, estimate, CovarianceKind.Clustered(clusters), SmallSample.Ppmlhdfe);
        var rows = new PairRows(shape, estimate, groups);
        int[] kept = [.. Enumerable.Range(0, scores.Alive.Length).Where(k => scores.Alive[k])];
        var (exporters, importers) = (new double[kept.Length], new double[kept.Length]);
        if (shape.Pair is not null)
            exporters = Bias(rows, exporters: true, importers: symmetric, kept);
        if (shape.Pair is not null && !symmetric)
            importers = Bias(rows, exporters: false, importers: true, kept);
        cancel.ThrowIfCancellationRequested();
        var (meat, leverage) = CorrectedMeat.Of(rows, EffectCovariance.Of(rows, symmetric, threads, cancel));
        var matrix = Covariances.Sandwich(scores, meat, kept);
        Kernels.Scale(matrix, groups.Count / (groups.Count - 1.0));
        return new BiasCorrectionResult(
            uncorrected,
            uncorrected with
            {
                Estimates = [.. estimate.Coefficients.Select((b, k) => b - exporters[k] - importers[k])],
                Matrix = matrix,
            },
            exporters, importers, leverage);
    }

    private static double[] Bias(PairRows rows, bool exporters, bool importers, int[] kept)
    {
        var bias = CoefficientBias.Of(rows, exporters, importers);
        Cholesky.Solve(rows.Scores.Hessian, bias.Length, bias, 1);
        return [.. kept.Select(k => bias[k])];
    }
}
