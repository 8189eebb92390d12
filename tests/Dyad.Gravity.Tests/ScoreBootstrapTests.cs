using Dyad.Gravity.Bootstrap;
using Dyad.Gravity.Covariance;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;
using MathNet.Numerics.Distributions;

namespace Dyad.Gravity.Tests;

public class ScoreBootstrapTests
{
    private const int Worlds = 500;

    /// <summary>Four standard errors of a share of 5% in that many worlds.</summary>
    private const double Simulation = 0.039;

    private static readonly ScoreBootstrapOptions Signs = new() { Weights = ScoreWeights.Rademacher };

    /// <summary>
    /// Scores of dense dummies, and every vector of signs in a plain loop. With signs the studentised score is monotone in the
    /// sum of scores, whose share this counts.
    /// </summary>
    [Property(MaxTest = 15, EndSize = RandomDesign.Seeds)]
    public void WithAllSignsItIsTheShareOfSumsAsLarge(int seed)
    {
        const double Hypothesis = 0.2;
        var panel = RandomPanel.Make(seed, economies: 6);
        var sample = panel.Sample();
        int[] clusters = [.. panel.Pair.Select((_, r) => r % 7)];
        foreach (var poisson in new[] { true, false })
        {
            Estimate fit = poisson ? PpmlEstimator.Fit(sample) : OlsEstimator.Fit(sample);
            if (fit.Collinear.Count > 0)
                return;
            double[] weights = [.. panel.Weights.Select((w, r) => fit.Used[r] ? w : 0)];
            var without = new GravitySample(
                panel.Flow, ["x1"], [panel.X[1]], sample.Effects, weights, [.. panel.X[0].Select(v => Hypothesis * v)]);
            Estimate restricted = poisson ? PpmlEstimator.Fit(without) : OlsEstimator.Fit(without);
            double[] working = [.. weights.Select((w, r) => w == 0 ? 0 : w * (poisson ? restricted.Fitted[r] : 1))];
            double[][] x = [.. panel.X.Select(v => DenseReference.Residuals(v, sample.Effects, working))];
            double Cross(double[] a, double[] b) => working.Select((w, r) => w * a[r] * b[r]).Sum();
            var slope = Cross(x[0], x[1]) / Cross(x[1], x[1]);
            var scores = new double[7];
            for (var r = 0; r < panel.Rows; r++)
            {
                if (weights[r] > 0)
                    scores[clusters[r]] += weights[r] * (panel.Flow[r] - restricted.Fitted[r]) * (x[0][r] - (slope * x[1][r]));
            }

            var (sum, larger) = (scores.Sum(), 0);
            for (var signs = 0; signs < 128; signs++)
            {
                var other = scores.Select((s, g) => (signs >> g & 1) == 0 ? s : -s).Sum();
                larger += Math.Abs(other) >= Math.Abs(sum) * (1 - 1e-9) ? 1 : 0;
            }

            var test = ScoreBootstrap.Test(sample, fit, "x0", clusters, Hypothesis, Signs);
            var deviation = Math.Sqrt(scores.Select(s => (s - (sum / 7)) * (s - (sum / 7))).Sum());
            Assert.Equal((true, 128, 7), (test.Enumerated, test.Draws, test.Clusters));
            Assert.Equal(sum / deviation, test.Statistic, 1e-6 * (1 + Math.Abs(sum / deviation)));
            Assert.Equal(larger / 128.0, test.PValue, 1e-12);
        }
    }

    [Property(MaxTest = 10, EndSize = RandomDesign.Seeds)]
    public void WithoutTheHypothesisImposedTheStatisticIsThatOfTheClusteredCovariance(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var (sample, fit) = (panel.Sample(), PpmlEstimator.Fit(panel.Sample()));
        var free = new ScoreBootstrapOptions { ImposeNull = false, Draws = 99 };
        var errors = Covariances.Of(sample, fit, CovarianceKind.Clustered(panel.Pair), SmallSample.None).StandardErrors;
        for (var k = 0; k < fit.Terms.Count; k++)
        {
            var test = ScoreBootstrap.Test(sample, fit, fit.Terms[k], panel.Pair, 0.1, free);
            Assert.Equal((fit.Coefficients[k] - 0.1) / errors[k], test.Statistic, 1e-6 * (1 + Math.Abs(test.Statistic)));
        }
    }

