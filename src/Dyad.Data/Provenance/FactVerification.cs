using System.Text;
using DuckDB.NET.Data;
using Dyad.Data.Schema;
using Dyad.Data.Store;

namespace Dyad.Data.Provenance;

/// <summary>One check of one table.</summary>
/// <param name="Table">Table, or the file where a table is not what is checked.</param>
/// <param name="Check">What was checked.</param>
/// <param name="Passed">Whether it holds.</param>
/// <param name="Detail">What was found where it does not; empty otherwise.</param>
public sealed record FactCheck(string Table, string Check, bool Passed, string Detail);

/// <summary>Checks a folder of fact tables against its manifest and its schema.</summary>
public static class FactVerification
{
    /// <summary>
    /// Largest gap of sales to output in a cell of WIOD that is rounding (its README: at most 113 million; a sector group sums at
    /// most seven industries).
    /// </summary>
    private const double Rounding = 113 * 7;

    private const string Follows = "rows, schema, keys, codes";

    private static readonly Balance[] Balances =
    [
        new("sales sum to gross output", "SELECT year FROM gross_output UNION SELECT year FROM trade", "FROM trade", "trade",
            "gross_output"),
        new(
            "intermediate and final sales sum to gross output",
            "SELECT year FROM input_output UNION SELECT year FROM final_demand",
            """
            SELECT year, exporter, sector, million_usd FROM input_output
            UNION ALL SELECT year, exporter, sector, million_usd FROM final_demand
            """,
            "input_output", "final_demand", "gross_output"),
    ];

    /// <summary>
    /// Checks that every byte of tables, manifest and schema is as built, that no file is missing or foreign, then rows,
    /// columns, keys, codes and values of every table, and the balance.
    /// </summary>
    /// <exception cref="FactException">There is no manifest to check against.</exception>
    public static IReadOnlyList<FactCheck> Verify(
        string folder, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        var manifest = Manifest.Read(folder);
        var checks = new List<FactCheck>();
        foreach (var entry in manifest.Tables)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(entry.Table);
            checks.Add(Checksum(folder, entry));
        }

