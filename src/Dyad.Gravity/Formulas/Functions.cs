namespace Dyad.Gravity.Formulas;

/// <summary>
/// The functions that an expression may call. Where one has no value (log of zero or less) the result is not a number.
/// </summary>
internal static class Functions
{
    private static readonly Dictionary<string, Func<double, double>> All = new(StringComparer.Ordinal)
    {
        ["log"] = x => x > 0 ? Math.Log(x) : double.NaN,
        ["log1p"] = x => x > -1 ? double.LogP1(x) : double.NaN,
        ["exp"] = Math.Exp,
        ["sqrt"] = Math.Sqrt,
        ["abs"] = Math.Abs,
    };

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>A function by its name.</summary>
    public static Func<double, double> Of(string name) => All[name];

    /// <summary>The value of an expression in every row; NaN where a column is missing. A plain column is not copied.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="column">Values of a column.</param>
    public static double[] Evaluate(Expression expression, int rows, Func<Expression.Variable, double[]> column)
    {
        switch (expression)
        {
            case Expression.Variable variable:
                return column(variable);
            case Expression.Number number:
                var constant = new double[rows];
                Array.Fill(constant, number.Value);
                return constant;
            case Expression.Applied call:
                var function = Of(call.Function);
                return Array.ConvertAll(Evaluate(call.Argument, rows, column), v => function(v));
            case Expression.Negation negation:
                return Array.ConvertAll(Evaluate(negation.Operand, rows, column), v => -v);
            case Expression.Binary { Right: Expression.Number right } power when power.Operator == '^':
                var exponent = right.Value;
                return Array.ConvertAll(Evaluate(power.Left, rows, column), v => Power(v, exponent));
            case Expression.Binary binary:
                var (x, y) = (Evaluate(binary.Left, rows, column), Evaluate(binary.Right, rows, column));
                var joined = new double[rows];
                for (var row = 0; row < rows; row++)
                    joined[row] = Join(binary.Operator, x[row], y[row]);
                return joined;
            default:
                throw new ArgumentException($"no value of {expression}", nameof(expression));
        }
    }

    private static double Join(char sign, double x, double y) => sign switch
    {
        '+' => x + y,
        '-' => x - y,
        '*' => x * y,
        '/' => x / y,
        _ => Power(x, y),
    };

    /// <summary>x^y; missing stays missing, also to the power of zero.</summary>
    private static double Power(double x, double y) =>
        double.IsNaN(x) || double.IsNaN(y) ? double.NaN : y == 2 ? x * x : Math.Pow(x, y);
}
