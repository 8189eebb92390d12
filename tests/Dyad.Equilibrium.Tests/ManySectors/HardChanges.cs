using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using Dyad.Testing;

namespace Dyad.Equilibrium.Tests.ManySectors;

/// <summary>
/// Changes far beyond what trade policy does, on the world of 1993 with elasticities to 65: solved to the same tolerance.
/// </summary>
public class HardChanges
{
    /// <summary>Of equations written otherwise, as in <see cref="EconomicProperties"/>.</summary>
    private const double Missed = 1e-10;

    private static readonly Lazy<NaftaFolder> Nafta = new(() => NaftaFolder.Read(SharedData.Require("cp2015-nafta")));

    public static TheoryData<string, DeficitRule> Changes
    {
        get
        {
            var rows = new TheoryData<string, DeficitRule>();
            foreach (var rule in (DeficitRule[])[DeficitRule.Zero, DeficitRule.Held, DeficitRule.Proportional])
            {
                rows.Add("tariffs +100%", rule);
                rows.Add("no tariffs", rule);
                rows.Add("costs x 5", rule);
                rows.Add("costs x 5 of one", rule);
                rows.Add("costs / 2", rule);
                rows.Add("one flow closed", rule);
            }

            // With a deficit that is held there is no autarky.
            rows.Add("autarky of one", DeficitRule.Zero);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void IsSolved(string change, DeficitRule rule)
    {
        var (before, shock) = Of(change, rule);
        Assert.InRange(Equations.Of(MadeUp.Solve(before, shock)).Largest, 0, Missed);
    }

    /// <summary>A closed economy cannot have a deficit: no solution, and the status says so.</summary>
    [Fact]
    public void WhatHasNoSolutionIsNotSaidToBeSolved()
    {
        var (before, shock) = Of("autarky of one", DeficitRule.Held);
        var after = ManySectorModel.Solve(before, shock, MadeUp.Options);
        Assert.Equal(SolveStatus.Stalled, after.Status);
        Assert.InRange(after.Residuals.Largest, 1e-4, double.MaxValue);
    }

    /// <summary>Only the closed economy owes what it cannot earn: what is missed most is missed there, and by as much as is said.</summary>
    [Fact]
    public void WhatHasNoSolutionSaysWhereItIsMissedMost()
    {
        var (before, shock) = Of("autarky of one", DeficitRule.Held);
        var residuals = ManySectorModel.Solve(before, shock, MadeUp.Options).Residuals;
        Assert.Equal(0, residuals.Worst!.Value.Economy);
        Assert.Equal(residuals.Largest, residuals.Worst.Value.Value);
        Assert.Null(MadeUp.Solve(before, shock with { Deficits = DeficitRule.Zero }).Residuals.Worst);
    }

    /// <summary>Wherever the solver is stopped, also in a part of the change, what it says it missed is missed of the whole.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(400)]
    [InlineData(420)]
    [InlineData(500)]
    public void WhatIsNotSolvedSaysByHowMuch(int passes)
    {
        var (before, shock) = Of("autarky of one", DeficitRule.Held);
        var after = ManySectorModel.Solve(before, shock, MadeUp.Options with { MaxIterations = passes });
        Assert.Equal(SolveStatus.IterationLimit, after.Status);
        Assert.InRange(Equations.Of(after).Largest / after.Residuals.Largest, 0.5, 2);
    }

    [Fact]
    public void ASectorWithoutASupplierIsNamed()
    {
        var (before, _) = Of("no tariffs", DeficitRule.Zero);
        var cost = SyntheticWorld.Ones(before.Shape.Flows);
        SyntheticWorld.Each(before.Shape, (f, j, n, i) => cost[f] = j == 3 && n == 5 ? double.PositiveInfinity : 1);
        var error = Assert.Throws<NoSupplierException>(
            () => MadeUp.Solve(before, new Shock(before.Tariff, cost, DeficitRule.Zero)));
        Assert.Equal((3, 5), (error.Sector, error.Economy));
    }

    private static (Baseline Before, Shock Shock) Of(string change, DeficitRule rule)
    {
        var (before, status, _, _) = ManySectorModel.Balance(Nafta.Value.Baseline(), rule, MadeUp.Options);
        Assert.Equal(SolveStatus.Converged, status);
        var (tariff, cost) = ((double[])before.Tariff.Clone(), SyntheticWorld.Ones(before.Shape.Flows));
        SyntheticWorld.Each(before.Shape, (f, j, n, i) =>
        {
            var (abroad, ofOne) = (n != i, n != i && (n == 0 || i == 0));
            (tariff[f], cost[f]) = change switch
            {
                "tariffs +100%" => (tariff[f] + (abroad ? 1 : 0), 1),
                "no tariffs" => (0, 1),
                "costs x 5" => (tariff[f], abroad ? 5 : 1),
                "costs x 5 of one" => (tariff[f], ofOne ? 5 : 1),
                "costs / 2" => (tariff[f], abroad ? 0.5 : 1),
                "one flow closed" => (tariff[f], n == 0 && i == 1 ? double.PositiveInfinity : 1),
                "autarky of one" => (tariff[f], ofOne ? double.PositiveInfinity : 1),
                _ => throw new ArgumentException(change),
            };
        });
        return (before, new Shock(tariff, cost, rule));
    }
}
