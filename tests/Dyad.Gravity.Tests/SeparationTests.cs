using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Tests;

/// <summary>
/// Data sets of Correia, Guimarães and Zylkin (2021) as their package ppmlhdfe documents them: guides/separation_primer.md (the five
/// examples in its text) and guides/separation_benchmarks.md (its four examples of regressors, fe1, fe2 and fe3). The condition is that
/// of Santos Silva and Tenreyro (2010), made sharp. Estimates are compared to the digits that the guides print.
/// </summary>
public class SeparationTests
{
    private const double Converged = 1e-8;

    [Fact]
    public void ARegressorThatOnlyZeroFlowsHave()
    {
        var fit = PpmlEstimator.Fit(Sample([0, 0, 0, 1, 2, 3], [[1, 1, 0, 0, 0, 0]]));
        Assert.Equal([false, false, true, true, true, true], fit.Used);
        Assert.Equal(2, fit.Separated);
        Assert.Equal(["x0"], fit.Collinear);
        Assert.Equal([0.0, 0], fit.Fitted[..2]);
        // The constant is ln of the mean of the four rows that are left, 1.5.
        Assert.Equal(1.5, fit.Fitted[3], Converged);
    }

    [Fact]
    public void ACombinationOfTwoRegressors()
    {
        var fit = PpmlEstimator.Fit(Sample([0, 0, 0, 1, 2, 3], [[2, -1, 0, 0, 5, 6], [-1, 2, 0, 0, -10, -12]]));
        Assert.Equal([false, true, true, true, true, true], fit.Used);
        Assert.Equal(["x1"], fit.Collinear);
        // "ppmlhdfe drops x2 and returns b1 = 0.35", cut after two digits: with 0.356 the two sums of scores vanish by hand.
        Assert.InRange(fit["x0"], 0.35, 0.36);
    }

    [Fact]
    public void ALevelThatNeverTrades()
    {
        var fit = PpmlEstimator.Fit(Sample([0, 0, 0, 1, 2, 3], [], [1, 1, 2, 2, 3, 3], [1, 1, 1, 1, 1, 1]));
        Assert.Equal([false, false, true, true, true, true], fit.Used);
        Assert.Equal((2, 0), (fit.AllZero, fit.Separated));
    }

    [Fact]
    public void ADifferenceOfTwoRegressorsAmongThree()
    {
        var fit = PpmlEstimator.Fit(Sample(
            [0, 0, 0, 0, 0, 2, 3, 5, 7, 10],
            [[0, 0, 0, 0, 1, 21, 0, 0, 0, -18], [1, 0, 0, 0, 9, 21, 0, 0, 0, -18], [0, 0, 0, 0, 0, 21, 0, 0, 0, 0]]));
        // "Observations 1 and 5 are separated"; "converges to correct estimate; b[x3] = 0.066".
        Assert.Equal([0, 4], Dropped(fit));
        Assert.Equal(["x1"], fit.Collinear);
        Assert.Equal(0.066, fit["x2"], 0.0005);
    }

    [Fact]
    public void OneRowAmongFourRegressorsExample1()
    {
        var fit = PpmlEstimator.Fit(Sample(
            [0, 0, 0, 0, 0, 2, 2, 2, 2, 4, 6, 6],
            [
                [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, -3, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -3, 0],
                [2, 0, 0, 4, 0, 0, 0, -2, 0, -3, 0, 0], [10, -2, 6, 5, 3, 3, 4, 15, -7, 15, 4, 4],
            ]));
        Assert.Equal([4], Dropped(fit));
        Assert.Equal(["x1"], fit.Collinear);
        // x3, x4 and the constant take no part in what separates: glm prints them right.
        Assert.Equal(-0.47085, fit["x2"], 5e-6);
        Assert.Equal(-0.03779, fit["x3"], 5e-6);
        Assert.Equal(0.59095, fit.LinearPredictor[5] - (3 * fit["x3"]), 5e-6);
        Assert.Equal(15.956, fit.Deviance, 5e-4);
    }

