using FsCheck.Xunit;

namespace Dyad.Evidence.Tests.Accuracy;

public class ReporterAccuracyTests
{
    /// <summary>Standard errors within which an estimate lies all but once in 2,000.</summary>
    private const double StdErrors = 3.5;

    private static readonly SimulatedWorld World = new(40, 6, 11);
    private static readonly ReporterAccuracy Measured =
        ReporterAccuracy.Estimate(World.Sample, CifFobMargin.Estimate(World.Sample));

    [Fact]
    public void ErrorsAreRecovered()
    {
        Assert.True(Measured.Converged);
        Assert.True(Measured.LevelsIdentified);
        Assert.Equal(40, Measured.Reporters.Count);
        foreach (var reporter in Measured.Reporters)
        {
            // The estimated margin leaves up to one point in a discrepancy, which matters for the best reporters only.
            var tolerance = (StdErrors * reporter.SigmaStdError) + 0.01;
            Assert.InRange(reporter.Sigma - World.Sigma[reporter.Reporter], -tolerance, tolerance);
            Assert.False(reporter.FewFlows);
        }
    }

    [Fact]
    public void ReportersAreRankedRightly()
    {
        Assert.True(RankCorrelation(Measured.Reporters.ToDictionary(r => r.Reporter, r => r.Sigma)) > 0.97);
        // The paper's own index, by role, orders them too.
        foreach (var side in Enum.GetValues<ReportedSide>())
        {
            var distances = Measured.Distances!.Where(d => d.Side == side).ToDictionary(d => d.Reporter, d => d.LeastSquaresMean);
            Assert.True(RankCorrelation(distances) > 0.9, side.ToString());
        }
    }

    [Fact]
    public void TheAdditiveDecompositionReproducesConstructedMeans()
    {
        // RD = 0.10 + alpha + beta with alpha = (-0.04, 0, 0.04) and beta = (0.02, -0.02, 0): no noise, all nine cells.
        double[] alpha = [-0.04, 0, 0.04], beta = [0.02, -0.02, 0];
        int[] cell = [.. Enumerable.Range(0, 9)];
        var sample = new MirrorSample(
            [.. cell.Select(c => $"X{c / 3}")], [.. cell.Select(c => $"M{c % 3}")], [.. cell.Select(_ => 2000)],
            [.. cell.Select(_ => 1.0)], [.. cell.Select(_ => 1.0)], [.. cell.Select(_ => new Route(1000, false))]);
        double[] d = [.. cell.Select(c => (c % 2 == 0 ? 1 : -1) * (0.10 + alpha[c / 3] + beta[c % 3]))];
        var distances = ReportingDistances.Decompose(sample, d, [.. cell.Select(_ => 1.0)])!;
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(0.10 + alpha[k], distances.Single(r => r.Reporter == $"X{k}").LeastSquaresMean, 1e-12);
            Assert.Equal(0.10 + beta[k], distances.Single(r => r.Reporter == $"M{k}").LeastSquaresMean, 1e-12);
        }

