using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.OneSector;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using FsCheck.Xunit;

namespace Dyad.Equilibrium.Tests.OneSector;

/// <summary>
/// The many-sector model with one sector, no inputs and no tariffs is the one-sector model: labour is the endowment, the wage its
/// price. Proportional deficits are scaled by one factor on expenditure here and by one on deficits and one on surpluses there.
/// </summary>
public class ManySectorEquality
{
    /// <summary>Both models stop at 1e-12; prices are known to that over the part of output that is traded.</summary>
    private const double Solved = 1e-9;

    [Property(MaxTest = 30, EndSize = 100_000)]
    public void OneSectorWithoutLinkagesIsTheOneSectorModel(int seed)
    {
        seed = Math.Abs(seed);
        var n = 2 + (seed % 9);
        var world = new OneSectorBaseline(SmallWorlds.Shipments(seed, n), sigma: 2 + (seed % 7));
        double[] iceberg = [.. SmallWorlds.CostPower(seed + 1, n).Select(k => Math.Pow(k, 1 / (1 - world.Sigma)))];
        foreach (var rule in (DeficitRule[])[DeficitRule.Zero, DeficitRule.Held])
        {
            var one = OneSectorModel.Full(world, OneSectorModel.CostPower(iceberg, world.Sigma), rule, new SolverOptions());
            var (balanced, status, _, _) = ManySectorModel.Balance(AsManySectors(world), rule, new SolverOptions());
            var many = ManySectorModel.Solve(balanced, new Shock(new double[n * n], iceberg, rule), new SolverOptions());
            Assert.Equal((SolveStatus.Converged, SolveStatus.Converged, SolveStatus.Converged), (one.Status, status, many.Status));
            var welfare = Welfare.Of(many);
            for (var i = 0; i < n; i++)
            {
                Assert.Equal(one.FactoryGatePrice[i], many.Wage[i], Solved);
                Assert.Equal(one.InwardResistance[i], many.ConsumerPrice[i], Solved);
                Assert.Equal(one.Expenditure[i], many.Expenditure[i], Solved * one.Expenditure[i]);
                Assert.Equal(100 * (one.RealIncome[i] - 1), welfare.RealIncome[i], 100 * Solved);
                Assert.Equal(100 * (one.TermsOfTrade[i] - 1), welfare.RealWage[i], 100 * Solved);
            }
        }
    }

    private static Baseline AsManySectors(OneSectorBaseline world)
    {
        var n = world.Economies;
        double[] ones = [.. Enumerable.Repeat(1.0, n)];
        return new()
        {
            Shape = new WorldShape(n, 1),
            TradeShare = [.. world.Shipments.Select((x, cell) => x / world.Expenditure[cell / n])],
            Tariff = new double[n * n],
            InputShare = new double[n],
            ValueAddedShare = ones,
            FinalShare = ones,
            Expenditure = world.Expenditure,
            ValueAdded = world.Output,
            Deficit = [.. world.Expenditure.Select((e, j) => e - world.Output[j])],
            TradeElasticity = [world.Sigma - 1],
        };
    }
}
