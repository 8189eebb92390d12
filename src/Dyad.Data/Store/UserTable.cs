using System.Globalization;
using DuckDB.NET.Data;
using Dyad.Data.Schema;

namespace Dyad.Data.Store;

/// <summary>
/// Loads a user's own table (Parquet or CSV in the project's schema) and checks every value. What is wrong is said with file,
/// row, column and value; a table with a fault is not used.
/// </summary>
internal static class UserTable
{
    private const int MostProblems = 10;

    /// <summary>Creates the table <c>schema.Name</c>, sorted by its key, in the database out of the file.</summary>
    /// <param name="connection">Database.</param>
    /// <param name="schema">Schema of the table.</param>
    /// <param name="path">File.</param>
    /// <param name="references">Makes the table that a field refers to available, and returns its key.</param>
    /// <param name="mayBeEmpty">Whether a table without a row is no fault.</param>
    /// <exception cref="FactException">The file cannot be read or does not follow the schema.</exception>
    public static void Load(
        DuckDBConnection connection, FactTableSchema schema, string path, Func<string, string> references, bool mayBeEmpty = false)
    {
        var csv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        var raw = "raw_" + schema.Name;
        try
        {
            if (csv)
                OwnCsv.Load(connection, raw, path, columns => CheckColumns(schema, path, columns), MostProblems);
            else
                LoadParquet(connection, schema, path, raw);
        }
        catch (DuckDBException e)
        {
            throw new FactException($"{path}: {Sql.FirstLine(e)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{path}: {e.Message}", e);
        }

        if (!mayBeEmpty && (long)connection.Rows($"SELECT count(*) FROM {Sql.Name(raw)}")[0][0]! == 0)
            throw new FactException($"{path}: no rows below the names of the columns");
        var problems = new List<string>();
        foreach (var field in schema.Fields)
        {
            foreach (var (condition, complaint) in Rules(field, references))
                Collect(connection, raw, field, condition, complaint, problems);
        }

        if (problems.Count == 0)
            CollectDuplicates(connection, schema, raw, problems);
        if (problems.Count > 0)
        {
            var more = problems.Count > MostProblems ? $"; and more (the first {MostProblems} are shown)" : "";
            throw new FactException($"{path}: {string.Join("; ", problems.Take(MostProblems))}{more}");
        }

        var columns = string.Join(", ", schema.Fields.Select(f => $"{Typed(f)} AS {Sql.Name(f.Name)}"));
        connection.Run(
            $"""
            CREATE OR REPLACE TABLE {Sql.Name(schema.Name)} AS
                SELECT {columns} FROM {Sql.Name(raw)} ORDER BY {string.Join(", ", schema.Fields.Where(f => f.Key).Select(Typed))};
            DROP TABLE {Sql.Name(raw)}
            """);
    }

    /// <summary>Codes in a field of a loaded table that the table it refers to does not hold, at most three.</summary>
    public static IReadOnlyList<string> Strangers(
        DuckDBConnection connection, string table, FactField field, string references) =>
        connection.Read(
            $"SELECT DISTINCT {Sql.Name(field.Name)} FROM {Sql.Name(table)} WHERE " +
                $"{NotIn(Sql.Name(field.Name), field, references)} ORDER BY 1 LIMIT 3",
            r => r.GetString(0));

