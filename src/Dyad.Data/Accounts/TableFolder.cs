using Dyad.Data.Columns;
using Dyad.Data.Provenance;

namespace Dyad.Data.Accounts;

/// <summary>
/// Accounts from a folder of tables, Parquet or CSV: <c>regions</c> and <c>sectors</c> (index and name, in their order), <c>trade</c>
/// (sector, exporter, importer, value, tariff and further columns of flows), <c>intermediate_consumption</c> (input, sector, region,
/// value), <c>final_consumption</c> and <c>value_added</c> (sector, region, value), <c>deficit</c> (region, D) and <c>theta</c>
/// (sector, value): the layout in which the inputs of Caliendo and Parro (2015) are published. Every cell must be there once.
/// </summary>
public static class TableFolder
{
    private static readonly string[] Names =
        ["regions", "sectors", "trade", "intermediate_consumption", "final_consumption", "value_added", "deficit", "theta"];

    private static readonly string[] Endings = [".parquet", ".csv"];

    /// <summary>Whether a folder has this layout: it holds a table of trade and one of intermediate consumption.</summary>
    public static bool Is(string folder) => Find(folder, "trade") is not null && Find(folder, "intermediate_consumption") is not null;

    /// <summary>The accounts.</summary>
    /// <exception cref="FactException">A table, a column or a cell is missing, double, unknown or no number; the message names it.</exception>
    public static EconomicAccounts Read(string folder, CancellationToken cancel = default)
    {
        var paths = Names.ToDictionary(
            n => n, n => Find(folder, n) ?? throw new FactException($"{folder}: no {n}.parquet or {n}.csv"));
        CellTable Table(string name) => CellTable.Read(paths[name], cancel);
        var regions = Table("regions").Order("index", "region");
        var sectors = Table("sectors").Order("index", "sector");
        var trade = Table("trade");
        CellAxis[] flow = [new("sector", sectors), new("importer", regions), new("exporter", regions)];
        var values = trade.Cells("value", flow, out var ofTrade);
        var tariff = trade.Cells("tariff", flow, out var ofTariff);
        CellAxis[] input = [new("sector", sectors), new("input", sectors), new("region", regions)];
        var intermediate = Table("intermediate_consumption").Cells("value", input, out var ofIntermediate);
        CellAxis[] cell = [new("sector", sectors), new("region", regions)];
        var final = Table("final_consumption").Cells("value", cell, out var ofFinal);
        var valueAdded = Table("value_added").Cells("value", cell, out var ofValueAdded);
        var deficit = Table("deficit").Cells("D", [new("region", regions)], out var ofDeficit);
        var elasticity = Table("theta").Cells("value", [new("sector", sectors)], out var ofElasticity);
        return new EconomicAccounts
        {
            Year = null,
            Unit = "unit of the folder",
            Economies = [.. regions.Select(r => new AccountName(r, r, r, r))],
            Sectors = [.. sectors.Select((s, j) => new AccountSector(s, s, Crosses(values, j, regions.Count), s, s, s))],
            Trade = values,
            Tariff = tariff,
            Intermediate = intermediate,
            Final = final,
            ValueAdded = valueAdded,
            Deficit = deficit,
            Elasticity = elasticity,
            Places = new Dictionary<string, CellPlaces>
            {
                [nameof(EconomicAccounts.Trade)] = ofTrade,
                [nameof(EconomicAccounts.Tariff)] = ofTariff,
                [nameof(EconomicAccounts.Intermediate)] = ofIntermediate,
                [nameof(EconomicAccounts.Final)] = ofFinal,
                [nameof(EconomicAccounts.ValueAdded)] = ofValueAdded,
                [nameof(EconomicAccounts.Deficit)] = ofDeficit,
                [nameof(EconomicAccounts.Elasticity)] = ofElasticity,
            },
            Columns = trade.Numeric.Where(c => c is not ("value" or "tariff")).ToDictionary(c => c, c => trade.Cells(c, flow)),
            Sources = [.. Names.Select(n => new AccountSource(Path.GetFileName(paths[n]), Manifest.Checksum(paths[n])))],
        };
    }

    /// <summary>A sector that crosses no border is taken for a service.</summary>
    private static bool Crosses(double[] trade, int sector, int n)
    {
        for (var importer = 0; importer < n; importer++)
        {
            for (var exporter = 0; exporter < n; exporter++)
            {
                if (importer != exporter && trade[(((sector * n) + importer) * n) + exporter] != 0)
                    return true;
            }
        }

        return false;
    }

    private static string? Find(string folder, string name) =>
        Endings.Select(e => Path.Combine(folder, name + e)).FirstOrDefault(File.Exists);
}
