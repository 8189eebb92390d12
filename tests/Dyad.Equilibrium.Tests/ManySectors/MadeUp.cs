using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.World;

namespace Dyad.Equilibrium.Tests.ManySectors;

/// <summary>Made-up worlds and changes, each of its seed.</summary>
internal static class MadeUp
{
    public static readonly SolverOptions Options = new();

    /// <summary>Accounts with flows over four orders of magnitude, tariffs to 30% and no deficits; uses need not be purchases.</summary>
    public static WorldAccounts Accounts(int seed, int economies, int sectors, double tariff = 0.3, bool linkages = true)
    {
        var random = new Random(seed);
        var shape = new WorldShape(economies, sectors);
        var accounts = Empty(shape);
        double[] size = [.. Enumerable.Range(0, economies).Select(_ => Math.Exp(4 * random.NextDouble()))];
        Each(shape, (f, j, n, i) =>
        {
            accounts.Trade[f] = size[n] * size[i] * Math.Exp(4 * random.NextDouble()) * (n == i ? economies : 1);
            accounts.Tariff[f] = n == i ? 0 : tariff * random.NextDouble();
        });
        var sales = Sales(accounts);
        for (var cell = 0; cell < shape.Cells; cell++)
        {
            var (j, n) = (cell / economies, cell % economies);
            accounts.ValueAdded[cell] = linkages ? (0.2 + (0.6 * random.NextDouble())) * sales[cell] : sales[cell];
            double[] weights = [.. Enumerable.Range(0, sectors).Select(_ => random.NextDouble())];
            for (var k = 0; k < sectors; k++)
                accounts.Intermediate[shape.Input(j, k, n)] = (sales[cell] - accounts.ValueAdded[cell]) * weights[k] / weights.Sum();
            accounts.Final[cell] = sales[cell] * (0.1 + random.NextDouble());
        }

        return accounts;
    }

    /// <summary>Elasticities from 0.4 to 51, evenly in logs.</summary>
    public static double[] Elasticities(int seed, int sectors)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, sectors).Select(_ => 0.4 * Math.Pow(51 / 0.4, random.NextDouble()))];
    }

    /// <summary>A world in equilibrium without deficits.</summary>
    public static Baseline World(int seed, int economies, int sectors, double tariff = 0.3, bool linkages = true) =>
        Balanced(Accounts(seed, economies, sectors, tariff, linkages), Elasticities(seed, sectors));

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
        var (tariff, cost) = ((double[])before.Tariff.Clone(), Ones(before.Shape.Flows));
        Each(before.Shape, (f, j, n, i) =>
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
        new(before.Tariff, Ones(before.Shape.Flows), deficits);

    public static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    public static WorldAccounts Empty(WorldShape shape) => new()
    {
        Shape = shape,
        Trade = new double[shape.Flows],
        Tariff = new double[shape.Flows],
        Intermediate = new double[shape.Inputs],
        Final = new double[shape.Cells],
        ValueAdded = new double[shape.Cells],
        Deficit = new double[shape.Economies],
    };

    /// <summary>Visits every flow: position, sector, importer, exporter.</summary>
    public static void Each(WorldShape shape, Action<int, int, int, int> visit)
    {
        for (var j = 0; j < shape.Sectors; j++)
        {
            for (var n = 0; n < shape.Economies; n++)
            {
                for (var i = 0; i < shape.Economies; i++)
                    visit(shape.Flow(j, n, i), j, n, i);
            }
        }
    }

    private static double[] Sales(WorldAccounts accounts)
    {
        var sales = new double[accounts.Shape.Cells];
        Each(accounts.Shape, (f, j, n, i) => sales[accounts.Shape.Cell(j, i)] += accounts.Trade[f]);
        return sales;
    }

    /// <summary>Every value within a relative distance.</summary>
    public static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var k = 0; k < expected.Count; k++)
            Assert.InRange(Math.Abs(expected[k] - actual[k]), 0, tolerance * Math.Max(1e-300, Math.Abs(expected[k])));
    }
}
