using DuckDB.NET.Data;
using Dyad.Equilibrium.World;

namespace Dyad.Testing;

/// <summary>
/// The case of Caliendo and Parro (2015) as arrays: 31 economies, 40 sectors, 1993, and the tariffs of 2005 inside NAFTA.
/// </summary>
internal sealed record NaftaFolder(
    IReadOnlyList<string> Economies, IReadOnlyList<string> Sectors,
    WorldAccounts Accounts, double[] Elasticity, double[] TariffAfter)
{
    /// <summary>The rules that its accounts need: one negative input, and purchases that are not uses.</summary>
    public static readonly string[] Rules = [AccountRules.NegativeFlowsToZero, AccountRules.SolveLevelsAgain];

    /// <summary>Position of an economy.</summary>
    public int At(string economy) => Economies.Index().First(e => e.Item == economy).Index;

    /// <summary>The world before, not yet solved.</summary>
    public Baseline Baseline() => Equilibrium.World.Baseline.Of(Accounts, Elasticity, Rules).Baseline!;

    /// <summary>Reads a folder.</summary>
    public static NaftaFolder Read(string folder)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var (economies, sectors) = (Names("regions", "region"), Names("sectors", "sector"));
        var shape = new WorldShape(economies.Length, sectors.Length);
        var at = economies.Index().Concat(sectors.Index()).ToDictionary(e => e.Item, e => e.Index);
        int Cell(DuckDBDataReader r) => shape.Cell(at[r.GetString(1)], at[r.GetString(0)]);
        var (trade, tariff, after) = (new double[shape.Flows], new double[shape.Flows], new double[shape.Flows]);
        Read("exporter, importer, sector, value, tariff_bln, tariff_cfl", "trade", r =>
        {
            var f = shape.Flow(at[r.GetString(2)], at[r.GetString(1)], at[r.GetString(0)]);
            (trade[f], tariff[f], after[f]) = (r.GetDouble(3), r.GetDouble(4), r.GetDouble(5));
        });
        var (intermediate, final, added) = (new double[shape.Inputs], new double[shape.Cells], new double[shape.Cells]);
        Read("region, sector, input, value", "intermediate_consumption", r =>
            intermediate[shape.Input(at[r.GetString(1)], at[r.GetString(2)], at[r.GetString(0)])] = r.GetDouble(3));
        Read("region, sector, value", "final_consumption", r => final[Cell(r)] = r.GetDouble(2));
        Read("region, sector, value", "value_added", r => added[Cell(r)] = r.GetDouble(2));
        var (deficit, elasticity) = (new double[shape.Economies], new double[shape.Sectors]);
        Read("region, D", "deficit", r => deficit[at[r.GetString(0)]] = r.GetDouble(1));
        Read("sector, value", "theta", r => elasticity[at[r.GetString(0)]] = r.GetDouble(1));
        var accounts = new WorldAccounts
        {
            Shape = shape,
            Trade = trade,
            Tariff = tariff,
            Intermediate = intermediate,
            Final = final,
            ValueAdded = added,
            Deficit = deficit,
        };
        return new NaftaFolder(economies, sectors, accounts, elasticity, after);

        string[] Names(string table, string column)
        {
            var names = new List<string>();
            Read(column, table, r => names.Add(r.GetString(0)), "ORDER BY index");
            return [.. names];
        }

        void Read(string columns, string table, Action<DuckDBDataReader> row, string order = "")
        {
            using var command = connection.CreateCommand();
            var file = Path.Combine(folder, table + ".parquet").Replace("'", "''", StringComparison.Ordinal);
            command.CommandText = $"SELECT {columns} FROM read_parquet('{file}') {order}";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                row(reader);
        }
    }
}
