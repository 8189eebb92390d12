using Dyad.Equilibrium.World;
using Dyad.Programme.Gains;
using Dyad.Programme.Measures;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Workbench.Programmes;
using Dyad.Workbench.Simulations;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Programmes;

/// <summary>Gains of sets of which some have no solution at some draws.</summary>
public class SetGainsTests
{
    private const int Draws = 60;
    private static readonly MeasureSet Certain = MeasureSet.Of(0);
    private static readonly MeasureSet Wide = MeasureSet.Of(1);

    /// <summary>
    /// A price that falls by 3%, give or take 50, is below zero in one draw of forty: there the second measure has no solution. Asked
    /// after the first, it takes these draws away from both.
    /// </summary>
    [Fact]
    public void SetsThatAreAskedOneAfterTheOtherAreComparedOnTheSameDraws()
    {
        var gains = new SetGains(Simulation(), new SimulationRequest("made up") { Draws = Draws }, new StageLog(), CancellationToken.None);
        var asked = 0;
        var (first, second) = gains.Choose(of =>
        {
            asked++;
            return (of([Certain])[0], of([Wide])[0]);
        });
        Assert.Equal(2, asked);
        Assert.InRange(gains.Failed, 1, Draws / 10);
        Assert.All(
            new SetGain[] { first, second, gains.Find(Certain)!.Value },
            g => Assert.Equal((Draws - gains.Failed, Draws - gains.Failed), (g.FirstDraws!.Length, g.SecondDraws!.Length)));
    }

    /// <summary>Three economies alike in one sector; two measures.</summary>
    private static Simulation Simulation()
    {
        const string Text = """
            dyad: scenario/1
            title: {en: Small, zh: 小, ru: Малый}
            assumption: {en: Made up., zh: 虚构。, ru: Выдумано.}
            sources: [made up for a test]
            parties: [A, B]
            elasticities: {default: 4, source: made up}
            steps:
              - title: {en: Certain, zh: 一, ru: Один}
                changes: [{iceberg: {between: [A, B], change: -3%}}]
              - title: {en: Wide, zh: 二, ru: Два}
                changes: [{iceberg: {between: [A, B], change: {mean: -3%, se: 50%, source: made up}}}]
            """;
        var shape = new WorldShape(3, 1);
        var data = new ScenarioData
        {
            Names = new WorldNames(["AAA", "BBB", "CCC"], [new SectorCode("ALL", true)]),
            Accounts = new WorldAccounts
            {
                Shape = shape,
                Trade = [60, 20, 20, 20, 60, 20, 20, 20, 60],
                Tariff = new double[shape.Flows],
                Intermediate = [50, 50, 50],
                Final = [50, 50, 50],
                ValueAdded = [50, 50, 50],
                Deficit = new double[3],
            },
        };
        return Scenarios.Simulating.Simulation.Create(ScenarioFile.Read("made up", Text), data, ["AAA", "BBB"]);
    }
}
