using MathNet.Numerics.Statistics;

namespace Dyad.Evidence;

/// <summary>How accurately one economy reports its trade.</summary>
/// <param name="Reporter">The economy.</param>
/// <param name="Variance">Variance of the log of its reporting error, sigma^2 of Gaulier and Zignago (2010), eq. 2.</param>
/// <param name="VarianceStdError">Standard error of <paramref name="Variance"/>.</param>
/// <param name="MirrorFlows">Mirror flows that the measure rests on.</param>
/// <param name="FewFlows">Whether they are fewer than the option asks for: the measure leans on the common variance.</param>
public sealed record ReporterError(string Reporter, double Variance, double VarianceStdError, int MirrorFlows, bool FewFlows)
{
    /// <summary>Standard deviation of the log reporting error; about the relative error where it is small.</summary>
    public double Sigma => Math.Sqrt(Variance);

    /// <summary>Standard error of <see cref="Sigma"/>, by the delta method.</summary>
    public double SigmaStdError => Variance > 0 ? VarianceStdError / (2 * Sigma) : 0;
}

/// <summary>
/// The accuracy of every reporter, from the discrepancies that remain between mirror flows when the margin is removed
/// (Gaulier and Zignago 2010, section 2.4).
/// </summary>
/// <remarks>
/// The paper decomposes absolute log discrepancies into exporter and importer effects (eq. 5, <see cref="Distances"/>), which
/// order the reporters and leave the level of their errors to a convention: moving a constant from the exporters to the
/// importers fits as well. The level matters for an interval. Dyad lets each economy have one variance in both roles and takes
/// the law that the paper's eq. 2 implies, d ~ N(0, sigma_i^2 + sigma_j^2): three economies that trade with each other then
/// determine the level (<see cref="LevelsIdentified"/>). In a sample by product the variances are those of the mean chapter, and
/// each chapter scales them; where noise falls with the size of a flow they are those of the mean size.
/// </remarks>
public sealed class ReporterAccuracy
{
    /// <summary>Median of |z| for a standard normal z.</summary>
    private const double MedianOfAbsoluteNormal = 0.6744897501960817;

    /// <summary>Relative change of a chapter's scale, and change of gamma, below which the rounds end: far below their standard errors.</summary>
    private const double ScaleTolerance = 1e-3;

    private const int MostRounds = 20;

    private readonly ChapterScales chapters;
    private readonly Dictionary<string, ReporterError> byReporter;

    private ReporterAccuracy(
        IReadOnlyList<ReporterError> reporters, double common, IReadOnlyList<ReportingDistance>? distances,
        ErrorVariances.Estimates estimates, ChapterScales chapters, SizeScale sizes)
    {
        (Reporters, CommonVariance, Distances, this.chapters, Sizes) = (reporters, common, distances, chapters, sizes);
        (LevelsIdentified, Converged, Iterations) = (estimates.LevelsIdentified, estimates.Converged, estimates.Iterations);
        byReporter = reporters.ToDictionary(reporter => reporter.Reporter, StringComparer.Ordinal);
    }

    /// <summary>Every reporter of the sample, the most accurate first.</summary>
    public IReadOnlyList<ReporterError> Reporters { get; }

    /// <summary>Variance that half the median discrepancy implies; reporters with few flows are shrunk to it.</summary>
    public double CommonVariance { get; }

    /// <summary>
    /// The paper's adjusted mean distances by reporter and role (eq. 5); null where the flows do not determine them.
    /// </summary>
    public IReadOnlyList<ReportingDistance>? Distances { get; }

    /// <summary>Whether the flows determine the level of each variance, not only sums over pairs.</summary>
    public bool LevelsIdentified { get; }

    /// <summary>Whether the iteration reached its tolerance.</summary>
    public bool Converged { get; }

    /// <summary>By how many percent the variance of errors falls where a flow is one percent larger, from 0 to 1.</summary>
    public double SizeElasticity => Sizes.Gamma;

    /// <summary>Iterations used.</summary>
    public int Iterations { get; }

    /// <summary>How noise falls with the size of a flow.</summary>
    internal SizeScale Sizes { get; }

