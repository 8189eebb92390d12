using Dyad.Reports.Model;
using Dyad.Workbench.Programmes;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Simulations;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>The chapters on changes stand on the scenarios that ship, and their addresses give the figures again.</summary>
public class ChangeStageTests(ComputedReport computed)
{
    private JointReport Report => computed.Report;

    [Fact]
    public void TheScenariosOfAnyPairComeFirstAndThatOfThisPairLast() => Assert.Equal(
        ["trade-agreement", "trade-facilitation", "withdrawal-of-third-parties", "silk-road-eurasian-union"],
        Report.Scenarios.Select(s => s.Scenario));

    [Fact]
    public void EveryGainHasAnIntervalAboutItAndItsEconomyAName() => Assert.All(Report.Scenarios.SelectMany(s => s.Welfare), w =>
    {
        Assert.True(w.Low <= w.High);
        Assert.Contains(Report.Economies, e => e.Code == w.Economy);
    });

    /// <summary>Where trade costs of the pair fall, both gain; where third parties withdraw from both, both lose.</summary>
    [Fact]
    public void SignsAreThoseOfTheEconomics()
    {
        foreach (var scenario in Report.Scenarios)
        {
            var sides = scenario.Welfare.Where(w => w.Role == "party").ToList();
            Assert.Equal(["CHN", "RUS"], sides.Select(w => w.Economy));
            Assert.All(sides, w => Assert.Equal(scenario.Scenario == "withdrawal-of-third-parties" ? -1 : 1, Math.Sign(w.ExactPercent)));
        }
    }

    [Fact]
    public void TheCommandOfAnAddressGivesTheScenarioAgain()
    {
        var here = Report.Scenarios[0];
        var words = Addresses.Words(Report.Provenance.Single(p => p.Id == here.Welfare[0].Provenance).Command);
        var (there, files) = SimulateScenario.Run(
            new SimulationRequest(words[2]) { Parties = words[4], Draws = int.Parse(words[6], null), Seed = int.Parse(words[8], null) },
            new StageLog(), CancellationToken.None);
        Assert.Empty(files);
        Assert.Equal(
            here.Welfare.Select(w => (w.Economy, w.ExactPercent, w.Low, w.High, w.Provenance)),
            there.Welfare.Select(w => (w.Economy, w.ExactPercent, w.Low, w.High, w.Provenance)));
    }

    [Fact]
    public void TheCommandOfAnAddressGivesTheProgrammeAgain()
    {
        var here = Report.Programme!.Nash!;
        var words = Addresses.Words(Report.Provenance.Single(p => p.Id == here.Provenance).Command);
        var (there, _) = RunProgramme.Run(
            new ProgrammeRequest(words[2]) { Parties = words[4], Draws = int.Parse(words[6], null), Seed = int.Parse(words[8], null) },
            new StageLog(), CancellationToken.None);
        Assert.Equal(here.Measures, there.Nash!.Measures);
        Assert.Equal(here.Gain, there.Nash.Gain);
    }

    /// <summary>Estonia and Malta have an agreement, the Union, in force: one more is no change. No programme is written for them.</summary>
    [Fact]
    public void APairWithAnAgreementIsNotOfferedOne()
    {
        var report = ComposeReport.Run(
            new ReportRequest("EST", "MLT") { Resamples = ComputedReport.Resamples }, new StageLog(), CancellationToken.None);
        Assert.Equal(["trade-facilitation", "withdrawal-of-third-parties"], report.Scenarios.Select(s => s.Scenario));
        Assert.Null(report.Programme);
        Assert.DoesNotContain("scenarios-left-out", report.Notes);
    }
}
