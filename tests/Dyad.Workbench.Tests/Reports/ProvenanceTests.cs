using System.Globalization;
using Dyad.Reports.Model;
using Dyad.Workbench.Facts;
using Dyad.Workbench.Vintages;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>Every number has an address: it exists, it is used, and its command gives the figure again.</summary>
public class ProvenanceTests(ComputedReport computed)
{
    /// <summary>Sums of whole millions and of published decimals are compared; only their order may differ.</summary>
    private const double Rounding = 1e-9;

    private JointReport Report => computed.Report;

    [Fact]
    public void EveryAddressThatIsUsedExistsAndEveryOneThatExistsIsUsed()
    {
        var used = Addresses.Used(Report).ToList();
        Assert.True(used.Count > Report.Trade.Count + Report.Stances.Count);
        Assert.Equal(
            Report.Provenance.Select(p => p.Id).Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryAddressNamesInputsThatTheSourcesDescribe() =>
        Assert.All(Report.Provenance, p =>
        {
            Assert.NotEmpty(p.Inputs);
            Assert.All(p.Inputs, i => Assert.Contains(Report.Sources, s => (s.Table, s.Sha256) == (i.Table, i.Sha256)));
            Assert.Equal(WorkbenchDefaults.Version, p.Version);
            Assert.NotEqual("", p.Citation);
        });

    [Fact]
    public void EveryCommandParses() =>
        Assert.All(Report.Provenance, p =>
        {
            var words = Addresses.Words(p.Command);
            Assert.Equal(WorkbenchDefaults.Command, words[0]);
            if (words[1] == "data")
            {
                Assert.Equal(
                    ["data", "show", p.Inputs.Single().Table, "--where", words[5], "--limit", "1000"], words.Skip(1));
            }
            else if (p.Method.StartsWith("scenario", StringComparison.Ordinal))
            {
                Assert.Equal(
                    ["simulate", words[2], "--parties", "CHN,RUS", "--draws", "20", "--seed", "1", "--json"], words.Skip(1));
            }
            else if (p.Method == "programme-choice")
            {
                Assert.Equal(
                    ["programme", "joint-programme", "--parties", "CHN,RUS", "--draws", "20", "--seed", "1", "--json"], words.Skip(1));
            }
            else
            {
                Assert.Equal(
                    ["report", "CHN", "RUS", "--year", "2011", "--resamples", "20", "--seed", "1", "--json"], words.Skip(1));
            }
        });

    [Fact]
    public void EveryLookupOfTradeGivesTheFigure()
    {
        // A total and a sector of each year and direction, in turn: 34 of each.
        var flows = Report.Trade.GroupBy(t => (t.Year, t.Exporter)).Index();
        foreach (var (i, flow) in flows)
        {
            var (total, sector) = (flow.Single(t => t.Sector is null), flow.ElementAt(1 + (i % Report.Sectors.Count)));
            foreach (var figure in (TradeFigure[])[total, sector])
            {
                var sum = Rows(figure.Provenance).Sum(r => (double)r["million_usd"]!);
                Assert.Equal(figure.MillionUsd, sum, Rounding * Math.Abs(figure.MillionUsd));
            }
        }
    }

    [Fact]
    public void EveryLookupOfAClaimGivesTheFigureAndItsCitation() =>
        Assert.All(Report.Mirror.SelectMany(m => m.Claims), claim =>
        {
            var row = Assert.Single(Rows(claim.Provenance));
            Assert.Equal((claim.MillionUsd, claim.Source), ((double)row["million_usd"]!, (string)row["citation"]!));
            Assert.Equal(claim.Reporter, row["reporter"]);
        });

    [Fact]
    public void EnvironmentRestsOnGovernanceAndOnTheClassesThatMakeThePeers() =>
        Assert.All(Report.Environment, e =>
        {
            var address = Address(e.Provenance);
            Assert.Equal(["governance", "income_groups"], address.Inputs.Select(i => i.Table));
            Assert.Equal(
                (e.Party, e.Indicator, e.Year.ToString(CultureInfo.InvariantCulture), "1"),
                (address.Options["party"], address.Options["indicator"], address.Options["year"], address.Options["seed"]));
        });

    [Fact]
    public void ACommandThatComputesGivesTheSameReport()
    {
        var words = Addresses.Words(Address(Report.Bottlenecks[0].Provenance).Command);
        string Value(string option) => words[words.ToList().IndexOf(option) + 1];
        int Number(string option) => int.Parse(Value(option), CultureInfo.InvariantCulture);
        var again = ComposeReport.Run(
            new ReportRequest(words[2], words[3])
            {
                Year = Number("--year"), Resamples = Number("--resamples"), Seed = Number("--seed"),
            },
            new StageLog(), CancellationToken.None);
        Assert.Equal(Report.Bottlenecks[0] with { Acts = [] }, again.Bottlenecks[0] with { Acts = [] });
    }

    private Dyad.Reports.Model.Provenance Address(string id) => Report.Provenance.Single(p => p.Id == id);

    /// <summary>The rows that the command of a lookup shows, by column.</summary>
    private List<Dictionary<string, object?>> Rows(string id)
    {
        var words = Addresses.Words(Address(id).Command);
        var shown = ShowFacts.Run(words[3], words[5], int.Parse(words[7], CultureInfo.InvariantCulture), new StoreFacts());
        Assert.Equal(shown.Matching, shown.Rows.Count);
        return [.. shown.Rows.Select(row => shown.Columns.Zip(row).ToDictionary(c => c.First, c => c.Second))];
    }
}
