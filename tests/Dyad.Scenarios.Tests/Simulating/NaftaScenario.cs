using Dyad.Scenarios.Simulating;
using Dyad.Scenarios.Tests.Library;
using Dyad.Scenarios.Tests.Worlds;

namespace Dyad.Scenarios.Tests.Simulating;

/// <summary>The scenario of NAFTA's tariffs yields what is published: Caliendo and Parro (2015), Table 2 and their abstract.</summary>
public class NaftaScenario
{
    /// <summary>Published with two digits after the point; trade with none.</summary>
    private const double HalfLastDigit = 0.005;
    private const double HalfPercent = 0.5;

    private static readonly string[] Members = ["Mexico", "Canada", "USA"];

    [Theory]
    [InlineData(EconomyFigure.FirstOrder, 1.31, -0.06, 0.08)]
    [InlineData(EconomyFigure.TermsOfTrade, -0.41, -0.11, 0.04)]
    [InlineData(EconomyFigure.VolumeOfTrade, 1.72, 0.04, 0.04)]
    [InlineData(EconomyFigure.RealWage, 1.72, 0.32, 0.11)]
    public void WelfareAsPublished(EconomyFigure figure, double mexico, double canada, double usa)
    {
        var (simulation, outcome) = Solved.Value;
        double[] published = [mexico, canada, usa];
        for (var m = 0; m < Members.Length; m++)
        {
            var position = simulation.Layout.Economy(0, figure, simulation.Names.Economies.ToList().IndexOf(Members[m]));
            Assert.Equal(published[m], outcome.Figures[position], HalfLastDigit);
        }
    }

    [Theory]
    [InlineData("Mexico", 118)]
    [InlineData("Canada", 11)]
    [InlineData("USA", 41)]
    public void TradeInsideTheBlocAsPublished(string member, double percent)
    {
        var (simulation, outcome) = Solved.Value;
        var direction = simulation.Layout.Directions.Index().Single(d => d.Item.Exporter == "NAFTA" && d.Item.Importer == member).Index;
        Assert.Equal(percent, outcome.Figures[simulation.Layout.Direction(direction, null)], HalfPercent);
    }

    [Fact]
    public void WhoTakesPart()
    {
        var simulation = Solved.Value.Simulation;
        Assert.Empty(simulation.Parties);
        Assert.Equal(["Canada", "Mexico", "USA"], simulation.Members);
        Assert.Equal(["negative-flows-to-zero", "solve-levels-again"], simulation.Findings.Select(f => f.Rule!).Distinct().Order());
    }

    private static readonly Lazy<(Simulation Simulation, SimulationOutcome Outcome)> Solved = new(() =>
    {
        var simulation = Simulation.Create(ShippedScenarios.Read("nafta-1993-2005.yaml"), NaftaWorld.Read());
        return (simulation, simulation.Solve(simulation.Means));
    });
}
