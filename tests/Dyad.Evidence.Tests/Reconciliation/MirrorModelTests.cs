namespace Dyad.Evidence.Tests.Reconciling;

public class MirrorModelTests
{
    [Fact]
    public void OnePassIsThePapersTwoSteps()
    {
        var world = new SimulatedWorld(10, 2, 21);
        var model = MirrorModel.Estimate(world.Sample, new MirrorOptions { Passes = 1 });
        var margin = CifFobMargin.Estimate(world.Sample);
        Assert.Equal(margin.Coefficients, model.Margin.Coefficients);
        Assert.Equal(ReporterAccuracy.Estimate(world.Sample, margin).Reporters, model.Accuracy.Reporters);
    }

    [Fact]
    public void WeighingByAccuracyBringsTheMarginNearer()
    {
        var (one, two) = (MarginError(1), MarginError(2));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"root mean squared error of the margin: one pass {one:0.0000}, two {two:0.0000}");
        Assert.True(two < one);

        static double MarginError(int passes) => Math.Sqrt(Enumerable.Range(0, 10).Average(seed =>
        {
            var world = new SimulatedWorld(20, 4, 30_000 + seed);
            var model = MirrorModel.Estimate(world.Sample, new MirrorOptions { Passes = passes });
            return world.Routes.Average(route =>
                Math.Pow(model.Margin.Predict(route, 2001).Log - SimulatedWorld.TrueMargin(route, 2001), 2));
        }));
    }

    [Fact]
    public void SettingsOutsideTheirRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MirrorOptions { Passes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AccuracyOptions { FewFlows = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AccuracyOptions { PriorFlows = 0 });
    }
}
