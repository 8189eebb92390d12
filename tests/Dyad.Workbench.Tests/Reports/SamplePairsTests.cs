using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>Reports of pairs that differ in what the facts hold of them, computed and written whole.</summary>
public class SamplePairsTests
{
    [Theory]
    [InlineData("MLT", "LUX", null, "the two smallest, both in the European Union")]
    [InlineData("CYP", "EST", null, "small and far apart")]
    [InlineData("DEU", "POL", null, "neighbours in the European Union")]
    [InlineData("BGR", "ROU", null, "neighbours; the source writes ROM")]
    [InlineData("TWN", "CHN", null, "no domestic product, no votes")]
    [InlineData("TWN", "LTU", null, "no domestic product and small")]
    [InlineData("USA", "CAN", null, "neighbours with an agreement")]
    [InlineData("GBR", "IRL", 1995, "the first year")]
    [InlineData("AUS", "BRA", 2003, "far apart, a year amid the others")]
    [InlineData("IDN", "IND", null, "no agreement among the aggregate data")]
    [InlineData("JPN", "KOR", 2000, "a year whose panel ends before the last")]
    [InlineData("MEX", "TUR", null, "two upper middle incomes")]
    public void RunsAndIsWholeInItself(string a, string b, int? year, string why)
    {
        using var temp = new TempFolder();
        var request = new ReportRequest(a, b) { Year = year, OutFolder = temp.Path, Resamples = ComputedReport.Resamples };
        var result = BuildReport.Run(request, new StageLog(), CancellationToken.None);
        var report = JsonReport.Read(result.Json);

        Assert.Equal([a, b], report.Parties);
        Assert.Equal(year ?? 2011, report.Year);
        Assert.Equal(report.Provenance.Select(p => p.Id).ToHashSet(), Addresses.Used(report).ToHashSet());
        Assert.Equal(32, report.Expected.Count);
        Assert.All(report.Expected, e => Assert.True(e.Expected >= 0 && e.Low <= e.High, why));
        Assert.Equal(Enumerable.Range(1, report.Bottlenecks.Count), report.Bottlenecks.Select(x => x.Rank));
        Assert.Equal(3, result.Findings.Count);
        Assert.All(result.Findings, f => Assert.DoesNotContain("NaN", f, StringComparison.Ordinal));
        Assert.All(result.Files, f => Assert.True(new FileInfo(f).Length > 0, f));

        // Without votes, without a domestic product: what the facts do not hold is left out, not invented.
        Assert.Equal(a == "TWN", report.Profiles.Single(p => p.Party == a).GdpBillionUsd is null);
        Assert.Equal(a == "TWN", report.Stances.Count == 0);
    }
}
