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
    /// <summary>Reads a correlation table saved as CSV: a header, then the two codes in its first two columns.</summary>
    /// <exception cref="FactException">A code has not six digits, a link stands twice, or nothing is there; file and row are named.</exception>
    public static HsConcordance Read(string path)
    {
        if (!File.Exists(path))
            throw new FactException($"{path}: no such file");
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
