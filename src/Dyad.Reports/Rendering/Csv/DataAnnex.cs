using System.Text.Json;
using Dyad.Reports.Model;
using Dyad.Reports.Rendering.Json;

namespace Dyad.Reports.Rendering.Csv;

/// <summary>
/// The data annex: the figures of <c>report.json</c> as tables for whoever checks them, one file for each kind of record, every
/// row of figures with the id of its address, and <c>files.csv</c> and <c>columns.csv</c>, which say what every file and column
/// is. UTF-8 without a byte order mark, RFC 4180, numbers digit for digit those of <c>report.json</c>.
/// </summary>
public static class DataAnnex
{
    /// <summary>The files of the annex, each with its name and what writes it to a stream; the stream stays open.</summary>
    public static IEnumerable<(string Name, Action<Stream> Write)> Files(JointReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var json = JsonSerializer.SerializeToElement(report, JointReportJson.Readable.JointReport);
        yield return ("files.csv", CsvFile.Of(
            ["file", "json", "description"], AnnexSchema.Files.Select(f => (string[])[f.File, f.Json, f.Description])));
        yield return ("columns.csv", CsvFile.Of(
            ["file", "column", "json", "unit", "description"],
            AnnexSchema.Columns.Select(c => (string[])[c.File, c.Column, c.Json, c.Unit, c.Description])));
        foreach (var file in AnnexSchema.Files)
        {
            var columns = AnnexSchema.Columns.Where(c => c.File == file.File).ToList();
            yield return (file.File, CsvFile.Of(
                [.. columns.Select(c => c.Column)],
                AnnexRow.Of(json, file.Json).Select(row => (string[])[.. columns.Select(c => row.Field(c.Json))])));
        }
    }
}
