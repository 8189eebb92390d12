namespace Dyad.Gravity.Formulas;

/// <summary>A term of the right side: one column, or with a factor one for each level.</summary>
public abstract record Term
{
    /// <summary>Columns that are read as numbers.</summary>
    public abstract IEnumerable<Expression.Variable> Numbers { get; }

    /// <summary>Columns that are read as keys.</summary>
    public abstract IEnumerable<Expression.Variable> Keys { get; }

    /// <summary>The term as fixest prints it.</summary>
    public abstract string Text { get; }

    /// <inheritdoc />
    public sealed override string ToString() => Text;

    /// <summary>Expressions multiplied with each other; a term without interaction has one.</summary>
    public sealed record Product(IReadOnlyList<Expression> Factors) : Term
    {
        /// <inheritdoc />
        public override IEnumerable<Expression.Variable> Numbers => Factors.SelectMany(f => f.Variables);

        /// <inheritdoc />
        public override IEnumerable<Expression.Variable> Keys => [];

        /// <inheritdoc />
        public override string Text => string.Join(':', Factors.Select(f =>
            f.IsArithmetic || f is Expression.Number ? $"I({f})" : f.Text));

        /// <inheritdoc />
        public bool Equals(Product? other) => other is not null && Factors.SequenceEqual(other.Factors);

        /// <inheritdoc />
        public override int GetHashCode() => Factors.Aggregate(Factors.Count, HashCode.Combine);
    }

    /// <summary><c>i(factor, variable, ref = values)</c>: a dummy of each level, times the variable where there is one.</summary>
    /// <param name="Factor">Column whose levels are told apart.</param>
    /// <param name="Variable">What each dummy is multiplied with, or null.</param>
    /// <param name="References">Levels that are left out, as text.</param>
    public sealed record Indicator(Expression.Variable Factor, Expression? Variable, IReadOnlyList<string> References) : Term
    {
        /// <inheritdoc />
        public override IEnumerable<Expression.Variable> Numbers => Variable?.Variables ?? [];

        /// <inheritdoc />
        public override IEnumerable<Expression.Variable> Keys => [Factor];

        /// <inheritdoc />
        public override string Text
        {
            get
            {
                var variable = Variable is null ? "" : $", {Variable}";
                string[] values = [.. References.Select(Lexer.Value)];
                var references = values.Length switch
                {
                    0 => "",
                    1 => $", ref = {values[0]}",
                    _ => $", ref = c({string.Join(", ", values)})",
                };
                return $"i({Factor}{variable}{references})";
            }
        }

        /// <summary>Name of the column of a level, as fixest prints it.</summary>
        public string NameOf(string level) => Variable is null ? $"{Factor.Name}::{level}" : $"{Factor.Name}::{level}:{Variable}";

        /// <inheritdoc />
        public bool Equals(Indicator? other) =>
            other is not null && Factor == other.Factor && Variable == other.Variable
                && References.SequenceEqual(other.References);

        /// <inheritdoc />
        public override int GetHashCode() => HashCode.Combine(Factor, Variable, References.Count);
    }
}

/// <summary>A fixed effect or a cluster: a key, or several combined (<c>exporter^year</c>).</summary>
public sealed record KeyTerm(IReadOnlyList<Expression.Variable> Parts)
{
    /// <summary>The effect as fixest prints it.</summary>
    public string Text => string.Join('^', Parts);

    /// <inheritdoc />
    public bool Equals(KeyTerm? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc />
    public override int GetHashCode() => Parts.Aggregate(Parts.Count, HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() => Text;
}
