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

    /// <summary>Checks checksum, size, rows, columns, keys and codes of every table, the balance, and that no file is missing or foreign.</summary>
    /// <exception cref="FactException">There is no manifest to check against.</exception>
    public static IReadOnlyList<FactCheck> Verify(string folder, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        var manifest = Manifest.Read(folder);
        var checks = new List<FactCheck>();
        foreach (var entry in manifest.Tables)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(entry.Table);
            checks.Add(Checksum(folder, entry));
        }

        checks.AddRange(Files(folder, manifest));
        // A table that is not what was built says nothing by its content.
        if (checks.All(c => c.Passed))
            checks.AddRange(Contents(folder, manifest, progress, cancel));
        return checks;
    }

    /// <summary>Fails where a file is not the one that the manifest describes.</summary>
    /// <exception cref="FactException">It is absent, or its checksum differs.</exception>
    internal static void RequireChecksum(string path, string sha256)
    {
        if (!File.Exists(path))
            throw new FactException($"{path}: the file is missing");
        var found = Manifest.Checksum(path);
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

    private static IEnumerable<FactCheck> Files(string folder, Manifest manifest)
    {
        var absent = FactSchema.Tables.Select(t => t.Name).Except(manifest.Tables.Select(t => t.Table)).ToList();
        yield return new FactCheck("manifest", "every table of the schema", absent.Count == 0, string.Join(", ", absent));
        var known = manifest.Tables.Select(t => t.File).Append(Manifest.FileName).Append("schema.csv").ToHashSet(StringComparer.Ordinal);
        var foreign = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Where(f => !known.Contains(f)).ToList();
        yield return new FactCheck("folder", "no foreign file", foreign.Count == 0, string.Join(", ", foreign));
    }

    private static IEnumerable<FactCheck> Contents(string folder, Manifest manifest, IProgress<string>? progress, CancellationToken cancel)
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
                UserTable.Load(connection, FactSchema.Table(entry.Table), Path.Combine(folder, entry.File), t => FactSchema.Table(t).Key[0]);
                var rows = (long)connection.Rows($"SELECT count(*) FROM {Sql.Name(entry.Table)}")[0][0]!;
                check = new FactCheck(entry.Table, "rows, schema, keys, codes", rows == entry.Rows, rows == entry.Rows ? "" : $"{rows} rows, the manifest has {entry.Rows}");
            }
            catch (FactException e)
            {
                check = new FactCheck(entry.Table, "rows, schema, keys, codes", false, e.Message);
            }

            yield return check;
        }

        yield return Balance(connection, "trade", "sales sum to gross output", "SELECT year, exporter, sector, sum(million_usd) AS sold FROM trade GROUP BY ALL");
        yield return Balance(
            connection, "input_output", "intermediate and final sales sum to gross output",
            """
            SELECT year, exporter, sector, sum(million_usd) AS sold
            FROM (SELECT year, exporter, sector, million_usd FROM input_output UNION ALL SELECT year, exporter, sector, million_usd FROM final_demand)
            GROUP BY ALL
            """);
    }

    private static FactCheck Balance(DuckDBConnection connection, string table, string check, string sold)
    {
        var worst = connection.Rows(
            $"""
            SELECT g.year, g.economy, g.sector, coalesce(s.sold, 0), g.million_usd
            FROM gross_output g LEFT JOIN ({sold}) s ON s.year = g.year AND s.exporter = g.economy AND s.sector = g.sector
            WHERE g.year IN (SELECT DISTINCT year FROM {table})
            ORDER BY abs(coalesce(s.sold, 0) - g.million_usd) DESC LIMIT 1
            """)[0];
        var gap = Math.Abs((double)worst[3]! - (double)worst[4]!);
        var detail = FormattableString.Invariant($"{worst[0]} {worst[1]} {worst[2]}: sales {worst[3]:F0}, output {worst[4]:F0} million US$");
        return new FactCheck(table, check, gap <= Rounding, gap <= Rounding ? "" : detail);
    }
}
