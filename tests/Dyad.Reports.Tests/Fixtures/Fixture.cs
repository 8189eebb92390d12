using Dyad.Reports.Model;

namespace Dyad.Reports.Tests.Fixtures;

/// <summary>The synthetic reports by name, for tests over all of them.</summary>
public static class Fixture
{
    private static readonly Dictionary<string, Func<JointReport>> All = new(StringComparer.Ordinal)
    {
        ["full"] = SyntheticReport.Create,
        ["swapped"] = SyntheticReport.Swapped,
        ["no agreement"] = SyntheticReport.WithoutAgreementBottleneck,
        ["gaps"] = SyntheticReport.WithGaps,
        ["claims of one pair"] = SyntheticReport.WithClaimsOfOnePair,
        ["timing of one pair"] = SyntheticReport.WithTimingOfOnePair,
        ["no timing"] = SyntheticReport.WithoutTiming,
        ["payment"] = SyntheticReport.WithPayment,
        ["bare"] = SyntheticReport.Bare,
        ["empty"] = () => SyntheticReport.Bare() with { Trade = [] },
    };

    static Fixture()
    {
        int number = 0;
        foreach (var report in SyntheticReport.OfEachFinding())
            All.Add($"finding {++number}", () => report);
    }

    public static IEnumerable<string> Names => All.Keys;

    public static JointReport Get(string name) => All[name]();
}
