using Dyad.Mirror;

namespace Dyad.Evidence.Tests.Accuracy;

/// <summary>Noise that falls with the size of flows is found; where it does not, nothing is made of it.</summary>
public class SizeScaleTests
{
    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.8, 2)]
    public void TheElasticityOfTheVarianceIsFound(double gamma, int seed)
    {
        var random = new Random(seed);
        double[] size = [.. Enumerable.Range(0, 6000).Select(_ => Math.Exp(6 + (2 * SimulatedWorld.Normal(random))))];
        double[] squares = [.. size.Select(s => 0.3 * Math.Pow(s, -gamma) * Math.Pow(SimulatedWorld.Normal(random), 2))];
        var scale = Estimate(size, squares);
        Assert.Equal(gamma, scale.Gamma, 0.04);
        Assert.Equal(Math.Pow(10, -scale.Gamma), scale.Of(1000) / scale.Of(100), 1e-12);
        // Beyond the sizes that were seen the nearest of them stands.
        Assert.Equal(scale.Of(size.Max()), scale.Of(1e12));
        Assert.Equal(1, scale.Of(null));
    }

    [Fact]
    public void NoiseThatDoesNotFallWithSizeGivesNone()
    {
        var random = new Random(3);
        double[] size = [.. Enumerable.Range(0, 2000).Select(_ => Math.Exp(2 * SimulatedWorld.Normal(random)))];
        double[] rising = [.. size.Select(s => Math.Pow(s, 0.5) * Math.Pow(SimulatedWorld.Normal(random), 2))];
        Assert.Equal(0, Estimate(size, rising).Gamma);
        Assert.Equal(0, Estimate([5, 5, 5], [0.1, 0.2, 0.3]).Gamma);
    }

    [Fact]
    public void InAWorldWhoseSmallFlowsAreNoisyIntervalsOfLargeFlowsAreNarrower()
    {
        MirrorModel Model(bool small) => MirrorModel.Estimate(
            MirrorSample.From(World(small).Flows, World(small).RouteOf));
        var noisy = Model(true).Accuracy;
        Assert.InRange(noisy.SizeElasticity, 0.2, 0.8);
        Assert.True(noisy.Of("E000", null, 10_000).Variance < 0.5 * noisy.Of("E000", null, 50).Variance);
        Assert.Equal(0, Model(false).Accuracy.SizeElasticity);

        static MirrorWorld World(bool small) => new(new MirrorDesign(12, 6, 0, ErrorKind.Independent, small), 7);
    }

    private static SizeScale Estimate(double[] size, double[] squares) => SizeScale.Estimate(
        size, [.. size.Select(_ => 1.0)], squares, [.. size.Select((_, f) => (f, f + 1))]);
}
