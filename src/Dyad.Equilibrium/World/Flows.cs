namespace Dyad.Equilibrium.World;

/// <summary>Levels out of shares.</summary>
internal static class Flows
{
    /// <summary>M = X π / (1 + τ), by sector, importer and exporter.</summary>
    public static double[] NetTrade(this WorldShape shape, double[] expenditure, double[] tradeShare, double[] tariff)
    {
        var net = new double[shape.Flows];
        for (var cell = 0; cell < shape.Cells; cell++)
        {
            for (var f = cell * shape.Economies; f < (cell + 1) * shape.Economies; f++)
                net[f] = expenditure[cell] * tradeShare[f] / (1 + tariff[f]);
        }

        return net;
    }

    /// <summary>Sales over all importers, by sector and economy.</summary>
    public static double[] Output(this WorldShape shape, double[] netTrade)
    {
        var output = new double[shape.Cells];
        for (var j = 0; j < shape.Sectors; j++)
        {
            for (var n = 0; n < shape.Economies; n++)
            {
                for (var i = 0; i < shape.Economies; i++)
                    output[shape.Cell(j, i)] += netTrade[shape.Flow(j, n, i)];
            }
        }

        return output;
    }
}
