using Dyad.Data.Provenance;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>Figures that the sources are known to hold, and the way from them to the files that they were read from.</summary>
public class KnownFiguresTests(ComputedReport computed)
{
    // World Input-Output Database, release 2013, all uses (Timmer et al. 2015): the checks that the README of the sources states.
    [Theory]
    [InlineData("CHN", "RUS", 57.6)]
    [InlineData("RUS", "CHN", 47.7)]
    public void TradeOf2011IsThatOfTheWorldInputOutputDatabase(string exporter, string importer, double billionUsd)
    {
        var figure = computed.Report.Trade.Single(t =>
            t is { Year: 2011, Sector: null } && (t.Exporter, t.Importer) == (exporter, importer));
        Assert.Equal(billionUsd, Math.Round(figure.MillionUsd / 1000, 1));
        LeadsToItsInputs(figure.Provenance, "trade");
    }

    // Voeten, United Nations General Assembly Voting Data, counted in the README of the sources.
    [Fact]
    public void EqualVotesOf2015To2019AreThoseOfTheRollCalls()
    {
        var stance = computed.Report.Stances.Single(s => s is { From: 2015, To: 2019, Issue: null });
        Assert.Equal(75.2, Math.Round(100 * stance.EqualShare, 1));
        LeadsToItsInputs(stance.Provenance, "votes", "roll_calls", "roll_call_issues");
    }

    [Fact]
    public void TotalsAreTheSumsOfTheirSectors()
    {
        foreach (var flow in computed.Report.Trade.GroupBy(t => (t.Year, t.Exporter)))
        {
            // Figures of the source are whole millions, so that sums are exact.
            var (totals, sectors) = (flow.Where(t => t.Sector is null), flow.Where(t => t.Sector is not null));
            Assert.Equal(Assert.Single(totals).MillionUsd, sectors.Sum(t => t.MillionUsd));
        }
    }

    [Fact]
    public void SourcesAreTheTablesOfTheManifestAndTheFilesOfTheChapters() =>
        Assert.All(computed.Report.Sources, source =>
        {
            if (computed.Report.Scenarios.Any(s => s.Scenario == source.Table) || source.Table == computed.Report.Programme!.Programme)
            {
                Assert.NotEqual("", source.Citation);
                return;
            }

            var entry = Entry(source.Table);
            Assert.Equal((entry.Sha256, entry.Rows, entry.Units), (source.Sha256, source.Rows, source.Units));
        });

    [Fact]
    public void FilesAreThoseThatTheResultNames()
    {
        Assert.Equal(
            computed.Result.Files.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(computed.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.Equal("report.html", Path.GetFileName(computed.Result.Files[0]));
        Assert.Equal(computed.Result.Json, File.ReadAllText(Path.Combine(computed.Folder, "report.json")));
        Assert.Equal(computed.Report.Findings.Count, computed.Result.Findings.Count);
    }

    [Fact]
    public void StagesRunForward()
    {
        Assert.Equal(computed.Log.Stages.Select(s => s.Fraction).Order(), computed.Log.Stages.Select(s => s.Fraction));
        Assert.All(computed.Log.Stages, stage => Assert.InRange(stage.Fraction, 0, 1));
        Assert.Equal("writing", computed.Log.Stages[^1].Name);
    }

    private void LeadsToItsInputs(string id, params string[] tables)
    {
        var address = computed.Report.Provenance.Single(p => p.Id == id);
        Assert.Equal(tables, address.Inputs.Select(i => i.Table));
        Assert.All(address.Inputs, input =>
        {
            var entry = Entry(input.Table);
            Assert.Equal(entry.Sha256, input.Sha256);
            Assert.Equal(entry.Sha256, Manifest.Checksum(Path.Combine(WorkbenchDefaults.DataFolder, entry.File)));
            Assert.Equal(string.Join("; ", entry.Sources.Select(s => s.Release)), input.Vintage);
        });
    }

    private ManifestEntry Entry(string table) => computed.Manifest.Tables.Single(t => t.Table == table);
}
