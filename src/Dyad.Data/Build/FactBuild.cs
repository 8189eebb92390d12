using System.Globalization;
using DuckDB.NET.Data;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;

namespace Dyad.Data.Build;

/// <summary>How far a build has come.</summary>
public readonly record struct BuildProgress(string Table, int Done, int Of);

/// <summary>Makes the fact tables and their manifest out of the sources. The same sources give the same bytes.</summary>
public static class FactBuild
{
    /// <summary>Tables carried by hand, with the citation of each row, rather than made from source files.</summary>
    private static readonly string[] HandTables =
    [
        "economies", "sectors", "correspondence", "income_groups", "customs_totals", "customs_products", "customs_routes",
        "customs_releases",
    ];

    /// <summary>Builds into a folder; what was there stays whole until all is built and checked.</summary>
    /// <param name="fromFolder">Folder of the sources (docs/data.md).</param>
    /// <param name="outFolder">Folder of the tables; made when absent.</param>
    /// <param name="version">Version of the program, for the manifest.</param>
    /// <param name="progress">Told of each table.</param>
    /// <param name="cancel">Ends the work; nothing is changed then.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="FactException">A source is absent or damaged, or the tables do not balance.</exception>
    public static Manifest Run(
        string fromFolder, string outFolder, string version, IProgress<BuildProgress>? progress = null,
        CancellationToken cancel = default)
    {
        if (!Directory.Exists(fromFolder))
            throw new FactException($"no folder '{fromFolder}'");
        RequireSources(fromFolder);
        var staging = Path.Combine(outFolder, $".building-{Environment.ProcessId}");
        var made = !Directory.Exists(outFolder);
        try
        {
            Directory.CreateDirectory(staging);
            var manifest = BuildTables(Path.GetFullPath(fromFolder), staging, version, progress, cancel);
            foreach (var check in FactVerification.Verify(staging, cancel: cancel).Where(c => !c.Passed))
                throw new FactException($"the tables built do not hold: {check.Table}: {check.Check}: {check.Detail}");
            foreach (var file in Directory.EnumerateFiles(staging))
                File.Move(file, Path.Combine(outFolder, Path.GetFileName(file)), overwrite: true);
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"cannot write to '{outFolder}': {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            if (made && Directory.Exists(outFolder) && !Directory.EnumerateFileSystemEntries(outFolder).Any())
                Directory.Delete(outFolder);
        }
    }

    private static Manifest BuildTables(
        string from, string staging, string version, IProgress<BuildProgress>? progress, CancellationToken cancel)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        // One thread: sums of reals depend on their order, and the bytes of a table must not.
        Execute(connection, "SET threads = 1; SET preserve_insertion_order = true");
        Execute(connection, $"SET VARIABLE \"from\" = {Sql.Text(from.Replace('\\', '/'))}");
        foreach (var table in HandTables)
            LoadHand(connection, table, staging);
        Execute(connection, Resources.Text("prepare.sql"));
        RunSource(connection, Resources.Text("wiod.sql"), "wiod", from, [Recipes.WiodTables]);
        var entries = new List<ManifestEntry>();
        foreach (var recipe in Recipes.All)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new BuildProgress(recipe.Table, entries.Count, Recipes.All.Count));
            entries.Add(Make(connection, recipe, from, staging, version));
        }

        using (var schema = File.CreateText(Path.Combine(staging, "schema.csv")))
            schema.Write(Resources.Text("schema.csv"));
        var manifest = new Manifest(entries);
        manifest.Write(staging);
        return manifest;
    }

    private static ManifestEntry Make(DuckDBConnection connection, Recipe recipe, string from, string staging, string version)
    {
        var schema = FactSchema.Table(recipe.Table);
        var file = recipe.Table + ".parquet";
        var path = Path.Combine(staging, file);
        var columns = string.Join(", ", schema.Fields.Select(f => $"{f.Name}::{f.SqlType} AS {f.Name}"));
        RunSource(
            connection,
            $"""
            COPY (SELECT {columns} FROM ({Resources.Text(recipe.Table + ".sql")}) ORDER BY {string.Join(", ", schema.Key)})
            TO {Sql.Text(path)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, ROW_GROUP_SIZE 2000000)
            """,
            recipe.Table, from, [.. recipe.Sources.SelectMany(s => s.Patterns)]);
        var rows = Convert.ToInt64(Scalar(connection, $"SELECT count(*) FROM read_parquet({Sql.Text(path)})"),
            CultureInfo.InvariantCulture);
        var sources = recipe.Sources.Select(
            s => new FactSource(s.Source.Name, s.Source.Release, s.Source.Licence, s.Source.Citation, Files(from, s.Patterns)));
        return new ManifestEntry(
            recipe.Table, file, rows, new FileInfo(path).Length, Manifest.Checksum(path), recipe.Units, recipe.Aggregation,
            [.. sources], "dyad " + version);
    }

    private static List<SourceFile> Files(string from, IReadOnlyList<string> patterns) =>
        [.. patterns
            .SelectMany(p => Directory.EnumerateFiles(Path.Combine(from, Path.GetDirectoryName(p)!), Path.GetFileName(p)))
            .Order(StringComparer.Ordinal)
            .Select(f => new SourceFile(Path.GetRelativePath(from, f).Replace('\\', '/'), Manifest.Checksum(f)))];

    /// <summary>Fails before anything is begun where a source is absent.</summary>
    private static void RequireSources(string from)
    {
        foreach (var (table, pattern) in Recipes.All.SelectMany(
            r => r.Sources.SelectMany(s => s.Patterns), (r, p) => (r.Table, p)))
        {
            var folder = Path.Combine(from, Path.GetDirectoryName(pattern)!);
            if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, Path.GetFileName(pattern)).Any())
                throw new FactException($"{Path.Combine(from, pattern)}: the file is missing (needed for table {table})");
        }
    }

    private static void LoadHand(DuckDBConnection connection, string table, string staging)
    {
        var path = Path.Combine(staging, table + ".hand.csv");
        File.WriteAllText(path, Resources.Text(table + ".csv"));
        Execute(connection, $"CREATE TABLE hand_{table} AS SELECT * FROM read_csv({Sql.Text(path)}, header = true, nullstr = " +
            "'NULL')");
        File.Delete(path);
    }

    private static void RunSource(DuckDBConnection connection, string sql, string table, string from, IReadOnlyList<string> files)
    {
        try
        {
            Execute(connection, sql);
        }
        catch (DuckDBException e)
        {
            // The database does not say in which file a column is wrong.
            throw new FactException($"table {table}, out of {string.Join(", ", files.Select(f => Path.Combine(from, f)))}: " +
                $"{Sql.FirstLine(e)}", e);
        }
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