    private static void LoadParquet(DuckDBConnection connection, FactTableSchema schema, string path, string raw)
    {
        var file = $"read_parquet({Sql.Text(path)})";
        var types = connection.Read($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {file})",
            r => (Name: r.GetString(0), Type: r.GetString(1)));
        CheckColumns(schema, path, [.. types.Select(t => t.Name)]);
        var columns = schema.Fields.Select(f =>
        {
            var type = types.First(t => t.Name.Equals(f.Name, StringComparison.OrdinalIgnoreCase)).Type;
            if (Nested(type))
                throw new FactException($"{path}: column {f.Name}: holds {type}, not {Describe(f.Type)}");
            // What is not of the field's kind is judged by its text, as the same value in a CSV would be.
            var kept = f.Type switch
            {
                FieldType.Whole or FieldType.Real =>
                    type.EndsWith("INT", StringComparison.Ordinal) || type.StartsWith("DECIMAL", StringComparison.Ordinal)
                    || type is "INTEGER" or "UINTEGER" or "DOUBLE" or "FLOAT",
                FieldType.Bool => type == "BOOLEAN",
                FieldType.Date => type == "DATE",
                _ => false,
            };
            return kept ? Sql.Name(f.Name) : $"nullif(CAST({Sql.Name(f.Name)} AS VARCHAR), '') AS {Sql.Name(f.Name)}";
        });
        connection.Run($"CREATE OR REPLACE TABLE {Sql.Name(raw)} AS SELECT row_number() OVER () AS row_number_, " +
            $"{string.Join(", ", columns)} FROM {file}");
    }

    /// <summary>Lists, structures and bytes: what has no one value to judge.</summary>
    private static bool Nested(string type) =>
        type == "BLOB" || type.EndsWith(']')
        || (type.Contains('(', StringComparison.Ordinal) && !type.StartsWith("DECIMAL", StringComparison.Ordinal)
            && !type.StartsWith("ENUM", StringComparison.Ordinal));

    private static void CheckColumns(FactTableSchema schema, string path, IReadOnlyList<string> present)
    {
        var missing = schema.Fields.Select(f => f.Name).Except(present, StringComparer.OrdinalIgnoreCase).ToList();
        // A column that is not read may be a figure in another unit or a misspelt name: it is not passed over.
        var foreign = present.Except(schema.Fields.Select(f => f.Name), StringComparer.OrdinalIgnoreCase)
            .Select(c => c.Trim().Length == 0 ? "without a name" : $"'{c}'").ToList();
        var twice = present.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key)
            .ToList();
        var problems = new List<string>();
        if (missing.Count > 0)
            problems.Add($"missing column{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)}");
        if (foreign.Count > 0)
            problems.Add($"no field of the table: column{(foreign.Count > 1 ? "s" : "")} {string.Join(", ", foreign)}");
        if (twice.Count > 0 && foreign.Count == 0)
            problems.Add($"column {string.Join(", ", twice)} stands twice");
        if (problems.Count > 0)
            throw new FactException($"{path}: {string.Join("; ", problems)} (dyad data show {schema.Name})");
    }

    private static IEnumerable<(string Condition, string Complaint)> Rules(FactField field, Func<string, string> references)
    {
        var column = Sql.Name(field.Name);
        var value = $"TRY_CAST({column} AS {field.SqlType})";
        if (!field.Nullable)
            yield return ($"{column} IS NULL", "is missing");
        if (field.Type == FieldType.Whole)
            yield return ($"{column} IS NOT NULL AND ({value} IS NULL OR {value} IS DISTINCT FROM TRY_CAST({column} AS DOUBLE))",
                "is not a whole number");
        else
            yield return ($"{column} IS NOT NULL AND {value} IS NULL", $"is not {Describe(field.Type)}");
        if (field.Type == FieldType.Real)
            yield return ($"NOT isfinite({value})", "is not finite");
        if (field.Allowed.StartsWith('@'))
        {
            yield return (NotIn(column, field, references(field.Allowed[1..])), $"is not a code of {field.Allowed[1..]}");
        }
        else if (field.Allowed.Contains("..", StringComparison.Ordinal))
        {
            var bounds = field.Allowed.Split("..");
            if (bounds[0].Length > 0)
                yield return ($"isfinite(TRY_CAST({column} AS DOUBLE)) AND {value} < {bounds[0]}", $"is below {bounds[0]}");
            if (bounds[1].Length > 0)
                yield return ($"isfinite(TRY_CAST({column} AS DOUBLE)) AND {value} > {bounds[1]}", $"is above {bounds[1]}");
        }
        else if (field.Allowed.Length > 0)
        {
            var set = field.Allowed.Split('|');
            yield return ($"{value} NOT IN ({string.Join(", ", set.Select(Sql.Text))})", $"is none of {string.Join(", ", set)}");
        }
    }

    private static string NotIn(string column, FactField field, string key) =>
        $"{column} NOT IN (SELECT {Sql.Name(key)} FROM {Sql.Name(field.Allowed[1..])})";

    private static string Typed(FactField field) => $"CAST({Sql.Name(field.Name)} AS {field.SqlType})";

    private static void Collect(DuckDBConnection connection, string raw, FactField field, string condition, string complaint,
        List<string> problems)
    {
        var room = MostProblems + 1 - problems.Count;
        if (room <= 0)
            return;
        var sql = $"SELECT row_number_, CAST({Sql.Name(field.Name)} AS VARCHAR) FROM {Sql.Name(raw)} WHERE {condition} " +
            $"ORDER BY 1 LIMIT {room}";
        foreach (var row in connection.Rows(sql))
            problems.Add($"row {Number(row[0])}, column {field.Name}: {(row[1] is null ? "a value" : $"'{row[1]}'")} " +
                $"{complaint}");
    }

    private static void CollectDuplicates(DuckDBConnection connection, FactTableSchema schema, string raw, List<string> problems)
    {
        var keys = schema.Fields.Where(f => f.Key).Select(Typed).ToList();
        var rows = connection.Rows(
            $"""
            SELECT row_number_, first, {string.Join(", ", keys)}
            FROM (SELECT *, min(row_number_) OVER (PARTITION BY {string.Join(", ", keys)}) AS first FROM {Sql.Name(raw)})
            WHERE row_number_ <> first ORDER BY 1 LIMIT {MostProblems + 1}
            """);
        foreach (var row in rows)
        {
            var key = string.Join(", ", row.Skip(2).Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));
            problems.Add($"row {Number(row[0])}, columns {string.Join(", ", schema.Key)}: '{key}' stands already at row " +
                $"{Number(row[1])}");
        }
    }

    private static string Describe(FieldType type) => type switch
    {
        FieldType.Whole => "a whole number",
        FieldType.Real => "a number (points in decimals)",
        FieldType.Bool => "true or false",
        FieldType.Date => "a date (YYYY-MM-DD)",
        _ => "text",
    };

    private static long Number(object? row) => Convert.ToInt64(row, CultureInfo.InvariantCulture);
}