    [Property(MaxTest = 10, EndSize = RandomDesign.Seeds)]
    public void TheEstimateIsNeverRejected(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var (sample, fit) = (panel.Sample(), PpmlEstimator.Fit(panel.Sample()));
        foreach (var impose in new[] { true, false })
        {
            var options = new ScoreBootstrapOptions { ImposeNull = impose, Draws = 199 };
            Assert.True(ScoreBootstrap.Test(sample, fit, "x0", panel.Pair, fit["x0"], options).PValue > 0.99);
        }
    }

    [Fact]
    public void ThreadsDoNotMatterAndTheSeedDoes()
    {
        var panel = RandomPanel.Make(4, economies: 9);
        var (sample, fit) = (panel.Sample(), PpmlEstimator.Fit(panel.Sample()));
        foreach (var weights in new[] { ScoreWeights.Rademacher, ScoreWeights.Webb })
        {
            var options = new ScoreBootstrapOptions { Draws = 2000, Weights = weights };
            var hypothesis = fit["x0"] + 0.15;
            var one = ScoreBootstrap.Test(sample, fit, "x0", panel.Pair, hypothesis, options);
            // Sums that threads share differ in their last digits; no draw lies so near the statistic.
            var four = ScoreBootstrap.Test(sample, fit, "x0", panel.Pair, hypothesis, options with { Threads = 4 });
            Assert.Equal(one with { Statistic = 0 }, four with { Statistic = 0 });
            Assert.Equal(one.Statistic, four.Statistic, 1e-9);
            var other = ScoreBootstrap.Test(sample, fit, "x0", panel.Pair, hypothesis, options with { Seed = 2 });
            Assert.NotEqual(one.PValue, other.PValue);
            // Shares of two seeds differ by four standard errors at the most.
            Assert.Equal(one.PValue, other.PValue, 4 * Math.Sqrt(2 * 0.25 / 2000));
        }
    }

    [Theory]
    [InlineData(ScoreWeights.Rademacher, new[] { 1.0, 1 })]
    [InlineData(ScoreWeights.Webb, new[] { 1.0, 7.0 / 6 })]
    public void WeightsHaveMeanZeroAndVarianceOne(ScoreWeights weights, double[] moments)
    {
        const int Draws = 4000, Clusters = 25;
        // Four standard errors of means over 100,000 weights.
        const double Error = 0.015;
        var draws = ClusterDraws.For(Clusters, new ScoreBootstrapOptions { Weights = weights, Draws = Draws });
        var values = new double[Clusters];
        double sum = 0, square = 0, fourth = 0, neighbours = 0;
        for (var d = 0; d < Draws; d++)
        {
            draws.Fill(d, values);
            sum += values.Average();
            square += values.Average(v => v * v);
            fourth += values.Average(v => v * v * v * v);
            neighbours += values.Zip(values.Skip(1), (a, b) => a * b).Average();
        }

        Assert.Equal(0, sum / Draws, Error);
        Assert.Equal(moments[0], square / Draws, Error);
        Assert.Equal(moments[1], fourth / Draws, 2 * Error);
        Assert.Equal(0, neighbours / Draws, Error);
    }

    [Fact]
    public void FewClustersDrawWebbsWeightsAndManySigns()
    {
        var options = new ScoreBootstrapOptions();
        Assert.Equal(new ClusterDraws(ScoreWeights.Webb, false, 9999, 1), ClusterDraws.For(11, options));
        Assert.Equal(new ClusterDraws(ScoreWeights.Rademacher, true, 8192, 1), ClusterDraws.For(13, options));
        Assert.Equal(new ClusterDraws(ScoreWeights.Rademacher, false, 9999, 1), ClusterDraws.For(14, options));
        Assert.False(ClusterDraws.For(40_000, options).Enumerated);
    }

