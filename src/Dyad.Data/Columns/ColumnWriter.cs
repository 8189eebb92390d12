using DuckDB.NET.Data;
using Dyad.Data.Store;

namespace Dyad.Data.Columns;

/// <summary>A column to be written: an array of double, int, bool or string; NaN is written as missing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values.</param>
public sealed record WrittenColumn(string Name, Array Values);

/// <summary>Writes columns to a Parquet or CSV file, which is there whole or not at all.</summary>
public static class ColumnWriter
{
    /// <summary>Complains about a path that cannot be written to, before there is anything to write.</summary>
    /// <exception cref="FactException">It has another ending, or its folder is not there.</exception>
    public static void Check(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetExtension(path).ToUpperInvariant() is not (".PARQUET" or ".CSV"))
            throw new FactException($"{path}: the name of the file ends in .parquet or .csv");
        if (Directory.Exists(path))
            throw new FactException($"{path}: a folder, not a file");
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new FactException($"{path}: there is no such folder");
    }

    /// <summary>Writes; a file that is there is replaced.</summary>
    /// <param name="path">File, its ending .parquet or .csv.</param>
    /// <param name="columns">Columns of one length.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="FactException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<WrittenColumn> columns, CancellationToken cancel)
    {
        Check(path);
        ArgumentNullException.ThrowIfNull(columns);
        var part = path + ".part";
        try
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            var types = columns.Select(c => $"{Sql.Name(c.Name)} {TypeOf(c.Values)}");
            connection.Run($"CREATE TABLE t ({string.Join(", ", types)})");
            using (var appender = connection.CreateAppender("t"))
            {
                for (var r = 0; r < columns[0].Values.Length; r++)
                {
                    if (r % 65536 == 0)
                        cancel.ThrowIfCancellationRequested();
                    var row = appender.CreateRow();
                    foreach (var column in columns)
                        row = Append(row, column.Values, r);
                    row.EndRow();
                }
            }

            var csv = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
            connection.Run($"COPY t TO {Sql.Text(part)} ({(csv ? "FORMAT csv, HEADER" : "FORMAT parquet")})");
            cancel.ThrowIfCancellationRequested();
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DuckDBException)
        {
            throw new FactException($"cannot write {path}: {Sql.FirstLine(e)}", e);
        }
        finally
        {
            if (File.Exists(part))
                File.Delete(part);
        }
    }

    private static string TypeOf(Array values) => values switch
    {
        double[] => "DOUBLE",
        int[] => "INTEGER",
        bool[] => "BOOLEAN",
        string[] => "VARCHAR",
        _ => throw new ArgumentException($"{values.GetType()} is not written", nameof(values)),
    };

    private static IDuckDBAppenderRow Append(IDuckDBAppenderRow row, Array values, int at) => values switch
    {
        double[] numbers => double.IsNaN(numbers[at]) ? row.AppendNullValue() : row.AppendValue(numbers[at]),
        int[] numbers => row.AppendValue(numbers[at]),
        bool[] flags => row.AppendValue(flags[at]),
        _ => row.AppendValue(((string[])values)[at]),
    };
}
