using System.Globalization;
using Dyad.Data.Harmonise;
using Dyad.Data.Schema;

namespace Dyad.Data.Import;

/// <summary>Reads one field of a table out of the cells of a row, as the map says.</summary>
internal sealed class FieldReader
{
    private readonly FieldMap map;
    private readonly FileForm form;
    private readonly int column;
    private readonly IReadOnlySet<string>? codes;
    private readonly UnitChange change;
    private readonly bool isProduct;
    private readonly bool takesFormer;

    /// <exception cref="FactException">The file has no such column.</exception>
    public FieldReader(
        string path, FactField field, ImportMap import, IReadOnlyList<string> columns, Func<string, IReadOnlySet<string>> codesOf)
    {
        (Field, form) = (field, import.File);
        map = import.Columns.GetValueOrDefault(field.Name)
            ?? (field.Nullable && !columns.Contains(field.Name) ? new FieldMap { Value = "" } : new FieldMap { Column = field.Name });
        change = UnitChange.Of(field, map);
        column = map.Column is { } name ? Position(path, name, columns, import) : -1;
        isProduct = field.Name == "product" && import.Schema.Name == "customs_products";
        // Tables of customs hold what was stated of an economy that is no more, in years that were its own.
        takesFormer = field.Allowed == "@economies" && import.Schema.Name.StartsWith("customs_", StringComparison.Ordinal);
        codes = field.Allowed.StartsWith('@') ? codesOf(field.Allowed[1..]) : null;
    }

    /// <summary>The field.</summary>
    public FactField Field { get; }

    /// <summary>Its column in the file, for faults.</summary>
    public string Place => map.Column ?? Field.Name;

    /// <summary>The cell as it stands, for faults.</summary>
    public string Shown(object?[] cells)
    {
        var text = column < 0 ? map.Value! : Convert.ToString(cells[column], CultureInfo.InvariantCulture)!;
        return text.Length <= 60 ? text : text[..60] + "…";
    }

    /// <summary>The value, or why there is none.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="year">The row's year, for rates and for economies that are no more; null: the table has none.</param>
    public (object? Value, string? Reason) Read(object?[] cells, int? year)
    {
        var cell = column < 0 ? map.Value : cells[column];
        if (cell is string text && map.Codes.TryGetValue(text.Trim(), out var code))
            cell = code;
        // What the map states itself is written as programs write it, whatever the file does.
        var (value, reason) = CellReader.Read(cell, Field, column < 0 ? new FileForm() : form);
        if (reason is not null)
            return (null, reason);
        if (value is string s && codes is not null && !codes.Contains(s) && !(takesFormer && year <= FormerEconomies.LastYear(s)))
            return (null, $"is not a code of {Field.Allowed[1..]}{Ended(s)} (columns: {Field.Name}: codes)");
        if (value is string product && isProduct && SpecialProducts.Find(product) is { Kind: SpecialProductKind.Malformed or SpecialProductKind.Total })
            return (null, "is no code of a product: 2, 4 or 6 digits (a spreadsheet takes the zero in front of a number away)");
        if (value is not double d)
            return (value, null);
        var (changed, why) = change.Apply(d, year, Field.Name);
        return (changed, why);
    }

    private static string Ended(string code) => FormerEconomies.Of(code).Count > 0
        ? $": it is no economy any more, succeeded by {FormerEconomies.Successors(code)}" : "";

    /// <summary>Position of a column by its name.</summary>
    /// <exception cref="FactException">It is not there, or twice.</exception>
    public static int Position(string path, string name, IReadOnlyList<string> columns, ImportMap import)
    {
        var at = columns.Index().Where(c => c.Item == name).Select(c => c.Index).ToList();
        return at.Count switch
        {
            1 => at[0],
            0 => throw new FactException(
                $"{path}: row {import.File.Header}: no column '{name}'; there are {string.Join(", ", columns.Where(c => c.Length > 0).Select(c => $"'{c}'"))}"),
            _ => throw new FactException($"{path}: row {import.File.Header}: column '{name}' stands {at.Count} times"),
        };
    }
}
