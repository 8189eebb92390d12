using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Formulas;

/// <summary>A formula made into arrays.</summary>
/// <param name="Sample">
/// The sample: rows that were not dropped, in their order. Without effects it holds the constant as an effect of one level;
/// <see cref="HasIntercept"/> then says so.
/// </param>
/// <param name="Clusters">Clusters of these rows, one set for each of <see cref="DesignOptions.Clusters"/>.</param>
/// <param name="Members">Keys of these rows, one set for each of <see cref="DesignOptions.Members"/>, numbered alike.</param>
/// <param name="HasIntercept">Whether the only effect is the constant, whose estimate is to be reported.</param>
/// <param name="Missing">Rows dropped because a value is missing.</param>
/// <param name="Singletons">Rows dropped because they are alone in a level of an effect.</param>
/// <param name="AllZero">Rows dropped because a level of theirs has zero flows alone (PPML).</param>
/// <param name="ZeroWeight">Rows left out because their weight is zero.</param>
public sealed record Design(
    GravitySample Sample, IReadOnlyList<FixedEffect> Clusters, IReadOnlyList<FixedEffect> Members, bool HasIntercept, int Missing,
    int Singletons, int AllZero, int ZeroWeight)
{
    /// <summary>Names of rows and levels, where <see cref="DesignOptions.Names"/> asks for them.</summary>
    public DesignNames? Names { get; init; }

    /// <summary>Makes the arrays of a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="columns">Columns that it names.</param>
    /// <param name="options">Weights, offset, clusters, what is dropped.</param>
    /// <exception cref="DesignException">The columns do not bear the formula; the message says which and where.</exception>
    public static Design Of(Formula formula, IColumns columns, DesignOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(columns);
        return new DesignBuilder(formula, columns, options ?? new DesignOptions()).Build();
    }
}

/// <summary>What rows and levels of a design were called.</summary>
/// <param name="Rows">Row of the columns, from 0, of each row of the sample.</param>
/// <param name="Levels">
/// For each effect of the sample the labels of its levels, those of a combination joined by <c>^</c>; that of a constant is empty.
/// </param>
public sealed record DesignNames(int[] Rows, IReadOnlyList<IReadOnlyList<string>> Levels);

/// <summary>
/// Columns that do not bear a formula; the message is one line that names the term and, where there is one, the row.
/// </summary>
public sealed class DesignException(string message) : Exception(message)
{
    /// <summary>Row of the columns whose value is at fault, from 0; null where the fault is none of a row.</summary>
    public int? Row { get; init; }

    /// <summary>What rows without the fault fulfil, such as <c>trade > 0</c>; null where it is not known.</summary>
    public string? Condition { get; init; }
}
