using static Dyad.Evidence.Tests.SimulatedWorld;

namespace Dyad.Evidence.Tests.Histories;

public class PublicationRecordTests
{
    [Fact]
    public void ASideThatStoppedIsMarkedAndASilenceAboutOnePartnerIsNot()
    {
        MirrorFlow[] flows =
        [
            Flow(2020, 100, 110), Flow(2021, 100, 110), Flow(2022, 100, null), Flow(2023, 100, null),
            // B still publishes in 2022, about C alone.
            new(Claim("C", "B", ReportedSide.Exports, 2022, 5), Claim("B", "C", ReportedSide.Imports, 2022, 5)),
        ];
        var record = PublicationRecord.From(flows);
        Assert.Null(record.MissingSide(flows[0]));
        Assert.Null(record.MissingSide(flows[2]));
        Assert.Equal(new MissingReporter("B", 2022, 2), record.MissingSide(flows[3]));
    }

    [Fact]
    public void AReporterThatNeverPublishedHasNoLastYear()
    {
        var flow = Flow(2020, null, 110);
        Assert.Equal(new MissingReporter("A", null, null), PublicationRecord.From([flow]).MissingSide(flow));
    }

    private static MirrorFlow Flow(int year, double? x, double? m) => new(
        x is null ? null : Claim("A", "B", ReportedSide.Exports, year, x.Value),
        m is null ? null : Claim("B", "A", ReportedSide.Imports, year, m.Value));
}
