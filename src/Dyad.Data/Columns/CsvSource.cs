using System.Globalization;
using DuckDB.NET.Data;
using Dyad.Data.Store;

namespace Dyad.Data.Columns;

/// <summary>
/// A CSV as a source of queries. The whole file tells its dialect and types, once: a word in the last row is no surprise
/// half-way, and queries, which are told them, do not scan it again.
/// </summary>
internal static class CsvSource
{
    /// <summary>Rows that rule most columns of text out as numbers.</summary>
    private const int FirstRows = 10_000;

    private sealed record Sniffed(
        string Delimiter, string Quote, string Escape, string Comment, long Skip, string Dates, string Times, string Name,
        string Type);

    /// <summary>
    /// A subquery of the file. <c>NA</c>, as R writes it, is missing in a column that holds numbers beside it; in one of text
    /// it is text, such as the code of Namibia.
    /// </summary>
    /// <param name="connection">Database.</param>
    /// <param name="full">Full path.</param>
    /// <exception cref="DuckDBException">The file is no CSV.</exception>
    public static string Of(DuckDBConnection connection, string full)
    {
        var columns = Sniff(connection, full);
        var file = Reader(full, columns);
        string[] text = [.. columns.Where(c => c.Type == "VARCHAR").Select(c => Sql.Name(c.Name))];
        text = Numbers(connection, text, $"(SELECT * FROM {file} LIMIT {FirstRows})", least: 0);
        text = Numbers(connection, text, file, least: 1);
        var numbers = string.Join(", ", text.Select(t => $"CAST(nullif({t}, 'NA') AS DOUBLE) AS {t}"));
        return $"(SELECT *{(text.Length > 0 ? $" REPLACE ({numbers})" : "")} FROM {file})";
    }

    private static List<Sniffed> Sniff(DuckDBConnection connection, string full)
    {
        return connection.Read(
            "SELECT Delimiter, Quote, Escape, Comment, SkipRows, DateFormat, TimestampFormat, c.name, c.type FROM " +
                $"(SELECT *, unnest(Columns) AS c FROM sniff_csv({Sql.Text(full)}, header = true, sample_size = -1))",
            r => new Sniffed(
                Sign(r, 0), Sign(r, 1), Sign(r, 2), Sign(r, 3), Convert.ToInt64(r.GetValue(4), CultureInfo.InvariantCulture),
                Sign(r, 5), Sign(r, 6), r.GetString(7), r.GetString(8)));

        static string Sign(DuckDBDataReader row, int column) =>
            row.IsDBNull(column) || row.GetString(column) == "(empty)" ? "" : row.GetString(column);
    }

    /// <summary>The function that reads the file, told what was found.</summary>
    private static string Reader(string full, IReadOnlyList<Sniffed> columns)
    {
        var found = columns[0];
        var types = string.Join(", ", columns.Select(c => $"{Sql.Name(c.Name)}: {Sql.Text(c.Type)}"));
        (string Name, string Value)[] formats = [("dateformat", found.Dates), ("timestampformat", found.Times)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"read_csv({Sql.Text(full)}, auto_detect = false, header = true, skip = {found.Skip}, " +
                $"delim = {Sql.Text(found.Delimiter)}, quote = {Sql.Text(found.Quote)}, escape = {Sql.Text(found.Escape)}, " +
                $"comment = {Sql.Text(found.Comment)}, " +
                $"{string.Concat(formats.Where(f => f.Value.Length > 0).Select(f => $"{f.Name} = {Sql.Text(f.Value)}, "))}" +
                $"columns = {{{types}}})");
    }

    /// <summary>Columns of text, quoted, that hold numbers and <c>NA</c> alone, at least so many of each.</summary>
    private static string[] Numbers(DuckDBConnection connection, string[] text, string file, int least)
    {
        if (text.Length == 0)
            return text;
        var tests = text.Select(t =>
            $"count(TRY_CAST({t} AS DOUBLE)) = count(nullif({t}, 'NA')) AND count(nullif({t}, 'NA')) >= {least} " +
                $"AND count_if({t} = 'NA') >= {least}");
        var passed = connection.Rows($"SELECT {string.Join(", ", tests)} FROM {file}")[0];
        return [.. text.Where((_, i) => passed[i] is true)];
    }
}
