using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Vintages;

/// <summary>A row that two vintages have differently.</summary>
/// <param name="Key">Values of the key.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Values">Of a changed row the fields that differ, with both values; null for what is missing.</param>
public sealed record RowDifference(
    IReadOnlyDictionary<string, object?> Key, string Kind, IReadOnlyDictionary<string, (object? Old, object? New)> Values);

/// <summary>What became of a table from one vintage to another.</summary>
/// <param name="Table">Table.</param>
/// <param name="Added">Rows that the second has alone.</param>
/// <param name="Removed">Rows that the first has alone.</param>
/// <param name="Changed">Rows of one key with other values.</param>
/// <param name="Same">Rows that are alike.</param>
/// <param name="Rows">Differences in the order of the key, as many as were asked for.</param>
public sealed record TableDifference(
    string Table, long Added, long Removed, long Changed, long Same, IReadOnlyList<RowDifference> Rows);

/// <summary>Compares two vintages row by row: what a source revised.</summary>
public static class VintageDiff
{
    /// <summary>The differences of every table that both or either have.</summary>
    /// <param name="store">The store.</param>
    /// <param name="older">One vintage.</param>
    /// <param name="newer">The other, of the same source.</param>
    /// <param name="limit">Rows that are told of a table at the most.</param>
    /// <exception cref="FactException">The vintages are of two sources, or the objects of one were pruned.</exception>
    public static IReadOnlyList<TableDifference> Of(VintageStore store, Vintage older, Vintage newer, int limit)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        if (older.Source != newer.Source)
            throw new FactException($"{older.Id} and {newer.Id} are of two sources; a source is compared with itself");
        foreach (var vintage in new[] { older, newer })
        {
            if (vintage.PrunedAt is { } at)
                throw new FactException($"{vintage.Id}: pruned on {at:yyyy-MM-dd}; fetch it again to compare");
        }

        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return
        [
            .. from table in older.Objects.Concat(newer.Objects).GroupBy(o => o.Table).OrderBy(g => g.Key, StringComparer.Ordinal)
               select Compare(connection, store, table.Key, table.First().Key, older, newer, limit),
        ];
    }

    private static TableDifference Compare(
        DuckDBConnection connection, VintageStore store, string table, IReadOnlyList<string> key, Vintage older, Vintage newer, int limit)
    {
        foreach (var (side, vintage, other) in new[] { ("old", older, newer), ("new", newer, older) })
        {
            var files = Files(store, vintage, table);
            var rows = files.Length > 0 ? $"FROM read_parquet([{files}])" : $"FROM read_parquet([{Files(store, other, table)}]) WHERE false";
            connection.Run($"CREATE OR REPLACE VIEW {side}_rows AS SELECT *, true AS there_ {rows}");
        }

        var fields = connection.Rows("DESCRIBE old_rows").Select(r => (string)r[0]!).Where(f => f != "there_").ToList();
        var values = fields.Except(key).ToList();
        var changed = values.Count == 0 ? "false" : string.Join(" OR ", values.Select(v => $"o.{Sql.Name(v)} IS DISTINCT FROM n.{Sql.Name(v)}"));
        connection.Run(
            $"""
            CREATE OR REPLACE TABLE compared AS
            SELECT {string.Join(", ", key.Select(Sql.Name))},
                {string.Concat(values.Select((v, i) => $"o.{Sql.Name(v)} AS old{i}, n.{Sql.Name(v)} AS new{i}, "))}
                CASE WHEN o.there_ IS NULL THEN 'added' WHEN n.there_ IS NULL THEN 'removed' WHEN {changed} THEN 'changed' END AS kind_
            FROM old_rows o FULL JOIN new_rows n USING ({string.Join(", ", key.Select(Sql.Name))})
            """);
        var counts = connection.Rows(
            """
            SELECT count(*) FILTER (kind_ = 'added'), count(*) FILTER (kind_ = 'removed'), count(*) FILTER (kind_ = 'changed'),
                count(*) FILTER (kind_ IS NULL)
            FROM compared
            """)[0].Select(c => (long)c!).ToArray();
        var told = connection.Rows($"SELECT * FROM compared WHERE kind_ IS NOT NULL ORDER BY {string.Join(", ", key.Select(Sql.Name))} LIMIT {limit}");
        return new TableDifference(table, counts[0], counts[1], counts[2], counts[3], [.. told.Select(Row)]);

        RowDifference Row(object?[] row)
        {
            var kind = (string)row[^1]!;
            var pairs = values.Select((v, i) => (v, Old: row[key.Count + (2 * i)], New: row[key.Count + (2 * i) + 1]));
            return new RowDifference(
                key.Select((k, i) => (k, row[i])).ToDictionary(k => k.k, k => k.Item2), kind,
                kind == "changed"
                    ? pairs.Where(p => !Equals(p.Old, p.New)).ToDictionary(p => p.v, p => (p.Old, p.New))
                    : new Dictionary<string, (object?, object?)>());
        }
    }

    private static string Files(VintageStore store, Vintage vintage, string table) =>
        string.Join(", ", vintage.Objects.Where(o => o.Table == table).Select(o => Sql.Text(store.PathOf(o))));
}
