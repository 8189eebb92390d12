using Dyad.Bench.Bias;
using Dyad.Gravity.BiasCorrection;
using Dyad.Gravity.Ppml;

namespace Dyad.Gravity.Tests.BiasCorrection;

/// <summary>The theory of Weidner and Zylkin (2021) on simulated trade; bench/bias.sh runs it at length.</summary>
public class SimulatedBiasTests
{
    private const int Seed = 7;

    /// <summary>Worlds whose estimated biases are averaged: their standard error is then about a tenth of the mean.</summary>
    private const int Averaged = 40;

    /// <summary>What is said to halve or to double lies between these; higher orders are not small with ten economies.</summary>
    private static readonly (double Low, double High) Half = (1.4, 3);

    [Fact]
    public void TheBiasGoesAndIntervalsCoverMore()
    {
        // 200 worlds: a mean bias is known to 0.07 standard errors, a coverage to two points. bench/results has a bias of 0.84
        // and 0.23 standard errors, a coverage of 80% and 91%.
        var worlds = BiasStudy.Worlds(20, 5, FlowVariance.Constant, 200, Seed);
        var before = BiasStudy.Summary([.. worlds.Select(w => w.Before)]);
        var after = BiasStudy.Summary([.. worlds.Select(w => w.After)]);
        Assert.InRange(before[1], 0.6, 1.1);
        Assert.InRange(after[1], 0, 0.45);
        Assert.True(before[2] < after[2]);
        Assert.InRange(before[3], 0.7, 0.86);
        Assert.InRange(after[3], 0.86, 0.96);
    }

    [Fact]
    public void TheBiasIsOfTheOrderOfOneOverEconomies()
    {
        var (few, many) = (Mean(10, 3), Mean(20, 3));
        Assert.InRange(few.Bias / many.Bias, Half.Low, Half.High);
        Assert.InRange(few.Growth / many.Growth, Half.Low, Half.High);
    }

    [Fact]
    public void TheBiasGoesWithYears()
    {
        // Of the order of one over years; the error is of one over their root. With flows of heavier tails what is estimated has
        // a part of the next order in economies that years do not take away.
        var (few, many) = (Mean(10, 8, FlowVariance.Poisson), Mean(10, 32, FlowVariance.Poisson));
        Assert.InRange(few.Bias / many.Bias, Half.Low * Half.Low, Half.High * Half.High);
        Assert.True(many.Bias / many.Error < few.Bias / few.Error);
    }

    [Fact]
    public void ATwoWayModelHasNoBias() =>
        Assert.All(BiasStudy.Worlds(8, 1, FlowVariance.Quadratic, 5, Seed), w =>
        {
            Assert.Equal(w.Before.Estimate, w.After.Estimate);
            Assert.True(w.Before.Error < w.After.Error);
        });

    /// <summary>Means of the estimated bias, of the error, and of the growth of the error.</summary>
    private static (double Bias, double Error, double Growth) Mean(
        int economies, int years, FlowVariance variance = FlowVariance.Constant)
    {
        var results = Enumerable.Range(0, Averaged).Select(r =>
        {
            var (sample, shape) = SimulatedTrade.Draw(new Random(Seed + r), economies, years, variance);
            return BiasCorrector.Of(sample, PpmlEstimator.Fit(sample), shape);
        }).ToList();
        return (
            results.Average(r => r.Bias[0]), results.Average(r => r.Uncorrected.StandardErrors[0]),
            results.Average(r => (r.Corrected.StandardErrors[0] / r.Uncorrected.StandardErrors[0]) - 1));
    }
}
