using System.Globalization;
using Dyad.Data.Schema;
using Dyad.Data.Sources;
using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Vintages;

/// <summary>Makes the file of an object out of staged parts, and puts it in its place.</summary>
internal static class ObjectWriter
{
    /// <summary>
    /// Writes the rows of all parts, sorted by key: the same rows give the same bytes, in whatever order they came. Rows that stand
    /// twice, alike in every field, are one; two rows of one key that differ are a fault.
    /// </summary>
    /// <returns>Keys of which the later row was left out.</returns>
    /// <exception cref="FactException">Two rows of one key differ, and good rows alone are not wanted.</exception>
    public static IReadOnlyList<RowFault> Gather(
        FactTableSchema table, IReadOnlyList<(string Part, string Path)> parts, string path, bool goodRowsOnly)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        // One thread: the bytes of the file must not depend on the machine.
        connection.Run("SET threads = 1");
        var fields = string.Join(", ", table.Fields.Select(f => Sql.Name(f.Name)));
        var key = string.Join(", ", table.Key.Select(Sql.Name));
        var union = string.Join(" UNION ALL ", parts.Select((p, i) => $"SELECT {i} AS part_, {fields} FROM read_parquet({Sql.Text(p.Path)})"));
        connection.Run(
            $"CREATE TABLE all_rows AS SELECT min(part_) AS part_, {fields} FROM ({union}) GROUP BY ALL");
        var twice = connection.Rows(
            $"SELECT {key}, min(part_), max(part_) FROM all_rows GROUP BY {key} HAVING count(*) > 1 ORDER BY ALL");
        var faults = twice.Select(row => new RowFault(
            parts[Convert.ToInt32(row[^1], CultureInfo.InvariantCulture)].Part, 0, string.Join(", ", table.Key),
            string.Join(", ", row.SkipLast(2).Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))),
            $"stands twice with different values (also in {parts[Convert.ToInt32(row[^2], CultureInfo.InvariantCulture)].Part})")).ToList();
        if (faults.Count > 0 && !goodRowsOnly)
            throw new FactException($"{table.Name}: {RowFault.Told(faults)}");

        connection.Run(
            $"""
            COPY (SELECT {fields} FROM all_rows QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY part_, {fields}) = 1 ORDER BY {key})
            TO {Sql.Text(path)} (FORMAT parquet, COMPRESSION zstd)
            """);
        return faults;
    }

    /// <summary>Moves a file to its place among the objects; where the same is there, it stays.</summary>
    public static void Place(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // On the disk before the catalogue names it.
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(file);
        File.Move(path, target, overwrite: true);
    }
}
