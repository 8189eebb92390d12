using Dyad.Reports.Rendering.Json;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>Both sides are equal: which party is named first changes the order of the two names and nothing else.</summary>
public class MirroredReportTests(ComputedReport computed)
{
    [Fact]
    public void PartiesStandInTheOrderInWhichTheyWereAskedFor()
    {
        Assert.Equal(["CHN", "RUS"], computed.Report.Parties);
        Assert.Equal(["RUS", "CHN"], computed.Mirrored.Parties);
    }

    [Fact]
    public void BottlenecksAreTheSameRecordByRecord()
    {
        Assert.NotEmpty(computed.Report.Bottlenecks);
        Assert.Equal(computed.Report.Bottlenecks.Count, computed.Mirrored.Bottlenecks.Count);
        foreach (var (here, there) in computed.Report.Bottlenecks.Zip(computed.Mirrored.Bottlenecks))
        {
            Assert.Equal(here.Acts, there.Acts);
            Assert.Equal(here with { Acts = [] }, there with { Acts = [] });
        }
    }

    [Fact]
    public void AllElseIsTheSameToTheLastDigit()
    {
        var there = computed.Mirrored with { Parties = computed.Report.Parties };
        Assert.Equal(computed.Result.Json, JsonReport.Write(there));
    }
}
