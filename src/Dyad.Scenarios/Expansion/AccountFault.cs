using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Expansion;

/// <summary>A fault of accounts that no chosen rule mends, as a sentence: what, where, how often, and which rule would mend it.</summary>
internal static class AccountFault
{
    /// <summary>The worst of the first kind of findings that are not mended.</summary>
    public static (AccountFinding Worst, string Sentence) Of(IReadOnlyList<AccountFinding> findings, WorldNames names)
    {
        var kind = findings.Where(f => f.Rule is null).GroupBy(f => (f.Check, f.Table)).First();
        var worst = kind.MaxBy(f => Math.Abs(f.Amount))!;
        var count = kind.Count() > 1 ? FormattableString.Invariant($" (the largest of {kind.Count():N0} such)") : "";
        var place = string.Join(", ", Place(worst, names));
        var where = place.Length > 0 ? $" at {place}" : "";
        var mend = Mend(worst) is { } rule ? $" (under baseline, repairs: [{rule}] would)" : "";
        return (worst, FormattableString.Invariant($"{What(worst)}: {worst.Amount:G6}{where}{count}; not mended{mend}"));
    }

    private static string What(AccountFinding finding) => finding.Check switch
    {
        AccountCheck.Missing => $"{finding.Table} without a value",
        AccountCheck.Negative => $"{finding.Table} below zero",
        AccountCheck.TariffOutOfRange => "a tariff of -100% or less",
        AccountCheck.EmptyEconomy => $"{finding.Table} of an economy that is not above zero",
        AccountCheck.Elasticity => "an elasticity that is not above zero",
        AccountCheck.DemandWithoutSupply => "demand for a sector that is bought from nobody",
        AccountCheck.SalesWithoutCosts => "sales of a sector without costs",
        AccountCheck.OutputAgainstSales => "costs over sales, less 1",
        AccountCheck.PurchasesAgainstUses => "purchases over uses, less 1",
        AccountCheck.DeficitAgainstTrade => "a deficit against imports less exports, as part of value added",
        _ => "what deficits sum to, as part of the world's value added",
    };

    private static string? Mend(AccountFinding finding) => finding.Check switch
    {
        AccountCheck.Missing when finding.Table == nameof(WorldAccounts.Deficit) => AccountRules.DeficitsFromTrade,
        AccountCheck.Missing => AccountRules.MissingCellsToZero,
        AccountCheck.Negative => AccountRules.NegativeFlowsToZero,
        AccountCheck.DemandWithoutSupply => AccountRules.MissingSupplyFromHome,
        AccountCheck.SalesWithoutCosts => AccountRules.MissingCostsFromWorld,
        AccountCheck.OutputAgainstSales or AccountCheck.PurchasesAgainstUses => AccountRules.SolveLevelsAgain,
        AccountCheck.DeficitAgainstTrade => AccountRules.DeficitsFromTrade,
        AccountCheck.DeficitSum => AccountRules.DeficitsToZeroSum,
        _ => null,
    };

    private static IEnumerable<string> Place(AccountFinding finding, WorldNames names)
    {
        if (finding.Sector is { } sector)
            yield return names.Sectors[sector].Code;
        if (finding.Input is { } input)
            yield return $"input {names.Sectors[input].Code}";
        if (finding.Exporter is { } exporter)
            yield return names.Economies[exporter];
        if (finding.Economy is { } economy)
            yield return finding.Exporter is null ? names.Economies[economy] : $"to {names.Economies[economy]}";
    }
}
