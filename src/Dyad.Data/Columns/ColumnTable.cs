namespace Dyad.Data.Columns;

/// <summary>A column of keys.</summary>
/// <param name="Levels">
/// Level of each row, numbered from 0 in the order in which they appear; -1 where the key is missing.
/// </param>
/// <param name="Labels">Text of each level.</param>
public sealed record Keys(int[] Levels, IReadOnlyList<string> Labels);

/// <summary>Columns of a file as arrays, a value each row.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Numbers">Columns as numbers; NaN where a value is missing.</param>
/// <param name="Keys">Columns as keys.</param>
public sealed record ColumnTable(int Rows, IReadOnlyDictionary<string, double[]> Numbers, IReadOnlyDictionary<string, Keys> Keys);

/// <summary>A column of a file.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type, as DuckDB names it.</param>
public sealed record FileColumn(string Name, string Type)
{
    /// <summary>Whether its values are numbers, or true and false.</summary>
    public bool IsNumeric =>
        IsWhole || Type is "DOUBLE" or "FLOAT" or "BOOLEAN" or "HUGEINT" or "UHUGEINT" or "UBIGINT" or "BIGNUM"
        || Type.StartsWith("DECIMAL", StringComparison.Ordinal);

    /// <summary>Whether its values have a floating point, so that some may be no finite numbers.</summary>
    internal bool IsFloating => Type is "DOUBLE" or "FLOAT";

    /// <summary>Whether its values are whole numbers of at most 64 bits.</summary>
    internal bool IsWhole => Type is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER";
}

/// <summary>A column that is added to those of a file.</summary>
/// <param name="Name">Its name; takes the place of a column of the file with the same name.</param>
/// <param name="Sql">A DuckDB expression of the columns before it.</param>
public sealed record AddedColumn(string Name, string Sql);
