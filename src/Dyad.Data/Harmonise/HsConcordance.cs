using System.Globalization;
using Dyad.Data.Import;

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
    private const int Digits = 6;

    /// <summary>The table read the other way round.</summary>
    public HsConcordance Reversed => new(To, From, [.. Pairs.Select(p => (p.To, p.From))]);

    /// <summary>
    /// Reads a correlation table: the workbook as UNSD publishes it (<c>HS2022toHS2017ConversionAndCorrelationTables.xlsx</c>: titles, a row
    /// with the two revisions, then codes, where a column may say "ex"), or a CSV: a header, then the two codes in its first two columns.
    /// A code of five digits has lost its leading zero in a spreadsheet.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="sheet">Sheet of a workbook; null: the one with "Correlation" in its name, else the first.</param>
    /// <exception cref="FactException">A code has not six digits, a link stands twice, or nothing is there; file and row are named.</exception>
    public static HsConcordance Read(string path, string? sheet = null)
    {
        if (!File.Exists(path))
            throw new FactException($"{path}: no such file");
        var form = new FileForm
        {
            Sheet = sheet ?? RawRows.Sheets(path).FirstOrDefault(s => s.Contains("correlation", StringComparison.OrdinalIgnoreCase)),
        };
        var raw = RawRows.Of(path, form);
        string[] names = Texts(raw.Columns);
        var (seen, pairs) = (new HashSet<(string, string)>(), new List<(string, string)>());
        foreach (var (row, cells) in raw.Rows)
        {
            if (raw.Fault(cells) is { } fault)
                throw new FactException(FormattableString.Invariant($"{path}: row {row}: {fault}"));
            var texts = Texts(cells);
            string?[] codes = [.. texts.Take(2).Select(Code)];
            if (pairs.Count == 0 && codes.All(c => c is null))
            {
                // A title, or the names of the revisions, which stand last before the codes.
                names = texts;
                continue;
            }

            if (codes is not [{ } from, { } to])
            {
                throw new FactException(FormattableString.Invariant(
                    $"{path}: row {row}: '{string.Join(" ", texts)}' does not begin with two codes of six digits"));
            }

            if (!seen.Add((from, to)))
                throw new FactException(FormattableString.Invariant($"{path}: row {row}: {from} to {to} stands twice"));
            pairs.Add((from, to));
        }

        return pairs.Count > 0 && names.Length >= 2
            ? new HsConcordance(names[0], names[1], pairs)
            : throw new FactException($"{path}: no row with the names of two revisions (HS 2022, HS 2017), or no row with two codes below it");
    }

    private static string[] Texts(IEnumerable<object?> cells) =>
    [
        .. cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)!.Trim())
            .Where(t => t.Length > 0 && !t.Equals("ex", StringComparison.OrdinalIgnoreCase)),
    ];

    private static string? Code(string text)
    {
        var code = text.Replace(".", "", StringComparison.Ordinal);
        code = code.Length == Digits - 1 ? "0" + code : code;
        return code.Length == Digits && code.All(char.IsAsciiDigit) ? code : null;
    }
}
