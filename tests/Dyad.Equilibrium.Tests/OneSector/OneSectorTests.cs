using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.OneSector;
using Dyad.Equilibrium.Shocks;

namespace Dyad.Equilibrium.Tests.OneSector;

/// <summary>Worlds that can be solved by hand, and what is refused.</summary>
public class OneSectorTests
{
    /// <summary>The solver's tolerance over the part of output that is traded.</summary>
    private const double Solved = 1e-11;

    private static readonly SolverOptions Options = new();

    /// <summary>
    /// Two mirrored economies, own share 3/4, sigma = 3, iceberg costs between them halved: k = 2^2 = 4. By symmetry p = 1, then
    /// P^(1 - sigma) = 3/4 + 4/4 = 7/4, so that P = (4/7)^(1/2), and the own share is (3/4)/(7/4) = 3/7.
    /// </summary>
    [Fact]
    public void TwoMirroredEconomiesByHand()
    {
        var world = new OneSectorBaseline([75, 25, 25, 75], sigma: 3);
        var power = OneSectorModel.CostPower([1, 0.5, 0.5, 1], 3);
        foreach (var rule in Enum.GetValues<DeficitRule>())
        {
            var after = OneSectorModel.Full(world, power, rule, Options);
            Assert.All(after.RealIncome, r => Assert.Equal(Math.Sqrt(7 / 4.0), r, Solved));
            Assert.All(after.FactoryGatePrice, p => Assert.Equal(1, p, Solved));
            Assert.Equal(300 / 7.0, after.Shipments[0], Solved * 100);
        }

        Assert.All(OneSectorModel.Conditional(world, power, Options).InwardResistance, p => Assert.Equal(Math.Sqrt(4 / 7.0), p, Solved));
    }

    /// <summary>
    /// Conditional, two economies with outputs 100 and 50, by hand: x of the first's output is sold at home, and the odds ratio
    /// of the table rises from (80 x 30)/(20 x 20) = 6 to 6/k with k = 1/2 on both directions: x (50 - 100 + x)/(100 - x)^2 = 24.
    /// The root is that of 23 x^2 - 4750 x + 240000 = 0 below 100.
    /// </summary>
    [Fact]
    public void TwoEconomiesWithSumsHeldByHand()
    {
        var world = new OneSectorBaseline([80, 20, 20, 30], sigma: 4);
        var after = OneSectorModel.Conditional(world, [1, 0.5, 0.5, 1], Options);
        var x = (4750 - Math.Sqrt((4750.0 * 4750) - (4 * 23 * 240000))) / (2 * 23);
        Assert.Equal(x, after.Shipments[0], Solved * 100);
        Assert.Equal(100 - x, after.Shipments[1], Solved * 100);
        Assert.Equal(x - 50, after.Shipments[3], Solved * 100);
    }

    /// <summary>
    /// A surplus that is held is bought from for ever; two economies of output 100, the first spends 90, the second 110. Without
    /// deficits both spend what they earn, before and after.
    /// </summary>
    [Fact]
    public void DeficitsDoWhatTheRuleSays()
    {
        var world = new OneSectorBaseline([70, 20, 30, 80], sigma: 5);
        double[] power = [1, 2, 2, 1];
        var held = OneSectorModel.Full(world, power, DeficitRule.Held, Options);
        Assert.Equal(-10, held.Expenditure[0] - held.Output[0], Solved * 100);
        Assert.Equal(10, held.Expenditure[1] - held.Output[1], Solved * 100);
        var zero = OneSectorModel.Full(world, power, DeficitRule.Zero, Options);
        Assert.All(zero.Expenditure.Zip(zero.Output), e => Assert.Equal(e.Second, e.First, Solved * 100));
        Assert.All(zero.Before.Expenditure.Zip(zero.Before.Output), e => Assert.Equal(e.Second, e.First, Solved * 100));
        var proportional = OneSectorModel.Full(world, power, DeficitRule.Proportional, Options);
        double[] ratio = [.. proportional.Expenditure.Select((e, i) => e / proportional.Output[i])];
        Assert.Equal(90 / 110.0, ratio[0] / ratio[1], Solved);
        foreach (var after in (OneSectorCounterfactual[])[held, zero, proportional])
        {
            Assert.Equal(200, after.Output.Sum(), Solved * 200);
            Assert.Equal(200, after.Expenditure.Sum(), Solved * 200);
        }
    }

