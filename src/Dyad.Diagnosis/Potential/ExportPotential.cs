using Dyad.Diagnosis.Trade;

namespace Dyad.Diagnosis.Potential;

/// <summary>
/// Export potential of one direction: supply, demand and ease (Decreux and Spies 2016, Export Potential Assessments, International
/// Trade Centre). Of the ITC's corrections, projected growth of supply and demand, tariff advantage and re-exports are left out:
/// the facts hold neither forecasts nor tariffs nor re-exports.
/// </summary>
/// <param name="Ease">
/// Trade from exporter to importer over what it would be if the exporter's share in each sector's world trade held in this market.
/// </param>
/// <param name="Values">Potential of each sector, S values in the unit of the flows.</param>
public sealed record ExportPotential(double Ease, double[] Values)
{
    /// <summary>
    /// Potential_ijk = (x_ik / W_k) · m_jk · ease_ij, with ease_ij = v_ij / Σ_k (x_ik / W_k) m_jk. Potentials sum over sectors to the
    /// actual flow: they say where the flow would lie if ease were the same in every sector.
    /// </summary>
    /// <param name="cube">Flows, for the actual flow of the pair.</param>
    /// <param name="margins">Sums of the flows, of all pairs or of a resample.</param>
    /// <param name="exporter">Exporter.</param>
    /// <param name="importer">Importer.</param>
    public static ExportPotential Of(TradeCube cube, TradeMargins margins, int exporter, int importer)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(margins);
        var potential = new double[cube.Sectors];
        for (var k = 0; k < cube.Sectors; k++)
        {
            var world = margins.World(k);
            potential[k] = world > 0 ? margins.Exports(exporter, k) / world * margins.Imports(importer, k) : 0;
        }

        var hypothetical = potential.Sum();
        var ease = hypothetical > 0 ? cube.Total(exporter, importer) / hypothetical : 0;
        return new ExportPotential(ease, Array.ConvertAll(potential, p => p * ease));
    }
}
