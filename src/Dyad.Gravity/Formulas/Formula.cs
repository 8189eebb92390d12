namespace Dyad.Gravity.Formulas;

/// <summary>
/// A model as fixest writes it: <c>trade ~ log(DIST) + i(year, INTRA) | exporter^year + importer^year</c>.
/// docs/reference/fit.md has the grammar.
/// </summary>
/// <param name="Left">The outcome.</param>
/// <param name="Terms">Terms of the right side: those without interaction first, each once.</param>
/// <param name="Constant">Whether there is a constant; effects hold one in any case.</param>
/// <param name="Effects">Fixed effects, each once.</param>
public sealed record Formula(Expression Left, IReadOnlyList<Term> Terms, bool Constant, IReadOnlyList<KeyTerm> Effects)
{
    /// <summary>Columns that are read as numbers.</summary>
    public IEnumerable<Expression.Variable> Numbers => Left.Variables.Concat(Terms.SelectMany(t => t.Numbers));

    /// <summary>Columns that are read as keys.</summary>
    public IEnumerable<Expression.Variable> Keys => Terms.SelectMany(t => t.Keys).Concat(Effects.SelectMany(e => e.Parts));

    /// <summary>Reads a formula.</summary>
    /// <exception cref="FormulaException">It is none; the message says why, and the position where.</exception>
    public static Formula Parse(string text) => new Parser(text).Formula();

    /// <summary>Reads an expression alone, such as weights or an offset.</summary>
    /// <exception cref="FormulaException">It is none.</exception>
    public static Expression ParseExpression(string text) => new Parser(text).LoneExpression();

    /// <summary>Reads keys separated by commas, such as clusters: <c>pair</c>, <c>exporter^year, importer</c>.</summary>
    /// <exception cref="FormulaException">They are none.</exception>
    public static IReadOnlyList<KeyTerm> ParseKeys(string text) => new Parser(text).LoneKeys();

    /// <inheritdoc />
    public bool Equals(Formula? other) =>
        other is not null && Left == other.Left && Constant == other.Constant && Terms.SequenceEqual(other.Terms)
        && Effects.SequenceEqual(other.Effects);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Left, Constant, Terms.Count, Effects.Count);

    /// <summary>The formula as it can be read again.</summary>
    public override string ToString()
    {
        IEnumerable<string> right = Terms.Select(t => t.Text);
        right = !Constant ? right.Prepend("0") : Terms.Count == 0 ? ["1"] : right;
        var effects = Effects.Count == 0 ? "" : $" | {string.Join(" + ", Effects)}";
        return $"{Left} ~ {string.Join(" + ", right)}{effects}";
    }
}

/// <summary>A text that is no formula, or one that the columns do not bear.</summary>
/// <param name="problem">What is wrong, in one line.</param>
/// <param name="text">The text.</param>
/// <param name="position">Where in it, from 0.</param>
public sealed class FormulaException(string problem, string text, int position) : Exception(problem)
{
    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>Where in it, from 0 to its length.</summary>
    public int Position { get; } = position;
}