        // Note 22 without noise: pi/2 (LS_RD - min LS_RD).
        Assert.Equal(Math.PI / 2 * 0.08, distances.Single(r => r.Reporter == "X2").PaperSigma, 1e-6);
    }

    [Fact]
    public void GroupsThatDoNotTradeAreNotDecomposed()
    {
        var sample = new MirrorSample(
            ["A", "B", "C", "D", "A", "C"], ["B", "A", "D", "C", "B", "D"], [2000, 2000, 2000, 2000, 2001, 2001],
            [1.0, 1, 1, 1, 1, 1], [1.0, 1, 1, 1, 1, 1], [.. Enumerable.Repeat(new Route(1000, false), 6)]);
        Assert.Null(ReportingDistances.Decompose(sample, new double[6], [1, 1, 1, 1, 1, 1]));
    }

    [Fact]
    public void ThreeReportersDetermineTheLevelByHand()
    {
        // Pair sums of squares of 10,000 flows each: v_AB = 0.05, v_AC = 0.10, v_BC = 0.13, so A 0.01, B 0.04, C 0.09.
        const double w = 10_000;
        var e = ErrorVariances.Estimate(
            3, [new(0, 1, w, w * 0.05), new(0, 2, w, w * 0.10), new(1, 2, w, w * 0.13)], common: 0.04, priorFlows: 1e-6);
        Assert.True(e.LevelsIdentified);
        Assert.Equal(0.01, e.Variance[0], 1e-6);
        Assert.Equal(0.04, e.Variance[1], 1e-6);
        Assert.Equal(0.09, e.Variance[2], 1e-6);
        // Var(v^) = 2 v^2 / W for each pair, and sigma_A^2 = (v_AB + v_AC - v_BC) / 2.
        var byHand = Math.Sqrt(2 / w * ((0.05 * 0.05) + (0.10 * 0.10) + (0.13 * 0.13))) / 2;
        Assert.Equal(byHand, e.StdError[0], 1e-6);
    }

    [Fact]
    public void TwoReportersShareTheirDiscrepancyAndSayThatTheLevelIsNotDetermined()
    {
        var e = ErrorVariances.Estimate(2, [new(0, 1, 100, 100 * 0.08)], common: 0.04, priorFlows: 4);
        Assert.False(e.LevelsIdentified);
        Assert.Equal(0.04, e.Variance[0], 1e-9);
        Assert.Equal(0.04, e.Variance[1], 1e-9);
    }

    [Fact]
    public void AReporterSeenOnceIsShrunkAndFlagged()
    {
        var world = new SimulatedWorld(12, 3, 5);
        var s = world.Sample;
        var sample = new MirrorSample(
            [.. s.Exporter, "NEW"], [.. s.Importer, "E000"], [.. s.Year, 2000], [.. s.ExporterReport, 100],
            [.. s.ImporterReport, 100], [.. s.Route, new Route(3000, false, false, false)]);
        var accuracy = ReporterAccuracy.Estimate(sample, CifFobMargin.Estimate(sample));
        var once = accuracy.Of("NEW");
        Assert.True(once.FewFlows);
        Assert.Equal(1, once.MirrorFlows);
        // Its one discrepancy is nil but for the margin: unshrunk, its variance would be next to nothing.
        Assert.InRange(once.Variance / accuracy.CommonVariance, 0.2, 1.0);
        Assert.True(once.VarianceStdError / once.Variance > 0.5);

        var never = accuracy.Of("NONE");
        Assert.True(never.FewFlows);
        Assert.Equal(accuracy.Reporters.Average(r => r.Variance), never.Variance, 1e-12);
        Assert.True(never.VarianceStdError > 0);
    }

    [Property(MaxTest = 10)]
    public bool UnitsOfMoneyDoNotMatter(byte power)
    {
        var world = new SimulatedWorld(8, 2, 3);
        var (s, unit) = (world.Sample, Math.Pow(10, (power % 13) - 6));
        var scaled = new MirrorSample(
            s.Exporter, s.Importer, s.Year, [.. s.ExporterReport.Select(v => v * unit)],
            [.. s.ImporterReport.Select(v => v * unit)], s.Route);
        var one = ReporterAccuracy.Estimate(s, CifFobMargin.Estimate(s));
        var other = ReporterAccuracy.Estimate(scaled, CifFobMargin.Estimate(scaled));
        return one.Reporters.All(r => Math.Abs(other.Of(r.Reporter).Variance - r.Variance) < 1e-8 * r.Variance);
    }

    private static double RankCorrelation(Dictionary<string, double> measured) =>
        MathNet.Numerics.Statistics.Correlation.Spearman(
            World.Codes.Select(code => World.Sigma[code]), World.Codes.Select(code => measured[code]));
}
