using Dyad.Data.Schema;
using Dyad.Data.Store;
using Dyad.Reports.Model;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Reports.Changes;
using Dyad.Workbench.Reports.Diagnosis;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>Tables of a user's own in the place of built-in ones: what they do not hold the report does not state.</summary>
public sealed class UserFactsTests(ComputedReport computed) : IDisposable
{
    private const string CustomsHeader = "year,exporter,importer,reporter,million_usd,valuation,citation,address";

    private readonly TempFolder facts = new();

    public void Dispose() => facts.Dispose();

    [Fact]
    public void TablesThatDoNotHoldThePairLeaveTheirChaptersEmpty()
    {
        (string Table, string Row)[] others =
        [
            ("gdp", "USA,2011,1"), ("votes", "1,USA,yes"), ("roll_calls", "1,2011-05-01,65,R/1,on trade,1,0,0"), ("roll_call_issues", "1,ec"),
            ("governance", "USA,2011,RuleofLaw,1.6,0.1,10,,,"), ("income_groups", "USA,2011,HIC,a list"),
            ("customs_totals", "2011,USA,DEU,USA,1,FOB,yearbook,page 1"), ("trade_totals", "2011,USA,DEU,1,false,false"),
        ];
        foreach (var (table, row) in others)
            Put(table, string.Join(',', FactSchema.Table(table).Fields.Select(f => f.Name)), row);
        var report = Compose();
        Assert.Empty(report.Stances);
        Assert.Empty(report.Environment);
        Assert.Empty(report.Mirror);
        Assert.DoesNotContain(report.Bottlenecks, b => b.Kind == "agreement");
        Assert.All(report.Profiles, p => Assert.True(p is { GdpBillionUsd: null, GdpYear: null, IncomeGroup: null }));
        Assert.Contains("no-agreement-data", report.Notes);
        Assert.Equal(computed.Report.Trade.Select(t => t.MillionUsd), report.Trade.Select(t => t.MillionUsd));
        Assert.Equal(report.Provenance.Select(p => p.Id).ToHashSet(), Addresses.Used(report).ToHashSet());
    }

    [Fact]
    public void TheAddressOfAFigureNamesTheUsersFile()
    {
        Put(
            "customs_totals", CustomsHeader, "2011,CHN,RUS,CHN,100,FOB,yearbook,page 1",
            "2011,CHN,RUS,RUS,110,CIF,bulletin,page 2");
        var (mirror, addresses) = Mirror();
        var flow = Assert.Single(mirror);
        Assert.Equal(10, flow.GapPercent!.Value, 1e-9);
        Assert.Equal(["yearbook", "bulletin"], flow.Claims.Select(c => c.Source));
        var address = addresses.Single(p => p.Id == flow.Claims[0].Provenance);
        Assert.Equal("User's own file customs_totals.csv", Assert.Single(address.Inputs).Source);
        Assert.EndsWith($"--data \"{facts.Path}\"", address.Command, StringComparison.Ordinal);
    }

    /// <summary>Claims of customs that cannot be reconciled, and are shown as they are.</summary>
    [Theory]
    [InlineData("flows with the rest of the world", "CHN RUS FOB CIF 100", "CHN ROW FOB CIF 100", "ROW RUS FOB CIF 100")]
    [InlineData("no side CIF", "CHN RUS FOB FOB 100", "CHN DEU FOB FOB 100", "DEU RUS FOB FOB 100")]
    [InlineData("no trade", "CHN RUS FOB CIF 0", "CHN DEU FOB CIF 100", "DEU RUS FOB CIF 100")]
    [InlineData("as many flows as coefficients", "CHN RUS FOB CIF 100", "CHN DEU FOB CIF 100", "DEU RUS FOB CIF 100")]
    public void ClaimsThatTellNoErrorsApartStandUnreconciled(string why, params string[] flows)
    {
        Put("customs_totals", [CustomsHeader, .. flows.Select(f => f.Split(' ')).SelectMany(f => (string[])
        [
            $"2011,{f[0]},{f[1]},{f[0]},{f[4]},{f[2]},c,a", $"2011,{f[0]},{f[1]},{f[1]},{f[4]},{f[3]},c,a",
        ])]);
        var flow = Assert.Single(Mirror().Figures);
        Assert.True(flow is { Exporter: "CHN", Importer: "RUS", Claims.Count: 2, Reconciled: null }, why);
    }

    [Theory]
    [InlineData("2011,CHN,CHN,CHN,5,FOB,c,a", "CHN to CHN in 2011 as CHN states it")]
    [InlineData("2011,CHN,RUS,DEU,5,FOB,c,a", "CHN to RUS in 2011 as DEU states it")]
    public void AClaimIsThatOfOneOfTwoEconomies(string row, string complaint)
    {
        Put("customs_totals", CustomsHeader, row);
        Assert.Contains(complaint, Assert.Throws<UserException>(() => Mirror()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1990, true)]
    [InlineData(1991, false)]
    public void ANoteTellsOfAnAreaThatChangedWithinTheYearsOfCustoms(int first, bool told)
    {
        Put("customs_totals", CustomsHeader, $"{first},CHN,DEU,DEU,1,CIF,c,a", "2011,DEU,CHN,DEU,1,FOB,c,a", "1980,DEU,FRA,DEU,1,FOB,c,a");
        using var store = FactStore.Open(WorkbenchDefaults.DataFolder, facts.Path);
        var read = ReportFacts.Read(store, Request with { A = "CHN", B = "DEU" });
        Assert.Equal(told, ReportNotes.Of(read, new ChangeFigures([], null, true)).Contains("area-changed"));
    }

    private ReportRequest Request => computed.Request with { UserData = facts.Path };

    private JointReport Compose() => ComposeReport.Run(Request, new StageLog(), CancellationToken.None);

    /// <summary>The stage alone: the rest of a report does not depend on it.</summary>
    private (IReadOnlyList<MirrorFigure> Figures, IReadOnlyList<Dyad.Reports.Model.Provenance> Addresses) Mirror()
    {
        using var store = FactStore.Open(WorkbenchDefaults.DataFolder, facts.Path);
        var read = ReportFacts.Read(store, Request);
        var book = new ReportBook(read, Request);
        return (new MirrorStage(read, book).Figures(), book.Entries);
    }

    private void Put(string table, params IEnumerable<string> lines) => File.WriteAllLines(facts[table + ".csv"], lines);
}
