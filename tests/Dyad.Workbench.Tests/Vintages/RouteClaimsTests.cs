using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Vintages;

/// <summary>Imports by economy of consignment tell the re-export part of a gap; what nothing tells stays null.</summary>
public sealed class RouteClaimsTests
{
    [Fact]
    public async Task ImportsByWayOfAThirdEconomyAreAPartOfTheGap()
    {
        using var folder = new TempFolder();
        await Import(folder, "customs_totals", """
            year,exporter,importer,reporter,million_usd,valuation,citation,address
            2022,CHN,RUS,CHN,100,FOB,c,a
            2022,CHN,RUS,RUS,120,CIF,c,a
            2022,RUS,CHN,RUS,50,FOB,c,a
            2022,RUS,CHN,CHN,60,CIF,c,a
            2021,CHN,RUS,CHN,90,FOB,c,a
            2021,CHN,RUS,RUS,91,CIF,c,a

            """);
        await Import(folder, "customs_routes", """
            year,exporter,importer,consigned_from,product,million_usd,citation,address
            2022,CHN,RUS,CHN,TOTAL,110,c,a
            2022,CHN,RUS,HKG,TOTAL,8,c,a
            2022,CHN,RUS,DEU,TOTAL,2,c,a
            2021,CHN,RUS,CHN,TOTAL,91,c,a

            """);
        var report = ComposeReport.Run(
            new ReportRequest("CHN", "RUS") { Store = folder["store"], Resamples = 20 }, new StageLog(), CancellationToken.None);

        var flow = report.Mirror.Single(m => m is { Year: 2022, Exporter: "CHN" });
        Assert.Equal([("HKG", 8.0), ("DEU", 2.0)], flow.Routes!.Select(r => (r.By, r.MillionUsd)));
        Assert.InRange(flow.ReExport!.Value, 0.05, 0.11);
        Assert.Equal(
            Math.Log(1.2), (flow.Margin ?? 0) + (flow.Timing ?? 0) + flow.ReExport.Value + (flow.Valuation ?? 0) + flow.Unexplained!.Value, 1e-9);
        Assert.Contains("customs_routes", report.Provenance.Single(p => p.Id == flow.Routes![0].Provenance).Command, StringComparison.Ordinal);
        Assert.Contains(report.Economies, e => e.Code == "HKG");
        // A direct route alone says that nothing came by others; no route says nothing.
        Assert.Equal(0, report.Mirror.Single(m => m is { Year: 2021, Exporter: "CHN" }).ReExport!.Value, 1e-12);
        Assert.Null(report.Mirror.Single(m => m is { Year: 2022, Exporter: "RUS" }).ReExport);
    }

    private static Task<Dyad.Data.Vintages.Fetched> Import(TempFolder folder, string table, string rows) =>
        CustomsFile.ImportAsync(folder, folder["store"], table.Replace('_', '-'), table + ".csv", table, rows);
}
