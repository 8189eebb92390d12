namespace Dyad.Equilibrium.World;

/// <summary>
/// The rules that mend accounts. None is applied unless it is chosen by its name; names are stable, scenario files use them.
/// Described in docs/method/equilibrium.md.
/// </summary>
public static class AccountRules
{
    /// <summary>Flows below zero count as zero.</summary>
    public const string NegativeFlowsToZero = "negative-flows-to-zero";

    /// <summary>Flows and tariffs without a value count as zero.</summary>
    public const string MissingCellsToZero = "missing-cells-to-zero";

    /// <summary>What is in demand and bought from nobody is bought at home.</summary>
    public const string MissingSupplyFromHome = "missing-supply-from-home";

    /// <summary>A sector that sells without costs has the cost shares of the sector in the world.</summary>
    public const string MissingCostsFromWorld = "missing-costs-from-world";

    /// <summary>Deficits are imports less exports, whatever was given.</summary>
    public const string DeficitsFromTrade = "deficits-from-trade";

    /// <summary>What deficits sum to is taken from every economy in proportion to its value added.</summary>
    public const string DeficitsToZeroSum = "deficits-to-zero-sum";

    /// <summary>Accounts that do not balance give shares, and levels are solved again.</summary>
    public const string SolveLevelsAgain = "solve-levels-again";

    /// <summary>Every rule with what it does, a sentence.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [NegativeFlowsToZero] = "Flows below zero count as zero.",
        [MissingCellsToZero] = "Flows and tariffs without a value count as zero.",
        [MissingSupplyFromHome] = "What is in demand and bought from nobody is bought at home.",
        [MissingCostsFromWorld] = "A sector that sells without costs has the cost shares of that sector in the world.",
        [DeficitsFromTrade] = "Deficits are imports less exports, whatever was given.",
        [DeficitsToZeroSum] = "What deficits sum to is taken from every economy in proportion to its value added.",
        [SolveLevelsAgain] = "Accounts that do not balance give shares, and levels are solved again.",
    };
}
