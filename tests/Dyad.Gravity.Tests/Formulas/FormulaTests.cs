using Dyad.Gravity.Formulas;

namespace Dyad.Gravity.Tests.Formulas;

/// <summary>What a formula means, and how its terms are printed: as R and fixest print them.</summary>
public class FormulaTests
{
    [Theory]
    [InlineData("trade~log(DIST)+CNTG|exporter^year+importer^year", "trade ~ log(DIST) + CNTG | exporter^year + importer^year")]
    [InlineData("log(trade) ~ x^2", "log(trade) ~ I(x^2)")]
    [InlineData("y ~ I(x ^ 2)", "y ~ I(x^2)")]
    [InlineData("y ~ I(a*b)", "y ~ I(a * b)")]
    [InlineData("y ~ I(a/b + 1)", "y ~ I(a/b + 1)")]
    [InlineData("y ~ I((a + b)*c)", "y ~ I((a + b) * c)")]
    [InlineData("y ~ a*b", "y ~ a + b + a:b")]
    [InlineData("y ~ a*b*c", "y ~ a + b + c + a:b + a:c + b:c + a:b:c")]
    [InlineData("y ~ a:b + c", "y ~ c + a:b")]
    [InlineData("y ~ a + a", "y ~ a")]
    [InlineData("y ~ a*b:c", "y ~ a + b:c + a:b:c")]
    [InlineData("y ~ a:log(b)", "y ~ a:log(b)")]
    [InlineData("y ~ 1", "y ~ 1")]
    [InlineData("y ~ 0 + a | f", "y ~ 0 + a | f")]
    [InlineData("y ~ a - 1", "y ~ 0 + a")]
    [InlineData("y ~ -1 + a", "y ~ 0 + a")]
    [InlineData("y ~ 1 + a | 1", "y ~ a")]
    [InlineData("y ~ a | 0", "y ~ a")]
    [InlineData("y ~ i(year)", "y ~ i(year)")]
    [InlineData("y ~ i(year, INTRA)", "y ~ i(year, INTRA)")]
    [InlineData("y ~ i(year, log(DIST), ref=1986)", "y ~ i(year, log(DIST), ref = 1986)")]
    [InlineData("y ~ i(year, ref = c(1986, 1990))", "y ~ i(year, ref = c(1986, 1990))")]
    [InlineData("y ~ i(who, ref = 'CHN')", "y ~ i(who, ref = \"CHN\")")]
    [InlineData("y ~ `my column` + 国家", "y ~ `my column` + 国家")]
    [InlineData("y/1e3 ~ a", "y/1000 ~ a")]
    [InlineData("y ~ i", "y ~ i")]
    public void IsReadAs(string typed, string printed)
    {
        var formula = Formula.Parse(typed);
        Assert.Equal(printed, formula.ToString());
        Assert.Equal(formula, Formula.Parse(printed));
    }

    [Theory]
    [InlineData("x^2^3", 2, 256)]
    [InlineData("-x^2", 3, -9)]
    [InlineData("2 - x - 1", 5, -4)]
    [InlineData("12/x/2", 3, 2)]
    [InlineData("x^-1", 4, 0.25)]
    [InlineData("-(x - 1) * 2", 4, -6)]
    [InlineData("exp(log(x))", 1, 1)]
    [InlineData("sqrt(x) + abs(-x) + log1p(x - x)", 4, 6)]
    public void ArithmeticBindsAsInR(string expression, double x, double value)
    {
        var parsed = Formula.ParseExpression(expression);
        Assert.Equal(value, Assert.Single(Functions.Evaluate(parsed, 1, _ => [x])));
    }

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("trade", 5, "'~'")]
    [InlineData("trade ~", 7, "a term is wanted")]
    [InlineData("trade ~ log(DIST", 16, "')'")]
    [InlineData("trade ~ lgo(DIST)", 8, "unknown function 'lgo'")]
    [InlineData("trade ~ a + | f", 12, "a term is wanted")]
    [InlineData("trade ~ a | f +", 15, "a column is wanted")]
    [InlineData("trade ~ a | f[x]", 13, "slopes")]
    [InlineData("trade ~ a | f | z ~ w", 14, "instruments")]
    [InlineData("trade ~ a b", 10, "'b' is not understood")]
    [InlineData("trade ~ a/b", 9, "I(a/b)")]
    [InlineData("trade ~ (a + b):c", 8, "I(...)")]
    [InlineData("trade ~ 2", 8, "a term is wanted")]
    [InlineData("trade ~ log(2)", 8, "without a column")]
    [InlineData("trade ~ a - b", 12, "only the constant")]
    [InlineData("trade ~ a^b", 10, "I(...)")]
    [InlineData("trade ~ i(a, b, c)", 16, "one variable")]
    [InlineData("trade ~ i(a, rf = 1)", 13, "'rf'")]
    [InlineData("trade ~ i(a, ref = b)", 19, "a level is wanted")]
    [InlineData("trade ~ x:i(a)", 10, "i() stands alone")]
    [InlineData("trade ~ i(a):x", 12, "i() stands alone")]
    [InlineData("trade ~ `a", 8, "not closed")]
    [InlineData("trade ~ a ? b", 10, "'?'")]
    [InlineData("trade ~ 1.2.3", 8, "not a number")]
    [InlineData("trade == a", 6, "'~'")]
    public void AFaultHasItsPlace(string typed, int position, string part)
    {
        var fault = Assert.Throws<FormulaException>(() => Formula.Parse(typed));
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.Equal(position, fault.Position);
        Assert.Equal(typed, fault.Text);
    }

    [Fact]
    public void WhatIsNestedWithoutEndIsRefused() =>
        Assert.Contains("deeply", Assert.Throws<FormulaException>(
            () => Formula.Parse("y ~ " + new string('(', 100_000).Replace("(", "log(", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
}
