using System.Globalization;

namespace Dyad.Gravity.Formulas;

/// <summary>
/// Recursive descent over the tokens of a formula. Arithmetic binds as in R: <c>^</c> (to the right), the sign, <c>* /</c>, <c>+
/// -</c>;
/// between terms <c>:</c> binds closer than <c>*</c>, which is the terms and their interactions.
/// </summary>
internal sealed class Parser
{
    /// <summary>Most brackets, signs and powers within each other: beyond it a text is no formula that a person wrote.</summary>
    private const int Deepest = 100;

    private readonly string text;
    private readonly List<Token> tokens;
    private int at;
    private int depth;

    public Parser(string text)
    {
        this.text = text;
        tokens = Lexer.Read(text);
    }

    private Token Now => tokens[at];

    public Formula Formula()
    {
        if (Now.Kind == TokenKind.End)
            throw Fault("the formula is empty: outcome ~ terms | effects");
        var left = Arithmetic();
        Expect("~", "between the outcome and the terms");
        var terms = new List<Term>();
        var constant = true;
        Sum(terms, ref constant);
        List<KeyTerm> effects = [];
        if (Take("|") && !(Now.Text is "0" or "1" && Now.Kind == TokenKind.Number && Skip()))
            effects = Separated("+", Key);
        if (Is("|"))
            throw Fault("instruments (a second '|') are not estimated");
        End();
        return new Formula(left, [.. terms.Distinct().OrderBy(Degree)], constant, [.. effects.Distinct()]);
    }

    public Expression LoneExpression()
    {
        var expression = Arithmetic();
        End();
        return expression;
    }

    public IReadOnlyList<KeyTerm> LoneKeys()
    {
        var keys = Separated(",", Key);
        End();
        return [.. keys.Distinct()];
    }

    private static int Degree(Term term) => term is Term.Product product ? product.Factors.Count : 1;

    private List<T> Separated<T>(string sign, Func<T> part)
    {
        List<T> parts = [part()];
        while (Take(sign))
            parts.Add(part());
        return parts;
    }

    private void Sum(List<Term> terms, ref bool constant)
    {
        for (var minus = Take("-"); ;)
        {
            var start = Now;
            if (Now is { Kind: TokenKind.Number, Text: "0" or "1" } && IsAlone(tokens[at + 1]))
            {
                constant = Now.Text == "1" ? !minus : minus;
                at++;
            }
            else if (minus)
            {
                throw Fault("only the constant can be taken away: - 1", start);
            }
            else
            {
                terms.AddRange(Crossing());
            }

            minus = Take("-");
            if (!minus && !Take("+"))
                return;
        }
    }

    private static bool IsAlone(Token next) => next.Kind == TokenKind.End || next.Text is "+" or "-" or "|";

    /// <summary><c>a*b</c>: the terms and all their interactions.</summary>
    private List<Term> Crossing()
    {
        if (Is("i") && tokens[at + 1].Text == "(")
        {
            var indicator = Indicator();
            return Is(":") || Is("*") ? throw Fault("i() stands alone: i(factor, variable) is the interaction") : [indicator];
        }

        List<IReadOnlyList<Expression>> products = [[]];
        do
        {
            var factors = Separated(":", Factor);
            products.AddRange([.. products.Select(p => (IReadOnlyList<Expression>)[.. p.Concat(factors).Distinct()])]);
        }
        while (Take("*"));
        if (Is("/"))
            throw Fault("'/' between terms: I(a/b) divides columns");
        return [.. products.Skip(1).Select(p => new Term.Product(p))];
    }

