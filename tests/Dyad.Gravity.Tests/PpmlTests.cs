using Dyad.Gravity.Covariance;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;

namespace Dyad.Gravity.Tests;

public class PpmlTests
{
    /// <summary>
    /// The default tolerance fixes the estimate to about its square; sums of flows up to 1e4 are compared relatively.
    /// </summary>
    private const double Converged = 1e-8;

    [Property(MaxTest = 25, EndSize = RandomDesign.Seeds)]
    public void EstimatesAndClusteredErrorsAreThoseOfDenseDummyVariables(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 6);
        var sample = panel.Sample();
        var fit = PpmlEstimator.Fit(sample);
        if (fit.Collinear.Count > 0)
            return;
        var (coefficients, means, covariance) = DenseReference.Fit(sample, poisson: true, fit.Used, panel.Pair);
        var ours = Covariances.Of(sample, fit, CovarianceKind.Clustered(panel.Pair), SmallSample.None);
        for (var k = 0; k < 2; k++)
        {
            Assert.Equal(coefficients[k], fit.Coefficients[k], 1e-7);
            for (var l = 0; l < 2; l++)
                Assert.Equal(covariance[k, l], ours.Matrix[(k * 2) + l], 1e-7);
        }

        double[] fitted = [.. fit.Fitted.Where((_, r) => fit.Used[r])];
        for (var r = 0; r < fitted.Length; r++)
            Assert.Equal(means[r], fitted[r], 1e-6 * (1 + means[r]));
    }

    [Property(MaxTest = 40, EndSize = RandomDesign.Seeds)]
    public void ScoresAreOrthogonalToRegressorsAndEffects(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var fit = PpmlEstimator.Fit(panel.Sample());
        double[] score = [.. panel.Flow.Select((y, r) => fit.Used[r] ? panel.Weights[r] * (y - fit.Fitted[r]) : 0)];
        foreach (var x in panel.X)
            Assert.Equal(0, x.Zip(score, (a, b) => a * b).Sum() / panel.Flow.Sum(), Converged);

        // Fally (2015): with exporter and importer effects, fitted exports and imports add up to actual ones.
        foreach (var effect in new[] { panel.Exporter, panel.Importer })
        {
            var sums = new double[effect.Count];
            for (var r = 0; r < score.Length; r++)
                sums[effect.Levels[r]] += score[r];
            Assert.All(sums, s => Assert.Equal(0, s / panel.Flow.Sum(), Converged));
        }
    }

    [Property(MaxTest = 25, EndSize = RandomDesign.Seeds)]
    public void AChangeOfUnitsLeavesElasticitiesAndErrorsAlone(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var (a, b) = (panel.Sample(), panel.Sample(unit: 1e-3));
        var (fitA, fitB) = (PpmlEstimator.Fit(a), PpmlEstimator.Fit(b));
        var byPair = CovarianceKind.Clustered(panel.Pair);
        var (errorsA, errorsB) = (Covariances.Of(a, fitA, byPair).StandardErrors, Covariances.Of(b, fitB, byPair).StandardErrors);
        for (var k = 0; k < fitA.Coefficients.Count; k++)
        {
            Assert.Equal(fitA.Coefficients[k], fitB.Coefficients[k], Converged);
            Assert.Equal(errorsA[k], errorsB[k], Converged);
        }
    }

    [Property(MaxTest = 25, EndSize = RandomDesign.Seeds)]
    public void TheOrderOfRowsDoesNotMatter(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var random = new Random(seed);
        var other = panel.Reordered([.. Enumerable.Range(0, panel.Rows).OrderBy(_ => random.Next())]);
        var (a, b) = (PpmlEstimator.Fit(panel.Sample()), PpmlEstimator.Fit(other.Sample()));
        Assert.Equal(a.Observations, b.Observations);
        for (var k = 0; k < a.Coefficients.Count; k++)
            Assert.Equal(a.Coefficients[k], b.Coefficients[k], Converged);
    }

    [Property(MaxTest = 25, EndSize = RandomDesign.Seeds)]
    public void AWeightCountsARowAsOftenAsItSays(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 6);
        var often = panel.Reordered([.. Enumerable.Range(0, panel.Rows).SelectMany(r => Enumerable.Repeat(r, (int)panel.Weights[r]))]);
        var repeated = often with { Weights = [.. often.Weights.Select(_ => 1.0)] };
        var (a, b) = (PpmlEstimator.Fit(panel.Sample()), PpmlEstimator.Fit(repeated.Sample()));
        for (var k = 0; k < a.Coefficients.Count; k++)
            Assert.Equal(a.Coefficients[k], b.Coefficients[k], Converged);
        Assert.Equal(a.Deviance, b.Deviance, Converged * (1 + a.Deviance));
    }

    [Property(MaxTest = 15, EndSize = RandomDesign.Seeds)]
    public void BothRegressionsGiveOneEstimate(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var (a, b) = (PpmlEstimator.Fit(panel.Sample()), PpmlEstimator.Fit(panel.SampleWithConstant()));
        Assert.Equal(a.Terms, b.Terms);
        for (var k = 0; k < a.Coefficients.Count; k++)
            Assert.Equal(a.Coefficients[k], b.Coefficients[k], Converged);
    }

    [Property(MaxTest = 15, EndSize = RandomDesign.Seeds)]
    public void ARegressorThatDependsOnOthersOrOnEffectsIsNamed(int seed)
    {
        var panel = RandomPanel.Make(seed, weighted: false);
        double[] sum = [.. panel.X[0].Select((v, r) => v - (2 * panel.X[1][r]))];
        double[] level = [.. panel.Exporter.Levels.Select((l, r) => (3.0 * l) - panel.Importer.Levels[r])];
        var sample = new GravitySample(
            panel.Flow, ["x0", "level", "x1", "sum"], [panel.X[0], level, panel.X[1], sum], [panel.Exporter, panel.Importer]);
        var (fit, plain) = (PpmlEstimator.Fit(sample), PpmlEstimator.Fit(panel.Sample()));
        Assert.Equal(["level", "sum"], fit.Collinear);
        Assert.Equal(["x0", "x1"], fit.Terms);
        for (var k = 0; k < 2; k++)
            Assert.Equal(plain.Coefficients[k], fit.Coefficients[k], 1e-6);
        Assert.Throws<ArgumentException>(() => fit["sum"]);
    }

    [Fact]
    public void NonConvergenceIsNeverSilent()
    {
        var sample = RandomPanel.Make(5).Sample();
        var options = new PpmlOptions { MaxIterations = 2 };
        var fit = PpmlEstimator.TryFit(sample, options);
        Assert.Equal(ExitStatus.IterationLimit, fit.Exit);
        Assert.False(fit.Converged);
        Assert.Contains("2 iterations", Assert.Throws<NonConvergenceException>(() => PpmlEstimator.Fit(sample, options)).Message);
    }

    /// <summary>Levels that are joined one to the next, three rows each, are more steps apart than are taken.</summary>
    [Fact]
    public void WhereEffectsWereNotSolvedNoTermIsCalledCollinear()
    {
        const int Rows = 20_000;
        var random = new Random(1);
        double[] Draws() => [.. Enumerable.Range(0, Rows).Select(_ => (double)random.Next(1, 9))];
        FixedEffect Chain(string name, int first) => new(name, [.. Enumerable.Range(first, Rows).Select(i => i / 3)], (Rows / 3) + 1);
        var sample = new GravitySample(Draws(), ["x"], [Draws()], [Chain("a", 0), Chain("b", 1)]);
        var fit = PpmlEstimator.TryFit(sample);
        Assert.Equal(ExitStatus.EffectsNotSolved, fit.Exit);
        Assert.Empty(fit.Collinear);
        Assert.Contains("not solved in", fit.Failure, StringComparison.Ordinal);
        Assert.Equal(fit.Failure, Assert.Throws<NonConvergenceException>(() => PpmlEstimator.Fit(sample)).Message);
    }

    [Fact]
    public void WithoutATradedLevelThereIsNoData()
    {
        var sample = new GravitySample([0, 0, 0], ["x"], [[1, 2, 3]], [new FixedEffect("all", [0, 0, 0], 1)]);
        Assert.Equal(ExitStatus.NoData, PpmlEstimator.TryFit(sample).Exit);
        Assert.Throws<NonConvergenceException>(() => PpmlEstimator.Fit(sample));
    }

    [Fact]
    public void ARowOfWeightZeroIsPredictedFromTheRest()
    {
        // Means are products of a row and a column factor: the flow left out is known from the others.
        double[] row = [1, 2, 4], column = [3, 5, 7];
        double[] flow = [.. from r in row from c in column select r * c];
        double[] weights = [1, 1, 1, 1, 0, 1, 1, 1, 1];
        flow[4] = 1e6;
        var sample = new GravitySample(
            flow, [], [], [new FixedEffect("row", [0, 0, 0, 1, 1, 1, 2, 2, 2], 3), new FixedEffect("column", [0, 1, 2, 0, 1, 2, 0, 1, 2], 3)],
            weights);
        Assert.Equal(10, PpmlEstimator.Fit(sample).Fitted[4], Converged);
    }

    [Fact]
    public void OneClusterIsRefused()
    {
        var panel = RandomPanel.Make(1);
        var sample = panel.Sample();
        var one = CovarianceKind.Clustered(new int[panel.Rows]);
        Assert.Throws<ArgumentException>(() => Covariances.Of(sample, PpmlEstimator.Fit(sample), one));
    }

    [Theory]
    [InlineData(800)]
    [InlineData(-800)]
    public void AnOffsetThatIsTheSameInALevelIsItsEffects(double size)
    {
        // e^800 is no double: what a level has in common must not be taken to the power first.
        var panel = RandomPanel.Make(4);
        double[] offset = [.. panel.Exporter.Levels.Select(l => size + l)];
        var (plain, with) = (PpmlEstimator.Fit(panel.Sample()), PpmlEstimator.Fit(
            new GravitySample(panel.Flow, RandomPanel.Terms, panel.X, [panel.Exporter, panel.Importer], panel.Weights, offset)));
        for (var k = 0; k < 2; k++)
            Assert.Equal(plain.Coefficients[k], with.Coefficients[k], Converged);
        Assert.Equal(plain.Deviance, with.Deviance, Converged * plain.Deviance);
    }

    [Fact]
    public void MoreLevelsThanATableHoldsAreRefused()
    {
        var effect = new FixedEffect("pair", [0, 1], 600_000_000);
        var message = Assert.Throws<ArgumentException>(() => new GravitySample([1, 2], ["x"], [[1, 2]], [effect])).Message;
        Assert.Contains("600000000 levels with 1 regressors are too many", message);
    }

    [Fact]
    public void WorkThatIsNoLongerWantedEnds()
    {
        var sample = RandomPanel.Make(4).Sample();
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => PpmlEstimator.Fit(sample, cancel: cancelled));
        Assert.Throws<OperationCanceledException>(() => OlsEstimator.Fit(sample, cancel: cancelled));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void AFlowThatIsNoneIsNamedWithItsRow(double flow)
    {
        var message = Assert.Throws<ArgumentException>(
            () => PpmlEstimator.Fit(new GravitySample([1, flow], ["x"], [[1, 2]], [new FixedEffect("all", [0, 0], 1)]))).Message;
        Assert.Contains("flow, row 2", message);
    }
}
