using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Reading;

/// <summary>Sizes against the estimates that they name and the range that they may have.</summary>
internal static class SizeCheck
{
    /// <summary>Prefix of estimates that the workbench brings.</summary>
    public const string Gravity = "gravity.";

    /// <summary>Checks every size.</summary>
    /// <returns>Names of the gravity estimates that are used, without their prefix.</returns>
    public static IReadOnlyList<string> Check(Scenario scenario, IReadOnlyList<Change> changes)
    {
        var estimates = Members(scenario);
        var gravity = new List<string>();
        foreach (var size in changes.SelectMany(c => c.Sizes))
        {
            if (size.Estimate is not { } estimate)
                continue;
            if (estimate.Text.StartsWith(Gravity, StringComparison.Ordinal))
            {
                if (size.Percent)
                    throw scenario.Fault(estimate.Mark, $"'{estimate.Text}' is a number: a percentage is wanted here");
                gravity.Add(estimate.Text[Gravity.Length..]);
            }
            else if (!estimates.TryGetValue(estimate.Text, out var known))
            {
                throw scenario.Fault(
                    estimate.Mark, $"parameter '{estimate.Text}' is not defined{NearNames.Hint(estimate.Text, estimates.Keys)}");
            }
            else if (known.Percent != size.Percent)
            {
                throw scenario.Fault(estimate.Mark, size.Percent
                    ? $"'{estimate.Text}' is a number: a percentage is wanted here"
                    : $"'{estimate.Text}' is a percentage: a number is wanted here");
            }
        }

        foreach (var change in changes)
            Range(scenario, change, estimates);
        return [.. gravity.Distinct(StringComparer.Ordinal)];
    }

    private static Dictionary<string, (bool Percent, double Mean)> Members(Scenario scenario) =>
        scenario.Estimates.SelectMany(b => b.Members.Select((m, i) => (m, b.Percent, Mean: b.Mean[i])))
            .ToDictionary(m => m.m, m => (m.Percent, m.Mean), StringComparer.Ordinal);

    private static void Range(Scenario scenario, Change change, Dictionary<string, (bool Percent, double Mean)> estimates)
    {
        switch (change)
        {
            case TariffChange { Rule: TariffRule.Level set }:
                Above(set.To, -1, "a tariff is above -100%");
                break;
            case TariffChange { Rule: TariffRule.Relative cut }:
                AtLeast(cut.By, -1, "a tariff falls by 100% of itself at most");
                break;
            case CostChange { Rule: CostRule.Factor factor }:
                Above(factor.By, 0, "a factor on costs is above 0");
                break;
            case CostChange { Rule: CostRule.Relative percent }:
                Above(percent.By, -1, "costs of delivery fall by less than 100%");
                break;
            case CostChange { Rule: CostRule.Time time }:
                Above(time.PerDay, 0, "what a day is worth is above 0%");
                break;
            case CostChange { Rule: CostRule.AdValorem barrier }:
                AtLeast(barrier.From, 0, "a barrier is worth 0% or more");
                AtLeast(barrier.To, 0, "a barrier is worth 0% or more");
                break;
            case CostChange { Rule: CostRule.AdValoremChange barrier }:
                AtLeast(barrier.From, 0, "a barrier is worth 0% or more");
                AtLeast(barrier.By, -1, "a barrier falls by 100% of itself at most");
                break;
        }

        double Mean(Size size) =>
            size.Estimate is not { } name ? size.Mean
            : estimates.TryGetValue(name.Text, out var known) ? known.Mean
            : double.NaN;

        void Above(Size size, double bound, string reason)
        {
            if (Mean(size) <= bound)
                throw scenario.Fault(size.Mark, reason);
        }

        void AtLeast(Size size, double bound, string reason)
        {
            if (Mean(size) < bound)
                throw scenario.Fault(size.Mark, reason);
        }
    }
}
