using System.Globalization;
using System.Text;
using Dyad.Data.Sources.Reading;

namespace Dyad.Data.Sources.Sdmx;

/// <summary>
/// Figures in SDMX-CSV: 1.0 begins with <c>DATAFLOW</c> (Eurostat adds <c>LAST UPDATE</c>), 2.x with <c>STRUCTURE</c>,
/// <c>STRUCTURE_ID</c> and mostly <c>ACTION</c>. The separator is the character behind the first term.
/// </summary>
internal static class SdmxCsv
{
    private static readonly string[] Terms = ["DATAFLOW", "STRUCTURE"];
    private static readonly string[] UpdateFormats = ["dd/MM/yy HH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-dd"];

    /// <summary>Reads an answer.</summary>
    /// <returns>Day of the last update, where the answer says it; otherwise empty.</returns>
    /// <exception cref="FactException">It is no SDMX-CSV, is of another flow, or lacks a dimension.</exception>
    public static string Read(ReadOnlyMemory<byte> body, string file, SdmxDataset dataset, SdmxStructure structure, SdmxRows rows)
    {
        if (body.Span.IndexOfAnyExcept(" \r\n\t"u8) < 0)
            return "";
        var (delimiter, labels) = Header(body.Span, file);
        var released = "";
        foreach (var row in CsvAnswer.Rows(body, file, delimiter, labels ? h => h.Split(':')[0].Trim() : null))
        {
            CheckFlow(row, file, dataset);
            foreach (var dimension in structure.Dimensions)
            {
                if (!row.Has(dimension.Id))
                    throw JsonAnswer.Changed(file, $"there is no column '{dimension.Id}', a dimension of the structure (there are {string.Join(", ", row.Names.Take(40))})");
            }

            if (row.Has("LAST UPDATE") && row.TextOrNull("LAST UPDATE") is { } updated && Updated(updated) is { } day && string.CompareOrdinal(day, released) > 0)
                released = day;
            rows.Add(
                () => new SdmxObservation(c => row.Has(c) && row.TextOrNull(c) is { } v ? (labels ? v.Split(": ")[0] : v) : null, Value(row, structure.Measure)),
                row.Number);
        }

        return released;
    }

    private static (char Delimiter, bool Labels) Header(ReadOnlySpan<byte> body, string file)
    {
        var end = body.IndexOfAny((byte)'\r', (byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? body : body[..end]).TrimStart('\uFEFF');
        var plain = line.TrimStart('"');
        var term = Terms.FirstOrDefault(t => plain.StartsWith(t, StringComparison.Ordinal))
            ?? throw JsonAnswer.Changed(file,
                $"it begins '{Http.SourceClient.Shorten(line)}', and SDMX-CSV begins with DATAFLOW or STRUCTURE");
        var rest = plain[term.Length..];
        if (rest.StartsWith('['))
            rest = rest[(rest.IndexOf(']', StringComparison.Ordinal) + 1)..];
        rest = rest.TrimStart('"');
        return (rest.Length > 0 ? rest[0] : ',', rest.Contains(':', StringComparison.Ordinal));
    }

    private static void CheckFlow(CsvRow row, string file, SdmxDataset dataset)
    {
        var name = (row.Has("DATAFLOW") ? row.TextOrNull("DATAFLOW") : row.TextOrNull("STRUCTURE_ID")) ?? "";
        if (row.Has("ACTION") && row.TextOrNull("ACTION") is "D")
            throw new FactException(row.Fault("ACTION", "D", "deletes figures, which were not asked for").Fault.ToString());
        var flow = name.Split('(')[0].Trim();
        // BIS names its flows with and without the agency.
        if (flow != dataset.FlowName && flow != dataset.Flow)
            throw new FactException(string.Create(CultureInfo.InvariantCulture,
                $"{file}: row {row.Number}: is of '{name}', and {dataset.FlowName} was asked for"));
    }

    private static double? Value(CsvRow row, string measure) =>
        row.TextOrNull(measure) is null or "NaN" or "nan" ? null : row.RealOrNull(measure);

    /// <summary>Eurostat's day: <c>24/07/25 11:00:00</c>.</summary>
    private static string? Updated(string text) =>
        DateTime.TryParseExact(text, UpdateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
