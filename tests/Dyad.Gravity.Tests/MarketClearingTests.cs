using Dyad.Gravity.Ppml;
using Dyad.Gravity.Resistance;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;

namespace Dyad.Gravity.Tests;

/// <summary>Anderson and van Wincoop (2003), eq. 9 to 11, and what they imply.</summary>
public class MarketClearingTests
{
    /// <summary>Sums are met to 1e-10 of the largest miss.</summary>
    private const double Cleared = 1e-8;

    private const int N = 6;

    [Property(MaxTest = 60, EndSize = RandomDesign.Seeds)]
    public void EveryoneSellsAndSpendsWhatItHas(int seed)
    {
        var (costs, outputs, expenditures) = World(seed);
        var flows = MarketClearing.Flows(costs, outputs, expenditures);
        for (var i = 0; i < N; i++)
        {
            Assert.Equal(outputs[i], Enumerable.Range(0, N).Sum(j => flows[(i * N) + j]), Cleared * outputs[i]);
            Assert.Equal(expenditures[i], Enumerable.Range(0, N).Sum(j => flows[(j * N) + i]), Cleared * expenditures[i]);
        }
    }

    /// <summary>The resistances of eq. 10 and 11, computed from the flows, give the flows back by eq. 9.</summary>
    [Property(MaxTest = 30, EndSize = RandomDesign.Seeds)]
    public void FlowsObeyTheEquationOfStructuralGravity(int seed)
    {
        var (costs, y, e) = World(seed);
        var flows = MarketClearing.Flows(costs, y, e);
        var total = y.Sum();
        var inward = new double[N];
        var outward = new double[N];
        Array.Fill(inward, 1);
        for (var round = 0; round < 5000; round++)
        {
            outward = [.. Enumerable.Range(0, N).Select(i => Enumerable.Range(0, N).Sum(j => costs[(i * N) + j] * e[j] / (inward[j] * total)))];
            inward = [.. Enumerable.Range(0, N).Select(j => Enumerable.Range(0, N).Sum(i => costs[(i * N) + j] * y[i] / (outward[i] * total)))];
        }

        for (var cell = 0; cell < flows.Length; cell++)
        {
            var (i, j) = (cell / N, cell % N);
            Assert.Equal(y[i] * e[j] / total * costs[cell] / (outward[i] * inward[j]), flows[cell], Cleared * total);
        }
    }

    /// <summary>Costs that are alike leave everyone buying in proportion to what others sell: X = Y E / world.</summary>
    [Fact]
    public void WithoutCostsTradeIsFrictionless()
    {
        var (_, y, e) = World(4);
        var flows = MarketClearing.Flows([.. Enumerable.Repeat(0.3, N * N)], y, e);
        for (var cell = 0; cell < flows.Length; cell++)
            Assert.Equal(y[cell / N] * e[cell % N] / y.Sum(), flows[cell], Cleared * y.Sum());
    }

    /// <summary>PPML with effects of exporter and importer clears the markets of its own sample (Fally 2015): its fit is the solution.</summary>
    [Fact]
    public void TheFitOfPpmlClearsItsMarkets()
    {
        var panel = RandomPanel.Make(8, economies: 7, years: 1, missing: 0, weighted: false);
        var fit = PpmlEstimator.Fit(new GravitySample(panel.Flow, RandomPanel.Terms, panel.X, [panel.Exporter, panel.Importer]));
        double[] costs = [.. panel.X[0].Select((x, r) => Math.Exp((fit["x0"] * x) + (fit["x1"] * panel.X[1][r])))];
        double[] y = [.. Enumerable.Range(0, 7).Select(i => Enumerable.Range(0, 7).Sum(j => panel.Flow[(i * 7) + j]))];
        double[] e = [.. Enumerable.Range(0, 7).Select(j => Enumerable.Range(0, 7).Sum(i => panel.Flow[(i * 7) + j]))];
        var flows = MarketClearing.Flows(costs, y, e);
        for (var r = 0; r < flows.Length; r++)
            Assert.Equal(fit.Fitted[r], flows[r], Cleared * y.Sum());
    }

    [Fact]
    public void SumsThatDifferAreRefused() =>
        Assert.Throws<ArgumentException>(() => MarketClearing.Flows([1, 1, 1, 1], [1, 2], [1, 3]));

    private static (double[] Costs, double[] Outputs, double[] Expenditures) World(int seed)
    {
        var random = new Random(seed);
        double[] outputs = [.. Enumerable.Range(0, N).Select(_ => 1 + (100 * random.NextDouble()))];
        double[] shares = [.. Enumerable.Range(0, N).Select(_ => 0.1 + random.NextDouble())];
        return (
            [.. Enumerable.Range(0, N * N).Select(_ => Math.Exp(-5 * random.NextDouble()))], outputs,
            [.. shares.Select(s => s / shares.Sum() * outputs.Sum())]);
    }
}
