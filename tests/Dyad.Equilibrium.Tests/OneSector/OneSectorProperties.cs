using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.OneSector;
using Dyad.Equilibrium.Shocks;
using FsCheck.Xunit;

namespace Dyad.Equilibrium.Tests.OneSector;

/// <summary>What the economics say of any world.</summary>
public class OneSectorProperties
{
    /// <summary>The solver's tolerance of 1e-12, and rounding of sums over a few economies.</summary>
    private const double Cleared = 2e-12;

    /// <summary>Prices are known to the tolerance over the part of output that is traded, a tenth or so here.</summary>
    private const double Solved = 1e-10;

    private const int Seeds = 100_000;
    private static readonly SolverOptions Options = new();

    [Property(MaxTest = 60, EndSize = Seeds)]
    public void ShipmentsSumToOutputAndExpenditure(int seed)
    {
        var (world, power) = World(seed);
        foreach (var after in All(world, power))
        {
            Assert.Equal(SolveStatus.Converged, after.Status);
            Assert.True(after.Residuals.Largest <= Cleared);
            for (var i = 0; i < world.Economies; i++)
            {
                Assert.Equal(1, SmallWorlds.SumOverImporters(after.Shipments, world.Economies, i) / after.Output[i], Cleared);
                Assert.Equal(1, SmallWorlds.SumOverExporters(after.Shipments, world.Economies, i) / after.Expenditure[i], Cleared);
            }
        }
    }

    [Property(MaxTest = 30, EndSize = Seeds)]
    public void NothingChangesWhereNoCostDoes(int seed)
    {
        var (world, _) = World(seed);
        foreach (var after in All(world, SmallWorlds.Unchanged(world.Economies)))
        {
            Assert.All((double[])[.. after.RealIncome, .. after.FactoryGatePrice, .. after.InwardResistance, .. after.OutwardResistance],
                hat => Assert.Equal(1, hat, 1e-12));
            Assert.All(after.Shipments.Zip(after.Before.Shipments), x => Assert.Equal(x.Second, x.First, 1e-12 * (1 + x.Second)));
        }
    }

    /// <summary>
    /// Arkolakis, Costinot and Rodriguez-Clare (2012): p/P = (own share after / before)^(1/(1 - sigma)) where t_ii stays.
    /// </summary>
    [Property(MaxTest = 30, EndSize = Seeds)]
    public void OwnSharesTellRealOutput(int seed)
    {
        var (world, power) = World(seed);
        foreach (var rule in Enum.GetValues<DeficitRule>())
        {
            var after = OneSectorModel.Full(world, power, rule, Options);
            for (var i = 0; i < world.Economies; i++)
            {
                var own = (i * world.Economies) + i;
                var share = after.Shipments[own] / after.Expenditure[i] / (after.Before.Shipments[own] / after.Before.Expenditure[i]);
                Assert.Equal(Math.Pow(share, 1 / (1 - world.Sigma)), after.TermsOfTrade[i], Solved);
            }
        }
    }

    /// <summary>Anderson and van Wincoop (2003), eq. 9 to 11, in levels: resistances before and after give the factors.</summary>
    [Property(MaxTest = 30, EndSize = Seeds)]
    public void FactorsAreThoseOfResistancesInLevels(int seed)
    {
        var (world, power) = World(seed);
        var n = world.Economies;
        double[] cost = [.. world.Shipments.Select(x => x / (1 + x))];
        var before = OneSectorModel.Resistances(cost, world.Output, world.Expenditure, world.Sigma, Options);
        var start = new OneSectorBaseline(before.Shipments, world.Sigma);
        var after = OneSectorModel.Full(start, power, DeficitRule.Held, Options);
        double[] costAfter = [.. cost.Select((t, cell) => t * power[cell])];
        var levels = OneSectorModel.Resistances(costAfter, after.Output, after.Expenditure, world.Sigma, Options);
        for (var cell = 0; cell < n * n; cell++)
        {
            Assert.Equal(after.Shipments[cell], levels.Shipments[cell], Solved * after.Expenditure[cell / n]);
            // The scale of levels is free: their product over a pair is not.
            var factor = levels.Outward[cell % n] * levels.Inward[cell / n] / (before.Outward[cell % n] * before.Inward[cell / n]);
            Assert.Equal(factor, after.OutwardResistance[cell % n] * after.InwardResistance[cell / n], Solved * factor);
        }
    }

