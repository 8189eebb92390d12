namespace Dyad.Diagnosis.Trade;

/// <summary>
/// Flows of one year by sector, exporter and importer. The diagonal holds domestic sales; indicators of trade leave it out.
/// </summary>
/// <param name="Sectors">Number of sectors S.</param>
/// <param name="Economies">Number of economies N.</param>
/// <param name="Values">S x N x N values, <c>[sector][exporter][importer]</c>, one currency unit.</param>
public sealed record TradeCube(int Sectors, int Economies, double[] Values)
{
    /// <summary>A flow.</summary>
    public double this[int sector, int exporter, int importer] => Values[(((sector * Economies) + exporter) * Economies) + importer];

    /// <summary>A flow summed over sectors.</summary>
    public double Total(int exporter, int importer)
    {
        double sum = 0;
        for (var k = 0; k < Sectors; k++)
            sum += this[k, exporter, importer];
        return sum;
    }
}
