using System.Globalization;

namespace Dyad.Gravity.Formulas;

/// <summary>An arithmetic expression of columns. Equal trees are equal; printed, it reads as R prints it.</summary>
public abstract record Expression
{
    private const int Sum = 1, Multiple = 2, Sign = 3, Atom = 5;

    /// <summary>How strongly it binds: sums least, names and calls most.</summary>
    private protected abstract int Strength { get; }

    /// <summary>Whether it is written with operators, so that as a term it stands in <c>I()</c>.</summary>
    public bool IsArithmetic => Strength < Atom;

    /// <summary>Columns that it reads.</summary>
    public abstract IEnumerable<Variable> Variables { get; }

    /// <summary>The expression as R prints it.</summary>
    public abstract string Text { get; }

    /// <inheritdoc />
    public sealed override string ToString() => Text;

    private string Within(int strength) => Strength < strength ? $"({Text})" : Text;

    /// <summary>A number, zero or more.</summary>
    public sealed record Number(double Value) : Expression
    {
        /// <inheritdoc />
        public override IEnumerable<Variable> Variables => [];

        /// <inheritdoc />
        public override string Text => Value.ToString("R", CultureInfo.InvariantCulture);

        private protected override int Strength => Atom;
    }

    /// <summary>A column.</summary>
    /// <param name="Name">Name of the column.</param>
    public sealed record Variable(string Name) : Expression
    {
        /// <summary>Where it stands in the formula, for complaints; equality does not ask.</summary>
        public int Position { get; init; }

        /// <inheritdoc />
        public override IEnumerable<Variable> Variables => [this];

        /// <inheritdoc />
        public override string Text => Lexer.Quote(Name);

        private protected override int Strength => Atom;

        /// <inheritdoc />
        public bool Equals(Variable? other) => other is not null && Name == other.Name;

        /// <inheritdoc />
        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);
    }

    /// <summary>A function of an expression.</summary>
    /// <param name="Function">A name of <see cref="Functions"/>.</param>
    /// <param name="Argument">What it is applied to.</param>
    public sealed record Applied(string Function, Expression Argument) : Expression
    {
        /// <inheritdoc />
        public override IEnumerable<Variable> Variables => Argument.Variables;

        /// <inheritdoc />
        public override string Text => $"{Function}({Argument.Text})";

        private protected override int Strength => Atom;
    }

    /// <summary>The negative of an expression.</summary>
    public sealed record Negation(Expression Operand) : Expression
    {
        /// <inheritdoc />
        public override IEnumerable<Variable> Variables => Operand.Variables;

        /// <inheritdoc />
        public override string Text => $"-{Operand.Within(Sign)}";

        private protected override int Strength => Sign;
    }

    /// <summary>Two expressions joined by <c>+ - * / ^</c>.</summary>
    public sealed record Binary(char Operator, Expression Left, Expression Right) : Expression
    {
        /// <inheritdoc />
        public override IEnumerable<Variable> Variables => Left.Variables.Concat(Right.Variables);

        /// <inheritdoc />
        public override string Text => Operator switch
        {
            '+' or '-' => $"{Left.Within(Sum)} {Operator} {Right.Within(Multiple)}",
            '*' => $"{Left.Within(Multiple)} * {Right.Within(Sign)}",
            '/' => $"{Left.Within(Multiple)}/{Right.Within(Sign)}",
            // A power of a power is told from the power of an exponent that is one: x^y^z is x^(y^z).
            _ => $"{Left.Within(Atom)}^{Right.Within(Sign)}",
        };

        private protected override int Strength => Operator switch { '+' or '-' => Sum, '*' or '/' => Multiple, _ => Sign + 1 };
    }
}
