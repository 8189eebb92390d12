using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace Dyad.Data.Sources.Reading;

/// <summary>Reads answers in CSV, with a header and fields by name.</summary>
internal static class CsvAnswer
{
    /// <summary>The rows of an answer. A row is good until the next one is taken.</summary>
    /// <param name="body">The answer, UTF-8.</param>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="delimiter">What stands between fields.</param>
    /// <param name="name">Name of a field from its header; null: the header itself.</param>
    /// <exception cref="FactException">It has no header, a row has another number of fields, or quotes do not close.</exception>
    public static IEnumerable<CsvRow> Rows(ReadOnlyMemory<byte> body, string file, char delimiter = ',', Func<string, string>? name = null)
    {
        using var text = new StreamReader(new MemoryStream(body.ToArray()), new UTF8Encoding(false, true));
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, Delimiter = delimiter });
        var header = Next(csv, file) ? Cells(csv) : throw JsonAnswer.Changed(file, "it is empty");
        var fields = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var c = 0; c < header.Length; c++)
        {
            var field = name is null ? header[c].Trim() : name(header[c].Trim());
            if (!fields.TryAdd(field, c) && field.Length > 0)
                throw JsonAnswer.Changed(file, $"column '{header[c]}' is there twice");
        }

        while (Next(csv, file))
        {
            var cells = Cells(csv);
            // A separator at the end of a row is no field.
            if (cells.Length == header.Length + 1 && cells[^1].Length == 0)
                cells = cells[..^1];
            if (cells.Length != header.Length)
            {
                throw new FactException(string.Create(
                    CultureInfo.InvariantCulture,
                        $"{file}: row {csv.RowNumber}: {cells.Length} fields, the header has {header.Length}"));
            }

            yield return new CsvRow(fields, cells, file, csv.RowNumber);
        }
    }

    private static string[] Cells(CsvDataReader csv) => [.. Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString)];

    private static bool Next(CsvDataReader csv, string file)
    {
        try
        {
            return csv.Read();
        }
        catch (Exception e) when (e is CsvFormatException or DecoderFallbackException or InvalidDataException)
        {
            throw new FactException(string.Create(
                CultureInfo.InvariantCulture,
                    $"{file}: row {csv.RowNumber + 1}: cannot be read as CSV in UTF-8: "
                        + $"{Http.SourceClient.Shorten(e.Message)}"));
        }
    }
}

/// <summary>A row of an answer in CSV.</summary>
internal sealed class CsvRow(IReadOnlyDictionary<string, int> fields, string[] cells, string file, long number) : IRecordFields
{
    /// <summary>Its row: the header is 1.</summary>
    public long Number => number;

    /// <summary>Names of its fields.</summary>
    public IEnumerable<string> Names => fields.Keys;

    /// <inheritdoc />
    public string Text(string field) => TextOrNull(field) ?? throw Fault(field, "", "is missing");

    /// <inheritdoc />
    public string? TextOrNull(string field) => Cell(field) is { Length: > 0 } text ? text : null;

    /// <inheritdoc />
    public double Real(string field) => RealOrNull(field) ?? throw Fault(field, "", "is missing");

    /// <inheritdoc />
    public double? RealOrNull(string field) => Cell(field) switch
    {
        "" => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) => value,
        var text => throw Fault(field, text, "is not a number (points in decimals)"),
    };

    /// <inheritdoc />
    public int Whole(string field) => WholeOrNull(field) ?? throw Fault(field, "", "is missing");

    /// <inheritdoc />
    public int? WholeOrNull(string field) => Cell(field) switch
    {
        "" => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        var text => throw Fault(field, text, "is not a whole number"),
    };

    /// <inheritdoc />
    public int WholeOrText(string field) => Whole(field);

    /// <inheritdoc />
    public bool? TruthOrNull(string field) => Cell(field) switch
    {
        "" => null,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw Fault(field, text, "is not true or false"),
    };

    /// <inheritdoc />
    public bool Has(string field) => fields.ContainsKey(field);

    /// <inheritdoc />
    public RowFaultException Fault(string field, string value, string reason) => new(new RowFault(file, number, field, value, reason));

    private string Cell(string field) => fields.TryGetValue(field, out var c)
        ? cells[c].Trim()
        : throw JsonAnswer.Changed(file, $"there is no column '{field}' (there are {string.Join(", ", fields.Keys.Take(40))})");
}
