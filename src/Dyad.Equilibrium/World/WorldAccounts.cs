namespace Dyad.Equilibrium.World;

/// <summary>
/// The accounts of a world as statistics give them, in one currency unit; they need not balance. <see cref="Baseline"/> is made
/// from them by named rules.
/// </summary>
public sealed record WorldAccounts
{
    /// <summary>Sizes and the order of the arrays.</summary>
    public required WorldShape Shape { get; init; }

    /// <summary>Sales net of tariff, own sales included, by sector, importer and exporter.</summary>
    public required double[] Trade { get; init; }

    /// <summary>Tariffs in force, fractions of the net value (0.05 is 5%), by sector, importer and exporter; above -1.</summary>
    public required double[] Tariff { get; init; }

    /// <summary>Intermediate consumption by using sector, input and economy.</summary>
    public required double[] Intermediate { get; init; }

    /// <summary>Final consumption by sector and economy.</summary>
    public required double[] Final { get; init; }

    /// <summary>Value added by sector and economy.</summary>
    public required double[] ValueAdded { get; init; }

    /// <summary>Imports less exports, net of tariffs, by economy; sums to zero.</summary>
    public required double[] Deficit { get; init; }
}
