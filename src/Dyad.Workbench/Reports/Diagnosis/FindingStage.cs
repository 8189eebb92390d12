using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>The three findings of the first page, drawn from the figures by fixed rules, so that no side chooses them.</summary>
internal static class FindingStage
{
    /// <summary>
    /// First the direction whose total is furthest from what gravity expects, in US$; then the largest bottleneck; then the gap between
    /// the weights that the parties have in each other's trade.
    /// </summary>
    public static IReadOnlyList<Finding> Of(
        IReadOnlyList<ExpectedTrade> expected, IReadOnlyList<Bottleneck> bottlenecks, IReadOnlyList<PartyProfile> profiles)
    {
        var findings = new List<Finding> { Total(expected) };
        if (bottlenecks.Count > 0)
        {
            var b = bottlenecks[0];
            findings.Add(new Finding("largest-bottleneck", b.Exporter, b.Importer, b.Sector, b.Id, b.MillionUsd, b.Low, b.High, b.Provenance));
        }

        findings.Add(DependenceGap(profiles));
        return findings;
    }

    private static Finding Total(IReadOnlyList<ExpectedTrade> expected)
    {
        var e = expected.Where(e => e.Sector is null).MaxBy(e => Math.Abs(e.Expected - e.Actual))!;
        var (kind, gap, low, high) = e.Expected >= e.Actual
            ? ("shortfall-total", e.Expected - e.Actual, e.Low - e.Actual, e.High - e.Actual)
            : ("surplus-total", e.Actual - e.Expected, e.Actual - e.High, e.Actual - e.Low);
        return new Finding(kind, e.Exporter, e.Importer, null, null, gap, low, high, e.Provenance);
    }

    private static Finding DependenceGap(IReadOnlyList<PartyProfile> profiles)
    {
        var ordered = profiles.OrderByDescending(ShareOfTrade).ThenBy(p => p.Party, StringComparer.Ordinal).ToList();
        return new Finding(
            "dependence-gap", ordered[0].Party, ordered[1].Party, null, null, ShareOfTrade(ordered[0]), ShareOfTrade(ordered[1]), null,
            ordered[0].Provenance);
    }

    private static double ShareOfTrade(PartyProfile p) =>
        ((p.PartnerShareOfExports * p.Exports) + (p.PartnerShareOfImports * p.Imports)) / (p.Exports + p.Imports);
}
