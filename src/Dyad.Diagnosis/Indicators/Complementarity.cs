using Dyad.Diagnosis.Trade;

namespace Dyad.Diagnosis.Indicators;

/// <summary>How well what one economy sells fits what the other buys.</summary>
public static class Complementarity
{
    /// <summary>
    /// 100 (1 − ½ Σ_k |M_jk / M_j − X_ik / X_i|), from 0 (nothing in common) to 100 (the same composition) (Michaely 1996). Exports and
    /// imports include the flow between the two, as the index is defined. Zero where either trades nothing.
    /// </summary>
    public static double Michaely(TradeMargins margins, int exporter, int importer)
    {
        ArgumentNullException.ThrowIfNull(margins);
        var (x, m) = (margins.Exports(exporter), margins.Imports(importer));
        if (x <= 0 || m <= 0)
            return 0;
        double distance = 0;
        for (var k = 0; k < margins.Sectors; k++)
            distance += Math.Abs((margins.Imports(importer, k) / m) - (margins.Exports(exporter, k) / x));
        return 100 * (1 - (distance / 2));
    }
}
