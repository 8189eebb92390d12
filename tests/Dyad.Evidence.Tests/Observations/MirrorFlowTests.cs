using static Dyad.Evidence.Tests.SimulatedWorld;

namespace Dyad.Evidence.Tests.Observations;

public class MirrorFlowTests
{
    private static readonly Observation Sent = Claim("CHN", "RUS", ReportedSide.Exports, 2011, 100);
    private static readonly Observation Received = Claim("RUS", "CHN", ReportedSide.Imports, 2011, 125);

    [Fact]
    public void ClaimsStandSideBySide()
    {
        var flow = new MirrorFlow(Sent, Received);
        Assert.Same(Sent, flow.ExporterReport);
        Assert.Same(Received, flow.ImporterReport);
        Assert.Equal(25, flow.GapPercent!.Value, 10);
    }

    [Fact]
    public void OneSideIsEnoughAndHasNoGap()
    {
        Assert.Null(new MirrorFlow(Sent, null).LogGap);
        Assert.Equal("CHN", new MirrorFlow(null, Received).Exporter);
    }

    [Fact]
    public void WrongClaimsAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new MirrorFlow(null, null));
        Assert.Throws<ArgumentException>(() => new MirrorFlow(Received, null));
        Assert.Throws<ArgumentException>(() => new MirrorFlow(null, Sent));
        Assert.Throws<ArgumentException>(() => new MirrorFlow(Sent, Claim("RUS", "CHN", ReportedSide.Imports, 2010, 1)));
        Assert.Throws<ArgumentException>(() => new MirrorFlow(Sent, Claim("KAZ", "CHN", ReportedSide.Imports, 2011, 1)));
    }

    [Fact]
    public void ClaimsArePairedByFlow()
    {
        var flows = MirrorFlow.PairUp([Sent, Claim("RUS", "CHN", ReportedSide.Exports, 2011, 7), Received]);
        Assert.Equal(2, flows.Count);
        Assert.Equal(new MirrorFlow(Sent, Received), flows[0]);
        Assert.Null(flows[1].ImporterReport);
    }

    [Fact]
    public void TwoClaimsOfOneSideAreRefused() =>
        Assert.Throws<ArgumentException>(() => MirrorFlow.PairUp([Sent, Claim("CHN", "RUS", ReportedSide.Exports, 2011, 101)]));
}
