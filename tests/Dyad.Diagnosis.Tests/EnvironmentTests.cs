using Dyad.Diagnosis.Environment;
using FsCheck.Xunit;
using MathNet.Numerics.Distributions;

namespace Dyad.Diagnosis.Tests;

public class EnvironmentTests
{
    /// <summary>Four standard errors of a share of 2,000 draws, 4 · sqrt(¼ / 2000).</summary>
    private const double Simulation = 0.045;

    private const double Rounding = 1e-12;

    /// <summary>
    /// Kaufmann, Kraay and Mastruzzi (2010), section 3: a 90% interval is the estimate ± 1.64 standard errors.
    /// </summary>
    [Fact]
    public void TheIntervalIsTheEstimateAndItsStandardErrors()
    {
        var range = new Measured(0.5, 0.2).Range;
        Assert.Equal(0.5 - (1.6448536 * 0.2), range.Low, 1e-7);
        Assert.Equal(0.5 + (1.6448536 * 0.2), range.High, 1e-7);
    }

    /// <summary>With one peer the median is the peer: Pr(own below peer) = Φ((μ_p − μ_o) / sqrt(σ_p² + σ_o²)).</summary>
    [Theory]
    [InlineData(0, 0.2, 0, 0.2)]
    [InlineData(-0.3, 0.15, 0.1, 0.25)]
    [InlineData(0.4, 0.2, 0.1, 0.1)]
    [InlineData(1, 0.1, -1, 0.1)]
    public void WithOnePeerTheProbabilityIsTheClosedForm(double own, double ownError, double peer, double peerError)
    {
        var expected = Normal.CDF(0, 1, (peer - own) / Math.Sqrt((ownError * ownError) + (peerError * peerError)));
        var comparison = PeerComparison.Of(new Measured(own, ownError), [new Measured(peer, peerError)], seed: 3);
        Assert.Equal(expected, comparison.ProbabilityBelowMedian, Simulation);
    }

    [Fact]
    public void AnEconomyLikeAllItsPeersStandsBelowTheirMedianHalfOfTheTime()
    {
        var all = new Measured(0.2, 0.2);
        Assert.Equal(0.5, PeerComparison.Of(all, [.. Enumerable.Repeat(all, 9)], seed: 1).ProbabilityBelowMedian, Simulation);
    }

    [Fact]
    public void WithoutErrorTheComparisonIsCertain()
    {
        Measured[] peers = [new(1, 0), new(2, 0), new(3, 0), new(4, 0)];
        Assert.Equal(1, PeerComparison.Of(new Measured(2.4, 0), peers, 1).ProbabilityBelowMedian);
        Assert.Equal(0, PeerComparison.Of(new Measured(2.6, 0), peers, 1).ProbabilityBelowMedian);
    }

    [Fact]
    public void QuartilesOfThePeersAreThoseOfTypeSeven()
    {
        var comparison = PeerComparison.Of(new Measured(0, 0.1), [new(4, 0.1), new(1, 0.1), new(2, 0.1), new(3, 0.1)], 1);
        Assert.Equal(4, comparison.Peers);
        Assert.Equal(1.75, comparison.LowerQuartile, Rounding);
        Assert.Equal(2.5, comparison.Median, Rounding);
        Assert.Equal(3.25, comparison.UpperQuartile, Rounding);
        Assert.Throws<ArgumentException>(() => PeerComparison.Of(new Measured(0, 0.1), [], 1));
    }

    [Property(MaxTest = 20)]
    public void ASeedGivesOneProbabilityAndABetterEstimateALowerOne(int seed)
    {
        var random = new Random(seed);
        Measured[] peers =
        [
            .. Enumerable.Range(0, 6).Select(_ => new Measured((2 * random.NextDouble()) - 1, 0.1 + (0.2 * random.NextDouble()))),
        ];
        var own = new Measured(random.NextDouble() - 0.5, 0.2);
        var first = PeerComparison.Of(own, peers, seed).ProbabilityBelowMedian;
        Assert.Equal(first, PeerComparison.Of(own, peers, seed).ProbabilityBelowMedian);
        var better = own with { Estimate = own.Estimate + 0.1 };
        Assert.InRange(PeerComparison.Of(better, peers, seed).ProbabilityBelowMedian, 0, first);
    }
}
