using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Scenarios.Tests.Worlds;

namespace Dyad.Scenarios.Tests.Simulating;

/// <summary>What a simulation promises to an ensemble, in a made-up world.</summary>
public class SimulationRules
{
    /// <summary>Two solutions to 1e-12 each, in percent.</summary>
    private const double Solved = 1e-9;

    private static readonly string Uncertain = SmallWorld.Text(
        "estimates: {cut: {mean: -3%, se: 1%, source: me}, unused: {mean: 1, se: 1, source: me}}",
        [
            "barrier: {between: [A, B], trade_effect: gravity.agreement}",
            "iceberg: {from: all, to: A, change: cut}",
            "tariff: {from: A, to: third, set: {low: 4%, high: 9%}}",
        ]).Replace("{default: 4,", "{default: 4, relative_se: 10%,", StringComparison.Ordinal);

    [Fact]
    public void ParametersAreWhatIsUsed()
    {
        var simulation = Create(Uncertain);
        Assert.Equal(["elasticities", "gravity", "cut", "step 1, change 3, set"], simulation.Parameters.Select(p => p.Name));
        Assert.Equal(
            ["FARM", "FACTORY", "OFFICE", "agreement", "border", "cut", "step 1, change 3, set"],
            simulation.Parameters.SelectMany(p => p.Members));
        Assert.Equal([4, 4, 5, 0.4, -1.5, -0.03, 0.065], simulation.Means.Select(m => Math.Round(m, 12)));
        Assert.Equal(simulation.Means.Length, simulation.ParameterSources.Count);
        Assert.Equal(0.025 / 1.6448536269514722, Math.Sqrt(simulation.Parameters[^1].Covariance[0]), 1e-15);
        Assert.Equal(["agreement"], simulation.Scenario.GravityEstimates);
    }

    [Fact]
    public void ADrawDependsOnItsParametersAlone()
    {
        var draws = Draws(Create(Uncertain), 24);
        var one = Create(Uncertain);
        var forward = draws.Select(d => Figures(one, d)).ToArray();
        var backward = draws.Reverse().Select(d => Figures(one, d)).Reverse().ToArray();
        var other = Create(Uncertain);
        var parallel = new double[draws.Length][];
        Parallel.For(0, draws.Length, d => parallel[d] = Figures(other, draws[d]));
        Assert.Equal(forward.Select(Bits), backward.Select(Bits));
        Assert.Equal(forward.Select(Bits), parallel.Select(Bits));
        Assert.NotEqual(Bits(forward[0]), Bits(forward[1]));
    }

    [Fact]
    public void AnotherProcessMakesTheSameSimulation()
    {
        var simulation = Simulation.Create(ScenarioFile.Read("small.yaml", Uncertain), SmallWorld.Data, ["CCC", "AAA"], new(1e-11, 500));
        var job = SimulationJob.Of(simulation);
        var copy = (Simulation)new SimulationFactory().Create(job.Bytes);
        Assert.Equal(job.Id, SimulationJob.Of(copy).Id);
        Assert.Matches("^[0-9a-f]{64}$", job.Id);
        Assert.Equal((simulation.Options, simulation.FigureCount), (copy.Options, copy.FigureCount));
        Assert.Equal(["CCC", "AAA"], copy.Parties);
        foreach (var draw in Draws(simulation, 5).Append(simulation.Means))
            Assert.Equal(Bits(Figures(simulation, draw)), Bits(Figures(copy, draw)));
    }

    [Fact]
    public void AJobIsOfItsContent()
    {
        var job = SimulationJob.Of(Create(Uncertain));
        Assert.NotEqual(job.Id, SimulationJob.Of(Create(Uncertain.Replace("-3%", "-4%", StringComparison.Ordinal))).Id);
        Assert.Throws<InvalidDataException>(() => new SimulationFactory().Create(new byte[100]));
        for (var length = 0; length < job.Bytes.Length; length += 97)
        {
            var part = job.Bytes[..length];
            Assert.Throws<InvalidDataException>(() => new SimulationFactory().Create(part));
        }
    }

    [Fact]
    public void NumbersOfAJobKeepEveryBit()
    {
        double[] odd = [0, -0.0, double.NaN, double.Epsilon, double.PositiveInfinity, 1 / 3.0, 0, 0, 0, 0, 0, 0, 0];
        foreach (var values in (double[][])[odd, odd[1..4], [], new double[9]])
        {
            using var bytes = new MemoryStream();
            using var writer = new BinaryWriter(bytes);
            JobArrays.Write(writer, values);
            writer.Flush();
            bytes.Position = 0;
            using var reader = new BinaryReader(bytes);
            Assert.Equal(Bits(values), Bits(JobArrays.ReadNumbers(reader)));
        }
    }