    /// <summary>Measures the accuracy of every reporter in a sample.</summary>
    /// <param name="sample">Flows that both sides report.</param>
    /// <param name="margin">The margin that is removed from the importers' reports.</param>
    /// <param name="options">Options; null: the defaults.</param>
    public static ReporterAccuracy Estimate(MirrorSample sample, CifFobMargin margin, AccuracyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(margin);
        options ??= AccuracyOptions.Default;
        double[] discrepancy = [.. Enumerable.Range(0, sample.Count).Select(f =>
            Math.Log(sample.ImporterReport[f] / sample.ExporterReport[f])
            - margin.Predict(sample.Route[f], sample.Year[f], sample.Product?[f]).Log)];
        var weight = Weights(sample);

        string[] codes = [.. sample.Exporter.Concat(sample.Importer).Distinct().Order(StringComparer.Ordinal)];
        int[] exporter = [.. sample.Exporter.Select(code => Array.BinarySearch(codes, code, StringComparer.Ordinal))];
        int[] importer = [.. sample.Importer.Select(code => Array.BinarySearch(codes, code, StringComparer.Ordinal))];
        var flows = new int[codes.Length];
        foreach (var reporter in exporter.Concat(importer))
            flows[reporter]++;

        double[] size = [.. Enumerable.Range(0, sample.Count).Select(sample.SizeOf)];
        (int, int)[] pair = [.. exporter.Zip(importer, (i, j) => (Math.Min(i, j), Math.Max(i, j)))];
        var (chapters, sizes) = (ChapterScales.Even, SizeScale.Even);
        var (estimates, common) = Round();
        for (var round = 1; round < MostRounds; round++)
        {
            var (chaptersBefore, sizesBefore) = (chapters, sizes);
            if (sample.Chapter is not null)
                chapters = ChapterScales.Estimate(sample.Chapter, weight, Standardised(f => sizes.Of(size[f])));
            sizes = SizeScale.Estimate(size, weight, Standardised(f => chapters.Of(sample.Chapter?[f])), pair);
            var change = Math.Max(sample.Chapter is null ? 0 : chapters.ChangeFrom(chaptersBefore), sizes.ChangeFrom(sizesBefore));
            if (change == 0)
                break;
            (estimates, common) = Round();
            if (change <= ScaleTolerance)
                break;
        }

        var reporters = codes
            .Select((code, r) => new ReporterError(
                code, estimates.Variance[r], estimates.StdError[r], flows[r], flows[r] < options.FewFlows))
            .OrderBy(reporter => reporter.Variance).ThenBy(reporter => reporter.Reporter, StringComparer.Ordinal);
        return new ReporterAccuracy(
            [.. reporters], common, ReportingDistances.Decompose(sample, discrepancy, weight), estimates, chapters, sizes);

        double[] Standardised(Func<int, double> scale) => [.. discrepancy.Select((u, f) =>
            u * u / ((estimates.Variance[exporter[f]] + estimates.Variance[importer[f]]) * scale(f)))];

        (ErrorVariances.Estimates Estimates, double Common) Round()
        {
            double[] scaled = [.. discrepancy.Select((u, f) => u / Math.Sqrt(chapters.Of(sample.Chapter?[f]) * sizes.Of(size[f])))];
            var scale = scaled.Select(Math.Abs).Median() / MedianOfAbsoluteNormal;
            var variance = Math.Max(scale * scale / 2, ErrorVariances.Smallest);
            var pairs = Pairs(pair, weight, scaled);
            return (ErrorVariances.Estimate(codes.Length, pairs, variance, options.PriorFlows), variance);
        }
    }

    /// <summary>
    /// The error of a reporter. One without a mirror flow is taken for any of those measured: it gets their mean variance, their
    /// dispersion as its standard error, and a flag.
    /// </summary>
    /// <param name="reporter">Code of the economy.</param>
    /// <param name="product">Product code: its chapter's noise is counted; null: the mean chapter, or the total.</param>
    /// <param name="millionUsd">Size of the flow: its noise is counted; null: the mean size.</param>
    public ReporterError Of(string reporter, string? product = null, double? millionUsd = null)
    {
        ArgumentNullException.ThrowIfNull(reporter);
        if (!byReporter.TryGetValue(reporter, out var error))
        {
            var (mean, dispersion) = Reporters.Select(other => other.Variance).MeanStandardDeviation();
            error = new ReporterError(reporter, mean, dispersion, 0, FewFlows: true);
        }

        var chapter = ProductChapter.Of(product);
        var scale = chapters.Of(chapter) * Sizes.Of(millionUsd);
        var own = error.VarianceStdError * error.VarianceStdError;
        var scalePart = error.Variance * error.Variance * (chapters.RelativeVariance(chapter) + Sizes.RelativeVariance(millionUsd));
        return error with { Variance = scale * error.Variance, VarianceStdError = scale * Math.Sqrt(own + scalePart) };
    }

    /// <summary>Sums of weights and of weighted squares of discrepancies by pair of reporters, whichever of them exports.</summary>
    private static List<ErrorVariances.Pair> Pairs((int, int)[] pair, double[] weight, double[] discrepancy)
    {
        var sums = new Dictionary<(int, int), (double W, double S)>();
        for (var f = 0; f < weight.Length; f++)
        {
            var (w, s) = sums.GetValueOrDefault(pair[f]);
            sums[pair[f]] = (w + weight[f], s + (weight[f] * discrepancy[f] * discrepancy[f]));
        }

        return [.. sums.Select(sum => new ErrorVariances.Pair(sum.Key.Item1, sum.Key.Item2, sum.Value.W, sum.Value.S))];
    }

    /// <summary>
    /// The paper's weights, the log of the sum of both reports (note 21), taken relative to the smallest sum so that the unit of
    /// money does not matter, and scaled to a mean of 1.
    /// </summary>
    private static double[] Weights(MirrorSample sample)
    {
        double[] sum = [.. sample.ExporterReport.Zip(sample.ImporterReport, (x, m) => x + m)];
        var smallest = sum.Min();
        double[] raw = [.. sum.Select(s => 1 + Math.Log(s / smallest))];
        var mean = raw.Average();
        return [.. raw.Select(w => w / mean)];
    }
}
