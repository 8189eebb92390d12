// Symbols, with those of ErrorMemory:
//   u_s, s in S   discrepancies in the years in which both sides reported       T the one of them nearest to year t, h = |t - T|
//   K = (1 - a) I + [C(|s - s'|)],  c = [C(|T - s|)]                              prediction of u_T's recurring part: c' K^-1 u
//   g = c' K^-1 c    share of a discrepancy's variance that the history tells
// u is the importer's error less the exporter's; of what recurs in u a reporter's share is sigma^2 / v. Where noise falls with size, u is
// taken over the root of the scale of its flow's size (SizeScale) and the correction is scaled to the size of the flow of year t.

using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Evidence;

/// <summary>What the years in which both sides reported say about a claim that stands alone.</summary>
/// <param name="LogCorrection">To be added to the log of the claim.</param>
/// <param name="VarianceRatio">Variance of the corrected claim's error over the reporter's own variance.</param>
/// <param name="Years">Years in which both reported.</param>
/// <param name="YearsSinceBoth">Years to the nearest of them; null without one.</param>
/// <param name="MarginEffect">
/// What an error of one in the log of the margin makes of the correction: the margin was taken off every year's discrepancy.
/// </param>
public sealed record ClaimHistory(
    double LogCorrection, double VarianceRatio, int Years, int? YearsSinceBoth, double MarginEffect = 0)
{
    /// <summary>No year in which both reported: the reporter's own variance.</summary>
    public static ClaimHistory None { get; } = new(0, 1, 0, null);
}

/// <summary>
/// Discrepancies of every pair, direction and product over the years, and how far the errors behind them recur and drift. Where both
/// sides report, the history adds nothing: errors of other years bear on this year's in the same proportion that this year's two claims
/// already tell. Where one side is silent, the recurring part of the other's error is known from the years before.
/// </summary>
public sealed class PairHistory
{
    private readonly Dictionary<(string, string, string?), Point[]> byPair;
    private readonly SizeScale sizes;

    private PairHistory(Dictionary<(string, string, string?), Point[]> byPair, ErrorMemory memory, SizeScale sizes) =>
        (this.byPair, Memory, this.sizes) = (byPair, memory, sizes);

    /// <summary>A discrepancy, and the root of the scale of its flow's size.</summary>
    private readonly record struct Point(int Year, double U, double Scale);

    /// <summary>How far errors recur and drift.</summary>
    public ErrorMemory Memory { get; }

    /// <summary>Collects the history of a sample and estimates the memory of errors.</summary>
    /// <param name="sample">Flows that both sides report.</param>
    /// <param name="margin">The margin.</param>
    /// <param name="accuracy">The reporters' accuracy.</param>
    public static PairHistory From(MirrorSample sample, CifFobMargin margin, ReporterAccuracy accuracy)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(margin);
        ArgumentNullException.ThrowIfNull(accuracy);
        var byPair = Enumerable.Range(0, sample.Count)
            .GroupBy(f => (sample.Exporter[f], sample.Importer[f], sample.Product?[f]))
            .ToDictionary(group => group.Key, group => group.OrderBy(f => sample.Year[f]).Select(At).ToArray());

        var clusters = new Dictionary<(string, string), int>();
        return new PairHistory(byPair, ErrorMemory.Estimate(byPair.Select(pair =>
        {
            var (i, j, product) = pair.Key;
            var cluster = string.CompareOrdinal(i, j) < 0 ? (i, j) : (j, i);
            if (!clusters.TryGetValue(cluster, out var id))
                clusters[cluster] = id = clusters.Count;
            var deviation = Math.Sqrt(accuracy.Of(i, product).Variance + accuracy.Of(j, product).Variance);
            return (id, (IReadOnlyList<(int, double)>)[.. pair.Value.Select(point => (point.Year, point.U / (point.Scale * deviation)))]);
        })), accuracy.Sizes);

        Point At(int f)
        {
            var gap = Math.Log(sample.ImporterReport[f] / sample.ExporterReport[f]);
            return new Point(
                sample.Year[f], gap - margin.Predict(sample.Route[f], sample.Year[f], sample.Product?[f]).Log,
                Math.Sqrt(accuracy.Sizes.Of(sample.SizeOf(f))));
        }
    }

    /// <summary>A history from given discrepancies and a given memory.</summary>
    internal static PairHistory Of(
        ErrorMemory memory, IEnumerable<(string Exporter, string Importer, string? Product, int Year, double U)> discrepancies) => new(
            discrepancies.GroupBy(d => (d.Exporter, d.Importer, d.Product))
                .ToDictionary(group => group.Key, group => group.Select(d => new Point(d.Year, d.U, 1)).ToArray()),
            memory, SizeScale.Even);

    /// <summary>What the history says about a claim that stands alone.</summary>
    /// <param name="flow">The flow, of which one claim is used.</param>
    /// <param name="side">The side whose claim is used.</param>
    /// <param name="share">That side's part of the variance of the pair's discrepancy, sigma^2 / v.</param>
    public ClaimHistory Of(MirrorFlow flow, ReportedSide side, double share)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (!byPair.TryGetValue((flow.Exporter, flow.Importer, flow.Product), out var points))
            return ClaimHistory.None;
        var nearest = points.MinBy(point => Math.Abs(point.Year - flow.Year)).Year;
        var since = Math.Abs(nearest - flow.Year);
        if (Memory.Recurring == 0)
            return new ClaimHistory(0, 1, points.Length, since);

        var k = Matrix<double>.Build.Dense(points.Length, points.Length, (r, s) =>
            Memory.Correlation(Math.Abs(points[r].Year - points[s].Year)) + (r == s ? 1 - Memory.Recurring : 0));
        var c = Vector<double>.Build.Dense(points.Length, s => Memory.Correlation(Math.Abs(points[s].Year - nearest)));
        var weights = k.Solve(c);
        var towards = (side == ReportedSide.Exports ? share : -share) * Math.Sqrt(sizes.Of(flow.Size));
        return new ClaimHistory(
            towards * points.Select((point, s) => weights[s] * point.U / point.Scale).Sum(),
            1 - (share * (weights * c)) + (Memory.Drift * since), points.Length, since,
            MarginEffect: -towards * points.Select((point, s) => weights[s] / point.Scale).Sum());
    }
}