    private Expression Factor()
    {
        var start = Now;
        if (Is("i") && tokens[at + 1].Text == "(")
            throw Fault("i() stands alone: i(factor, variable) is the interaction");
        if (Now.Kind is not TokenKind.Name)
            throw Fault($"a term is wanted, {Now} is none{(Is("(") ? "; I(...) holds arithmetic" : "")}");
        var factor = Primary();
        if (factor is Expression.Number || !factor.Variables.Any())
            throw Fault("a term without a column", start);
        if (!Take("^"))
            return factor;
        return Now.Kind == TokenKind.Number
            ? new Expression.Binary('^', factor, Primary())
            : throw Fault("the power of a term is a number; other arithmetic stands in I(...)");
    }

    private Term.Indicator Indicator()
    {
        at += 2;
        var factor = Name("a factor");
        Expression? variable = null;
        List<string> references = [];
        while (Take(","))
        {
            if (Now.Kind == TokenKind.Name && tokens[at + 1].Text == "=")
            {
                if (Now.Text != "ref")
                    throw Fault($"i() knows no '{Now.Text}'; it knows ref");
                at += 2;
                references = References();
            }
            else if (variable is not null)
            {
                throw Fault("i() takes a factor and one variable");
            }
            else
            {
                variable = Arithmetic();
            }
        }

        Expect(")", "after the arguments of i");
        return new Term.Indicator(factor, variable, references);
    }

    private List<string> References()
    {
        if (!(Is("c") && tokens[at + 1].Text == "("))
            return [Level()];
        at += 2;
        var levels = Separated(",", Level);
        Expect(")", "after the levels");
        return levels;
    }

    private string Level()
    {
        var sign = Take("-") ? "-" : "";
        return Now.Kind is TokenKind.Number or TokenKind.Text
            ? sign + tokens[at++].Text
            : throw Fault($"a level is wanted: a number, or a text between quotes; {Now} is none");
    }

    private KeyTerm Key()
    {
        var parts = Separated("^", () => Name("a column"));
        if (Is("["))
            throw Fault("slopes that vary by effect are not estimated");
        return new KeyTerm(parts);
    }

    private Expression Arithmetic()
    {
        var left = Multiple();
        while (Is("+") || Is("-"))
            left = new Expression.Binary(tokens[at++].Text[0], left, Multiple());
        return left;
    }

    private Expression Multiple()
    {
        var left = Signed();
        while (Is("*") || Is("/"))
            left = new Expression.Binary(tokens[at++].Text[0], left, Signed());
        return left;
    }

    private Expression Signed()
    {
        if (++depth > Deepest)
            throw Fault("nested too deeply");
        var expression = Take("-") ? new Expression.Negation(Signed()) : Power();
        depth--;
        return expression;
    }

    private Expression Power()
    {
        var left = Primary();
        return Take("^") ? new Expression.Binary('^', left, Signed()) : left;
    }

    private Expression Primary()
    {
        if (Now.Kind == TokenKind.Number)
            return new Expression.Number(double.Parse(tokens[at++].Text, CultureInfo.InvariantCulture));
        if (Take("("))
            return Closed();
        if (Now.Kind != TokenKind.Name || tokens[at + 1].Text != "(" || tokens[at + 1].Kind != TokenKind.Sign)
            return Name("a column or a number");
        var function = tokens[at];
        if (function.Text != "I" && !Functions.Names.Contains(function.Text))
        {
            var known = string.Join(", ", Functions.Names);
            throw Fault($"unknown function '{function.Text}'; there are: {known}, I, and i for factors", function);
        }

        at += 2;
        var argument = Closed();
        return function.Text == "I" ? argument : new Expression.Applied(function.Text, argument);
    }

    private Expression Closed()
    {
        var inner = Arithmetic();
        Expect(")", "to close the bracket");
        return inner;
    }

    private Expression.Variable Name(string wanted) => Now.Kind == TokenKind.Name
        ? new Expression.Variable(Now.Text) { Position = tokens[at++].Position }
        : throw Fault($"{wanted} is wanted, not {Now}");

    private bool Is(string sign) => Now.Text == sign && Now.Kind is TokenKind.Sign or TokenKind.Name;

    private bool Take(string sign) => Now.Kind == TokenKind.Sign && Now.Text == sign && Skip();

    private bool Skip()
    {
        at++;
        return true;
    }

    private void Expect(string sign, string where)
    {
        if (!Take(sign))
            throw Fault($"'{sign}' is wanted {where}, not {Now}");
    }

    private void End()
    {
        if (Now.Kind != TokenKind.End)
            throw Fault($"{Now} is not understood here");
    }

    private FormulaException Fault(string problem, Token? where = null) => new(problem, text, (where ?? Now).Position);
}