        checks.AddRange(Companions(folder));
        checks.AddRange(Files(folder, manifest));
        // A table that is not what was built says nothing by its content.
        if (checks.All(c => c.Passed))
            checks.AddRange(Contents(folder, manifest, progress, cancel));
        return checks;
    }

    /// <summary>
    /// Checks a user's own tables as they take the place of built-in ones: columns, keys, codes, values, and balance where they
    /// can be held to it.
    /// </summary>
    /// <exception cref="FactException">The folder is absent or holds no table, or a file that is named like one and is
    /// none.</exception>
    public static IReadOnlyList<FactCheck> VerifyOwn(
        string builtInFolder, string ownFolder, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        using var store = FactStore.Open(builtInFolder, ownFolder);
        var checks = new List<FactCheck>();
        foreach (var table in FactSchema.Tables.Select(t => t.Name))
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(table);
            try
            {
                // Built-in tables are read as well: their codes must stand in the user's lists.
                store.Read([table], "SELECT 1", _ => 0);
                if (store.OwnTables.Contains(table))
                    checks.Add(new FactCheck(table, Follows, true, ""));
            }
            catch (FactException e)
            {
                checks.Add(new FactCheck(table, Follows, false, e.Message));
            }
        }

        if (checks.All(c => c.Passed))
            checks.AddRange(Balances.Where(b => b.Tables.All(store.OwnTables.Contains))
                .Select(b => b.Check(sql => store.Read([], sql, DuckDbExtensions.Row))));
        return checks;
    }

    /// <summary>Fails where a file is not the one that the manifest describes.</summary>
    /// <exception cref="FactException">It is absent or cannot be read, or its checksum differs.</exception>
    internal static void RequireChecksum(string path, string sha256)
    {
        if (!File.Exists(path))
            throw new FactException($"{path}: the file is missing");
        string found;
        try
        {
            found = Manifest.Checksum(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{path}: {e.Message}", e);
        }

        if (found != sha256)
            throw new FactException($"{path}: damaged: its SHA-256 is {found[..12]}…, the manifest has {sha256[..12]}…");
    }

    private static FactCheck Checksum(string folder, ManifestEntry entry)
    {
        try
        {
            RequireChecksum(Path.Combine(folder, entry.File), entry.Sha256);
            return new FactCheck(entry.Table, "checksum", true, "");
        }
        catch (FactException e)
        {
            return new FactCheck(entry.Table, "checksum", false, e.Message);
        }
    }

    private static IEnumerable<FactCheck> Companions(string folder)
    {
        var whole = Manifest.IsWhole(folder);
        yield return new FactCheck("manifest", "checksum", whole, whole
            ? "" : $"{Path.Combine(folder, Manifest.FileName)}: changed since it was built");
        var path = Path.Combine(folder, "schema.csv");
        var known = File.Exists(path) && File.ReadAllBytes(path).AsSpan()
            .SequenceEqual(Encoding.UTF8.GetBytes(Resources.Text("schema.csv")));
        yield return new FactCheck("schema", "the schema of this program", known, known
            ? "" : $"{path}: missing, or not the schema that this program reads");
    }

    private static IEnumerable<FactCheck> Files(string folder, Manifest manifest)
    {
        var absent = FactSchema.Tables.Select(t => t.Name).Except(manifest.Tables.Select(t => t.Table)).ToList();
        yield return new FactCheck("manifest", "every table of the schema", absent.Count == 0, string.Join(", ", absent));
        var known = manifest.Tables.Select(t => t.File).Append(Manifest.FileName).Append("schema.csv")
            .ToHashSet(StringComparer.Ordinal);
        var foreign = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Where(f => !known.Contains(f))
            .Order(StringComparer.Ordinal).ToList();
        yield return new FactCheck("folder", "no foreign file", foreign.Count == 0, string.Join(", ", foreign));
    }

    private static IEnumerable<FactCheck> Contents(
        string folder, Manifest manifest, IProgress<string>? progress, CancellationToken cancel)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach (var entry in manifest.Tables)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(entry.Table);
            FactCheck check;
            try
            {
                UserTable.Load(connection, FactSchema.Table(entry.Table), Path.Combine(folder, entry.File),
                    t => FactSchema.Table(t).Key[0], mayBeEmpty: entry.Rows == 0);
                var rows = (long)connection.Rows($"SELECT count(*) FROM {Sql.Name(entry.Table)}")[0][0]!;
                check = new FactCheck(entry.Table, Follows, rows == entry.Rows, rows == entry.Rows
                    ? "" : $"{rows} rows, the manifest has {entry.Rows}");
            }
            catch (FactException e)
            {
                check = new FactCheck(entry.Table, Follows, false, e.Message);
            }

            yield return check;
        }

        foreach (var balance in Balances)
            yield return balance.Check(connection.Rows);
    }

    /// <summary>Sales of every economy and sector group against its output.</summary>
    /// <param name="Name">What is checked.</param>
    /// <param name="Years">Query for the years in which sales and output are compared; the one without the other is a
    /// gap.</param>
    /// <param name="Sold">Sales by year, exporter and sector.</param>
    /// <param name="Tables">Tables that it is about; the first one answers for it.</param>
    private sealed record Balance(string Name, string Years, string Sold, params string[] Tables)
    {
        public FactCheck Check(Func<string, List<object?[]>> rows)
        {
            var worst = rows(
                $"""
                SELECT year, exporter, sector, coalesce(s.sold, 0), coalesce(g.million_usd, 0)
                FROM (SELECT year, economy AS exporter, sector, million_usd FROM gross_output) g
                FULL JOIN (SELECT year, exporter, sector, sum(million_usd) AS sold FROM ({Sold}) GROUP BY ALL) s USING (year,
                    exporter, sector)
                WHERE year IN ({Years})
                ORDER BY abs(coalesce(s.sold, 0) - coalesce(g.million_usd, 0)) DESC, year, exporter, sector LIMIT 1
                """);
            if (worst.Count == 0)
                return new FactCheck(Tables[0], Name, false, "no year to compare");
            var cell = worst[0];
            var gap = Math.Abs((double)cell[3]! - (double)cell[4]!);
            var detail = FormattableString.Invariant(
                $"{cell[0]} {cell[1]} {cell[2]}: sales {cell[3]:F0}, output {cell[4]:F0} million US$");
            return new FactCheck(Tables[0], Name, gap <= Rounding, gap <= Rounding ? "" : detail);
        }
    }
}
