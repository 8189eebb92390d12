using System.Security;

namespace Dyad.Reports.Chapters.Method;

/// <summary>
/// An equation as a tree, written once: presentation MathML for the web and a linear form for Word come from it.
/// </summary>
internal abstract record Expression
{
    /// <summary>Presentation MathML of this part, without the <c>math</c> element.</summary>
    public abstract string MathMl { get; }

    /// <summary>Linear form (as typed into an equation editor).</summary>
    public abstract string Linear { get; }

    /// <summary>The <c>math</c> element, displayed as a block.</summary>
    public string MathElement
        => $"<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mrow>{MathMl}</mrow></math>";

    public static implicit operator Expression(string symbol) => new Symbol(symbol);

    /// <summary>Parts one after another.</summary>
    public static Expression Row(params Expression[] parts) => new Sequence(parts);

    /// <summary>A symbol with an index below it.</summary>
    public static Expression Sub(Expression symbol, string index) => new Indexed(symbol, index, null);

    /// <summary>A symbol with an index above it.</summary>
    public static Expression Power(Expression symbol, Expression power) => new Indexed(symbol, null, power);

    /// <summary>A symbol with indices below and above it.</summary>
    public static Expression SubPower(Expression symbol, string index, Expression power) => new Indexed(symbol, index, power);

    /// <summary>One thing over another.</summary>
    public static Expression Over(Expression above, Expression below) => new Fraction(above, below);

    /// <summary>Parts in brackets.</summary>
    public static Expression In(params Expression[] parts) => new Fenced("(", ")", Row(parts));

    /// <summary>Parts between vertical bars.</summary>
    public static Expression Abs(params Expression[] parts) => new Fenced("|", "|", Row(parts));

    /// <summary>A sum over an index.</summary>
    public static Expression Sum(string index) => new Indexed("∑", index, null);

    /// <summary>A product over an index.</summary>
    public static Expression Product(string index) => new Indexed("∏", index, null);

    /// <summary>A square root.</summary>
    public static Expression Root(params Expression[] parts) => new SquareRoot(Row(parts));

    private sealed record Symbol(string Text) : Expression
    {
        private const string Operators = "=+−×·∑∏≤,;~<>/";

        public override string MathMl
        {
            get
            {
                string tag = char.IsAsciiDigit(Text[0]) ? "mn"
                    : Operators.Contains(Text[0], StringComparison.Ordinal) ? "mo" : "mi";
                return $"<{tag}>{SecurityElement.Escape(Text)}</{tag}>";
            }
        }

        public override string Linear => Text;
    }

    private sealed record Sequence(IReadOnlyList<Expression> Parts) : Expression
    {
        public override string MathMl => $"<mrow>{string.Concat(Parts.Select(p => p.MathMl))}</mrow>";

        public override string Linear => string.Join(" ", Parts.Select(p => p.Linear));
    }

    private sealed record Indexed(Expression Base, string? Below, Expression? Above) : Expression
    {
        public override string MathMl => (Below, Above) switch
        {
            ({ } below, { } above) => $"<msubsup>{Base.MathMl}<mi>{below}</mi>{above.MathMl}</msubsup>",
            ({ } below, null) => $"<msub>{Base.MathMl}<mi>{below}</mi></msub>",
            (_, { } above) => $"<msup>{Base.MathMl}{above.MathMl}</msup>",
            _ => Base.MathMl,
        };

        public override string Linear
            => Base.Linear + (Below is null ? "" : "_" + Group(Below)) + (Above is null ? "" : "^" + Group(Above.Linear));

        private static string Group(string text) => text.Length == 1 || text[0] == '(' ? text : $"({text})";
    }

    private sealed record Fraction(Expression Numerator, Expression Denominator) : Expression
    {
        public override string MathMl => $"<mfrac>{Numerator.MathMl}{Denominator.MathMl}</mfrac>";

        public override string Linear => $"({Numerator.Linear})/({Denominator.Linear})";
    }

    private sealed record Fenced(string Open, string Close, Expression Inner) : Expression
    {
        public override string MathMl => $"<mrow><mo>{Open}</mo>{Inner.MathMl}<mo>{Close}</mo></mrow>";

        public override string Linear => Open + Inner.Linear + Close;
    }

    private sealed record SquareRoot(Expression Inner) : Expression
    {
        public override string MathMl => $"<msqrt>{Inner.MathMl}</msqrt>";

        public override string Linear => $"√({Inner.Linear})";
    }
}
