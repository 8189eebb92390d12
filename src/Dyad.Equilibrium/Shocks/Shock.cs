namespace Dyad.Equilibrium.Shocks;

/// <summary>What changes, against the baseline.</summary>
/// <param name="Tariff">Tariffs after the change, fractions, by sector, importer and exporter; above -1.</param>
/// <param name="CostChange">
/// Factor on iceberg costs and non-tariff barriers, by sector, importer and exporter; 1 where nothing changes; positive infinity
/// closes a flow.
/// </param>
/// <param name="Deficits">What becomes of deficits.</param>
public sealed record Shock(double[] Tariff, double[] CostChange, DeficitRule Deficits);

/// <summary>What becomes of deficits when the world changes. World value added is the numeraire.</summary>
public enum DeficitRule
{
    /// <summary>Held as parts of the world's value added (Caliendo and Parro 2015, section 5.2).</summary>
    Held,

    /// <summary>No deficits, before the change and after it (Caliendo and Parro 2015, section 5.1).</summary>
    Zero,

    /// <summary>In proportion to each economy's value added, scaled so that the world's sum to zero.</summary>
    Proportional,
}