    /// <summary>
    /// Anderson and van Wincoop (2003), eq. 12: symmetric costs and balanced trade make outward and inward resistance one.
    /// </summary>
    [Fact]
    public void ResistancesAreOneWhereCostsAreSymmetric()
    {
        double[] cost = [1, 0.2, 0.4, 0.2, 0.9, 0.1, 0.4, 0.1, 1.1], size = [5, 2, 9];
        var levels = OneSectorModel.Resistances(cost, size, size, 6, Options);
        Assert.Equal(SolveStatus.Converged, levels.Status);
        Assert.All(levels.Outward.Zip(levels.Inward), p => Assert.Equal(p.First, p.Second, Solved));
        for (var j = 0; j < 3; j++)
        {
            // Eq. 10 and 11 as they stand.
            Assert.Equal(Math.Pow(levels.Inward[j], -5),
                Enumerable.Range(0, 3).Sum(i => cost[(j * 3) + i] * size[i] / 16 * Math.Pow(levels.Outward[i], 5)), 1e-9);
        }
    }

    /// <summary>Without costs everyone faces the same prices, and shipments are Y E over world output.</summary>
    [Fact]
    public void WithoutCostsTradeIsFrictionless()
    {
        var levels = OneSectorModel.Resistances([1, 1, 1, 1], [30, 70], [60, 40], 5, Options);
        Assert.Equal([18, 42, 12, 28], levels.Shipments.Select(x => Math.Round(x, 9)));
        Assert.All((double[])[.. levels.Outward, .. levels.Inward], p => Assert.Equal(1, p, Solved));
    }

    /// <summary>Deficits that are held cannot be paid where nothing is traded: there is no solution, and it is said.</summary>
    [Fact]
    public void AWorldWithoutSolutionIsReported()
    {
        var world = new OneSectorBaseline([70, 20, 30, 80], sigma: 5);
        var after = OneSectorModel.Full(world, [1, 0, 0, 1], DeficitRule.Held, new SolverOptions(MaxIterations: 2000));
        Assert.NotEqual(SolveStatus.Converged, after.Status);
        Assert.True(after.Residuals.Largest > 0.01);
    }

    [Fact]
    public void TheLimitOfPassesIsReported()
    {
        var world = new OneSectorBaseline(SmallWorlds.Shipments(3, 5), sigma: 4);
        var after = OneSectorModel.Full(world, SmallWorlds.CostPower(4, 5), DeficitRule.Held, new SolverOptions(MaxIterations: 3));
        Assert.Equal((SolveStatus.IterationLimit, 3), (after.Status, after.Iterations));
        Assert.True(after.Residuals.Largest > 1e-12);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, 5, "3 shipments are no square of economies")]
    [InlineData(new double[] { 1, 2, -3, 4 }, 5, "shipment of exporter 0 to importer 1 is -3: zero or more")]
    [InlineData(new double[] { 1, double.NaN, 3, 4 }, 5, "shipment of exporter 1 to importer 0 is NaN: zero or more")]
    [InlineData(new double[] { 1, 0, 3, 0 }, 5, "output of economy 1 is 0: above 0")]
    [InlineData(new double[] { 1, 2, 0, 0 }, 5, "expenditure of economy 1 is 0: above 0")]
    [InlineData(new double[] { 1, 2, 3, 4 }, 1, "elasticity of substitution 1: above 1")]
    public void BadWorldsAreRefused(double[] shipments, double sigma, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new OneSectorBaseline(shipments, sigma)).Message);

    [Theory]
    [InlineData(new double[] { 1, 1, 1 }, "3 values of change of trade cost, 4 expected")]
    [InlineData(new double[] { 1, 1, double.PositiveInfinity, 1 }, "change of trade cost of exporter 0 to importer 1 is Infinity: zero or more")]
    [InlineData(new double[] { 0, 0, 1, 1 }, "economy 0 can buy from nobody")]
    [InlineData(new double[] { 0, 1, 0, 1 }, "economy 0 can sell to nobody")]
    public void BadChangesAreRefused(double[] power, string message)
    {
        var world = new OneSectorBaseline([70, 20, 30, 80], sigma: 5);
        Assert.Equal(message, Assert.Throws<ArgumentException>(
            () => OneSectorModel.Full(world, power, DeficitRule.Proportional, Options)).Message);
        Assert.Throws<ArgumentException>(() => OneSectorModel.Conditional(world, power, Options));
    }

    [Fact]
    public void SumsThatDifferAreRefused() =>
        Assert.Equal("outputs sum to 3, expenditures to 4",
            Assert.Throws<ArgumentException>(() => OneSectorModel.Resistances([1, 1, 1, 1], [1, 2], [1, 3], 5, Options)).Message);
}
