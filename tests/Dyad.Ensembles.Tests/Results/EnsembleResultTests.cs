using Dyad.Ensembles.Results;
using Dyad.Ensembles.Running;
using Dyad.Ensembles.Tests.Running;

namespace Dyad.Ensembles.Tests.Results;

public class EnsembleResultTests
{
    private const double Rounding = 1e-12;

    private static readonly EnsembleResult Five = Result(1, [1, 10], [2, 8], null, [4, 6], [8, 4], [16, double.NaN]);

    /// <summary>Of 1, 2, 4, 8, 16: mean 6.2, sum of squares 148.8; R's <c>quantile</c> at 5% and 95% is 1.2 and 14.4.</summary>
    [Fact]
    public void ASummaryByHand()
    {
        var summary = Five.Summarize(0);
        Assert.Equal(5, summary.Draws);
        Assert.Equal(6.2, summary.Mean, Rounding);
        Assert.Equal(Math.Sqrt(148.8 / 4), summary.StdDev, Rounding);
        Assert.Equal(1.2, summary.Low, Rounding);
        Assert.Equal(4, summary.Median, Rounding);
        Assert.Equal(14.4, summary.High, Rounding);
        Assert.Equal(2, Five.Summarize(0, 0.5).Low, Rounding);
        Assert.Equal(8, Five.Summarize(0, 0.5).High, Rounding);
    }

    [Fact]
    public void ProbabilitiesCountDrawsAbove()
    {
        Assert.Equal(0.6, Five.ProbabilityAbove(0, 2));
        Assert.Equal(1, Five.ProbabilityAbove(0, 0));
        Assert.Equal(0, Five.ProbabilityAbove(0, 16));
    }

    [Fact]
    public void AFigureThatIsNoNumberInADrawHasNoSummary()
    {
        Assert.Equal(new FigureSummary(5, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN), Five.Summarize(1));
        Assert.Equal(double.NaN, Five.ProbabilityAbove(1, 0));
        Assert.Equal(double.NaN, Five.SummarizeDifference(0, 1).Mean);
    }

    [Fact]
    public void DifferencesAreTakenDrawByDraw()
    {
        var moved = Result(1, [0, 9], [1, 7], [3, 3], null, [7, 3], [15, 1]);
        var difference = Five.SummarizeDifference(0, moved, 0);
        Assert.Equal(new FigureSummary(4, 1, 0, 1, 1, 1), difference);
        Assert.Equal(new FigureSummary(5, 1, 0, 1, 1, 1), Result(1, [3, 2], [4, 3], [5, 4], [9, 8], [7, 6]).SummarizeDifference(0, 1));
    }

    [Fact]
    public void OtherDrawsAreNotCompared()
    {
        Assert.Equal("seed 2, 6 draws: not those of seed 1, 6 draws (Parameter 'other')",
            Assert.Throws<ArgumentException>(() => Five.SummarizeDifference(0, Result(2, [0], [0], [0], [0], [0], [0]), 0)).Message);
        Assert.Throws<ArgumentException>(() => Five.SummarizeDifference(0, Result(1, [0]), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Five.Figure(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Five.Summarize(0, 1));
    }

    /// <summary>Two scenarios that share a block: what it moves alike in both leaves their difference; another block does not.</summary>
    [Fact]
    public void CommonRandomNumbersNarrowADifference()
    {
        var shared = Blocks.Normal("elasticity", [0], 1);
        var alike = Run(shared).SummarizeDifference(0, Run(shared), 0);
        var apart = Run(shared).SummarizeDifference(0, Run(shared with { Name = "another" }), 0);
        Assert.Equal((0, 0, 0), (alike.Mean, alike.Low, alike.High));
        // Two independent standard normals differ by √2; four standard errors of a standard deviation are 4/√2n.
        Assert.Equal(Math.Sqrt(2), apart.StdDev, 4 * Math.Sqrt(2) / Math.Sqrt(2 * 2000));

        static EnsembleResult Run(ParameterBlock block) =>
            new ThreadRunner(2).Run(new(new ToyModel(block), 2000, 1), null, CancellationToken.None);
    }

    /// <summary>A value that all draws share is its own mean and interval, to the bit.</summary>
    [Fact]
    public void NoSpreadIsNoSpread()
    {
        var summary = FigureSummary.Of(Enumerable.Repeat(0.1, 7).ToArray());
        Assert.Equal(new FigureSummary(7, 0.1, 0, 0.1, 0.1, 0.1), summary);
        Assert.Equal(double.NaN, FigureSummary.Of([3]).StdDev);
    }

    private static EnsembleResult Result(int seed, params double[]?[] rows) => new(seed, rows[0]!.Length, rows);
}
