using DuckDB.NET.Data;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Vintages;

namespace Dyad.Data.Store;

/// <summary>
/// The fact tables of a session: those of the built-in folder, and in their place those of a user's folder. Nothing is read
/// before it is asked for; a built-in table is checked against its checksum, a user's table against the schema, once.
/// </summary>
public sealed class FactStore : IDisposable
{
    private readonly string folder;
    private readonly IReadOnlyDictionary<string, string> own;
    private readonly DuckDBConnection connection;
    private readonly Dictionary<string, ManifestEntry> loaded = [];
    private Manifest? manifest;

    private FactStore(string folder, IReadOnlyDictionary<string, string> own, LiveFacts? live)
    {
        this.folder = folder;
        this.own = own;
        Live = live;
        connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
    }

    /// <summary>Opens the tables.</summary>
    /// <param name="folder">Folder of the built-in tables with their manifest.</param>
    /// <param name="userFolder">Folder with NAME.parquet or NAME.csv that replace built-in tables, or null.</param>
    /// <param name="live">Vintages whose rows lie over the built-in ones, or null; a user's own table stays as it is.</param>
    /// <exception cref="FactException">A folder is absent, or the user's holds no table or a file that is named like one and is
    /// none.</exception>
    public static FactStore Open(string folder, string? userFolder = null, LiveFacts? live = null) =>
        File.Exists(Path.Combine(folder, Manifest.FileName))
            ? new FactStore(folder, userFolder is null ? new Dictionary<string, string>() : UserFolder.Find(userFolder), live)
            : throw new FactException($"no fact tables in '{folder}' (no {Manifest.FileName})");

    /// <summary>The manifest of the built-in tables.</summary>
    public Manifest Manifest => manifest ??= Manifest.Read(folder);

    /// <summary>Vintages whose rows lie over the built-in ones; null where there are none.</summary>
    public LiveFacts? Live { get; }

    /// <summary>Tables that a user's own take the place of.</summary>
    public IReadOnlyCollection<string> OwnTables => [.. own.Keys];

    /// <summary>What is known of a table; a user's own is read for it, and described by its file.</summary>
    /// <exception cref="FactException">There is no such table, or the user's does not follow the schema.</exception>
    public ManifestEntry Describe(string table)
    {
        if (!own.ContainsKey(FactSchema.Table(table).Name) && !IsLive(table))
            return BuiltIn(table);
        Load(table);
        return loaded[table];
    }

    /// <summary>Rows of a table that fulfil a condition, at most <paramref name="limit"/>, and how many there are.</summary>
    /// <exception cref="FactException">The condition is not valid SQL over the table's fields.</exception>
    public (IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, long Matching) Query(
        string table, string? where, int limit)
    {
        var schema = FactSchema.Table(table);
        return Apart(schema, where, (connection, source) => (
            (IReadOnlyList<string>)[.. schema.Fields.Select(f => f.Name)],
            (IReadOnlyList<object?[]>)connection.Rows(
            $"SELECT * {source} ORDER BY {string.Join(", ", schema.Key)} LIMIT {limit}"),
            (long)connection.Rows($"SELECT count(*) {source}")[0][0]!));
    }

    /// <summary>
    /// Writes the rows of a table that fulfil a condition as a CSV file in the form that a user's own table has.
    /// </summary>
    /// <returns>Rows written.</returns>
    /// <exception cref="FactException">The condition is not valid SQL over the table's fields, or the file cannot be
    /// written.</exception>
    public long WriteCsv(string table, string? where, int limit, string path)
    {
        var schema = FactSchema.Table(table);
        var columns = string.Join(", ", schema.Fields.Select(f => $"CAST({Sql.Name(f.Name)} AS VARCHAR) AS {Sql.Name(f.Name)}"));
        var order = string.Join(", ", schema.Key.Select(k => $"t.{Sql.Name(k)}"));
        return Apart(schema, where, (connection, source) => OwnCsv.Write(
            connection, $"SELECT {columns} FROM (SELECT * {source}) AS t ORDER BY {order} LIMIT {limit}", path));
    }

    /// <summary>Reads the rows of a query over the named tables.</summary>
    internal List<T> Read<T>(IEnumerable<string> tables, string sql, Func<DuckDBDataReader, T> row)
    {
        foreach (var table in tables)
            Load(table);
        return connection.Read(sql, row);
    }

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();

