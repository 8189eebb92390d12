using DuckDB.NET.Data;
using Dyad.Data;
using Dyad.Workbench.Products;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Products;

/// <summary>A pair by product on a small made-up year, in which China sells Russia one product too little.</summary>
public sealed class DiagnoseProductsTests : IDisposable
{
    private const string Missing = "100003";

    private readonly TempFolder folder = new();
    private readonly string file;

    public DiagnoseProductsTests()
    {
        file = Path.Combine(folder.Path, "baci-HS1992-2022.parquet");
        // Twelve economies, twenty products; flows that a hash spreads over two orders of magnitude.
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            COPY (
                WITH e AS (SELECT unnest(['AUS','BRA','CAN','CHN','DEU','FRA','GBR','IND','JPN','KOR','RUS','USA']) AS code),
                     k AS (SELECT (100000 + range)::VARCHAR AS product FROM range(20))
                SELECT 'HS1992' AS classification, 2022 AS year, x.code AS exporter, m.code AS importer, product,
                       CASE WHEN x.code = 'CHN' AND m.code = 'RUS' AND product = '{Missing}' THEN 0.001
                            ELSE round(1000 * exp((hash(x.code || product) % 300 + hash(m.code || product) % 200) / 100.0), 3) END AS thousand_usd,
                       NULL::DOUBLE AS tons
                FROM e AS x, e AS m, k WHERE x.code <> m.code ORDER BY ALL)
            TO '{file}' (FORMAT parquet)
            """;
        command.ExecuteNonQuery();
    }

    [Fact]
    public void WhatIsMissingComesFirst()
    {
        var report = Run(Request());
        Assert.Equal((2022, "HS1992", 12, 20, 12 * 11 * 20L), (report.Year, report.Classification, report.Economies, report.Products, report.Flows));
        var found = report.Shortfalls.Single(s => s is { Product: Missing, Exporter: "CHN" });
        Assert.True(found.Expected > 1000 * found.Actual);
        Assert.InRange(found.Shortfall.Value, found.Shortfall.Low, found.Shortfall.High);
        Assert.Equal(found.Expected - found.Actual, found.Shortfall.Value, 1e-9);
        Assert.Equal(Enumerable.Range(1, report.Shortfalls.Count), report.Shortfalls.Select(s => s.Rank));
        Assert.All(report.Shortfalls, s => Assert.InRange(s.ExporterAdvantage.Value, -1, 1));
        Assert.All(report.Shortfalls, s => Assert.Equal("Cereals", s.Name));
    }

    [Fact]
    public void EveryFigureHasAnAddressWithTheChecksumOfTheFile()
    {
        var report = Run(Request());
        var ids = report.Provenance.ToDictionary(p => p.Id);
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
        Assert.All(report.Shortfalls.Select(s => s.Provenance).Concat(report.Directions.Select(d => d.Provenance)), id =>
            Assert.Contains(ids[id].Inputs, i => i.Sha256 == sha256));
    }

    [Fact]
    public void APairSwappedGivesTheSameFigures()
    {
        var (one, other) = (Run(Request()), Run(Request() with { A = "RUS", B = "China" }));
        Assert.Equal(one.Directions.Select(d => d with { Provenance = "" }), other.Directions.Select(d => d with { Provenance = "" }));
        Assert.Equal(one.Shortfalls.Select(s => s with { Provenance = "" }), other.Shortfalls.Select(s => s with { Provenance = "" }));
    }

    [Fact]
    public void PotentialsSumToTheFlow()
    {
        var report = Run(Request() with { Top = 1000 });
        var direction = report.Directions[0];
        Assert.Equal(direction.Actual / direction.Ease, direction.Expected.Value / direction.ExpectedEase.Value, 1e-6);
        Assert.Equal(20, direction.ProductsTraded);
        Assert.InRange(direction.Complementarity.Value, 0, 100);
    }

    /// <summary>Sums by sector group hold every product: what is in no group stands last with its value.</summary>
    [Fact]
    public void SectorGroupsAddUpToTheDirections()
    {
        var grouped = Path.Combine(folder.Path, "grouped.parquet");
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                COPY (SELECT * REPLACE (CASE product WHEN '100018' THEN '847130' WHEN '100019' THEN '9999AA' ELSE product END AS product) FROM '{file}')
                TO '{grouped}' (FORMAT parquet)
                """;
            command.ExecuteNonQuery();
        }

        var report = Run(Request() with { Files = [grouped] });
        foreach (var direction in report.Directions)
        {
            var groups = report.Sectors.Where(s => s.Exporter == direction.Exporter).ToList();
            Assert.Equal(["AGR", "ELE", null], groups.Select(s => s.Sector));
            Assert.Equal([18, 1, 1], groups.Select(s => s.Products));
            Assert.Equal(direction.Actual, groups.Sum(s => s.Actual), 1e-6);
            Assert.Equal(direction.Expected.Value, groups.Sum(s => s.Expected), 1e-6);
            Assert.Equal(direction.UnusedPotential, groups.Sum(s => s.UnusedPotential), 1e-6);
            Assert.All(groups, s => Assert.Equal(s.Expected - s.Actual, s.Gap, 1e-9));
            Assert.True(groups[^1].Actual > 0);
        }
    }

    [Fact]
    public void FaultsAreNamed()
    {
        Assert.Contains("--year 2019: the files hold 2022 (HS1992)", Fault<UserException>(Request() with { Year = 2019 }), StringComparison.Ordinal);
        Assert.Contains("no flows in HS2017", Fault<UserException>(Request() with { Classification = "HS2017" }), StringComparison.Ordinal);
        Assert.Contains("unknown economy 'Atlantis'", Fault<UserException>(Request() with { A = "Atlantis" }), StringComparison.Ordinal);
        Assert.Contains("CZE, SVK from 1993", Fault<UserException>(Request() with { A = "CSK" }), StringComparison.Ordinal);
        Assert.Contains("--top 0", Fault<UserException>(Request() with { Top = 0 }), StringComparison.Ordinal);
        Assert.Contains("--resamples 5", Fault<UserException>(Request() with { Resamples = 5 }), StringComparison.Ordinal);
        Assert.Contains("none.parquet: no such file", Fault<FactException>(Request() with { Files = ["none.parquet"] }), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private ProductRequest Request() => new("CHN", "RUS", [folder.Path]) { Resamples = 20 };

    private static ProductReport Run(ProductRequest request) => DiagnoseProducts.Run(request, new Progress<Stage>(), TestContext.Current.CancellationToken);

    private static string Fault<T>(ProductRequest request)
        where T : Exception => Assert.Throws<T>(() => Run(request)).Message;
}
