using Dyad.Gravity.Specification;
using Dyad.Testing;
using DuckDB.NET.Data;

namespace Dyad.Gravity.Tests;

/// <summary>The panels of Yotov, Piermartini, Monteiro and Larch (2016), years 1986 to 2006 by 4.</summary>
internal sealed record GuidePanel(
    string[] Exporter, string[] Importer, int[] Year, int[] Pair, double[] Trade, double[] LnDist, double[] Contiguity,
    double[] Language, double[] Colony, double[] Rta)
{
    public bool[] Domestic => [.. Exporter.Zip(Importer, (e, i) => e == i)];

    public FixedEffect ExporterYear => FixedEffect.Of("exporter^year", Exporter.Zip(Year));

    public FixedEffect ImporterYear => FixedEffect.Of("importer^year", Importer.Zip(Year));

    public static GuidePanel Read(string file, bool domestic)
    {
        var path = SharedData.Require("trade-guide", file);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var rta = file.StartsWith("chapter2", StringComparison.Ordinal) ? "RTA" : "0";
        command.CommandText =
            $"""
            select exporter, importer, year::int, pair_id::int, trade::double, ln(DIST)::double, CNTG::double, LANG::double,
                   CLNY::double, ({rta})::double
            from read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}')
            where year between 1986 and 2006 and (year - 1986) % 4 = 0 {(domestic ? "" : "and exporter <> importer")}
            """;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string, int, int, double, double, double, double, double, double)>();
        while (reader.Read())
        {
            rows.Add((
                reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetDouble(4),
                reader.GetDouble(5), reader.GetDouble(6), reader.GetDouble(7), reader.GetDouble(8), reader.GetDouble(9)));
        }

        return new GuidePanel(
            [.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)], [.. rows.Select(r => r.Item3)],
            [.. rows.Select(r => r.Item4)], [.. rows.Select(r => r.Item5)], [.. rows.Select(r => r.Item6)],
            [.. rows.Select(r => r.Item7)], [.. rows.Select(r => r.Rest.Item1)], [.. rows.Select(r => r.Rest.Item2)],
            [.. rows.Select(r => r.Rest.Item3)]);
    }
}
