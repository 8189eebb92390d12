using Dyad.Equilibrium.World;

namespace Dyad.Testing;

/// <summary>Made-up accounts, each of its seed.</summary>
internal static class SyntheticWorld
{
    /// <summary>
    /// Accounts with flows over four orders of magnitude, tariffs to 30% and no deficits; uses need not be purchases.
    /// </summary>
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
            {
                var inputs = sales[cell] - accounts.ValueAdded[cell];
                accounts.Intermediate[shape.Input(j, k, n)] = inputs * weights[k] / weights.Sum();
            }


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

    /// <summary>A world in which nothing is.</summary>
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

    /// <summary>A factor of one for each of so many.</summary>
    public static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

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
}
