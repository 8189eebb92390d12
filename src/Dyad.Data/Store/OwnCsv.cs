using System.Text;
using System.Text.Unicode;
using DuckDB.NET.Data;
using Sylvan.Data.Csv;

namespace Dyad.Data.Store;

/// <summary>
/// Reads and writes CSV files as text, in one dialect: UTF-8, commas, double quotes, the header in the first row. Nothing is
/// guessed, since a guess that is wrong changes figures in silence; what departs from it is said with its row.
/// </summary>
internal static class OwnCsv
{
    /// <summary>Longest row, in characters; quotes that do not end stop here.</summary>
    private const int LongestRow = 1 << 20;

    /// <summary>
    /// Creates table <paramref name="raw"/> with the file's columns as text (null where empty) and <c>row_number_</c>: rows as a
    /// spreadsheet counts them, the header being the first.
    /// </summary>
    /// <param name="connection">Database.</param>
    /// <param name="raw">Name of the table.</param>
    /// <param name="path">File.</param>
    /// <param name="checkColumns">Throws where the columns are not those of the schema.</param>
    /// <param name="mostProblems">Problems that are told at the most.</param>
    /// <exception cref="FactException">The file is not of this dialect.</exception>
    public static void Load(DuckDBConnection connection, string raw, string path, Action<IReadOnlyList<string>> checkColumns,
        int mostProblems)
    {
        var bytes = File.ReadAllBytes(path);
        CheckText(path, bytes);
        try
        {
            using var text = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
            using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions
            {
                Delimiter = ',',
                CsvStyle = CsvStyle.Standard,
                Comment = '\0',
                MaxBufferSize = LongestRow,
                BufferSize = 1 << 16,
            });
            var columns = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToList();
            CheckDelimiter(path, columns);
            checkColumns(columns);
            connection.Run($"CREATE OR REPLACE TABLE {Sql.Name(raw)} (row_number_ BIGINT, " +
                $"{string.Join(", ", columns.Select(c => $"{Sql.Name(c)} VARCHAR"))})");
            Append(connection, raw, path, csv, columns.Count, mostProblems);
        }
        catch (CsvRecordTooLargeException e)
        {
            throw new FactException($"{path}: row {e.RowNumber + 1}: longer than {LongestRow} characters; is a quote not " +
                "closed?", e);
        }
        catch (CsvFormatException e)
        {
            throw new FactException($"{path}: row {e.RowNumber + 1}: not CSV: {Sql.FirstLine(e)}", e);
        }
    }

    /// <summary>
    /// Writes the rows of a query whose columns are text, in the dialect that is read; the file is whole or not there, its folder is
    /// made.
    /// </summary>
    /// <returns>Rows written.</returns>
    /// <exception cref="FactException">The file cannot be written.</exception>
    public static long Write(DuckDBConnection connection, string sql, string path)
    {
        // It may hold a user's own figures by now.
        if (Path.Exists(path))
            throw new FactException($"{path}: is there already; give another name or remove it first");
        var part = path + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var rows = command.ExecuteReader();
            long written;
            using (var text = new StreamWriter(part, append: false, new UTF8Encoding(false)))
            using (var csv = CsvDataWriter.Create(text, new CsvDataWriterOptions { NewLine = "\n" }))
                written = csv.Write(rows);
            File.Move(part, path);
            return written;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{path}: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(part))
                File.Delete(part);
        }
    }

    private static void Append(DuckDBConnection connection, string raw, string path, CsvDataReader csv, int columns,
        int mostProblems)
    {
        var problems = new List<string>();
        using var appender = connection.CreateAppender(raw);
        for (var number = 2L; csv.Read() && problems.Count < mostProblems; number++)
        {
            // An empty row is no row: many programs write one at the end.
            if (csv.RowFieldCount <= 1 && (csv.RowFieldCount == 0 || csv.GetString(0).Length == 0) && columns > 1)
                continue;
            if (csv.RowFieldCount != columns)
            {
                problems.Add($"row {number}: {csv.RowFieldCount} field{(csv.RowFieldCount == 1 ? "" : "s")}, the header has " +
                    $"{columns}");
                continue;
            }

            var row = appender.CreateRow().AppendValue(number);
            for (var c = 0; c < columns; c++)
            {
                var value = csv.GetString(c);
                row = value.Length == 0 ? row.AppendNullValue() : row.AppendValue(value);
            }

            row.EndRow();
        }

        if (problems.Count > 0)
            throw new FactException($"{path}: {string.Join("; ", problems)}");
    }

    private static void CheckDelimiter(string path, List<string> columns)
    {
        foreach (var (mark, name) in new[] { (';', "semicolons"), ('\t', "tabs") })
        {
            if (columns.Count == 1 && columns[0].Contains(mark, StringComparison.Ordinal))
                throw new FactException($"{path}: row 1: separated by {name}; save it with commas between fields and points in " +
                    "decimals");
        }
    }

    private static void CheckText(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExcept("\uFEFF\r\n \t"u8) < 0)
            throw new FactException($"{path}: the file is empty");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new FactException($"{path}: the file is UTF-16; save it as UTF-8");
        if (Utf8.IsValid(bytes) && !bytes.Contains((byte)0))
            return;
        var row = 1;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            if (!Utf8.IsValid(bytes[range]) || bytes[range].Contains((byte)0))
                throw new FactException($"{path}: row {row}: a character is not UTF-8; save the file as UTF-8");
            row++;
        }
    }
}
