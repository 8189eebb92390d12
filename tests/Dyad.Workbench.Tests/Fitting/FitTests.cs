using System.Text.Json;
using Dyad.Gravity.Bootstrap;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using Dyad.Workbench.Fitting;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Fitting;

/// <summary>What is tested beside the coefficient table: score bootstrap and RESET.</summary>
public class FitTests
{
    /// <summary>Two estimates of the same numbers on one thread and on two.</summary>
    private const double Rounding = 1e-9;

    [Fact]
    public void TheBootstrapIsThatOfTheLibraryAndStandsBesideTheErrors()
    {
        using var folder = new TempFolder();
        var (y, x, state) = Few(seed: 5, clusters: 6);
        var fit = (Request(folder, y, x, state) with { Bootstrap = "score:state:999", Seed = 7, Vcov = "cluster:state" }).Run();
        var sample = new GravitySample(y, ["x"], [x], [new FixedEffect("constant", new int[y.Length], 1)]);
        var options = new ScoreBootstrapOptions { Draws = 999, Seed = 7 };
        var estimate = PpmlEstimator.Fit(sample);
        var test = ScoreBootstrap.Test(sample, estimate, "x", state, 0, options);
        var (low, high) = ScoreBootstrap.Interval(sample, estimate, "x", state, 0.95, options);
        var bootstrap = fit.Bootstrap!;
        Assert.Equal((6, 999, 7, "webb"), (bootstrap.Clusters, bootstrap.Draws, bootstrap.Seed, bootstrap.Weights));
        var ours = Assert.Single(bootstrap.Tests);
        Assert.Equal(test.PValue, ours.PValue);
        Assert.Equal(low, ours.ConfLow, Rounding);
        Assert.Equal(high, ours.ConfHigh, Rounding);
        Assert.True(ours.ConfLow < estimate["x"] && estimate["x"] < ours.ConfHigh);

        var json = JsonDocument.Parse(FitJson.Write(fit)).RootElement;
        var (constant, slope) = (json.GetProperty("coefficients")[0], json.GetProperty("coefficients")[1]);
        Assert.Equal(JsonValueKind.Null, constant.GetProperty("bootstrap_p_value").ValueKind);
        Assert.Equal(ours.PValue, slope.GetProperty("bootstrap_p_value").GetDouble());
        Assert.Equal(ours.ConfHigh, slope.GetProperty("bootstrap_conf_high").GetDouble());
        Assert.Equal(7, json.GetProperty("bootstrap").GetProperty("seed").GetInt32());
    }

    [Theory]
    [InlineData(FitFamily.Poisson)]
    [InlineData(FitFamily.Gaussian)]
    public void ThreadsDoNotMatterToTheBootstrapAndTheSeedDoes(FitFamily family)
    {
        using var folder = new TempFolder();
        var (y, x, state) = Few(seed: 8, clusters: 7);
        var request = Request(folder, y, x, state) with { Bootstrap = "score:state:499", Family = family };
        var one = request.Run().Bootstrap!.Tests[0];
        var two = (request with { Threads = 2 }).Run().Bootstrap!.Tests[0];
        Assert.Equal(one.PValue, two.PValue);
        Assert.Equal(one.ConfLow, two.ConfLow, Rounding);
        Assert.Equal(one.ConfHigh, two.ConfHigh, Rounding);
        Assert.NotEqual(one.ConfLow, (request with { Seed = 2 }).Run().Bootstrap!.Tests[0].ConfLow);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void AHandfulOfClustersIsServed(int clusters)
    {
        using var folder = new TempFolder();
        var (y, x, state) = Few(seed: 3, clusters);
        var test = (Request(folder, y, x, state) with { Bootstrap = "score:state:9999" }).Run().Bootstrap!.Tests[0];
        Assert.InRange(test.PValue, 0, 1);
        Assert.True(test.ConfLow < test.ConfHigh);
        // Of the 6^G vectors of Webb's points six are the sample but for their size: with two clusters p is a sixth at the least,
        // with three not far below 5%, and no value is rejected.
        Assert.Equal(clusters <= 3, double.IsInfinity(test.ConfLow) && double.IsInfinity(test.ConfHigh));
    }

    [Theory]
    [InlineData("wild:state:99", "score:V:B")]
    [InlineData("score:99", "score:V:B")]
    [InlineData("score:state:many", "draws from 1")]
    [InlineData("score:state:0", "draws from 1")]
    [InlineData("score:state,x:99", "one cluster variable")]
    [InlineData("score:stat:99", "unknown column 'stat'; near: state")]
    [InlineData("score:one:99", "1 clusters")]
    public void ABootstrapThatCannotBe(string bootstrap, string part)
    {
        using var folder = new TempFolder();
        var (y, x, state) = Few(seed: 3, clusters: 3);
        var request = Request(folder, y, x, state) with { Bootstrap = bootstrap, With = ["one=1"] };
        Assert.Contains(part, Assert.Throws<UserException>(() => request.Run()).Message, StringComparison.Ordinal);
    }

    /// <summary>Clusters of four to nine rows, errors and regressor shared in part.</summary>
    private static (double[] Y, double[] X, int[] Cluster) Few(int seed, int clusters)
    {
        var random = new Random(seed);
        var (y, x, cluster) = (new List<double>(), new List<double>(), new List<int>());
        for (var g = 0; g < clusters; g++)
        {
            var (shared, effect) = (random.NextDouble(), random.NextDouble());
            for (var r = random.Next(4, 10); r > 0; r--)
            {
                x.Add(shared + random.NextDouble());
                y.Add(Math.Exp(1 + (0.5 * x[^1]) + effect + (0.5 * random.NextDouble())));
                cluster.Add(g);
            }
        }

        return ([.. y], [.. x], [.. cluster]);
    }

    private static FitRequest Request(TempFolder folder, double[] y, double[] x, int[] state) => Fits.Csv(
        folder, "y ~ x", ["y,x,state", .. y.Select((v, r) => FormattableString.Invariant($"{v:R},{x[r]:R},{state[r]}"))]);
}
