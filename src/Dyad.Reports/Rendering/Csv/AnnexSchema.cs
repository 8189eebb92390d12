using CsvHelper;

namespace Dyad.Reports.Rendering.Csv;

/// <summary>A file of the annex.</summary>
/// <param name="File">Its name.</param>
/// <param name="Json">
/// The records of <c>report.json</c> that are its rows: <c>a[]</c> the elements of an array, <c>a{}</c> the entries of an object,
/// <c>a</c> a record; empty: the report itself.
/// </param>
/// <param name="Description">What it holds, and what one row is.</param>
internal sealed record AnnexFile(string File, string Json, string Description);

/// <summary>A column of a file of the annex.</summary>
/// <param name="File">The file.</param>
/// <param name="Column">Its name: that of the field in <c>report.json</c>.</param>
/// <param name="Json">
/// The field of <c>report.json</c>, of the row's own record or of one that holds it; <c>.key</c> and <c>.value</c> are the two
/// parts of an entry.
/// </param>
/// <param name="Unit">Unit, or empty.</param>
/// <param name="Description">What it holds.</param>
internal sealed record AnnexColumn(string File, string Column, string Json, string Unit, string Description);

/// <summary>
/// The schema of the annex: two tables of data (<c>files.csv</c>, <c>columns.csv</c>) that the annex is written by and that stand
/// in it as its documentation, so that the two cannot differ.
/// </summary>
internal static class AnnexSchema
{
    /// <summary>All files, in the order of the report.</summary>
    public static IReadOnlyList<AnnexFile> Files { get; } =
        Read("files.csv", csv => new AnnexFile(csv.GetString("file"), csv.GetString("json"), csv.GetString("description")));

    /// <summary>All columns, in the order in which they stand.</summary>
    public static IReadOnlyList<AnnexColumn> Columns { get; } = Read("columns.csv", csv => new AnnexColumn(
        csv.GetString("file"), csv.GetString("column"), csv.GetString("json"), csv.GetString("unit"),
        csv.GetString("description")));

    private static List<T> Read<T>(string name, Func<CsvReader, T> row)
    {
        var resource = typeof(AnnexSchema).Assembly.GetManifestResourceStream($"{typeof(AnnexSchema).Namespace}.{name}")
            ?? throw new InvalidOperationException($"resource {name}");
        using var csv = CsvReader.Create(resource, new CsvReaderOptions { Separator = ',' });
        var rows = new List<T>();
        while (csv.Read())
            rows.Add(row(csv));
        return rows;
    }
}
