using Dyad.Reports.Model;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>
/// What must hold of every bottleneck. Intervals are percentiles of resamples, which need not hold the point estimate: low is not
/// above high, and most of them hold the point.
/// </summary>
public class BottleneckTests(ComputedReport computed)
{
    /// <summary>A size is a difference of the two figures beside it, in double precision.</summary>
    private const double Rounding = 1e-9;

    /// <summary>With 90% intervals four of five hold the point, unless estimates and resamples are of different things.</summary>
    private const double FewestThatHoldThePoint = 0.8;

    private IReadOnlyList<Bottleneck> Bottlenecks => computed.Report.Bottlenecks;

    [Fact]
    public void RanksAreAPermutationInOrderOfSize()
    {
        Assert.Equal(Enumerable.Range(1, Bottlenecks.Count), Bottlenecks.Select(b => b.Rank));
        Assert.Equal(Bottlenecks.Select(b => b.MillionUsd).OrderDescending(), Bottlenecks.Select(b => b.MillionUsd));
        Assert.Equal(Bottlenecks.Count, Bottlenecks.Select(b => b.Id).Distinct().Count());
    }

    [Fact]
    public void SizesAreExpectedLessActual() =>
        Assert.All(Bottlenecks, b =>
        {
            Assert.True(b.MillionUsd > 0, b.Id);
            Assert.Equal(b.Evidence.Expected - b.Evidence.Actual, b.MillionUsd, Rounding * b.Evidence.Expected);
        });

    [Fact]
    public void IntervalsAreOrderedAndMostHoldThePoint()
    {
        Assert.All(Bottlenecks, b => Assert.True(b.Low < b.High, b.Id));
        Assert.All(Bottlenecks, b =>
            Assert.True(1 <= b.RankLow && b.RankLow <= b.RankHigh && b.RankHigh <= Bottlenecks.Count, b.Id));
        Assert.InRange(Share(b => b.Low <= b.MillionUsd && b.MillionUsd <= b.High), FewestThatHoldThePoint, 1);
        Assert.InRange(Share(b => b.RankLow <= b.Rank && b.Rank <= b.RankHigh), FewestThatHoldThePoint, 1);
    }

    [Fact]
    public void AnIntervalAboveZeroMeansThatMostResamplesAreAboveZero() =>
        Assert.All(Bottlenecks, b =>
        {
            Assert.InRange(b.Evidence.ProbabilityPositive, 0, 1);
            // Low is the 5th percentile: where it is above zero, nine of ten draws are.
            if (b.Low > 0)
                Assert.InRange(b.Evidence.ProbabilityPositive, 0.9, 1);
            if (b.High < 0)
                Assert.InRange(b.Evidence.ProbabilityPositive, 0, 0.1);
        });

    [Fact]
    public void WhoActsIsAPartyAndFollowsFromTheOtherDirection() =>
        Assert.All(Bottlenecks, b =>
        {
            Assert.NotEmpty(b.Acts);
            Assert.Equal(b.Acts.Distinct(), b.Acts);
            Assert.Subset(computed.Report.Parties.ToHashSet(), b.Acts.ToHashSet());
            Assert.Equal(computed.Report.Parties.ToHashSet(), [b.Exporter, b.Importer]);
            var both = b.Kind == "agreement" ||
                Bottlenecks.Any(o => o.Kind == "shortfall" && o.Sector == b.Sector && o.Exporter == b.Importer);
            Assert.Equal(both ? 2 : 1, b.Acts.Count);
            if (!both)
                Assert.Equal([b.Importer], b.Acts);
        });

    [Fact]
    public void EveryShortfallIsThatOfTheExpectedTrade()
    {
        var shortfalls = computed.Report.Expected.Where(e => e.Sector is not null && e.Expected > e.Actual).ToList();
        Assert.Equal(shortfalls.Count, Bottlenecks.Count(b => b.Kind == "shortfall"));
        foreach (var e in shortfalls)
        {
            var b = Bottlenecks.Single(b =>
                b.Kind == "shortfall" && (b.Exporter, b.Importer, b.Sector) == (e.Exporter, e.Importer, e.Sector));
            Assert.Equal(
                (e.Actual, e.Expected, e.Percentile), (b.Evidence.Actual, b.Evidence.Expected, b.Evidence.Percentile!.Value));
            Assert.Equal(e.Low - e.Actual, b.Low, Rounding * e.High);
            Assert.Equal(e.High - e.Actual, b.High, Rounding * e.High);
        }
    }

    [Fact]
    public void SharesAreOfAllTradeOfEachSide() =>
        Assert.All(Bottlenecks, b =>
        {
            var (exporter, importer) = (Profile(b.Exporter), Profile(b.Importer));
            Assert.Equal(b.MillionUsd, b.ShareOfExporterTrade * exporter.Exports, Rounding * exporter.Exports);
            Assert.Equal(b.MillionUsd, b.ShareOfImporterTrade * importer.Imports, Rounding * importer.Imports);
        });

    private PartyProfile Profile(string party) => computed.Report.Profiles.Single(p => p.Party == party);

    private double Share(Func<Bottleneck, bool> holds) => (double)Bottlenecks.Count(holds) / Bottlenecks.Count;
}
