using Dyad.Workbench.Reports.Diagnosis;

namespace Dyad.Workbench.Tests.Reports;

public class BottleneckStageTests
{
    /// <summary>Two sectors, three resamples, the first lost in one sector, the second in the other.</summary>
    [Theory]
    [InlineData(12, true)]
    [InlineData(double.NaN, false)]
    public void AResampleCountsWhereEverySectorHasAnEstimate(double third, bool holds)
    {
        SectorGravity[] sectors = [Sector(double.NaN, 11, 12), Sector(10, double.NaN, third)];
        var error = Record.Exception(() => new BottleneckStage(null!, null!, null!, sectors));
        if (holds)
            Assert.Null(error);
        else
            Assert.Contains("--resamples", Assert.IsType<UserException>(error).Message, StringComparison.Ordinal);
    }

    private static SectorGravity Sector(params double[] draws)
    {
        var direction = new Expectation(1, 10, draws, 50);
        return new SectorGravity("AGR", null!, null!, [], [], 0, [direction, direction]);
    }
}
