using Dyad.Diagnosis.Trade;

namespace Dyad.Diagnosis.Tests;

/// <summary>Flows that can be worked by hand, and random ones.</summary>
internal static class SmallWorld
{
    /// <summary>
    /// Two sectors, three economies. Sector 0: 0→1 30, 0→2 10, 1→0 5, 2→1 15. Sector 1: 0→1 10, 1→0 20, 1→2 5, 2→0 5.
    /// Domestic sales are large: an indicator that counted them would show it.
    /// Exports: economy 0 40 + 10 = 50; 1 5 + 25 = 30; 2 15 + 5 = 20. World: 60 + 40 = 100.
    /// Imports: economy 0 5 + 25 = 30; 1 45 + 10 = 55; 2 10 + 5 = 15.
    /// </summary>
    public static TradeCube ByHand { get; } = new(
        2, 3,
        [
            1000, 30, 10, 5, 2000, 0, 0, 15, 3000,
            4000, 10, 0, 20, 5000, 5, 5, 0, 6000,
        ]);

    /// <summary>A random world; about a fifth of the flows are zero.</summary>
    public static TradeCube Random(int seed, int sectors = 4, int economies = 5)
    {
        var random = new Random(seed);
        return new TradeCube(
            sectors, economies,
            [
                .. Enumerable.Range(0, sectors * economies * economies)
                    .Select(_ => random.Next(5) == 0 ? 0 : Math.Exp(4 * random.NextDouble())),
            ]);
    }

    /// <summary>Each flow in another unit, or each economy in the place of another.</summary>
    public static TradeCube Map(TradeCube cube, Func<int, int, int, double> flow)
    {
        var values = new double[cube.Values.Length];
        for (var k = 0; k < cube.Sectors; k++)
        {
            for (var i = 0; i < cube.Economies; i++)
            {
                for (var j = 0; j < cube.Economies; j++)
                    values[(((k * cube.Economies) + i) * cube.Economies) + j] = flow(k, i, j);
            }
        }

        return new TradeCube(cube.Sectors, cube.Economies, values);
    }
}
