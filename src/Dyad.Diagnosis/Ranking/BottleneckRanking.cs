namespace Dyad.Diagnosis.Ranking;

/// <summary>A size in its place.</summary>
/// <param name="Size">Point estimate.</param>
/// <param name="Range">90% interval of the size.</param>
/// <param name="Rank">Rank by point estimate, 1 for the largest.</param>
/// <param name="RankLow">Best rank of the 90% interval.</param>
/// <param name="RankHigh">Worst rank of the 90% interval.</param>
/// <param name="ProbabilityPositive">Share of the draws in which the size is above zero.</param>
public readonly record struct RankedSize(double Size, Interval Range, int Rank, int RankLow, int RankHigh, double ProbabilityPositive);

/// <summary>
/// Ranks sizes that are estimated. The rank of an estimate is itself an estimate: it is ranked again in every joint draw
/// (Mogstad, Romano, Shaikh and Wilhelm 2024 show how far ranks can be from what estimates suggest).
/// </summary>
public static class BottleneckRanking
{
    /// <summary>Ranks M sizes.</summary>
    /// <param name="sizes">Point estimates, M values; ties rank in their order.</param>
    /// <param name="draws">M arrays of B draws; draw b of all sizes comes from the same resample.</param>
    public static RankedSize[] Rank(IReadOnlyList<double> sizes, IReadOnlyList<double[]> draws)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(draws);
        if (sizes.Count == 0)
            return [];
        var ranks = Ranks(sizes);
        var drawnRanks = sizes.Select(_ => new List<double>(draws[0].Length)).ToArray();
        for (var b = 0; b < draws[0].Length; b++)
        {
            var replicate = b;
            var r = Ranks([.. draws.Select(d => d[replicate])]);
            for (var m = 0; m < r.Length; m++)
                drawnRanks[m].Add(r[m]);
        }

        return [.. sizes.Select((size, m) =>
        {
            var range = Interval.Of(drawnRanks[m]);
            return new RankedSize(
                size, Interval.Of(draws[m]), ranks[m], (int)Math.Floor(range.Low), (int)Math.Ceiling(range.High),
                (double)draws[m].Count(d => d > 0) / draws[m].Length);
        })];
    }

    private static int[] Ranks(IReadOnlyList<double> sizes)
    {
        var ranks = new int[sizes.Count];
        var position = 0;
        // OrderBy is stable, so that ties keep the order that the caller gave.
        foreach (var m in Enumerable.Range(0, sizes.Count).OrderByDescending(m => sizes[m]))
            ranks[m] = ++position;
        return ranks;
    }
}
