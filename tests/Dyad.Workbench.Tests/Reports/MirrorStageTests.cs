using Dyad.Data.Store;
using Dyad.Evidence;
using Dyad.Reports.Model;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Reports.Diagnosis;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

/// <summary>Both sides' claims: timing, silent sides, products.</summary>
public sealed class MirrorStageTests(ComputedReport computed) : IDisposable
{
    private const double Rounding = 1e-12;

    private readonly TempFolder facts = new();

    public void Dispose() => facts.Dispose();

    [Fact]
    public void BuiltInClaimsOfOnePairTellNoPartOfTheGap()
    {
        var report = computed.Report;
        Assert.Equal([("CHN", "RUS", 15), ("RUS", "CHN", 15)], report.Timing.Select(t => (t.Exporter, t.Importer, t.Years)));
        Assert.All(report.Timing, t => Assert.True(t.Low <= t.Share && t.Share <= t.High && t.High < TimingShift.Most));
        // The years allow that nothing is late (docs/method/mirror.md).
        Assert.All(report.Timing, t => Assert.Equal(0, t.Low));
        Assert.Empty(report.ProductGaps);
        Assert.All(report.Mirror, m => Assert.True(
            m is { Margin: null, Timing: null, ReExport: null, Valuation: null, Unexplained: null, MissingReporter: null }));
    }

    /// <summary>Exports that rise and fall by halves: a tenth that arrives in the next year is seen in the years.</summary>
    [Fact]
    public void TimingThatTheYearsTellIsAPartOfTheGap()
    {
        double[] exports = [100, 150, 90, 160, 80, 140, 100, 170];
        var figures = Figures([.. exports.Index().Skip(1).SelectMany(e => (string[])
        [
            FormattableString.Invariant($"{2010 + e.Index},CHN,RUS,CHN,{e.Item},FOB,c,a"),
            FormattableString.Invariant($"{2010 + e.Index},CHN,RUS,RUS,{(0.9 * e.Item) + (0.1 * exports[e.Index - 1])},CIF,c,a"),
        ])]);
        Assert.Null(figures[0].Timing);
        Assert.All(figures.Skip(1), m => Assert.Equal(
            Math.Log(1 + (m.GapPercent!.Value / 100)), m.Timing!.Value + m.Unexplained!.Value, Rounding));
        Assert.All(figures.Skip(1), m => Assert.InRange(m.Unexplained!.Value, -0.01, 0.01));
    }

    /// <summary>Six reporters from 2016 on, the pair alone in 2010: of that year nothing tells how accurate the two were.</summary>
    [Fact]
    public void OnlyYearsFromWhichAccuracyIsMeasuredAreReconciled()
    {
        string[] six = ["CHN", "RUS", "DEU", "JPN", "KOR", "IND"];
        IReadOnlyList<MirrorFigure> With(int reporters) => Figures(
        [
            "2010,CHN,RUS,CHN,100,FOB,c,a", "2010,CHN,RUS,RUS,190,CIF,c,a",
            .. from year in Enumerable.Range(2016, 4)
               from i in Enumerable.Range(0, reporters)
               from j in Enumerable.Range(0, reporters)
               where i != j
               let noise = ((i * 7) + (j * 3) + (year * 5)) % 11 / 100.0
               from row in new[]
               {
                   FormattableString.Invariant($"{year},{six[i]},{six[j]},{six[i]},{100 + i + j},FOB,c,a"),
                   FormattableString.Invariant($"{year},{six[i]},{six[j]},{six[j]},{(100 + i + j) * (1.03 + noise)},CIF,c,a"),
               }
               select row,
        ]);
        Assert.Equal(8, With(6).Count(f => f.Reconciled is not null));
        var early = With(6).Single(f => f.Year == 2010);
        Assert.True(early is { Reconciled: null, Margin: null, GapPercent: not null });
        Assert.All(With(5), f => Assert.Null(f.Reconciled));
    }

    [Fact]
    public void ASideThatReleasedTheYearIsNotMissing()
    {
        string[] rows = ["2010,CHN,RUS,CHN,100,FOB,c,a", "2010,CHN,RUS,RUS,110,CIF,c,a", "2011,CHN,RUS,CHN,120,FOB,c,a"];
        Assert.Equal([null, "RUS"], Figures(rows).Select(f => f.MissingReporter));
        File.WriteAllLines(facts["customs_releases.csv"], ["reporter,year,citation,address", "RUS,2011,c,a"]);
        Assert.Equal([null, null], Figures(rows).Select(f => f.MissingReporter));
    }

