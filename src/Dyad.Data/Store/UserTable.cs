using System.Globalization;
using DuckDB.NET.Data;
using Dyad.Data.Schema;

namespace Dyad.Data.Store;

/// <summary>
/// Loads a user's own table (Parquet or CSV in the project's schema) and checks every value. What is wrong is said with file, row,
/// column and value; a table with a fault is not used.
/// </summary>
internal static class UserTable
{
    private const int MostProblems = 20;

    /// <summary>Creates the table <c>schema.Name</c> in the database out of the file.</summary>
    /// <param name="connection">Database.</param>
    /// <param name="schema">Schema of the table.</param>
    /// <param name="path">File.</param>
    /// <param name="references">Makes the table that a field refers to available, and returns its key.</param>
    /// <exception cref="FactException">The file cannot be read or does not follow the schema.</exception>
    public static void Load(DuckDBConnection connection, FactTableSchema schema, string path, Func<string, string> references)
    {
        var csv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        var raw = Sql.Name("raw_" + schema.Name);
        var read = csv
            ? $"read_csv({Sql.Text(path)}, header = true, all_varchar = true, nullstr = '', strict_mode = true)"
            : $"read_parquet({Sql.Text(path)})";
        try
        {
            connection.Run($"CREATE OR REPLACE TEMP TABLE {raw} AS SELECT row_number() OVER () AS row_number_, * FROM {read}");
        }
        catch (DuckDBException e)
        {
            throw new FactException($"{path}: {Sql.FirstLine(e)}", e);
        }

        CheckColumns(connection, schema, path, raw);
        var problems = new List<string>();
        foreach (var field in schema.Fields)
        {
            foreach (var (condition, complaint) in Rules(field, references))
                Collect(connection, raw, csv, field, condition, complaint, problems);
        }

        if (problems.Count == 0)
            CollectDuplicates(connection, schema, raw, csv, problems);
        if (problems.Count > 0)
        {
            var more = problems.Count >= MostProblems ? $"; (the first {MostProblems})" : "";
            throw new FactException($"{path}: {string.Join("; ", problems.Take(MostProblems))}{more}");
        }

        var columns = string.Join(", ", schema.Fields.Select(f => $"CAST({Sql.Name(f.Name)} AS {f.SqlType}) AS {Sql.Name(f.Name)}"));
        connection.Run($"CREATE OR REPLACE TABLE {Sql.Name(schema.Name)} AS SELECT {columns} FROM {raw}; DROP TABLE {raw}");
    }

    private static void CheckColumns(DuckDBConnection connection, FactTableSchema schema, string path, string raw)
    {
        var present = connection.Rows($"SELECT column_name FROM (DESCRIBE {raw})").Select(r => (string)r[0]!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = schema.Fields.Where(f => !present.Contains(f.Name)).Select(f => f.Name).ToList();
        if (missing.Count > 0)
            throw new FactException($"{path}: missing column{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)} (dyad data show {schema.Name})");
    }

    private static IEnumerable<(string Condition, string Complaint)> Rules(FactField field, Func<string, string> references)
    {
        var column = Sql.Name(field.Name);
        var value = $"TRY_CAST({column} AS {field.SqlType})";
        if (!field.Nullable)
            yield return ($"{column} IS NULL", "is missing");
        yield return ($"{column} IS NOT NULL AND {value} IS NULL", $"is not {Describe(field.Type)}");
        if (field.Type == FieldType.Whole)
            yield return ($"{value} <> TRY_CAST({column} AS DOUBLE)", "is not a whole number");
        if (field.Type == FieldType.Real)
            yield return ($"NOT isfinite({value})", "is not finite");
        if (field.Allowed.StartsWith('@'))
        {
            var table = field.Allowed[1..];
            yield return ($"{value} NOT IN (SELECT {Sql.Name(references(table))} FROM {Sql.Name(table)})", $"is not a code of {table}");
        }
        else if (field.Allowed.Contains("..", StringComparison.Ordinal))
        {
            var bounds = field.Allowed.Split("..");
            if (bounds[0].Length > 0)
                yield return ($"{value} < {bounds[0]}", $"is below {bounds[0]}");
            if (bounds[1].Length > 0)
                yield return ($"{value} > {bounds[1]}", $"is above {bounds[1]}");
        }
        else if (field.Allowed.Length > 0)
        {
            var set = field.Allowed.Split('|');
            yield return ($"{value} NOT IN ({string.Join(", ", set.Select(Sql.Text))})", $"is none of {string.Join(", ", set)}");
        }
    }

    private static void Collect(
        DuckDBConnection connection, string raw, bool csv, FactField field, string condition, string complaint, List<string> problems)
    {
        if (problems.Count >= MostProblems)
            return;
        var sql = $"SELECT row_number_, CAST({Sql.Name(field.Name)} AS VARCHAR) FROM {raw} WHERE {condition} ORDER BY 1 LIMIT {MostProblems - problems.Count}";
        foreach (var row in connection.Rows(sql))
            problems.Add($"{Where(row[0], csv)}, column {field.Name}: {(row[1] is null ? "a value" : $"'{row[1]}'")} {complaint}");
    }

    private static void CollectDuplicates(DuckDBConnection connection, FactTableSchema schema, string raw, bool csv, List<string> problems)
    {
        var key = string.Join(", ", schema.Key.Select(Sql.Name));
        var shown = string.Join(" || ', ' || ", schema.Key.Select(k => $"CAST({Sql.Name(k)} AS VARCHAR)"));
        var sql = $"SELECT max(row_number_), min(row_number_), {shown.Replace("CAST(", "any_value(CAST(", StringComparison.Ordinal).Replace("VARCHAR)", "VARCHAR))", StringComparison.Ordinal)} " +
            $"FROM {raw} GROUP BY {key} HAVING count(*) > 1 ORDER BY 1 LIMIT {MostProblems}";
        foreach (var row in connection.Rows(sql))
            problems.Add($"{Where(row[0], csv)}, columns {string.Join(", ", schema.Key)}: '{row[2]}' stands already at {Where(row[1], csv)}");
    }

    private static string Describe(FieldType type) => type switch
    {
        FieldType.Whole => "a whole number",
        FieldType.Real => "a number",
        FieldType.Bool => "true or false",
        FieldType.Date => "a date (YYYY-MM-DD)",
        _ => "text",
    };

    /// <summary>Rows are counted as people count them: lines of a CSV with its header, rows of a Parquet file from 1.</summary>
    private static string Where(object? row, bool csv)
    {
        var number = Convert.ToInt64(row, CultureInfo.InvariantCulture);
        return csv ? $"line {number + 1}" : $"row {number}";
    }
}
