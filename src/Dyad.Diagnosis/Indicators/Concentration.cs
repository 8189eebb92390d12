using Dyad.Diagnosis.Trade;

namespace Dyad.Diagnosis.Indicators;

/// <summary>Concentration of one direction of trade, and dependence on it.</summary>
public static class Concentration
{
    /// <summary>
    /// Σ_k s_k² over the sectors' shares in the flow (Hirschman 1945; Herfindahl 1950): 1 / S when all are equal, 1 when all is in
    /// one sector. Zero where nothing is traded.
    /// </summary>
    public static double Herfindahl(TradeCube cube, int exporter, int importer)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var total = cube.Total(exporter, importer);
        if (total <= 0)
            return 0;
        double sum = 0;
        for (var k = 0; k < cube.Sectors; k++)
        {
            var share = cube[k, exporter, importer] / total;
            sum += share * share;
        }

        return sum;
    }

    /// <summary>Share of the flow in the exporter's exports, of a sector or (null) in total; zero where it exports nothing.</summary>
    public static double ShareOfExports(TradeCube cube, TradeMargins margins, int exporter, int importer, int? sector) =>
        sector is { } k
            ? Share(cube[k, exporter, importer], margins.Exports(exporter, k))
            : Share(cube.Total(exporter, importer), margins.Exports(exporter));

    /// <summary>Share of the flow in the importer's imports, of a sector or (null) in total; zero where it imports nothing.</summary>
    public static double ShareOfImports(TradeCube cube, TradeMargins margins, int exporter, int importer, int? sector) =>
        sector is { } k
            ? Share(cube[k, exporter, importer], margins.Imports(importer, k))
            : Share(cube.Total(exporter, importer), margins.Imports(importer));

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
