using System.Text;
using ExcelDataReader;
using Sylvan.Data.Csv;

namespace Dyad.Data.Harmonise;

/// <summary>
/// Which products of one revision of the Harmonized System may be which of another, as the UN Statistics Division publishes it
/// (correlation tables, two columns of codes). The tables are read from the user's file; Dyad carries none.
/// </summary>
/// <param name="From">The revision that codes are converted from, as the file names it.</param>
/// <param name="To">The revision that they are converted to.</param>
/// <param name="Pairs">Links, in the order of the file.</param>
public sealed record HsConcordance(string From, string To, IReadOnlyList<(string From, string To)> Pairs)
{
    private static readonly string[] Workbooks = [".xlsx", ".xls"];

    /// <summary>
    /// Reads a correlation table: the workbook as UNSD publishes it (<c>HS2022toHS2017ConversionAndCorrelationTables.xlsx</c>: the sheet
    /// with "Correlation" in its name; a row "Between", a row with the two editions, then codes, where a column may say "ex"), or a CSV:
    /// a header, then the two codes in its first two columns.
    /// </summary>
    /// <exception cref="FactException">A code has not six digits, a link stands twice, or nothing is there; file and row are named.</exception>
    public static HsConcordance Read(string path)
    {
        if (!File.Exists(path))
            throw new FactException($"{path}: no such file");
        if (Workbooks.Contains(Path.GetExtension(path).ToLowerInvariant()))
            return ReadWorkbook(path);
        using var text = new StreamReader(path);
        using var csv = CsvDataReader.Create(text);
        if (csv.FieldCount < 2)
            throw new FactException($"{path}: row 1: a correlation table has two columns of codes, with commas between");
        var (seen, pairs) = (new HashSet<(string, string)>(), new List<(string, string)>());
        while (csv.Read())
        {
            var link = (Code(csv, 0, path), Code(csv, 1, path));
            if (!seen.Add(link))
                throw new FactException(FormattableString.Invariant($"{path}: row {csv.RowNumber + 1}: {link.Item1} to {link.Item2} stands twice"));
            pairs.Add(link);
        }

        return pairs.Count > 0
            ? new HsConcordance(csv.GetName(0).Trim(), csv.GetName(1).Trim(), pairs)
            : throw new FactException($"{path}: no row");
    }

    private static HsConcordance ReadWorkbook(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            using var stream = File.OpenRead(path);
            using var book = ExcelReaderFactory.CreateReader(stream);
            do
            {
                if (book.Name.Contains("correlation", StringComparison.OrdinalIgnoreCase))
                    return ReadSheet(path, book);
            }
            while (book.NextResult());
            throw new FactException($"{path}: no sheet has 'Correlation' in its name, as those of the UN Statistics Division do");
        }
        catch (Exception e) when (e is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or System.Xml.XmlException)
        {
            throw new FactException($"{path}: not a workbook that can be read: {e.Message}", e);
        }
    }

    private static HsConcordance ReadSheet(string path, IExcelDataReader sheet)
    {
        var (seen, pairs) = (new HashSet<(string, string)>(), new List<(string, string)>());
        string[]? names = null;
        for (var row = 1; sheet.Read(); row++)
        {
            string[] cells = [.. Enumerable.Range(0, sheet.FieldCount)
                .Select(c => Convert.ToString(sheet.GetValue(c), System.Globalization.CultureInfo.InvariantCulture)?.Trim() ?? "")
                .Where(c => c.Length > 0 && !c.Equals("ex", StringComparison.OrdinalIgnoreCase))];
            if (names is null)
                names = cells is [['H', 'S', ..], ['H', 'S', ..], ..] ? cells : null;
            else if (cells.Length > 0)
                Add(cells, row);
        }

        return pairs.Count > 0 && names is not null
            ? new HsConcordance(names[0], names[1], pairs)
            : throw new FactException($"{path}: sheet {sheet.Name}: no row with two editions (HS 2022, HS 2017), or no code below it");

        void Add(string[] cells, int row)
        {
            string[] codes = [.. cells.Take(2).Select(c => c.Length == 5 ? "0" + c : c)];
            if (codes.Length < 2 || codes.FirstOrDefault(c => c.Length != 6 || !c.All(char.IsAsciiDigit)) is not null)
                throw new FactException(FormattableString.Invariant($"{path}: row {row}: '{string.Join(" ", cells)}' does not begin with two codes of six digits"));
            if (!seen.Add((codes[0], codes[1])))
                throw new FactException(FormattableString.Invariant($"{path}: row {row}: {codes[0]} to {codes[1]} stands twice"));
            pairs.Add((codes[0], codes[1]));
        }
    }

    /// <summary>A code; one of five digits has lost its leading zero in a spreadsheet.</summary>
    private static string Code(CsvDataReader csv, int column, string path)
    {
        var text = csv.GetString(column).Trim().Replace(".", "", StringComparison.Ordinal);
        var code = text.Length == 5 ? "0" + text : text;
        return code.Length == 6 && code.All(char.IsAsciiDigit)
            ? code
            : throw new FactException(FormattableString.Invariant(
                $"{path}: row {csv.RowNumber + 1}, column {csv.GetName(column)}: '{text}' is no code of six digits"));
    }
}
