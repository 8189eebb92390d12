// Symbols, with those of ErrorVariances:
//   u_f ~ N(0, h_c v_f),  v_f = sigma_i^2 + sigma_j^2     h_c   how much noisier reports on chapter c are than on the mean chapter

namespace Dyad.Evidence;

/// <summary>
/// How noisy reports on each chapter of products are beside the mean: the counterpart, for variances, of the product effects of
/// Gaulier and Zignago (2010), eq. 5.
/// </summary>
internal sealed class ChapterScales
{
    /// <summary>Weight of a scale of one, in flows: a chapter seen in a few flows is hardly told from the mean.</summary>
    private const double PriorFlows = 10;

    private readonly Dictionary<string, (double Scale, double Weight)> byChapter;

    private ChapterScales(Dictionary<string, (double Scale, double Weight)> byChapter) => this.byChapter = byChapter;

    /// <summary>Every chapter like the mean: what totals have.</summary>
    internal static ChapterScales Even { get; } = new([]);

    /// <summary>Scale of a chapter; one for a chapter that was not seen, and for the total.</summary>
    internal double Of(string? chapter) =>
        chapter is not null && byChapter.TryGetValue(chapter, out var known) ? known.Scale : 1;

    /// <summary>
    /// Variance of the estimated scale over the scale's square: 2 over the flows behind it, as for any variance of normal errors.
    /// </summary>
    internal double RelativeVariance(string? chapter) =>
        chapter is not null && byChapter.TryGetValue(chapter, out var known) ? 2 / (PriorFlows + known.Weight) : 0;

    /// <summary>Largest relative change of a scale against an earlier round.</summary>
    internal double ChangeFrom(ChapterScales earlier) =>
        byChapter.Max(known => Math.Abs((known.Value.Scale / earlier.Of(known.Key)) - 1));

    /// <summary>Mean of u^2/v in each chapter, shrunk to one, then scaled so that their weighted mean is one.</summary>
    /// <param name="chapter">Chapters [n].</param>
    /// <param name="weight">Weights of the flows [n].</param>
    /// <param name="standardised">u^2/v [n].</param>
    internal static ChapterScales Estimate(IReadOnlyList<string> chapter, double[] weight, double[] standardised)
    {
        var sums = new Dictionary<string, (double W, double S)>(StringComparer.Ordinal);
        for (var f = 0; f < weight.Length; f++)
        {
            var (w, s) = sums.GetValueOrDefault(chapter[f]);
            sums[chapter[f]] = (w + weight[f], s + (weight[f] * standardised[f]));
        }

        var scales = sums.ToDictionary(
            sum => sum.Key, sum => (Scale: (PriorFlows + sum.Value.S) / (PriorFlows + sum.Value.W), Weight: sum.Value.W),
            StringComparer.Ordinal);
        var mean = scales.Values.Sum(known => known.Scale * known.Weight) / scales.Values.Sum(known => known.Weight);
        return new ChapterScales(scales.ToDictionary(
            known => known.Key, known => (known.Value.Scale / mean, known.Value.Weight), StringComparer.Ordinal));
    }
}
