using Dyad.Data.Schema;
using Dyad.Workbench.Vintages;

namespace Dyad.Workbench.Facts;

/// <summary>A field as it is shown.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Type">text, int, real, bool or date.</param>
/// <param name="Unit">Unit, or empty.</param>
/// <param name="Key">Whether it is part of the key.</param>
/// <param name="Nullable">Whether it may be missing.</param>
/// <param name="Allowed">What is allowed, as in <c>schema.csv</c>.</param>
/// <param name="Description">What it holds.</param>
public sealed record ShownField(
    string Name, string Type, string Unit, bool Key, bool Nullable, string Allowed, string Description);

/// <summary>A table with its fields, its source, and rows of it.</summary>
public sealed record ShownTable(
    string Table, string Source, string Release, string Licence, string Citation, string Aggregation, string Sha256,
    IReadOnlyList<ShownField> Fields, IReadOnlyList<string> Columns, long Matching, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Shows a fact table.</summary>
public static class ShowFacts
{
    /// <summary>The table, with rows that fulfil a condition.</summary>
    /// <exception cref="UserException">The limit is not above zero.</exception>
    public static ShownTable Run(string table, string? where, int limit, StoreFacts facts)
    {
        RequireLimit(limit);
        ArgumentNullException.ThrowIfNull(facts);
        using var store = facts.Open(TimeProvider.System);
        var schema = FactSchema.Table(table);
        var (columns, rows, matching) = store.Query(table, where, limit);
        var entry = store.Describe(table);
        return new ShownTable(
            table, string.Join("; ", entry.Sources.Select(s => s.Name)), string.Join("; ", entry.Sources.Select(s => s.Release)),
            string.Join("; ", entry.Sources.Select(s => s.Licence)), string.Join("; ", entry.Sources.Select(s => s.Citation)),
            entry.Aggregation,
            entry.Sha256,
            [.. schema.Fields.Select(f => new ShownField(
                f.Name, f.TypeName, f.Unit, f.Key, f.Nullable, f.Allowed, f.Description))], columns, matching, rows);
    }

    /// <summary>Writes rows that fulfil a condition as a CSV file, in the form that <c>--data</c> reads.</summary>
    /// <returns>Rows written.</returns>
    /// <exception cref="UserException">The limit is not above zero.</exception>
    public static long Export(string table, string? where, int limit, StoreFacts facts, string path)
    {
        RequireLimit(limit);
        ArgumentNullException.ThrowIfNull(facts);
        using var store = facts.Open(TimeProvider.System);
        return store.WriteCsv(table, where, limit, path);
    }

    private static void RequireLimit(int limit)
    {
        if (limit < 1)
            throw new UserException($"--limit {limit}: one row or more");
    }
}
