using Dyad.Diagnosis.Ranking;
using FsCheck.Xunit;

namespace Dyad.Diagnosis.Tests;

public class RankingTests
{
    /// <summary>Interpolation between two values.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Type 7 (<c>QuantilesTests</c> of the numerics) between 5% and 95%.</summary>
    [Fact]
    public void AnIntervalIsBetweenTwoQuantiles()
    {
        Assert.Equal(new Interval(1.45, 9.55), Round(Interval.Of([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])));

        static Interval Round(Interval i) => new(Math.Round(i.Low, 12), Math.Round(i.High, 12));
    }

    [Fact]
    public void OneDrawIsItsOwnIntervalAndNoneIsRefused()
    {
        Assert.Equal(new Interval(3, 3), Interval.Of([3]));
        Assert.Throws<ArgumentException>(() => Interval.Of([]));
    }

    [Property]
    public void RanksArePermutationsAndFollowTheSizes(int seed)
    {
        var (sizes, draws) = Sample(seed);
        var ranked = BottleneckRanking.Rank(sizes, draws);
        Assert.Equal(Enumerable.Range(1, sizes.Length), ranked.Select(r => r.Rank).Order());
        for (var a = 0; a < sizes.Length; a++)
        {
            for (var b = 0; b < sizes.Length; b++)
                Assert.True(sizes[a] <= sizes[b] || ranked[a].Rank < ranked[b].Rank);
            Assert.InRange(ranked[a].RankLow, 1, sizes.Length);
            Assert.InRange(ranked[a].RankHigh, ranked[a].RankLow, sizes.Length);
            Assert.Equal((double)draws[a].Count(d => d > 0) / draws[a].Length, ranked[a].ProbabilityPositive, Rounding);
        }
    }

    [Property]
    public void AnOtherUnitChangesNoRank(int seed)
    {
        var (sizes, draws) = Sample(seed);
        var (a, b) = (
            BottleneckRanking.Rank(sizes, draws),
            BottleneckRanking.Rank([.. sizes.Select(s => 4 * s)], [.. draws.Select(d => d.Select(v => 4 * v).ToArray())]));
        Assert.Equal(a.Select(r => (r.Rank, r.RankLow, r.RankHigh)), b.Select(r => (r.Rank, r.RankLow, r.RankHigh)));
    }

    [Fact]
    public void DrawsThatAreAllEqualGiveIntervalsOfNoWidth()
    {
        double[] sizes = [5, 9, 1];
        var ranked = BottleneckRanking.Rank(sizes, [.. sizes.Select(s => Enumerable.Repeat(s, 20).ToArray())]);
        Assert.Equal([2, 1, 3], ranked.Select(r => r.Rank));
        for (var m = 0; m < sizes.Length; m++)
        {
            Assert.Equal(new Interval(sizes[m], sizes[m]), ranked[m].Range);
            Assert.Equal((ranked[m].Rank, ranked[m].Rank), (ranked[m].RankLow, ranked[m].RankHigh));
        }
    }

    [Fact]
    public void SizesThatChangePlacesHaveBothRanks()
    {
        // The two swap in half of the draws: the 5th and the 95th percentile of either rank are 1 and 2.
        double[] first = [.. Enumerable.Range(0, 100).Select(b => b % 2 == 0 ? 1.0 : 3.0)];
        double[] second = [.. first.Select(v => 4 - v)];
        var ranked = BottleneckRanking.Rank([2, 2], [first, second]);
        Assert.Equal([1, 2], ranked.Select(r => r.Rank));
        Assert.All(ranked, r => Assert.Equal((1, 2), (r.RankLow, r.RankHigh)));
    }

    [Fact]
    public void NothingIsRankedAsNothing() => Assert.Empty(BottleneckRanking.Rank([], []));

    [Fact]
    public void BothActWhereBothDirectionsFallShort()
    {
        Assert.Equal(ActingSide.Both, ActingSides.Of(0.1));
        Assert.Equal(ActingSide.Importer, ActingSides.Of(0));
        Assert.Equal(ActingSide.Importer, ActingSides.Of(-3));
    }

    [Fact]
    public void APercentileCountsTheOthersBelow()
    {
        Assert.Equal(50, PercentileRank.Of(2.5, [1, 2, 3, 4]));
        Assert.Equal(0, PercentileRank.Of(1, [1, 2, 3, 4]));
        Assert.Equal(100, PercentileRank.Of(9, [1, 2, double.NaN, 4]));
        Assert.Equal(50, PercentileRank.Of(1, []));
        Assert.Equal(50, PercentileRank.Of(double.NaN, [1, 2]));
    }

    private static (double[] Sizes, double[][] Draws) Sample(int seed)
    {
        var random = new Random(seed);
        double[] sizes = [.. Enumerable.Range(0, 1 + random.Next(7)).Select(_ => Math.Round(6 * random.NextDouble()))];
        return (sizes, [.. sizes.Select(s => Enumerable.Range(0, 40).Select(_ => s + (8 * random.NextDouble()) - 4).ToArray())]);
    }
}
