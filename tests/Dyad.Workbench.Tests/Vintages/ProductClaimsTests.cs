using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Vintages;

/// <summary>Claims by product that were imported stand in the chapter of what each side counts.</summary>
public sealed class ProductClaimsTests
{
    [Fact]
    public async Task TheLargestGapsByProductComeFromBothSidesClaims()
    {
        using var folder = new TempFolder();
        await CustomsFile.ImportAsync(folder, folder["store"], "both-customs", "a.csv", "customs_products", CustomsFile.Products + """
            2024,CHN,RUS,CHN,HS2022,87,20000,,FOB,c,a
            2024,CHN,RUS,RUS,HS2017,87,26000,,CIF,c,a
            2024,CHN,RUS,CHN,HS2022,84,30000,,FOB,c,a
            2024,CHN,RUS,RUS,HS2017,84,31000,,CIF,c,a
            2024,CHN,RUS,CHN,HS2022,8703,1,,FOB,c,a
            2024,RUS,CHN,RUS,HS2022,27,50000,,FOB,c,a
            2024,RUS,CHN,CHN,HS2022,27,58000,,CIF,c,a
            2024,RUS,CHN,CHN,HS2022,270900,57000,,CIF,c,a
            2024,RUS,CHN,CHN,HS2022,99,99000,,CIF,c,a

            """);
        var report = ComposeReport.Run(
            new ReportRequest("CHN", "RUS") { Store = folder["store"], Resamples = 20 }, new StageLog(), CancellationToken.None);

        // All at the level in which both sides state most; confidential trade is no product.
        Assert.Equal(
            [("27", 50000.0, 58000.0), ("87", 20000.0, 26000.0), ("84", 30000.0, 31000.0)],
            report.ProductGaps.Select(g => (g.Product, g.ExporterClaim!.Value, g.ImporterClaim!.Value)));
        Assert.Equal([("27", "Mineral fuels"), ("84", "Machinery"), ("87", "Vehicles")], report.Products.Select(p => (p.Code, p.En)));
        var address = report.Provenance.Single(p => p.Id == report.ProductGaps[0].Provenance);
        Assert.Contains("data show customs_products", address.Command, StringComparison.Ordinal);
        Assert.Contains("--as-of", address.Command, StringComparison.Ordinal);
        Assert.Equal(["both-customs"], report.Vintages.Select(v => v.Id.Split('-')[0] + "-" + v.Id.Split('-')[1]));
    }
}
