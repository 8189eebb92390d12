using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;
using Dyad.Testing;

namespace Dyad.Equilibrium.Tests.ManySectors;

/// <summary>Made-up worlds and changes, each of its seed.</summary>
internal static class MadeUp
{
    public static readonly SolverOptions Options = new();

    /// <summary>A world in equilibrium without deficits.</summary>
    public static Baseline World(int seed, int economies, int sectors, double tariff = 0.3, bool linkages = true) =>
        Balanced(SyntheticWorld.Accounts(seed, economies, sectors, tariff, linkages), SyntheticWorld.Elasticities(seed, sectors));

    /// <summary>Accounts in equilibrium, their deficits held.</summary>
    public static Baseline Balanced(WorldAccounts accounts, double[] elasticity)
    {
        var reading = Baseline.Of(accounts, elasticity, [AccountRules.SolveLevelsAgain]);
        Assert.NotNull(reading.Baseline);
        var (balanced, status, _, _) = ManySectorModel.Balance(reading.Baseline, DeficitRule.Held, Options);
        Assert.Equal(SolveStatus.Converged, status);
        return balanced;
    }

    /// <summary>Tariffs to 50% and costs from -40% to +60% on flows between economies, all others as they were.</summary>
    public static Shock Change(int seed, Baseline before, DeficitRule deficits = DeficitRule.Zero)
    {
        var random = new Random(seed);
        var (tariff, cost) = ((double[])before.Tariff.Clone(), SyntheticWorld.Ones(before.Shape.Flows));
        SyntheticWorld.Each(before.Shape, (f, j, n, i) =>
        {
            if (n != i)
                (tariff[f], cost[f]) = (0.5 * random.NextDouble(), 0.6 + random.NextDouble());
        });
        return new Shock(tariff, cost, deficits);
    }

    /// <summary>Solves; a solution must be there.</summary>
    public static Counterfactual Solve(Baseline before, Shock shock, Counterfactual? start = null)
    {
        var after = ManySectorModel.Solve(before, shock, Options, start);
        Assert.Equal(SolveStatus.Converged, after.Status);
        Assert.InRange(after.Residuals.Largest, 0, Options.Tolerance);
        return after;
    }

    public static Shock Nothing(Baseline before, DeficitRule deficits = DeficitRule.Held) =>
        new(before.Tariff, SyntheticWorld.Ones(before.Shape.Flows), deficits);

    /// <summary>Every value within a relative distance.</summary>
    public static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var k = 0; k < expected.Count; k++)
            Assert.InRange(Math.Abs(expected[k] - actual[k]), 0, tolerance * Math.Max(1e-300, Math.Abs(expected[k])));
    }
}
