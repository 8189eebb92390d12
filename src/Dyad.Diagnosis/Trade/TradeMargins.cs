namespace Dyad.Diagnosis.Trade;

/// <summary>
/// Exports, imports and world trade by sector, without domestic sales: all that indices of specialisation need. One pass over the
/// flows serves every index, and every resample of the pairs.
/// </summary>
public sealed class TradeMargins
{
    private readonly double[] exports;
    private readonly double[] imports;
    private readonly double[] world;

    private TradeMargins(int sectors, int economies)
    {
        (Sectors, Economies) = (sectors, economies);
        exports = new double[economies * sectors];
        imports = new double[economies * sectors];
        world = new double[sectors];
    }

    /// <summary>Number of sectors.</summary>
    public int Sectors { get; }

    /// <summary>Number of economies.</summary>
    public int Economies { get; }

    /// <summary>Sums the flows of a cube.</summary>
    /// <param name="cube">Flows.</param>
    /// <param name="pairWeight">
    /// Weight of the flow between two economies, the same in both directions; null: one. Resamples pass how often the pair was drawn.
    /// </param>
    public static TradeMargins Of(TradeCube cube, Func<int, int, double>? pairWeight = null)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var margins = new TradeMargins(cube.Sectors, cube.Economies);
        for (var i = 0; i < cube.Economies; i++)
        {
            for (var j = 0; j < cube.Economies; j++)
            {
                var weight = i == j ? 0 : pairWeight?.Invoke(i, j) ?? 1;
                if (weight == 0)
                    continue;
                for (var k = 0; k < cube.Sectors; k++)
                    margins.Add(i, j, k, weight * cube[k, i, j]);
            }
        }

        return margins;
    }

    /// <summary>Exports of an economy in a sector to all others.</summary>
    public double Exports(int economy, int sector) => exports[(economy * Sectors) + sector];

    /// <summary>Imports of an economy in a sector from all others.</summary>
    public double Imports(int economy, int sector) => imports[(economy * Sectors) + sector];

    /// <summary>World trade in a sector.</summary>
    public double World(int sector) => world[sector];

    /// <summary>Exports of an economy in all sectors.</summary>
    public double Exports(int economy) => Sum(exports.AsSpan(economy * Sectors, Sectors));

    /// <summary>Imports of an economy in all sectors.</summary>
    public double Imports(int economy) => Sum(imports.AsSpan(economy * Sectors, Sectors));

    /// <summary>World trade in all sectors.</summary>
    public double World() => Sum(world);

    private void Add(int i, int j, int k, double flow)
    {
        exports[(i * Sectors) + k] += flow;
        imports[(j * Sectors) + k] += flow;
        world[k] += flow;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var v in values)
            sum += v;
        return sum;
    }
}
