using System.Text.Json;
using System.Text.RegularExpressions;
using Dyad.Reports.Drafting;
using Dyad.Workbench.Dossiers;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Dossiers;

/// <summary>A draft of the report of China and Russia.</summary>
public class DraftFromReportTests(ComputedReport computed)
{
    [Fact]
    public void TheReportOfARealPairMakesEverySection()
    {
        var draft = DraftComposer.Compose(computed.Report);
        Assert.Equal(["trade", "findings", "bottlenecks", "scenarios", "programme"], draft.Sections.Select(s => s.Id));
        var clauses = draft.Sections.SelectMany(s => s.Clauses).ToList();
        Assert.Contains("trade.CHN.RUS", clauses.Select(c => c.Id));
        string[] ids = [.. clauses.Select(c => c.Id), .. draft.Figures.Select(f => f.Id)];
        Assert.All(ids, id => Assert.Matches(@"\A[A-Za-z0-9._-]+\z", id));
        Assert.Equal(
            draft.Figures.Select(f => f.Id).Order(StringComparer.Ordinal),
            clauses.SelectMany(c => Regex.Matches(c.Text.Ru, @"\[\[([^\]]*)\]\]")).Select(m => m.Groups[1].Value)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void BothSidesGetOneText() => Assert.Equal(
        JsonSerializer.Serialize(DraftComposer.Compose(computed.Report)),
        JsonSerializer.Serialize(DraftComposer.Compose(computed.Mirrored)));

    [Fact]
    public void StagesAreToldAndARequestThatCannotBeMetIsRefused()
    {
        var log = new StageLog();
        var request = new ReportRequest("CHN", "Rusia") { Resamples = ComputedReport.Resamples };
        var error = Assert.Throws<UserException>(() => DraftFromReport.Run(request, log, TestContext.Current.CancellationToken));
        Assert.StartsWith("unknown economy 'Rusia'", error.Message, StringComparison.Ordinal);
        Assert.Equal("reading facts", Assert.Single(log.Stages).Name);
    }
}