    /// <summary>A tariff that a draw takes below -100%, an elasticity below zero, a price that no firm can meet: counted as failed.</summary>
    [Theory]
    [InlineData(6, -1.5)]
    [InlineData(0, -2)]
    [InlineData(5, -1.01)]
    [InlineData(5, double.NaN)]
    public void ADrawOutOfRangeFails(int position, double value)
    {
        var simulation = Create(Uncertain);
        var draw = (double[])simulation.Means.Clone();
        draw[position] = value;
        Assert.False(simulation.Evaluate(draw, new double[simulation.FigureCount], CancellationToken.None));
    }

    [Fact]
    public void ADrawThatIsNotSolvedFails()
    {
        var simulation = Simulation.Create(ScenarioFile.Read("small.yaml", Uncertain), SmallWorld.Data, null, new(1e-12, 2));
        Assert.False(simulation.Solve(simulation.Means).Converged);
        Assert.False(simulation.Evaluate(Draws(simulation, 1)[0], new double[simulation.FigureCount], CancellationToken.None));
    }

    [Fact]
    public void WhatChangesNothingDoesNothing()
    {
        var simulation = SmallWorld.Simulate("iceberg: {from: all, to: all, factor: 1}", "tariff: {from: all, to: all, change: 0%}");
        Assert.All(simulation.Solve(simulation.Means).Figures, f => Assert.Equal(0, double.IsNaN(f) ? 0 : f, Solved));
    }

    [Fact]
    public void TheOrderOfEconomiesDoesNotMatter()
    {
        int[] order = [2, 0, 3, 1];
        var text = SmallWorld.Text(
            "bloc: {kind: customs-union, members: [A, CCC], external: {like: CCC}}", "iceberg: {between: [B, third], change: 8%}");
        var (plain, turned) = (
            Simulation.Create(ScenarioFile.Read("f", text), SmallWorld.Data),
            Simulation.Create(ScenarioFile.Read("f", text), SmallWorld.Make(order)));
        var (one, other) = (plain.Solve(plain.Means), turned.Solve(turned.Means));
        for (var n = 0; n < order.Length; n++)
        {
            Assert.Equal(one.Steps[0].Welfare.RealIncome[order[n]], other.Steps[0].Welfare.RealIncome[n], Solved);
            Assert.Equal(one.Steps[0].Counterfactual.Wage[order[n]], other.Steps[0].Counterfactual.Wage[n], Solved);
        }
    }

    /// <summary>Both economies of a closed flow trade no more with each other; with others they do.</summary>
    [Fact]
    public void AClosedFlowIsNoTrade()
    {
        var simulation = SmallWorld.Simulate("withdrawal: {of: B, from: A, close: true}");
        var outcome = simulation.Solve(simulation.Means);
        Assert.True(outcome.Converged);
        Assert.Equal(-100, outcome.Figures[simulation.Layout.Pair(0, 1)]);
        Assert.Equal(-100, outcome.Figures[simulation.Layout.Pair(1, 0)]);
        Assert.NotEqual(-100, outcome.Figures[simulation.Layout.Pair(0, 2)]);
    }

    /// <summary>AAA grows nothing itself: when nobody sells to it any more there is no price, and the step says so.</summary>
    [Fact]
    public void AStepWithoutASolutionIsAFaultOfTheStep()
    {
        var trade = (double[])SmallWorld.Data.Accounts.Trade.Clone();
        trade[SmallWorld.Data.Accounts.Shape.Flow(0, 0, 0)] = 0;
        var data = SmallWorld.Data with { Accounts = SmallWorld.Data.Accounts with { Trade = trade } };
        var text = SmallWorld.Text("withdrawal: {of: all, from: A, sectors: FARM, direction: sales, close: true}");
        var simulation = Simulation.Create(ScenarioFile.Read("small.yaml", text), data);
        var fault = Assert.Throws<ScenarioException>(() => simulation.Solve(simulation.Means));
        Assert.Equal((9, 5), (fault.Line, fault.Column));
        Assert.StartsWith("no solution: ", fault.Reason, StringComparison.Ordinal);
        Assert.False(simulation.Evaluate(simulation.Means, new double[simulation.FigureCount], CancellationToken.None));
    }

    private static Simulation Create(string text) => Simulation.Create(ScenarioFile.Read("small.yaml", text), SmallWorld.Data);

    private static double[] Figures(Simulation simulation, double[] draw)
    {
        var figures = new double[simulation.FigureCount];
        Assert.True(simulation.Evaluate(draw, figures, CancellationToken.None));
        return figures;
    }

    private static long[] Bits(double[] values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];

    /// <summary>Draws near the means, by a fixed pattern.</summary>
    private static double[][] Draws(Simulation simulation, int count) =>
    [
        .. Enumerable.Range(1, count)
            .Select(d => simulation.Means.Select((m, i) => m * (1 + (0.02 * (((d * (i + 3)) % 7) - 3)))).ToArray()),
    ];
}
