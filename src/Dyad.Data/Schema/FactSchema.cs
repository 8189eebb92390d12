using System.Globalization;

namespace Dyad.Data.Schema;

/// <summary>Type of a field.</summary>
public enum FieldType
{
    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>32-bit whole number.</summary>
    Whole,

    /// <summary>64-bit floating point number.</summary>
    Real,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>Calendar date.</summary>
    Date,
}

/// <summary>A field of a fact table.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Type">Type.</param>
/// <param name="Unit">Unit, or empty.</param>
/// <param name="Key">Whether it is part of the key; keys are unique and tables are sorted by them.</param>
/// <param name="Nullable">Whether it may be missing.</param>
/// <param name="Allowed">
/// What is allowed: <c>low..high</c> (either may be missing), <c>a|b|c</c>, <c>@table</c> (a key of that table), or empty.
/// </param>
/// <param name="Description">What it holds.</param>
public sealed record FactField(
    string Name, FieldType Type, string Unit, bool Key, bool Nullable, string Allowed, string Description)
{
    /// <summary>The type as <c>schema.csv</c> names it: text, int, real, bool, date.</summary>
    public string TypeName => FactSchema.TypeNames.First(t => t.Value == Type).Key;

    /// <summary>Lowest and highest value allowed; null where no range is stated.</summary>
    internal (double Low, double High)? Range => Allowed.Split("..") is [var low, var high]
        ? (low.Length > 0 ? double.Parse(low, CultureInfo.InvariantCulture) : double.NegativeInfinity,
            high.Length > 0 ? double.Parse(high, CultureInfo.InvariantCulture) : double.PositiveInfinity)
        : null;

    /// <summary>Values allowed; null where no set is stated.</summary>
    internal IReadOnlyList<string>? Set =>
        Allowed.Length > 0 && !Allowed.StartsWith('@') && !Allowed.Contains("..", StringComparison.Ordinal) ? Allowed.Split('|') : null;

    /// <summary>The type as DuckDB names it.</summary>
    internal string SqlType => Type switch
    {
        FieldType.Whole => "INTEGER",
        FieldType.Real => "DOUBLE",
        FieldType.Bool => "BOOLEAN",
        FieldType.Date => "DATE",
        _ => "VARCHAR",
    };
}

/// <summary>A fact table as the schema describes it.</summary>
public sealed record FactTableSchema(string Name, IReadOnlyList<FactField> Fields)
{
    /// <summary>Names of the key's fields.</summary>
    public IReadOnlyList<string> Key => [.. Fields.Where(f => f.Key).Select(f => f.Name)];

    /// <summary>Columns with their types, as CREATE TABLE wants them.</summary>
    internal string SqlColumns => string.Join(", ", Fields.Select(f => $"{Sql.Name(f.Name)} {f.SqlType}"));
}

/// <summary>The schema of all fact tables: <c>data/schema.csv</c>, which is also their documentation.</summary>
public static class FactSchema
{
    /// <summary>Types by the names that <c>schema.csv</c> has for them.</summary>
    internal static readonly IReadOnlyDictionary<string, FieldType> TypeNames = new Dictionary<string, FieldType>
    {
        ["text"] = FieldType.Text,
        ["int"] = FieldType.Whole,
        ["real"] = FieldType.Real,
        ["bool"] = FieldType.Bool,
        ["date"] = FieldType.Date,
    };

    /// <summary>Tables in the order of the schema.</summary>
    public static IReadOnlyList<FactTableSchema> Tables { get; } = TableSchemas.Read("schema.csv");

    /// <summary>A table by its name.</summary>
    /// <exception cref="FactException">There is no such table.</exception>
    public static FactTableSchema Table(string name) =>
        Tables.FirstOrDefault(t => t.Name == name)
        ?? throw new FactException($"no table '{name}'; there are: {string.Join(", ", Tables.Select(t => t.Name))}");
}