    [Property(MaxTest = 30, EndSize = Seeds)]
    public void UnitsOfMoneyDoNotMatter(int seed)
    {
        var (world, power) = World(seed);
        var thousands = new OneSectorBaseline([.. world.Shipments.Select(x => x / 1000)], world.Sigma);
        foreach (var (one, other) in All(world, power).Zip(All(thousands, power)))
            Assert.All(one.RealIncome.Zip(other.RealIncome), r => Assert.Equal(r.First, r.Second, Solved));
    }

    /// <summary>
    /// All costs higher by one factor, own ones too, leave quantities where they were: only their delivery takes more.
    /// </summary>
    [Property(MaxTest = 30, EndSize = Seeds)]
    public void ACommonFactorOnAllCostsIsLostAlike(int seed)
    {
        var (world, _) = World(seed);
        var power = OneSectorModel.CostPower([.. Enumerable.Repeat(1.25, world.Shipments.Length)], world.Sigma);
        foreach (var after in All(world, power))
            Assert.All(after.RealIncome, r => Assert.Equal(0.8, r, Solved));
    }

    /// <summary>Economies in another order have the same gains in that order.</summary>
    [Property(MaxTest = 30, EndSize = Seeds)]
    public void TheOrderOfEconomiesDoesNotMatter(int seed)
    {
        var (world, power) = World(seed);
        var n = world.Economies;
        double[] Turned(double[] x) => [.. Enumerable.Range(0, n * n).Select(c => x[((n - 1 - (c / n)) * n) + n - 1 - (c % n)])];
        var turned = All(new OneSectorBaseline(Turned(world.Shipments), world.Sigma), Turned(power));
        foreach (var (one, other) in All(world, power).Zip(turned))
            Assert.All(one.RealIncome.Zip(other.RealIncome.Reverse()), r => Assert.Equal(r.First, r.Second, Solved));
    }

    /// <summary>Costs that rise without bound leave each economy what it makes: own share 1 (the autarky limit).</summary>
    [Property(MaxTest = 30, EndSize = Seeds)]
    public void WithoutTradeEachLivesOnItsOwn(int seed)
    {
        var (world, _) = World(seed);
        var n = world.Economies;
        double[] closed = [.. Enumerable.Range(0, n * n).Select(c => c / n == c % n ? 1.0 : 0.0)];
        double[] nearly = [.. closed.Select(k => Math.Max(k, 1e-9))];
        var (shut, ajar) = (
            OneSectorModel.Full(world, closed, DeficitRule.Zero, Options), OneSectorModel.Full(world, nearly, DeficitRule.Zero, Options));
        Assert.Equal(SolveStatus.Converged, shut.Status);
        for (var i = 0; i < n; i++)
        {
            var own = shut.Before.Shipments[(i * n) + i] / shut.Before.Expenditure[i];
            Assert.Equal(Math.Pow(own, 1 / (world.Sigma - 1)), shut.RealIncome[i], Solved);
            // A trade share of 1e-9 is worth less than that over the trade elasticity.
            Assert.Equal(shut.RealIncome[i], ajar.RealIncome[i], 1e-8);
        }
    }

    /// <summary>
    /// Hardly linked worlds and costs that change thirtyfold are solved too (deficits aside that are held: trade may become too
    /// small to carry them).
    /// </summary>
    [Property(MaxTest = 60, EndSize = Seeds)]
    public void HardWorldsAreSolved(int seed)
    {
        seed = Math.Abs(seed);
        var n = 2 + (seed % 19);
        var world = new OneSectorBaseline(SmallWorlds.Shipments(seed, n, home: Math.Pow(10, seed % 4)), 1.5 + (seed % 11));
        double[] power = [.. SmallWorlds.CostPower(seed, n).Select(k => Math.Pow(k, 5))];
        var zero = OneSectorModel.Full(world, power, DeficitRule.Zero, Options);
        Assert.Equal(SolveStatus.Converged, zero.Status);
        Assert.InRange(zero.Iterations, 1, 400);
    }

    private static (OneSectorBaseline World, double[] Power) World(int seed)
    {
        seed = Math.Abs(seed);
        var n = 2 + (seed % 9);
        return (new OneSectorBaseline(SmallWorlds.Shipments(seed, n), 2 + (seed % 7)), SmallWorlds.CostPower(seed + 1, n));
    }

    private static OneSectorCounterfactual[] All(OneSectorBaseline world, double[] power) =>
    [
        OneSectorModel.Conditional(world, power, Options),
        .. Enum.GetValues<DeficitRule>().Select(rule => OneSectorModel.Full(world, power, rule, Options)),
    ];
}
