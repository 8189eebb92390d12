using Dyad.Data.Schema;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Facts;

/// <summary>A table in the list of tables.</summary>
public sealed record ListedTable(
    string Table, long? Rows, long Bytes, string Source, string Release, string Licence, string Sha256);

/// <summary>Lists the fact tables with their sources.</summary>
public static class ListFacts
{
    /// <summary>The tables in the order of the schema; a user's own in place of the built-in ones.</summary>
    public static IReadOnlyList<ListedTable> Run(StoreFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        using var store = facts.Open(TimeProvider.System);
        return
        [
            .. FactSchema.Tables.Select(t => store.Describe(t.Name)).Select(e => new ListedTable(
                e.Table, e.Rows, e.Bytes, string.Join("; ", e.Sources.Select(s => s.Name)),
                string.Join("; ", e.Sources.Select(s => s.Release)),
                string.Join("; ", e.Sources.Select(s => s.Licence)), e.Sha256)),
        ];
    }
}
