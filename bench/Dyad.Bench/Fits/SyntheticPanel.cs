using DuckDB.NET.Data;

namespace Dyad.Bench.Fits;

/// <summary>
/// A gravity panel of any size with known coefficients: 20 years of flows between N economies, domestic flows left out, a tenth of
/// the flows zero.
/// </summary>
internal static class SyntheticPanel
{
    private const int Years = 20;
    private const int FirstYear = 2000;

    /// <summary>Share of zero flows.</summary>
    private const double Zeros = 0.1;

    private static readonly (double Rta, double Tariff, double Cost) Truth = (0.4, -3, -0.8);

    /// <summary>Writes a Parquet file of about as many rows, sorted by exporter, importer and year.</summary>
    /// <returns>The rows written.</returns>
    public static long Write(long rows, int seed, string file)
    {
        // N (N − 1) pairs.
        var n = (int)Math.Round(0.5 + Math.Sqrt(0.25 + ((double)rows / Years)));
        var random = new Random(seed);
        var (exporter, importer) = (Normals(n * Years), Normals(n * Years));
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Run(connection, """
            CREATE TABLE panel (exporter INTEGER, importer INTEGER, year INTEGER, trade DOUBLE, rta DOUBLE, ln_tariff DOUBLE, ln_cost DOUBLE)
            """);
        using (var appender = connection.CreateAppender("panel"))
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    if (i != j)
                        Pair(appender, i, j);
                }
            }
        }

        Run(connection, $"COPY panel TO '{file.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");
        return (long)n * (n - 1) * Years;

        void Pair(DuckDBAppender appender, int i, int j)
        {
            var (pair, start, distance) = (Normal(random), random.Next(2 * Years), Normal(random));
            for (var t = 0; t < Years; t++)
            {
                var (rta, tariff, cost) = (t >= start ? 1.0 : 0, 0.1 * random.NextDouble(), distance + (0.3 * Normal(random)));
                var index = exporter[(i * Years) + t] + importer[(j * Years) + t] + pair
                    + (Truth.Rta * rta) + (Truth.Tariff * tariff) + (Truth.Cost * cost);
                var trade = random.NextDouble() < Zeros ? 0 : Math.Exp(index + (0.5 * Normal(random)));
                appender.CreateRow().AppendValue(i).AppendValue(j).AppendValue(FirstYear + t)
                    .AppendValue(trade).AppendValue(rta).AppendValue(tariff).AppendValue(cost).EndRow();
            }
        }

        double[] Normals(int count) => [.. Enumerable.Range(0, count).Select(_ => Normal(random))];
    }

    /// <summary>Runs SQL.</summary>
    public static void Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Run(connection, sql);
    }

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