    private void Load(string table)
    {
        var schema = FactSchema.Table(table);
        if (loaded.ContainsKey(table))
            return;
        if (own.TryGetValue(table, out var path))
        {
            UserTable.Load(connection, schema, path, Key);
            loaded[table] = DescribeOwn(schema, path, Rows(table));
            return;
        }

        var entry = BuiltIn(table);
        var file = Path.Combine(folder, entry.File);
        FactVerification.RequireChecksum(file, entry.Sha256);
        try
        {
            connection.Run($"CREATE OR REPLACE TABLE {Sql.Name(table)} AS SELECT * FROM read_parquet({Sql.Text(file)})");
        }
        catch (DuckDBException e)
        {
            throw new FactException($"{file}: {Sql.FirstLine(e)}", e);
        }

        RequireOwnCodes(schema);
        if (IsLive(table))
        {
            foreach (var needed in LiveFacts.Needs(schema))
                Load(needed);
            Live!.Lay(connection, schema);
            entry = Live.Describe(entry, Rows(table));
        }

        loaded[table] = entry;
    }

    private bool IsLive(string table) => Live?.For(table).Count > 0;

    private long Rows(string table) => (long)connection.Rows($"SELECT count(*) FROM {Sql.Name(table)}")[0][0]!;

    /// <summary>
    /// Runs queries over a table under a condition that is a stranger's text: in a database of its own that opens no file and
    /// cannot be told otherwise.
    /// </summary>
    private T Apart<T>(FactTableSchema schema, string? where, Func<DuckDBConnection, string, T> queries)
    {
        using var apart = new FactStore(folder, own, Live);
        apart.Load(schema.Name);
        apart.connection.Run("SET enable_external_access = false; SET lock_configuration = true");
        // On a line of its own: a comment at its end must not reach what follows.
        var condition = string.IsNullOrWhiteSpace(where) ? "" : $"WHERE (\n{where}\n)";
        if (apart.Fault($"SELECT 1 {condition}") is { } fault)
            throw new FactException($"--where {where}: {fault}");
        try
        {
            return queries(apart.connection, $"FROM {Sql.Name(schema.Name)} {condition}");
        }
        catch (DuckDBException e)
        {
            throw new FactException($"--where {where}: {Sql.FirstLine(e)} (fields: " +
                $"{string.Join(", ", schema.Fields.Select(f => f.Name))})", e);
        }
    }

    /// <summary>Why a text is not one statement that selects; null where it is.</summary>
    private string? Fault(string sql)
    {
        var parsed = $"json_serialize_sql({Sql.Text(sql)}::VARCHAR)";
        var found = connection.Rows($"SELECT {parsed}->>'error_message', json_array_length({parsed}, '$.statements')::BIGINT")[0];
        return found[0] as string ?? (found[1] is 1L ? null : "one condition, without ';'");
    }

    private string Key(string table)
    {
        Load(table);
        return FactSchema.Table(table).Key[0];
    }

    /// <summary>A user's list of codes that lacks some of a built-in table would drop its rows in silence.</summary>
    private void RequireOwnCodes(FactTableSchema schema)
    {
        foreach (var field in schema.Fields.Where(f => f.Allowed.StartsWith('@') && own.ContainsKey(f.Allowed[1..])))
        {
            var strangers = UserTable.Strangers(connection, schema.Name, field, Key(field.Allowed[1..]));
            if (strangers.Count > 0)
            {
                throw new FactException(
                    $"{own[field.Allowed[1..]]}: lacks {string.Join(", ", strangers.Select(s => $"'{s}'"))}, which the " +
                        "built-in table " +
                    $"{schema.Name} names in {field.Name}; add it, or bring your own {schema.Name}");
            }
        }
    }

    private ManifestEntry BuiltIn(string table) =>
        Manifest.Tables.FirstOrDefault(t => t.Table == FactSchema.Table(table).Name)
        ?? throw new FactException($"{Path.Combine(folder, Manifest.FileName)}: no entry for table {table}");

    private static ManifestEntry DescribeOwn(FactTableSchema schema, string path, long rows)
    {
        var sha256 = Manifest.Checksum(path);
        var name = Path.GetFileName(path);
        return new ManifestEntry(
            schema.Name, name, rows, new FileInfo(path).Length, sha256,
            string.Join(", ", schema.Fields.Select(f => f.Unit).Where(u => u.Length > 0).Distinct()),
            "The user's own table", [new FactSource(
            "User's own file " + name, sha256[..12], "the user's", "", [new SourceFile(name, sha256)])], "");
    }
}
