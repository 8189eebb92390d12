using DuckDB.NET.Data;
using Dyad.Ensembles;
using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Simulating;

namespace Dyad.Scenarios.Tests.Worlds;

/// <summary>The built-in facts as a world: 41 economies, 15 groups of sectors, 2011, no tariffs.</summary>
internal static class FactsWorld
{
    private const int Year = 2011;

    private static readonly Lazy<ScenarioData> Read = new(Load);

    /// <summary>The world, with estimates that stand for those of the workbench.</summary>
    public static ScenarioData Data => Read.Value;

    private static ScenarioData Load()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        string[] economies = [.. Rows("SELECT code FROM economies WHERE in_sector_panel ORDER BY code").Select(r => (string)r[0])];
        SectorCode[] sectors =
            [.. Rows("SELECT code, goods FROM sector_groups ORDER BY position").Select(r => new SectorCode((string)r[0], (bool)r[1]))];
        var shape = new WorldShape(economies.Length, sectors.Length);
        var economy = economies.Index().ToDictionary(e => e.Item, e => e.Index);
        var sector = sectors.Index().ToDictionary(e => e.Item.Code, e => e.Index);
        var accounts = new WorldAccounts
        {
            Shape = shape,
            Trade = new double[shape.Flows],
            Tariff = new double[shape.Flows],
            Intermediate = new double[shape.Inputs],
            Final = new double[shape.Cells],
            ValueAdded = new double[shape.Cells],
            Deficit = new double[shape.Economies],
        };
        foreach (var r in Rows($"SELECT exporter, sector, importer, use_sector, million_usd FROM input_output WHERE year = {Year}"))
        {
            var (i, j, n) = (economy[(string)r[0]], sector[(string)r[1]], economy[(string)r[2]]);
            var (k, value) = (sector[(string)r[3]], (double)r[4]);
            accounts.Trade[shape.Flow(j, n, i)] += value;
            accounts.Intermediate[shape.Input(k, j, n)] += value;
            accounts.ValueAdded[shape.Cell(k, n)] -= value;
        }

        foreach (var r in Rows($"SELECT exporter, sector, importer, million_usd FROM final_demand WHERE year = {Year}"))
        {
            var (i, j, n, value) = (economy[(string)r[0]], sector[(string)r[1]], economy[(string)r[2]], (double)r[3]);
            accounts.Trade[shape.Flow(j, n, i)] += value;
            accounts.Final[shape.Cell(j, n)] += value;
        }

        foreach (var r in Rows($"SELECT economy, sector, million_usd FROM gross_output WHERE year = {Year}"))
            accounts.ValueAdded[shape.Cell(sector[(string)r[1]], economy[(string)r[0]])] += (double)r[2];
        return new ScenarioData
        {
            Names = new WorldNames(economies, sectors),
            Accounts = accounts,
            Repairs =
            [
                AccountRules.NegativeFlowsToZero, AccountRules.MissingSupplyFromHome, AccountRules.MissingCostsFromWorld,
                AccountRules.DeficitsFromTrade, AccountRules.SolveLevelsAgain,
            ],
            // Sizes as published gravity has them, so that scenarios run; the figures are not compared with anything.
            Estimates = [new ParameterBlock("gravity", ["agreement"], ParameterDistribution.Normal, [0.4], [0.01])],
        };

        IEnumerable<object[]> Rows(string sql)
        {
            using var command = connection.CreateCommand();
            foreach (var table in (string[])["economies", "sector_groups", "input_output", "final_demand", "gross_output"])
            {
                var file = Clone.At("data", table + ".parquet");
                sql = sql.Replace($"FROM {table}", $"FROM read_parquet('{file}')", StringComparison.Ordinal);
            }

            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                yield return row;
            }
        }
    }
}
