namespace Dyad.Equilibrium.World;

/// <summary>What may be wrong with the accounts of a world.</summary>
public enum AccountCheck
{
    /// <summary>A cell has no value (NaN) or is infinite. Amount: the value.</summary>
    Missing,

    /// <summary>A flow is below zero. Amount: the flow.</summary>
    Negative,

    /// <summary>A tariff is -100% or less. Amount: the tariff.</summary>
    TariffOutOfRange,

    /// <summary>An economy has no value added, or no final consumption. Amount: the sum.</summary>
    EmptyEconomy,

    /// <summary>An elasticity is not above zero. Amount: the elasticity.</summary>
    Elasticity,

    /// <summary>A sector that is in demand in an economy is bought from nobody. Amount: the demand.</summary>
    DemandWithoutSupply,

    /// <summary>A sector sells without costs: its cost shares are not known. Amount: the sales.</summary>
    SalesWithoutCosts,

    /// <summary>Intermediate consumption and value added are not the sales. Amount: costs over sales, less 1.</summary>
    OutputAgainstSales,

    /// <summary>
    /// Purchases, tariffs paid, are not intermediate and final consumption. Amount: purchases over uses, less 1.
    /// </summary>
    PurchasesAgainstUses,

    /// <summary>A deficit is not imports less exports. Amount: the difference as part of value added.</summary>
    DeficitAgainstTrade,

    /// <summary>Deficits do not sum to zero. Amount: the sum as part of the world's value added.</summary>
    DeficitSum,
}

/// <summary>One thing that is wrong, where, and which rule mended it.</summary>
/// <param name="Check">What is wrong.</param>
/// <param name="Table">Name of the array of <see cref="WorldAccounts"/>, or <c>TradeElasticity</c>.</param>
/// <param name="Sector">Sector (the one that uses, where there is an input), or null.</param>
/// <param name="Input">Input, or null.</param>
/// <param name="Economy">Economy (the importer of a flow), or null.</param>
/// <param name="Exporter">Exporter of a flow, or null.</param>
/// <param name="Amount">The value, or the gap; what, says <see cref="AccountCheck"/>.</param>
/// <param name="Rule">Name of the rule that mended it; null where the caller chose none that does.</param>
public sealed record AccountFinding(
    AccountCheck Check, string Table, int? Sector, int? Input, int? Economy, int? Exporter, double Amount, string? Rule);