    [Fact]
    public void AllZeroFlowsExample2()
    {
        // glm ends at a deviance of 9.7e-6 that still falls: all nine zero flows are separated, and the three others are fitted.
        var fit = PpmlEstimator.Fit(Sample(
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 4, 2],
            [
                [14, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 1], [4, 35, 3, 0, 0, 25, 13, 15, 0, 0, 0, 0],
                [0, 34, 0, 0, -2, 0, 0, 0, 7, 0, 6, 0], [-12, 12, 17, 1, 7, 12, 60, 7, -24, 18, -1, -7],
            ]));
        Assert.Equal(Enumerable.Range(0, 9), Dropped(fit));
        Assert.Equal(0, fit.Deviance, Converged);
    }

    [Fact]
    public void LevelsWithoutTradeFe2()
    {
        // alpaca ends with an error here. Level 1 of i and levels 2 and 10 of j never trade; three rows are left.
        var fit = PpmlEstimator.Fit(Sample(
            [0, 0, 0, 0, 0, 1, 2, 3], [[-3, 0, 0, 10, 5, 3, 2, 2]], [1, 1, 1, 1, 2, 3, 2, 2], [2, 8, 10, 10, 2, 9, 9, 8]));
        Assert.Equal([0, 1, 2, 3, 4], Dropped(fit));
        // Rows 6 and 7 share j = 9, rows 7 and 8 share i = 2 and x: all three are fitted.
        Assert.Equal(0, fit.Deviance, Converged);
    }

    [Fact]
    public void ACombinationOfTwoEffects()
    {
        var fit = PpmlEstimator.Fit(Sample([0, 1, 0, 0, 1], [], [1, 1, 2, 2, 2], [1, 1, 1, 2, 2]));
        Assert.Equal([true, true, false, true, true], fit.Used);
        Assert.Equal(1, fit.Separated);
    }

    [Fact]
    public void SmallFlowsThatHoldAZeroAreNoSeparation()
    {
        var fit = PpmlEstimator.Fit(
            Sample([0, 1, 0, 0, 1, 1e-6, 1e-6, 1e-6], [], [1, 1, 2, 2, 2, 2, 2, 2], [1, 1, 1, 2, 2, 1, 1, 1]));
        Assert.Equal(0, fit.Separated);
        Assert.All(fit.Used, Assert.True);
    }

    [Fact]
    public void RegressorsAndEffectsTogetherFe1()
    {
        var fit = PpmlEstimator.Fit(Sample(
            [2, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2],
            [[0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0]],
            [2, 4, 1, 4, 2, 2, 5, 2, 1, 2, 1, 1, 2, 5, 2, 1, 1, 1], [1, 2, 1, 3, 2, 2, 4, 3, 1, 2, 3, 3, 2, 2, 4, 2, 1, 2]));
        Assert.Equal(4, fit.Separated);
        Assert.Equal(["x1"], fit.Collinear);
        // "4 … observations are separated": on y > 0 all effects are tied to zero but those of i = 5, j = 4, which leaves z = x1.
        Assert.Equal([4, 7, 13, 14], Dropped(fit));
        // What alpaca prints for x1 and the deviance is right; its x2 is -18.99.
        Assert.Equal(-0.4845, fit["x0"], 5e-5);
        Assert.Equal(13.3644, fit.Deviance, 5e-5);
    }

    [Fact]
    public void LevelsWithoutTradeFe3()
    {
        var fit = PpmlEstimator.Fit(Sample(
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 5, 7], [[0, 3, -2, 2, 2, 0, 7, 1, 2, 1, -2, 3, -5, 1, -2, 2]],
            [1, 1, 1, 1, 1, 1, 4, 4, 4, 6, 8, 8, 1, 1, 6, 1], [1, 1, 1, 3, 5, 6, 1, 4, 5, 1, 4, 6, 1, 3, 3, 3]));
        // The certificate that the source prints is positive on these seven rows; its text says eight. The estimate is its alpaca's.
        Assert.Equal((7, 0, 9), (fit.AllZero, fit.Separated, fit.Observations));
        Assert.Equal(-0.2995, fit["x0"], 5e-5);
        Assert.Equal(13.9161, fit.Deviance, 5e-5);
    }

    [Fact]
    public void TheEstimateIsThatWithoutTheSeparatedRows()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var panel = RandomPanel.Make(seed, zeros: 0.3, weighted: false);
            double[] d = [.. panel.Flow.Select((y, r) => y == 0 && r % 3 == 0 ? 1.0 : 0)];
            var with = PpmlEstimator.Fit(new GravitySample(
                panel.Flow, ["x0", "d", "x1"], [panel.X[0], d, panel.X[1]], [panel.Exporter, panel.Importer]));
            var without = PpmlEstimator.Fit(new GravitySample(
                panel.Flow, ["x0", "x1"], panel.X, [panel.Exporter, panel.Importer], [.. d.Select(v => 1 - v)]));
            Assert.Equal(["d"], with.Collinear);
            Assert.Equal(without.Observations, with.Observations);
            for (var k = 0; k < 2; k++)
                Assert.Equal(without.Coefficients[k], with.Coefficients[k], Converged);
        }
    }

    private static IEnumerable<int> Dropped(PpmlResult fit) => Enumerable.Range(0, fit.Used.Length).Where(row => !fit.Used[row]);

    private static GravitySample Sample(double[] flow, double[][] x, int[]? first = null, int[]? second = null)
    {
        var all = FixedEffect.Of("constant", flow.Select(_ => 0));
        FixedEffect[] effects = first is null || second is null ? [all] : [FixedEffect.Of("i", first), FixedEffect.Of("j", second)];
        return new GravitySample(flow, [.. x.Select((_, k) => $"x{k}")], x, effects);
    }
}
