using DuckDB.NET.Data;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;

namespace Dyad.Data.Store;

/// <summary>
/// A user's folder: which of its files takes the place of which table. Nothing that looks like a table is passed over in silence.
/// </summary>
internal static class UserFolder
{
    private static readonly string[] Extensions = [".parquet", ".csv"];

    /// <summary>Files of a whole set of tables (<c>data build</c>) that are no tables.</summary>
    private static readonly string[] Companions = [Manifest.FileName, "schema.csv"];

    /// <summary>Maps tables to files.</summary>
    /// <exception cref="FactException">
    /// The folder is absent or holds no table; a file is named like a table and is none, or two files stand for one table.
    /// </exception>
    public static Dictionary<string, string> Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new FactException($"no folder '{folder}'");
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in List(folder))
        {
            var name = Path.GetFileName(path);
            if (name.StartsWith('.') || Companions.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;
            var stem = Path.GetFileNameWithoutExtension(name);
            var readable = Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
            var table = FactSchema.Tables.FirstOrDefault(t => t.Name.Equals(stem, StringComparison.OrdinalIgnoreCase))?.Name;
            if (table is not null && !readable)
                throw new FactException($"{path}: a table is {table}.parquet or {table}.csv");
            if (table is null && readable)
                throw new FactException($"{path}: there is no table '{stem}'; near names: {string.Join(", ", Near(stem))} " +
                    "(dyad data list)");
            if (table is not null && !found.TryAdd(table, path))
                throw new FactException($"{path}: {Path.GetFileName(found[table])} stands for table {table} already; keep one " +
                    "of the two");
        }

        return found.Count > 0
            ? found
            : throw new FactException(
                $"no fact table in '{folder}': NAME.parquet or NAME.csv with NAME one of " +
                    $"{string.Join(", ", FactSchema.Tables.Select(t => t.Name))}");
    }

    private static List<string> List(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{folder}: {e.Message}", e);
        }
    }

    private static List<string> Near(string name)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var names = string.Join(", ", FactSchema.Tables.Select(t => $"({Sql.Text(t.Name)})"));
        return connection.Read(
            $"SELECT name FROM (VALUES {names}) AS t(name) ORDER BY damerau_levenshtein(name, " +
                $"{Sql.Text(name.ToLowerInvariant())}), name LIMIT 3",
            r => r.GetString(0));
    }
}
