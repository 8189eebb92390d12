using CsvHelper;

namespace Dyad.Reports.Rendering.Csv;

/// <summary>A table as CSV: UTF-8 without a byte order mark, RFC 4180.</summary>
internal static class CsvFile
{
    /// <summary>What writes the table to a stream; the stream stays open.</summary>
    public static Action<Stream> Of(string[] header, IEnumerable<string[]> rows) => stream =>
    {
        // The defaults of CsvHelper are RFC 4180: commas, CR LF, quotes where they are needed, as many fields in each record.
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
        foreach (var row in rows.Prepend(header))
            csv.WriteRecord(row);
    };
}
