using DuckDB.NET.Data;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;

namespace Dyad.Data.Store;

/// <summary>
/// The fact tables of a session: those of the built-in folder, and in their place those of a user's folder. Nothing is read before
/// it is asked for; a built-in table is checked against its checksum, a user's table against the schema, once.
/// </summary>
public sealed class FactStore : IDisposable
{
    private static readonly string[] Extensions = [".parquet", ".csv"];

    private readonly string folder;
    private readonly string? userFolder;
    private readonly DuckDBConnection connection;
    private readonly Dictionary<string, ManifestEntry> loaded = [];
    private Manifest? manifest;

    private FactStore(string folder, string? userFolder)
    {
        this.folder = folder;
        this.userFolder = userFolder;
        connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
    }

    /// <summary>Opens the tables.</summary>
    /// <param name="folder">Folder of the built-in tables with their manifest.</param>
    /// <param name="userFolder">Folder with NAME.parquet or NAME.csv that replace built-in tables, or null.</param>
    /// <exception cref="FactException">A folder is absent, or the user's holds no table.</exception>
    public static FactStore Open(string folder, string? userFolder = null)
    {
        if (!File.Exists(Path.Combine(folder, Manifest.FileName)))
            throw new FactException($"no fact tables in '{folder}' (no {Manifest.FileName})");
        if (userFolder is not null)
        {
            if (!Directory.Exists(userFolder))
                throw new FactException($"no folder '{userFolder}'");
            if (!FactSchema.Tables.Any(t => UserFile(userFolder, t.Name) is not null))
            {
                throw new FactException(
                    $"no fact table in '{userFolder}': NAME.parquet or NAME.csv with NAME one of {string.Join(", ", FactSchema.Tables.Select(t => t.Name))}");
            }
        }

        return new FactStore(folder, userFolder);
    }

    /// <summary>The manifest of the built-in tables.</summary>
    public Manifest Manifest => manifest ??= Manifest.Read(folder);

    /// <summary>What is known of a table; a user's own is described by its file.</summary>
    public ManifestEntry Describe(string table)
    {
        var user = userFolder is null ? null : UserFile(userFolder, FactSchema.Table(table).Name);
        return user is null ? BuiltIn(table) : loaded.TryGetValue(table, out var entry) ? entry : DescribeUser(table, user);
    }

    /// <summary>Rows of a table that fulfil a condition, at most <paramref name="limit"/>, and how many there are.</summary>
    /// <exception cref="FactException">The condition is not valid SQL over the table's fields.</exception>
    public (IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, long Matching) Query(string table, string? where, int limit)
    {
        Load(table);
        var schema = FactSchema.Table(table);
        var condition = string.IsNullOrWhiteSpace(where) ? "" : $"WHERE ({where})";
        // The condition is a stranger's text: from here on the database opens no file and cannot be told otherwise.
        connection.Run("SET enable_external_access = false; SET lock_configuration = true");
        try
        {
            var rows = connection.Rows($"SELECT * FROM {Sql.Name(table)} {condition} ORDER BY {string.Join(", ", schema.Key)} LIMIT {limit}");
            var matching = (long)connection.Rows($"SELECT count(*) FROM {Sql.Name(table)} {condition}")[0][0]!;
            return ([.. schema.Fields.Select(f => f.Name)], rows, matching);
        }
        catch (DuckDBException e)
        {
            throw new FactException($"--where {where}: {Sql.FirstLine(e)}", e);
        }
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
        var user = userFolder is null ? null : UserFile(userFolder, table);
        if (user is null)
        {
            var entry = BuiltIn(table);
            var path = Path.Combine(folder, entry.File);
            FactVerification.RequireChecksum(path, entry.Sha256);
            connection.Run($"CREATE OR REPLACE TABLE {Sql.Name(table)} AS SELECT * FROM read_parquet({Sql.Text(path)})");
            loaded[table] = entry;
            return;
        }

        UserTable.Load(connection, schema, user, referenced =>
        {
            Load(referenced);
            return FactSchema.Table(referenced).Key[0];
        });
        loaded[table] = DescribeUser(table, user) with { Rows = (long)connection.Rows($"SELECT count(*) FROM {Sql.Name(table)}")[0][0]! };
    }

    private ManifestEntry BuiltIn(string table) =>
        Manifest.Tables.FirstOrDefault(t => t.Table == FactSchema.Table(table).Name)
        ?? throw new FactException($"{Path.Combine(folder, Manifest.FileName)}: no entry for table {table}");

    private static ManifestEntry DescribeUser(string table, string path)
    {
        var sha256 = Manifest.Checksum(path);
        var name = Path.GetFileName(path);
        return new ManifestEntry(
            table, name, -1, new FileInfo(path).Length, sha256, string.Join(", ", FactSchema.Table(table).Fields.Select(f => f.Unit).Where(u => u.Length > 0).Distinct()),
            "The user's own table", [new FactSource("User's own file " + name, sha256[..12], "the user's", "", [new SourceFile(name, sha256)])], "");
    }

    private static string? UserFile(string folder, string table) =>
        Extensions.Select(e => Path.Combine(folder, table + e)).FirstOrDefault(File.Exists);
}
