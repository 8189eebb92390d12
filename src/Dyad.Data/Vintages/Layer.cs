using Dyad.Data.Schema;

namespace Dyad.Data.Vintages;

/// <summary>How rows of a source become rows of a fact table.</summary>
/// <param name="Source">Name of the source; empty: any.</param>
/// <param name="SourceTable">Its table.</param>
/// <param name="Table">The fact table.</param>
/// <param name="Select">
/// Query over the view <c>source_rows</c> that gives every field of the fact table. It may read the table <c>economies</c> and
/// <c>getvariable('citation')</c>. One row a key.
/// </param>
internal sealed record Layer(string Source, string SourceTable, string Table, string Select)
{
    private static readonly IReadOnlyList<Layer> All =
    [
    ];

    /// <summary>The ways from a vintage to a fact table. What was imported into the table itself goes as it is.</summary>
    public static IEnumerable<Layer> Of(Vintage vintage, string table) =>
        vintage.Objects.Any(o => o.Table == table)
            ? [new Layer("", table, table, $"SELECT {string.Join(", ", FactSchema.Table(table).Fields.Select(f => Sql.Name(f.Name)))} FROM source_rows")]
            : All.Where(l => l.Source == vintage.Source && l.Table == table);
}
