namespace Dyad.Gravity.Formulas;

/// <summary>A column of keys: countries, years, pairs.</summary>
/// <param name="Levels">Level of each row, numbered from 0; -1 where the key is missing.</param>
/// <param name="Labels">Text of each level.</param>
public sealed record KeyColumn(int[] Levels, IReadOnlyList<string> Labels);

/// <summary>The columns that a formula is about. Arrays are read, never written.</summary>
public interface IColumns
{
    /// <summary>Number of rows.</summary>
    int Rows { get; }

    /// <summary>A column as numbers, a value each row; missing is NaN.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    double[] Numbers(string name);

    /// <summary>A column as keys.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    KeyColumn Keys(string name);
}
