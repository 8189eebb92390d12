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
    /// Reads a correlation table, a workbook or a CSV: the two codes in its first two columns, below a header and whatever titles stand
    /// above it. A code of five digits has lost its leading zero in a spreadsheet.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="sheet">Sheet of a workbook; null: the first.</param>
    /// <exception cref="FactException">A code has not six digits, a link stands twice, or nothing is there; file and row are named.</exception>
    public static HsConcordance Read(string path, string? sheet = null)
    {
        if (!File.Exists(path))
            throw new FactException($"{path}: no such file");
        var raw = RawRows.Of(path, new FileForm { Sheet = sheet });
        if (raw.Columns.Count < 2)
            throw new FactException($"{path}: row 1: a correlation table has two columns of codes, with commas between");
        var names = (From: raw.Columns[0], To: raw.Columns[1]);
        var (seen, pairs) = (new HashSet<(string, string)>(), new List<(string, string)>());
        foreach (var (row, cells) in raw.Rows)
        {
            var texts = (From: Text(cells[0]), To: Text(cells[1]));
            var codes = (From: Code(texts.From), To: Code(texts.To));
            if (pairs.Count == 0 && codes is (null, null))
            {
                names = texts;
                continue;
            }

            var link = (
                codes.From ?? throw NoCode(row, names.From, texts.From),
                codes.To ?? throw NoCode(row, names.To, texts.To));
            if (!seen.Add(link))
                throw new FactException(FormattableString.Invariant($"{path}: row {row}: {link.Item1} to {link.Item2} stands twice"));
            pairs.Add(link);
        }

        return pairs.Count > 0 ? new HsConcordance(names.From, names.To, pairs) : throw new FactException($"{path}: no row with two codes");

        FactException NoCode(long row, string column, string text) =>
            new(FormattableString.Invariant($"{path}: row {row}, column {column}: '{text}' is no code of six digits"));
    }

    private static string Text(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture)!.Trim();

    private static string? Code(string text)
    {
        var code = text.Replace(".", "", StringComparison.Ordinal);
        code = code.Length == Digits - 1 ? "0" + code : code;
        return code.Length == Digits && code.All(char.IsAsciiDigit) ? code : null;
    }
}