    [Fact]
    public void ASideThatStoppedIsMarkedAndOneThatWasNeverThereIsNot()
    {
        var figures = Figures(
            "2010,CHN,RUS,CHN,100,FOB,c,a", "2010,CHN,RUS,RUS,110,CIF,c,a", "2011,CHN,RUS,CHN,120,FOB,c,a", "2011,RUS,CHN,CHN,80,CIF,c,a");
        Assert.Equal([null, "RUS", "RUS"], figures.Select(f => f.MissingReporter));
        Assert.All(figures.Skip(1), f => Assert.Null(f.GapPercent));
        Assert.Null(Assert.Single(Figures("2011,CHN,RUS,CHN,120,FOB,c,a")).MissingReporter);
    }

    [Fact]
    public void ProductsAreThoseOfTheLastYearInWhichBothSidesPublishedByTheSizeOfTheirGap()
    {
        MirrorFlow[] flows =
        [
            .. Flows(2019, "CHN", "RUS", "85", 80, 90), .. Flows(2020, "CHN", "RUS", "85", 100, 132), .. Flows(2020, "CHN", "RUS", "39", 50, 51),
            .. Flows(2020, "CHN", "RUS", "93", null, 7), .. Flows(2020, "RUS", "CHN", "27", 300, 260), .. Flows(2020, "RUS", "CHN", "44", 5, 5),
            // Russia publishes nothing in 2022.
            .. Flows(2022, "CHN", "RUS", "85", 150, null), .. Flows(2022, "RUS", "CHN", "27", null, 400),
        ];
        var gaps = ProductGaps.Largest(
            [("CHN", "RUS"), ("RUS", "CHN")], flows, null, (_, _) => new Route(1000, false),
            new Dictionary<(string, string), TimingShift> { [("CHN", "RUS")] = TimingShift.FromVoyage(36.525) }, new RouteBook([]), f => $"{f.Product}");
        Assert.Equal(
            [("RUS", "27", -40.0), ("CHN", "85", 32.0), ("CHN", "93", 7.0), ("CHN", "39", 1.0)],
            gaps.Select(g => (g.Exporter, g.Product, Math.Round(g.GapMillionUsd, 9))));
        Assert.All(gaps, g => Assert.Equal((2020, g.Product), (g.Year, g.Provenance)));
        // A tenth of 100 and a tenth of the year before: 98 arrives of 85; 39 has no year before, and 93 only one side.
        Assert.Equal(Math.Log(0.98), gaps[1].Timing!.Value, Rounding);
        Assert.Equal(Math.Log(1.32) - Math.Log(0.98), gaps[1].Unexplained!.Value, Rounding);
        Assert.True(gaps[2] is { ExporterClaim: null, ImporterClaim: 7, Timing: null, Unexplained: null });
        Assert.True(gaps[3] is { Timing: null, Margin: null, Unexplained: null, Reconciled: null });
        Assert.Equal(
            gaps, ProductGaps.Largest(
                [("CHN", "RUS"), ("RUS", "CHN")], [.. flows.Reverse()], null, (_, _) => new Route(1000, false),
                new Dictionary<(string, string), TimingShift> { [("CHN", "RUS")] = TimingShift.FromVoyage(36.525) }, new RouteBook([]), f => $"{f.Product}"));
    }

    private static IEnumerable<MirrorFlow> Flows(int year, string exporter, string importer, string product, double? x, double? m)
    {
        var checksum = new string('0', 64);
        yield return new MirrorFlow(
            x is null ? null : new Observation(
                "customs", "1", exporter, importer, ReportedSide.Exports, Valuation.Fob, year, null, x.Value, checksum, product),
            m is null ? null : new Observation(
                "customs", "1", importer, exporter, ReportedSide.Imports, Valuation.Cif, year, null, m.Value, checksum, product));
    }

    private IReadOnlyList<MirrorFigure> Figures(params string[] rows)
    {
        File.WriteAllLines(
            facts["customs_totals.csv"], ["year,exporter,importer,reporter,million_usd,valuation,citation,address", .. rows]);
        using var store = FactStore.Open(WorkbenchDefaults.DataFolder, facts.Path);
        var request = computed.Request with { UserData = facts.Path };
        var read = ReportFacts.Read(store, request);
        return new MirrorStage(read, new ReportBook(read, request)).Figures();
    }
}
