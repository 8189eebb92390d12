using System.Globalization;
using DuckDB.NET.Data;
using Dyad.Data.Store;

namespace Dyad.Data.Columns;

/// <summary>
/// A Parquet or CSV file of any columns, with columns added and rows chosen by DuckDB expressions. Only the columns that are
/// asked
/// for are read, straight into arrays. The expressions see this file and no other.
/// </summary>
public sealed class ColumnFile : IDisposable
{
    /// <summary>Name of the column of row numbers that <see cref="Open"/> adds where asked to.</summary>
    public const string RowNumber = "row_number_";

    private readonly string path;
    private readonly bool parquet;
    private readonly DuckDBConnection connection;
    private readonly string source;

    private ColumnFile(string path, bool parquet, DuckDBConnection connection, string source, IReadOnlyList<FileColumn> columns)
    {
        (this.path, this.parquet, this.connection, this.source) = (path, parquet, connection, source);
        Columns = columns;
    }

    /// <summary>Columns of the file, then those added.</summary>
    public IReadOnlyList<FileColumn> Columns { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Parquet (told by its first bytes) or CSV with a header.</param>
    /// <param name="added">Columns to add.</param>
    /// <param name="where">A condition that rows fulfil, or null.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="numbered">Whether the file's rows are numbered, from 1, in the column <see cref="RowNumber"/>.</param>
    /// <exception cref="FactException">The file or an expression is at fault; the message names it.</exception>
    public static ColumnFile Open(
        string path, IReadOnlyList<AddedColumn> added, string? where, int threads, bool numbered = false)
    {
        ArgumentNullException.ThrowIfNull(added);
        var parquet = IsParquet(path);
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            var full = Path.GetFullPath(path);
            connection.Run(
                $"SET threads = {threads.ToString(CultureInfo.InvariantCulture)}; SET allowed_paths = [{Sql.Text(full)}]; " +
                "SET enable_external_access = false; SET lock_configuration = true");
            var file = parquet ? $"(SELECT * FROM read_parquet({Sql.Text(full)}))" : Csv(connection, full, path);
            var source = numbered ? $"(SELECT *, row_number() OVER () AS {Sql.Name(RowNumber)} FROM {file})" : file;
            var columns = Describe(connection, source, path);

            foreach (var column in added)
            {
                var what = $"--with {column.Name}={column.Sql}";
                RequireExpression(connection, column.Sql, what);
                var present = columns.Any(c => Same(c.Name, column.Name));
                // On a line of its own: a comment at its end must not reach what follows.
                source = present
                    ? $"(SELECT * REPLACE ((\n{column.Sql}\n) AS {Sql.Name(column.Name)}) FROM {source})"
                    : $"(SELECT *, (\n{column.Sql}\n) AS {Sql.Name(column.Name)} FROM {source})";
                columns = Describe(connection, source, what);
            }

            if (where is not null)
            {
                RequireExpression(connection, where, $"--where {where}");
                source = $"(SELECT * FROM {source} WHERE (\n{where}\n))";
                Describe(connection, source, $"--where {where}");
            }

            return new ColumnFile(path, parquet, connection, source, columns);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads columns.</summary>
    /// <param name="numbers">Columns that are read as numbers; true and false are 1 and 0.</param>
    /// <param name="keys">Columns that are read as keys.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="FactException">
    /// A column of numbers holds something else, a column holds NaN or an infinite value, or the file is damaged.
    /// </exception>
    public ColumnTable Read(IReadOnlyList<string> numbers, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var name in numbers)
            RequireNumbers(Columns.First(c => c.Name == name));
        IColumnSink[] sinks =
        [
            .. numbers.Select(_ => new NumberSink()),
            .. keys.Select(name => Columns.First(c => c.Name == name))
                .Select(c => c.IsWhole ? (KeySink)new WholeKeySink() : new TextKeySink()),
        ];
        if (sinks.Length == 0)
            return new ColumnTable((int)Count(), new Dictionary<string, double[]>(), new Dictionary<string, Keys>());
        var selected = numbers.Select(n => $"CAST({Sql.Name(n)} AS DOUBLE)").Concat(keys.Select(AsKey));
        try
        {
            // A Parquet file knows its rows, so that arrays need not grow; a CSV would be read twice.
            var expected = parquet ? Count() : 0;
            if (expected > Array.MaxLength)
                throw new FactException($"{expected} rows; {Array.MaxLength} are the most");
            var sql = $"SELECT {string.Join(", ", selected)} FROM {source}";
            var rows = ChunkReader.Read(connection, sql, sinks, (int)expected, cancel);
            var table = new ColumnTable(
                rows, numbers.Select((n, i) => (n, ((NumberSink)sinks[i]).Finish(rows))).ToDictionary(p => p.n, p => p.Item2),
                keys.Select((k, i) => (k, ((KeySink)sinks[numbers.Count + i]).Finish(rows)))
                    .ToDictionary(p => p.k, p => p.Item2));
            foreach (var (name, sink) in numbers.Zip(sinks.OfType<NumberSink>()))
            {
                if (sink.NotFinite is { } found)
                    throw NotFinite(name, found.Value, found.Row);
            }

            foreach (var name in keys.Where(k => Columns.First(c => c.Name == k).IsFloating))
                RequireFinite(name, table.Keys[name]);
            return table;
        }
        catch (Exception e) when (e is DuckDBException or FactException)
        {
            throw new FactException($"{path}: {Sql.FirstLine(e)}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static bool IsParquet(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[4];
            var read = file.ReadAtLeast(head, 4, throwOnEndOfStream: false);
            return read == 0 ? throw new FactException($"{path}: the file is empty") : head[..read].SequenceEqual("PAR1"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FactException(Directory.Exists(path) ? $"{path}: a folder, not a file" : $"{path}: {e.Message}", e);
        }
    }

    private static string Csv(DuckDBConnection connection, string full, string path)
    {
        try
        {
            return CsvSource.Of(connection, full);
        }
        catch (DuckDBException e)
        {
            throw new FactException($"{path}: {Sql.FirstLine(e)}", e);
        }
    }

    private static List<FileColumn> Describe(DuckDBConnection connection, string source, string what)
    {
        try
        {
            return connection.Read($"DESCRIBE SELECT * FROM {source}", r => new FileColumn(r.GetString(0), r.GetString(1)));
        }
        catch (DuckDBException e)
        {
            throw new FactException($"{what}: {Sql.FirstLine(e)}", e);
        }
    }

    /// <summary>
    /// A text that is none on its own, as it closes the bracket it will stand in, or more than one, is no expression.
    /// </summary>
    private static void RequireExpression(DuckDBConnection connection, string expression, string what)
    {
        var parsed = $"json_serialize_sql({Sql.Text($"SELECT {expression}")}::VARCHAR)";
        var found = connection.Rows($"SELECT {parsed}->>'error_message', json_array_length({parsed}, '$.statements')::BIGINT")[0];
        if (found[0] is string fault)
            throw new FactException($"{what}: {fault}");
        if (found[1] is not 1L)
            throw new FactException($"{what}: one expression, without ';'");
    }

    private long Count() => connection.Read($"SELECT count(*) FROM {source}", r => r.GetInt64(0))[0];

    private string AsKey(string name)
    {
        var column = Columns.First(c => c.Name == name);
        var quoted = Sql.Name(name);
        if (column.IsWhole)
            return $"CAST({quoted} AS BIGINT)";
        // A year that another program stored with a point is the year.
        return column.IsFloating
            ? $"CASE WHEN {quoted} = trunc({quoted}) AND abs({quoted}) < 1e15 " +
                $"THEN CAST(CAST({quoted} AS BIGINT) AS VARCHAR) ELSE CAST({quoted} AS VARCHAR) END"
            : $"CAST({quoted} AS VARCHAR)";
    }

    /// <summary>A key that is no number is no level, and not missing either.</summary>
    private static void RequireFinite(string name, Keys keys)
    {
        foreach (var (level, label) in keys.Labels.Index())
        {
            if (double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                continue;
            throw NotFinite(name, label == "nan" ? double.NaN : value, Array.IndexOf(keys.Levels, level));
        }
    }

    private static FactException NotFinite(string name, double value, int row) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"column {name} holds {value} (row {row + 1} of those read); " +
        $"--with \"{name}=CASE WHEN isfinite({name}) THEN {name} END\" makes what is not finite missing"));

    private void RequireNumbers(FileColumn column)
    {
        if (column.IsNumeric)
            return;
        var quoted = Sql.Name(column.Name);
        if (column.Type != "VARCHAR")
            throw new FactException($"{path}: column {column.Name} holds {column.Type}, not numbers");
        var value = $"TRY_CAST({quoted} AS DOUBLE)";
        var (values, numbers, word) = connection.Read(
            $"SELECT count({quoted}), count({value}), min({quoted}) FILTER ({value} IS NULL) FROM {source}",
            r => (r.GetInt64(0), r.GetInt64(1), r.IsDBNull(2) ? null : r.GetString(2)))[0];
        // Without a value there is nothing that tells the type: text or numbers, all are missing.
        if (values == 0)
            return;
        var example = word is null ? "" : $" ('{word}')";
        var cure = numbers > 0
            ? $"; --with \"{column.Name}=TRY_CAST({column.Name} AS DOUBLE)\" makes numbers of it, and what is none missing"
            : $"; i({column.Name}) tells its values apart";
        throw new FactException($"{path}: column {column.Name} holds text{example}, not numbers{cure}");
    }
}
