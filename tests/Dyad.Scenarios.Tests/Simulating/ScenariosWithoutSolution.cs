using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Scenarios.Tests.Worlds;

namespace Dyad.Scenarios.Tests.Simulating;

/// <summary>A scenario without a solution says which step has none, on which line, and why, by codes that the file uses.</summary>
public class ScenariosWithoutSolution
{
    private const string Nothing = "tariff: {from: B, to: CCC, change: 0%}";
    private const string Closed = "withdrawal: {of: all, from: A, sectors: FARM, direction: sales, close: true}";

    /// <summary>AAA grows nothing itself: when nobody sells to it any more there is no price.</summary>
    private static readonly ScenarioData WithoutFarms = Without(("AAA", "AAA"));

    [Fact]
    public void ASectorWithoutASupplierIsNamedWithStepAndLine()
    {
        var simulation = Create(TwoSteps(Nothing, Closed), WithoutFarms);
        var fault = Assert.Throws<ScenarioException>(() => simulation.Solved(simulation.Means));
        Assert.Equal((12, 5), (fault.Line, fault.Column));
        Assert.Equal("no solution: step 2 (line 12, 'Two') leaves AAA without a supplier in sector FARM", fault.Reason);
        Assert.False(simulation.Evaluate(simulation.Means, new double[simulation.FigureCount], CancellationToken.None));
    }

    /// <summary>With deficits that are held a closed economy would have to borrow from abroad for ever, or to lend.</summary>
    [Fact]
    public void WhatTheSolverDoesNotReachIsNamedWithTheLargestResidual()
    {
        var simulation = Create(TwoSteps(Nothing, "withdrawal: {of: all, from: CCC, close: true}"), SmallWorld.Data);
        var fault = Assert.Throws<ScenarioException>(() => simulation.Solved(simulation.Means));
        Assert.Equal(12, fault.Line);
        Assert.Matches(
            @"^no solution: step 2 \(line 12, 'Two'\) did not converge in [\d,]+ passes .*; the largest residual is \d\.\de-?\d+, of .*CCC; deficits are held",
            fault.Reason);
        Assert.Equal(fault.Message, simulation.Solve(simulation.Means).Unsolved!.Message);
    }

    [Fact]
    public void TheWorldBeforeMayBeWhatIsNotSolved()
    {
        var simulation = Simulation.Create(SmallWorld.Scenario(Nothing), SmallWorld.Data, null, new(1e-12, 2));
        var fault = Assert.Throws<ScenarioException>(() => simulation.Solved(simulation.Means));
        Assert.Equal(0, fault.Line);
        Assert.StartsWith("no solution: the world before the change did not converge in ", fault.Reason, StringComparison.Ordinal);
    }

    /// <summary>Of two measures each leaves one supplier; both together leave none.</summary>
    [Fact]
    public void MeasuresWithoutASolutionAreNamedTogether()
    {
        var data = Without(("AAA", "AAA"), ("AAA", "DDD"));
        var simulation = Create(
            TwoSteps(
                "withdrawal: {of: B, from: A, sectors: FARM, direction: sales, close: true}",
                "withdrawal: {of: CCC, from: A, sectors: FARM, direction: sales, close: true}"),
            data);
        var each = new SelectionModel(simulation, [[0], [1]]);
        Assert.True(each.Evaluate(simulation.Means, new double[each.FigureCount], CancellationToken.None));
        var both = new SelectionModel(simulation, [[0], [0, 1]]);
        Assert.False(both.Evaluate(simulation.Means, new double[both.FigureCount], CancellationToken.None));
        var fault = Assert.Throws<ScenarioException>(() => both.Solve(simulation.Means, new double[both.FigureCount]));
        Assert.Equal(
            "no solution: step 1 (line 9, 'One') and step 2 (line 12, 'Two') together leave AAA without a supplier in sector FARM",
            fault.Reason);
    }

    private static Simulation Create(string text, ScenarioData data) => Simulation.Create(ScenarioFile.Read("small.yaml", text), data);

    private static string TwoSteps(string first, string second) =>
        SmallWorld.Text(first) + $"\n  - title: {{en: Two, zh: 二, ru: Два}}\n    changes:\n      - {second}\n";

    /// <summary>The small world without some flows of FARM, by importer and exporter.</summary>
    private static ScenarioData Without(params (string Importer, string Exporter)[] flows)
    {
        var data = SmallWorld.Data;
        var trade = (double[])data.Accounts.Trade.Clone();
        var names = data.Names.Economies.ToList();
        foreach (var (importer, exporter) in flows)
            trade[data.Accounts.Shape.Flow(0, names.IndexOf(importer), names.IndexOf(exporter))] = 0;
        return data with { Accounts = data.Accounts with { Trade = trade } };
    }
}
