using System.Globalization;

namespace Dyad.Gravity.Formulas;

/// <summary>Says where in a term a value is lost: the innermost part that has none although what it is made of has.</summary>
internal static class ValueFault
{
    /// <summary>The complaint about a row.</summary>
    /// <param name="name">The term as typed.</param>
    /// <param name="factors">Its expressions, multiplied with each other.</param>
    /// <param name="row">Row of the columns, from 0.</param>
    /// <param name="column">Values of a column.</param>
    public static DesignException Of(
        string name, IReadOnlyList<Expression> factors, int row, Func<Expression.Variable, double[]> column)
    {
        var lost = factors.FirstOrDefault(f => !double.IsFinite(Value(f)));
        if (lost is not null)
        {
            while (Parts(lost).FirstOrDefault(p => !double.IsFinite(Value(p))) is { } part)
                lost = part;
        }

        // The product of finite factors may overflow.
        var (value, parts) = lost is null ? (double.PositiveInfinity, factors) : (Value(lost), Parts(lost));
        if (lost is Expression.Variable)
            return new DesignException($"{name}: {Text(value)} is not finite ({At(row)})") { Row = row };
        var where = string.Join(" and ", parts.Where(p => p is not Expression.Number).Select(p => $"{p} is {Text(Value(p))}"));
        var problem = double.IsNaN(value) ? "no value" : Text(value);
        return new DesignException($"{name}: {problem} where {where} ({At(row)})") { Row = row, Condition = Condition(lost) };

        double Value(Expression e) => Functions.Evaluate(e, 1, v => [column(v)[row]])[0];
    }

    /// <summary>A value below zero where none may be.</summary>
    public static DesignException Negative(string name, Expression expression, double value, int row) =>
        new($"{name}: {Text(value)} is below zero ({At(row)})")
        {
            Row = row,
            Condition = expression is Expression.Variable v ? $"{v} >= 0" : null,
        };

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string At(int row) => string.Create(CultureInfo.InvariantCulture, $"row {row + 1} of those read");

    /// <summary>What rows with a value fulfil, where that is said of a column.</summary>
    private static string? Condition(Expression? lost) => lost switch
    {
        Expression.Applied { Argument: Expression.Variable v, Function: "log" } => $"{v} > 0",
        Expression.Applied { Argument: Expression.Variable v, Function: "log1p" } => $"{v} > -1",
        Expression.Applied { Argument: Expression.Variable v, Function: "sqrt" } => $"{v} >= 0",
        Expression.Binary { Operator: '/', Right: Expression.Variable v } => $"{v} <> 0",
        _ => null,
    };

    private static IReadOnlyList<Expression> Parts(Expression expression) => expression switch
    {
        Expression.Applied applied => [applied.Argument],
        Expression.Negation negation => [negation.Operand],
        Expression.Binary binary => [binary.Left, binary.Right],
        _ => [],
    };
}
