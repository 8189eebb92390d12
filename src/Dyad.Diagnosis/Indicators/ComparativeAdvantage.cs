using Dyad.Diagnosis.Trade;

namespace Dyad.Diagnosis.Indicators;

/// <summary>Revealed comparative advantage.</summary>
public static class ComparativeAdvantage
{
    /// <summary>
    /// Share of a sector in an economy's exports over its share in world trade, (X_ik / X_i) / (W_k / W) (Balassa 1965): above one
    /// where the economy is specialised. Zero for an economy or a sector without exports.
    /// </summary>
    public static double Balassa(TradeMargins margins, int economy, int sector)
    {
        ArgumentNullException.ThrowIfNull(margins);
        var (own, world) = (margins.Exports(economy), margins.World(sector));
        return own > 0 && world > 0 ? margins.Exports(economy, sector) / own / (world / margins.World()) : 0;
    }

    /// <summary>
    /// The index made symmetric, (B − 1) / (B + 1), from −1 to 1 with 0 for no specialisation (Dalum, Laursen and Villumsen 1998;
    /// Laursen 2015).
    /// </summary>
    public static double Symmetric(double balassa) => (balassa - 1) / (balassa + 1);
}
