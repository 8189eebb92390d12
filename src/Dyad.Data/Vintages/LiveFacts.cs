using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Vintages;

/// <summary>
/// What a store of vintages adds to the fact tables, as known at a moment: rows that take the place of built-in ones of the same key,
/// later answers over earlier ones. The same moment gives the same rows for ever.
/// </summary>
public sealed class LiveFacts
{
    private readonly VintageStore store;
    private readonly IReadOnlyList<(Vintage Vintage, DateTimeOffset Since)> known;

    private LiveFacts(VintageStore store, IReadOnlyList<(Vintage Vintage, DateTimeOffset Since)> known)
    {
        (this.store, this.known) = (store, known);
        Vintages = [.. known.Select(k => k.Vintage).Where(v => FactSchema.Tables.Any(t => Layers(v, t.Name).Any()))];
        foreach (var vintage in Vintages)
            RequireRows(vintage);
    }

    /// <summary>Whether nothing was known.</summary>
    public bool IsEmpty => known.Count == 0;

    /// <summary>Vintages known at that moment that have rows for a fact table, the oldest first.</summary>
    public IReadOnlyList<Vintage> Vintages { get; }

    /// <summary>
    /// The moment from which on just this was known: as of it, and as of every later moment until the next such vintage, the facts are the
    /// same; null where no vintage plays a part.
    /// </summary>
    /// <param name="source">A source whose own table plays a part beside the fact tables, or null.</param>
    public DateTimeOffset? Moment(string? source = null) => known
        .Where(k => k.Vintage.Source == source || Vintages.Contains(k.Vintage)).Select(k => (DateTimeOffset?)k.Since).Max();

    /// <summary>What a store knew at a moment.</summary>
    /// <param name="store">The store.</param>
    /// <param name="asOf">The moment; null: now.</param>
    /// <exception cref="FactException">The moment is yet to come, or vintages of it were pruned.</exception>
    public static LiveFacts Of(VintageStore store, DateTimeOffset? asOf)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (asOf > store.Now)
            throw new FactException($"--as-of {asOf:yyyy-MM-dd'T'HH:mm:ss'Z'}: yet to come: what is known then can still change");
        return new LiveFacts(store, store.Known(asOf ?? DateTimeOffset.MaxValue));
    }

    /// <summary>Vintages that have rows for a fact table.</summary>
    public IReadOnlyList<Vintage> For(string table) => [.. Vintages.Where(v => Layers(v, table).Any())];

    /// <summary>
    /// Files of a source's table that bears the source's name: of each partition the one that was answered last, whatever was asked; a later
    /// release of a year takes the place of the earlier one.
    /// </summary>
    /// <param name="source">Name of the source, and of the table.</param>
    /// <exception cref="FactException">Its rows were pruned.</exception>
    public IReadOnlyList<string> Files(string source)
    {
        var vintages = known.Select(k => k.Vintage).Where(v => v.Source == source).ToList();
        vintages.ForEach(RequireRows);
        return
        [
            .. vintages.SelectMany(v => v.Objects).Where(o => o.Table == source)
                .GroupBy(o => o.Partition.Length > 0 ? o.Partition : o.Sha256).Select(same => same.Last())
                .Where(o => o.Rows > 0).OrderBy(o => o.Partition, StringComparer.Ordinal).Select(store.PathOf),
        ];
    }

    /// <summary>
    /// Lays the rows over a table that is loaded: of each source what it last stated (<see cref="Layer.Scopes"/>), then later sources over
    /// earlier ones, key by key.
    /// </summary>
    internal void Lay(DuckDBConnection connection, FactTableSchema table)
    {
        var fields = string.Join(", ", table.Fields.Select(f => Sql.Name(f.Name)));
        var key = string.Join(", ", table.Key.Select(Sql.Name));
        var name = Sql.Name(table.Name);
        connection.Run($"CREATE OR REPLACE TEMP TABLE laid AS SELECT {fields}, '' AS source_, 0 AS order_ FROM {name}");
        foreach (var (order, vintage) in For(table.Name).Index())
        {
            foreach (var (layer, objects) in Layers(vintage, table.Name))
            {
                foreach (var item in objects)
                    FactVerification.RequireChecksum(store.PathOf(item), item.Sha256);
                var files = string.Join(", ", objects.Select(o => Sql.Text(store.PathOf(o))));
                connection.Run($"CREATE OR REPLACE TEMP VIEW source_rows AS SELECT * FROM read_parquet([{files}])");
                connection.Run($"SET VARIABLE citation = {Sql.Text($"{vintage.Citation} ({vintage.Id})")}");
                connection.Run($"INSERT INTO laid SELECT {fields}, {Sql.Text(vintage.Source)}, {order + 1} FROM ({layer.Select})");
            }
        }

        var scope = Layer.Scopes.GetValueOrDefault(table.Name, key);
        connection.Run($"DELETE FROM laid WHERE {Layer.Superseded.GetValueOrDefault(table.Name, "false")}");
        connection.Run(
            $"""
            CREATE OR REPLACE TABLE {name} AS
            SELECT {fields} FROM (FROM laid QUALIFY order_ = max(order_) OVER (PARTITION BY source_, {scope}))
            QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY order_ DESC) = 1 ORDER BY {key};
            DROP TABLE laid
            """);
    }

    /// <summary>Fact tables whose codes a layer of a table needs.</summary>
    internal static IEnumerable<string> Needs(FactTableSchema table) =>
        table.Fields.Where(f => f.Allowed.StartsWith('@')).Select(f => f.Allowed[1..]).Append("economies")
            .Where(t => t != table.Name).Distinct();

    /// <summary>The table as it is described: the built-in one with the vintages over it.</summary>
    internal ManifestEntry Describe(ManifestEntry below, long rows)
    {
        var over = For(below.Table);
        var sources = over.Select(v => new FactSource(
            $"{v.Publisher}, {v.Title}", $"vintage {v.Id}{(v.Release.Length > 0 ? $", release {v.Release}" : "")}", v.Licence, v.Citation,
            [.. v.Objects.Select(o => new SourceFile($"{v.Id}/{o.Table}{o.Partition}", o.Sha256))]));
        return below with
        {
            Rows = rows,
            Sha256 = Staging.Digest(string.Join('\n', [below.Sha256, .. over.Select(v => v.Id)])),
            Sources = [.. below.Sources, .. sources],
        };
    }

    private static void RequireRows(Vintage vintage)
    {
        if (vintage.PrunedAt is { } at)
            throw new FactException($"{vintage.Id}: known then, pruned on {at:yyyy-MM-dd}: what was known at that moment cannot be told any more");
    }

    private static IEnumerable<(Layer Layer, IReadOnlyList<VintageObject> Objects)> Layers(Vintage vintage, string table) =>
        from layer in Layer.Of(vintage, table)
        let objects = vintage.Objects.Where(o => o.Table == layer.SourceTable && o.Rows > 0).ToList()
        where objects.Count > 0
        select (layer, (IReadOnlyList<VintageObject>)objects);
}
