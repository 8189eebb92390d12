using Dyad.Gravity.Formulas;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dyad.Gravity.Tests.Formulas;

/// <summary>Random trees: what is printed is read as the same tree, whatever stands in it.</summary>
[Properties(Arbitrary = [typeof(FormulaProperties)])]
public class FormulaProperties
{
    private static readonly string[] Names = ["x", "DIST", "my col", "国家", ".a", "log", "i", "c", "ref", "1st", ".5a", "y_2"];

    public static Arbitrary<Expression> Expressions() => Gen.Sized(Tree).ToArbitrary();

    public static Arbitrary<Formula> Formulas()
    {
        var keys = Name.NonEmptyListOf().Select(p => new KeyTerm([.. p.Take(3)]));
        var formulas =
            from left in Gen.Sized(Tree)
            from terms in Term().ListOf()
            from constant in Gen.Elements(true, false)
            from effects in keys.ListOf()
            select new Formula(
                left, [.. terms.Distinct().OrderBy(t => t is Term.Product p ? p.Factors.Count : 1)], constant,
                [.. effects.Distinct()]);
        return formulas.ToArbitrary();
    }

    [Property]
    public void AnExpressionIsReadAsItIsPrinted(Expression tree) => Assert.Equal(tree, Formula.ParseExpression(tree.Text));

    [Property]
    public void AFormulaIsReadAsItIsPrinted(Formula formula) => Assert.Equal(formula, Formula.Parse(formula.ToString()));

    [Property]
    public void TheOrderOfTermsDoesNotMatter(Formula formula)
    {
        var turned = formula with { Terms = [.. formula.Terms.Reverse()] };
        var read = Formula.Parse(turned.ToString());
        Assert.Equal(formula.Terms.Select(t => t.Text).Order(), read.Terms.Select(t => t.Text).Order());
        Assert.Equal((formula.Left, formula.Constant), (read.Left, read.Constant));
    }

    [Property]
    public void AnyTextIsReadOrRefusedAtAPlaceInIt(string text)
    {
        try
        {
            _ = Formula.Parse(text ?? "");
        }
        catch (FormulaException e)
        {
            Assert.InRange(e.Position, 0, (text ?? "").Length);
        }
    }

    private static Gen<Expression.Variable> Name => Gen.Elements(Names).Select(n => new Expression.Variable(n));

    private static Gen<Expression> Tree(int size)
    {
        var leaf = Gen.OneOf(
            Name.Select(n => (Expression)n),
            Gen.Elements(0.0, 1, 2, 0.5, 1e-7, 1e20, 1986).Select(v => (Expression)new Expression.Number(v)));
        if (size < 2)
            return leaf;
        var part = Tree(Math.Min(size, 20) / 2);
        return Gen.OneOf(
            leaf,
            part.Select(e => (Expression)new Expression.Negation(e)),
            from function in Gen.Elements("log", "exp", "sqrt", "abs", "log1p")
            from e in part
            select (Expression)new Expression.Applied(function, e),
            from sign in Gen.Elements('+', '-', '*', '/', '^')
            from l in part
            from r in part
            select (Expression)new Expression.Binary(sign, l, r));
    }

    private static Gen<Term> Term()
    {
        var factor = Gen.Sized(Tree).Where(e => e.Variables.Any());
        var product = factor.NonEmptyListOf().Select(f => (Term)new Term.Product([.. f.Distinct().Take(3)]));
        var indicator =
            from name in Name
            from variable in Gen.OneOf(Gen.Constant<Expression?>(null), Gen.Sized(Tree).Select(e => (Expression?)e))
            from levels in Gen.Elements("1986", "CHN", "a b", "-5", "say \"no\"").ListOf()
            select (Term)new Term.Indicator(name, variable, [.. levels]);
        return Gen.OneOf(product, indicator);
    }
}
