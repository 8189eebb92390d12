using System.Globalization;
using System.Text;
using Dyad.Data.Store;
using DuckDB.NET.Data;
using ExcelDataReader;
using Sylvan.Data.Csv;

namespace Dyad.Data.Import;

/// <summary>
/// The rows of a file as it writes them: names of columns, then cells. A cell is a text, or a number or a date where the file has types;
/// null where it is empty.
/// </summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">Cells with the number of the row, as a spreadsheet counts them; of a CSV there can be more or fewer than columns.</param>
internal sealed record RawRows(IReadOnlyList<string> Columns, IEnumerable<(long Number, object?[] Cells)> Rows)
{
    private const int LongestRow = 1 << 20;
    private const int BytesTold = 12;

    /// <summary>Why a row cannot be read as one of the file; null where it has a cell a column.</summary>
    public string? Fault(object?[] cells) =>
        cells.Length == Columns.Count ? null : FormattableString.Invariant($"{cells.Length} fields, the header has {Columns.Count}");

    /// <summary>Reads a file by its extension: .csv, .tsv, .txt, .xlsx, .xls or .parquet.</summary>
    /// <exception cref="FactException">It cannot be read in the form that was stated; thrown while rows are read, too.</exception>
    public static RawRows Of(string path, FileForm form)
    {
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".csv" or ".tsv" or ".txt" => Csv(path, form),
                ".xlsx" or ".xls" => Excel(path, form),
                ".parquet" => Parquet(path),
                var other => throw new FactException($"{path}: '{other}' is not read: .csv, .tsv, .txt, .xlsx, .xls or .parquet"),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{path}: {e.Message}", e);
        }
    }

    private static RawRows Csv(string path, FileForm form)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding encoding;
        try
        {
            // A byte that the encoding does not know is a fault, never a question mark.
            encoding = Encoding.GetEncoding(form.Encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException e)
        {
            throw new FactException($"{path}: encoding '{form.Encoding}' is not known (utf-8, utf-16, windows-1251, gb18030)", e);
        }

        var text = Decode(path, File.ReadAllBytes(path), encoding, form);
        var rows = Lines(path, text, form).GetEnumerator();
        for (var header = 1; header <= form.Header; header++)
        {
            if (!rows.MoveNext())
                throw new FactException($"{path}: no row {form.Header} with the names of the columns");
        }

        var names = rows.Current.Cells.Select(c => ((string?)c ?? "").Trim()).ToList();
        foreach (var other in ",;\t|".Where(d => d != form.Delimiter))
        {
            if (names.Count == 1 && names[0].Contains(other, StringComparison.Ordinal))
                throw new FactException($"{path}: row {form.Header}: one column: are the fields separated by '{Shown(other)}'? (file: delimiter)");
        }

        return new RawRows(names, Rest());

        IEnumerable<(long, object?[])> Rest()
        {
            using (rows)
            {
                while (rows.MoveNext())
                {
                    var (number, cells) = rows.Current;
                    // An empty row is no row: many programs write one at the end.
                    if (cells.All(c => c is null))
                        continue;
                    yield return (number, cells);
                }
            }
        }
    }

    private static string Decode(string path, byte[] bytes, Encoding encoding, FileForm form)
    {
        try
        {
            return encoding.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new FactException(
                $"{path}: {Place(bytes, Math.Clamp(e.Index, 0, bytes.Length), encoding, form)} not {encoding.WebName}; "
                + "state the file's encoding (file: encoding: windows-1251, gb18030, ...)", e);
        }
    }

    /// <summary>Row, column and the first bytes of the field that holds a byte, with its letters of ASCII as such.</summary>
    private static string Place(byte[] bytes, int at, Encoding encoding, FileForm form)
    {
        var row = 1 + bytes.AsSpan(0, at).Count((byte)'\n');
        // In an encoding of wider units a delimiter is not one byte.
        if (encoding.WebName is ['u', 't', 'f', '-', '1' or '3', ..])
            return FormattableString.Invariant($"row {row}: a character is");
        var (column, start, isQuoted) = (1, bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1, false);
        for (var i = start; i < at; i++)
        {
            isQuoted ^= bytes[i] == '"';
            if (bytes[i] == form.Delimiter && !isQuoted)
                (column, start) = (column + 1, i + 1);
        }

        var end = bytes.AsSpan(start).IndexOfAny((byte)form.Delimiter, (byte)'\r', (byte)'\n');
        var length = end < 0 ? bytes.Length - start : end;
        var value = string.Join(' ', bytes.AsSpan(start, Math.Min(length, BytesTold)).ToArray()
            .Select(b => b is > 32 and < 127 ? ((char)b).ToString() : b.ToString("X2", CultureInfo.InvariantCulture)));
        var more = length > BytesTold ? " …" : "";
        return FormattableString.Invariant($"row {row}, column {Name(bytes, column, encoding, form)}: the bytes '{value}{more}' are");
    }

    /// <summary>Name of a column where the header can be read, else its number.</summary>
    private static string Name(byte[] bytes, int column, Encoding encoding, FileForm form)
    {
        try
        {
            var lines = bytes.AsSpan().Split((byte)'\n');
            for (var row = 0; row < form.Header; row++)
                lines.MoveNext();
            string[] names = encoding.GetString(bytes.AsSpan(lines.Current)).TrimStart('\uFEFF').Split(form.Delimiter);
            if (column <= names.Length && names[column - 1].Trim().Trim('"') is { Length: > 0 } name)
                return name;
        }
        catch (DecoderFallbackException)
        {
            // The header is in the other encoding, too.
        }

        return column.ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(long Number, object?[] Cells)> Lines(string path, string text, FileForm form)
    {
        using var csv = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions
        {
            Delimiter = form.Delimiter, HasHeaders = false, CsvStyle = CsvStyle.Standard, Comment = '\0', MaxBufferSize = LongestRow,
            BufferSize = 1 << 16,
        });
        for (var number = 1L; Next(); number++)
        {
            var cells = new object?[csv.RowFieldCount];
            for (var c = 0; c < cells.Length; c++)
                cells[c] = csv.GetString(c) is { Length: > 0 } cell ? cell : null;
            yield return (number, cells);
        }

        bool Next()
        {
            try
            {
                return csv.Read();
            }
            catch (CsvRecordTooLargeException e)
            {
                throw new FactException($"{path}: row {e.RowNumber}: longer than {LongestRow} characters; is a quote not closed?", e);
            }
            catch (CsvFormatException e)
            {
                throw new FactException($"{path}: row {e.RowNumber}: not CSV: {Sql.FirstLine(e)}", e);
            }
        }
    }

    /// <summary>Names of the sheets of a workbook, in order; none of another file.</summary>
    /// <exception cref="FactException">It is no workbook that can be read.</exception>
    public static IReadOnlyList<string> Sheets(string path) =>
        IsWorkbook(path) ? Book(path, book => Each(book).ToList()) : [];

    private static bool IsWorkbook(string path) => Path.GetExtension(path).ToLowerInvariant() is ".xlsx" or ".xls";

    private static RawRows Excel(string path, FileForm form) => Book(path, book =>
    {
        var sheets = new List<string>();
        foreach (var sheet in Each(book))
        {
            if (form.Sheet is null || sheet == form.Sheet)
                return Sheet(path, book, form);
            sheets.Add(sheet);
        }

        throw new FactException($"{path}: no sheet '{form.Sheet}'; there are {string.Join(", ", sheets)}");
    });

    private static T Book<T>(string path, Func<IExcelDataReader, T> read)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using var stream = File.OpenRead(path);
            using var book = ExcelReaderFactory.CreateReader(stream);
            return read(book);
        }
        catch (Exception e) when (e is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or System.Xml.XmlException)
        {
            throw new FactException($"{path}: not a workbook that can be read: {e.Message}", e);
        }
    }

    /// <summary>Names of the sheets; the reader stands on each as it is named.</summary>
    private static IEnumerable<string> Each(IExcelDataReader book)
    {
        do
            yield return book.Name;
        while (book.NextResult());
    }

    private static RawRows Sheet(string path, IExcelDataReader book, FileForm form)
    {
        var rows = new List<(long, object?[])>();
        IReadOnlyList<string>? names = null;
        for (var number = 1L; book.Read(); number++)
        {
            var cells = Enumerable.Range(0, book.FieldCount).Select(book.GetValue).Select(v => v is "" ? null : v).ToArray();
            if (number == form.Header)
                names = [.. cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)!.Trim())];
            else if (number > form.Header && cells.Any(c => c is not null))
                rows.Add((number, cells));
        }

        return new RawRows(names ?? throw new FactException($"{path}: no row {form.Header} with the names of the columns"), rows);
    }

    private static RawRows Parquet(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        try
        {
            var from = $"FROM read_parquet({Sql.Text(path)})";
            var names = connection.Rows($"DESCRIBE SELECT * {from}").Select(r => (string)r[0]!).ToList();
            var rows = connection.Rows($"SELECT * {from}");
            return new RawRows(names, rows.Select((cells, i) => (i + 1L, cells)));
        }
        catch (DuckDBException e)
        {
            throw new FactException($"{path}: {Sql.FirstLine(e)}", e);
        }
    }

    private static string Shown(char delimiter) => delimiter == '\t' ? "\\t" : delimiter.ToString();
}