    [Fact]
    public void AnIntervalEndsWhereTheTestBeginsToReject()
    {
        var panel = RandomPanel.Make(4, economies: 9);
        var (sample, fit) = (panel.Sample(), PpmlEstimator.Fit(panel.Sample()));
        var options = new ScoreBootstrapOptions { Draws = 999 };
        var (low, high) = ScoreBootstrap.Interval(sample, fit, "x0", panel.Pair, options: options);
        Assert.InRange(fit["x0"], low, high);
        var width = high - low;
        Assert.True(P(low) >= 0.05 && P(high) >= 0.05, $"{P(low)}, {P(high)}");
        Assert.True(P(low - (0.02 * width)) < 0.06 && P(high + (0.02 * width)) < 0.06, $"{P(low - (0.02 * width))}");
        // Three clusters have eight vectors of signs: no p-value is below 1/4.
        int[] three = [.. panel.Pair.Select(p => p % 3)];
        var least = OlsEstimator.Fit(sample);
        var open = ScoreBootstrap.Interval(sample, least, "x0", three, 0.95, Signs);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), open);

        double P(double value) => ScoreBootstrap.Test(sample, fit, "x0", panel.Pair, value, options).PValue;
    }

    [Fact]
    public void BadRequestsAreRefused()
    {
        var panel = RandomPanel.Make(3);
        var (sample, fit) = (panel.Sample(), PpmlEstimator.Fit(panel.Sample()));
        var unknown = Assert.Throws<ArgumentException>(() => ScoreBootstrap.Test(sample, fit, "y", panel.Pair));
        Assert.Contains("no estimate of 'y'", unknown.Message);
        Assert.Throws<ArgumentException>(() => ScoreBootstrap.Test(sample, fit, "x0", new int[panel.Rows]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ScoreBootstrap.Test(sample, fit, "x0", panel.Pair, 0, new ScoreBootstrapOptions { Draws = 0 }));
    }

    /// <summary>
    /// How often a true hypothesis is rejected at 5% with ten clusters of 4 to 58 rows, a regressor that varies between clusters
    /// in part and errors that rows of a cluster share in part (mean one, log variance 0.4 + 0.4).
    /// </summary>
    [Fact]
    public void TenClustersKeepTheSizeThatThePlainTestDoesNot()
    {
        foreach (var poisson in new[] { true, false })
        {
            var (plain, student, signs, webb, free) = (0, 0, 0, 0, 0);
            Parallel.For(0, Worlds, world =>
            {
                var (sample, clusters) = World(world, poisson);
                Estimate fit = poisson ? PpmlEstimator.Fit(sample) : OlsEstimator.Fit(sample);
                var result = Covariances.Of(sample, fit, CovarianceKind.Clustered(clusters), SmallSample.Ppmlhdfe);
                var statistic = (fit["x"] - 0.5) / result.StandardErrors[0];
                Count(ref plain, Math.Abs(statistic) > Normal.InvCDF(0, 1, 0.975));
                Count(ref student, Math.Abs(statistic) > StudentT.InvCDF(0, 1, 9, 0.975));
                Count(ref signs, Rejects(Signs));
                Count(ref webb, Rejects(new ScoreBootstrapOptions { Draws = 999 }));
                Count(ref free, Rejects(Signs with { ImposeNull = false }));

                bool Rejects(ScoreBootstrapOptions options) =>
                    ScoreBootstrap.Test(sample, fit, "x", clusters, 0.5, options).PValue <= 0.05;
            });
            TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
                $"""
                {(poisson ? "PPML" : "OLS")}, true hypotheses rejected at 5%: normal {Share(plain):P1}, t(9) {Share(student):P1};
                score bootstrap imposed {Share(signs):P1} (all signs), {Share(webb):P1} (Webb), not imposed {Share(free):P1}
                """));
            Assert.True(Share(plain) > 0.05 + Simulation, $"plain {Share(plain)}");
            Assert.InRange(Share(signs), 0.05 - Simulation, 0.05 + Simulation);
            Assert.InRange(Share(webb), 0.05 - Simulation, 0.05 + Simulation);
        }

        static double Share(int count) => (double)count / Worlds;

        static void Count(ref int count, bool rejected)
        {
            if (rejected)
                Interlocked.Increment(ref count);
        }
    }

    private static (GravitySample Sample, int[] Clusters) World(int world, bool poisson)
    {
        var random = new Random(7919 * (world + 1));
        int[] clusters = [.. Enumerable.Range(0, 10).SelectMany(g => Enumerable.Repeat(g, 4 + (6 * g)))];
        double[] common = [.. Enumerable.Range(0, 10).Select(_ => N())], shock = [.. Enumerable.Range(0, 10).Select(_ => N())];
        double[] x = [.. clusters.Select(g => (0.7 * common[g]) + (0.7 * N()))];
        int[] period = [.. clusters.Select((_, r) => r % 4)];
        double[] y =
        [
            .. clusters.Select((g, r) =>
            {
                var error = Math.Sqrt(0.4) * (shock[g] + N());
                var mean = (0.5 * x[r]) + (0.3 * period[r]);
                return poisson ? Math.Exp(mean + error - 0.4) : mean + error;
            }),
        ];
        return (new GravitySample(y, ["x"], [x], [new FixedEffect("period", period, 4)]), clusters);

        double N() => Normal.Sample(random, 0, 1);
    }
}
