namespace Dyad.Gravity.Formulas;

/// <summary>What belongs to a design besides the formula.</summary>
public sealed record DesignOptions
{
    /// <summary>
    /// Whether the outcome is a flow of zero or more with a mean of exp(η) (PPML): levels whose flows are all zero are then
    /// dropped.
    /// </summary>
    public bool Poisson { get; init; } = true;

    /// <summary>Weights, or null for ones.</summary>
    public Expression? Weights { get; init; }

    /// <summary>Offset, or null for none.</summary>
    public Expression? Offset { get; init; }

    /// <summary>Keys by which errors are clustered.</summary>
    public IReadOnlyList<KeyTerm> Clusters { get; init; } = [];

    /// <summary>Columns of keys of one kind, such as the two members of a dyad: a key has the same number in each.</summary>
    public IReadOnlyList<KeyTerm> Members { get; init; } = [];

    /// <summary>
    /// Whether levels with a single row stay in; estimates are the same, cluster-robust errors are not (Correia 2015).
    /// </summary>
    public bool KeepSingletons { get; init; }

    /// <summary>
    /// Most bytes that the terms may take; the default is what the machine, or the limit of its container, leaves to the program.
    /// </summary>
    public long MostBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Whether the design keeps which row each of its rows was, and labels of the effects' levels.</summary>
    public bool Names { get; init; }

    /// <summary>Columns that the options read as numbers.</summary>
    public IEnumerable<Expression.Variable> Numbers => (Weights?.Variables ?? []).Concat(Offset?.Variables ?? []);

    /// <summary>Columns that the options read as keys.</summary>
    public IEnumerable<Expression.Variable> Keys => Clusters.Concat(Members).SelectMany(c => c.Parts);
}
