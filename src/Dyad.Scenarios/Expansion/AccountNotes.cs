using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Expansion;

/// <summary>
/// What was found wrong in accounts, a sentence for each kind: how often, the worst place, and the rule that mended it.
/// </summary>
internal static class AccountNotes
{
    /// <summary>The sentences, in the order of the findings.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<AccountFinding> findings, WorldNames names) =>
    [
        .. findings.GroupBy(f => (f.Check, f.Table, f.Rule)).Select(g =>
        {
            var worst = g.MaxBy(f => Math.Abs(f.Amount))!;
            var place = string.Join(", ", Place(worst, names));
            var where = place.Length > 0 ? " at " + place : "";
            var rule = g.Key.Rule ?? "not mended";
            return FormattableString.Invariant(
                $"{g.Key.Table}: {g.Key.Check} {g.Count()}x, worst {worst.Amount:G6}{where}; {rule}");
        }),
    ];

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
