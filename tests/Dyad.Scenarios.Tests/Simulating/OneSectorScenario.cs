using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Scenarios.Tests.Worlds;

namespace Dyad.Scenarios.Tests.Simulating;

/// <summary>The accounts added up to one sector without linkages.</summary>
public class OneSectorScenario
{
    private const double Elasticity = 4;

    /// <summary>Two solutions to 1e-12 each, in percent.</summary>
    private const double Solved = 1e-9;

    private static readonly string Text = SmallWorld.Text(
        "baseline: {model: one-sector, deficits: zero}",
        ["tariff: {from: all, to: all, set: 0%}", "iceberg: {between: [A, B], factor: 0.9}"]);

    [Fact]
    public void AccountsAddUpAndBalance()
    {
        var simulation = Create(SmallWorld.Data);
        var (many, one) = (SmallWorld.Data.Accounts, simulation.Solve(simulation.Means));
        Assert.Equal(["ALL"], simulation.Names.Sectors.Select(s => s.Code));
        Assert.Empty(simulation.Findings);
        Assert.True(one.Converged);
        Assert.Equal(1, one.Before.ValueAddedShare[0]);
        var before = Simulation.Create(
            ScenarioFile.Read("f", Text.Replace("deficits: zero", "deficits: held", StringComparison.Ordinal)), SmallWorld.Data);
        Assert.Equal(
            Enumerable.Range(0, 3).Sum(j => many.Trade[many.Shape.Flow(j, 1, 0)]),
            before.Solve(before.Means).TradeBefore[1], Solved);
    }

    /// <summary>
    /// Without tariffs and deficits what an economy gains is told by its own share and the elasticity alone (Arkolakis, Costinot and
    /// Rodriguez-Clare 2012, eq. 1): real income changes by the factor (share after / share before) ^ (-1 / theta).
    /// </summary>
    [Fact]
    public void GainsAreThoseOfTheFormula()
    {
        var data = SmallWorld.Data with
        {
            Accounts = SmallWorld.Data.Accounts with { Tariff = new double[SmallWorld.Data.Accounts.Tariff.Length] },
        };
        var simulation = Create(data);
        var outcome = simulation.Solve(simulation.Means);
        for (var n = 0; n < simulation.Names.Economies.Count; n++)
        {
            var own = outcome.Before.Shape.Flow(0, n, n);
            var share = outcome.Steps[0].Counterfactual.TradeShare[own] / outcome.Before.TradeShare[own];
            Assert.Equal(100 * (Math.Pow(share, -1 / Elasticity) - 1), outcome.Steps[0].Welfare.RealIncome[n], Solved);
        }
    }

    /// <summary>Tariffs are means weighted with trade.</summary>
    [Fact]
    public void TariffsAreWeighted()
    {
        var simulation = Create(SmallWorld.Data);
        var (accounts, shape) = (SmallWorld.Data.Accounts, SmallWorld.Data.Accounts.Shape);
        var flows = Enumerable.Range(0, shape.Sectors).Select(j => shape.Flow(j, 2, 3)).ToArray();
        var expected = flows.Sum(f => accounts.Trade[f] * accounts.Tariff[f]) / flows.Sum(f => accounts.Trade[f]);
        var outcome = simulation.Solve(simulation.Means);
        Assert.Equal(expected, outcome.Before.Tariff[outcome.Before.Shape.Flow(0, 2, 3)], 1e-15);
    }

    private static Simulation Create(ScenarioData data) => Simulation.Create(ScenarioFile.Read("f", Text), data);
}
