using Dyad.Gravity.Covariance;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Formulas;
using Dyad.Gravity.Ols;

namespace Dyad.Gravity.Tests.Formulas;

/// <summary>From a formula and arrays to a sample, without a file.</summary>
public class DesignTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void TermsAreNamedAsFixestNamesThem()
    {
        var table = new SmallTable(4).With("y", 1, 2, 3, 4).With("x", 1, 2, 3, 5).With("z", 2, 2, 1, 1)
            .With("year", "1990", "1986", "1990", "1986");
        var design = Of("y ~ log(x) + x^2 + x:z + i(year) + i(year, log(z)) + i(year, x, ref = 1986)", table);
        Assert.Equal(
            ["log(x)", "I(x^2)", "year::1990", "year::1986:log(z)", "year::1990:log(z)", "year::1990:x", "x:z"],
            design.Sample.Terms);
        Assert.Equal([1, 4, 9, 25], design.Sample.Regressors[1]);
        Assert.Equal([1, 0, 1, 0], design.Sample.Regressors[2]);
        Assert.Equal([0, Math.Log(2), 0, 0], design.Sample.Regressors[3]);
        Assert.Equal([2, 4, 3, 5], design.Sample.Regressors[6]);
    }

    [Fact]
    public void LevelsAreOrderedAsNumbers()
    {
        var table = new SmallTable(3).With("y", 1, 2, 3).With("n", "10", "9", "-1");
        Assert.Equal(["n::9", "n::10"], Of("y ~ i(n)", table).Sample.Terms);
    }

    [Fact]
    public void ALevelWithoutARowHasNoColumn()
    {
        // 1986 is first in the data and has no row with a flow: 1990 is what the others are compared with.
        var table = new SmallTable(3).With("y", double.NaN, 2, 3).With("year", "1986", "1990", "1994");
        var design = Of("y ~ i(year)", table);
        Assert.Equal(["year::1994"], design.Sample.Terms);
        Assert.Equal(1, design.Missing);
    }

    [Fact]
    public void MissingIsWhatHasNoValueAnywhere()
    {
        var table = new SmallTable(7).With("y", 0, 1, double.NaN, 1, 1, 1, 2)
            .With("x", 1, double.NaN, 1, double.NaN, 1, 1, 3)
            .With("f", "a", "a", "a", "a", null, "a", "a").With("c", "p", "p", "p", "p", "p", null, "q");
        var options = new DesignOptions { Clusters = Formula.ParseKeys("c"), Poisson = true };
        var design = Design.Of(Formula.Parse("y ~ log(x) | f"), table, options);
        // An outcome, two regressors, an effect and a cluster that are not there.
        Assert.Equal((5, 2), (design.Missing, design.Sample.Rows));
        Assert.Equal([0, 1], Assert.Single(design.Clusters).Levels);
    }

    [Fact]
    public void SingletonsAndLevelsOfZerosAreDroppedInTurn()
    {
        // Dropping what is alone in b leaves a row alone in a, and so on; the last pair never trades.
        var table = new SmallTable(7).With("y", 1, 1, 1, 1, 1, 0, 0).With("x", 1, 2, 3, 4, 5, 6, 7)
            .With("a", "1", "1", "2", "2", "2", "3", "3").With("b", "1", "2", "2", "3", "3", "3", "3");
        var design = Of("y ~ x | a + b", table);
        Assert.Equal((3, 2, 2), (design.Singletons, design.AllZero, design.Sample.Rows));
        var kept = Design.Of(Formula.Parse("y ~ x | a + b"), table, new DesignOptions { KeepSingletons = true });
        Assert.Equal((0, 2, 5), (kept.Singletons, kept.AllZero, kept.Sample.Rows));
    }

    [Fact]
    public void CombinedEffectsHaveALevelForEachPairThatIsThere()
    {
        var table = new SmallTable(4).With("y", 1, 2, 3, 4).With("a", "1", "1", "2", "2").With("b", "1", "2", "2", "2");
        var effect = Assert.Single(Design.Of(Formula.Parse("y ~ 1 | a^b"), table,
            new DesignOptions { KeepSingletons = true }).Sample.Effects);
        Assert.Equal(("a^b", 3), (effect.Name, effect.Count));
        Assert.Equal([0, 1, 2, 2], effect.Levels);
    }

    [Theory]
    [InlineData("y ~ x", "y: -1 is below zero (row 2 of those read)", "y >= 0")]
    [InlineData("x ~ I(1/z)", "I(1/z): Infinity where z is 0 (row 1 of those read)", "z <> 0")]
    [InlineData("x ~ I(z/z)", "I(z/z): no value where z is 0 and z is 0 (row 1", "z <> 0")]
    [InlineData("x ~ exp(big)", "exp(big): Infinity where big is 10000 (row 2")]
    [InlineData("x ~ I(1 - log(y))", "I(1 - log(y)): no value where y is -1 (row 2", "y > 0")]
    [InlineData("log(z) ~ x", "log(z): no value where z is 0 (row 1", "z > 0")]
    [InlineData("x ~ sqrt(y)", "sqrt(y): no value where y is -1 (row 2", "y >= 0")]
    [InlineData("x ~ log(y + z)", "log(y + z): no value where y + z is -1 (row 2")]
    [InlineData("x ~ huge:huge2", "huge:huge2: Infinity where huge is 1E+200 and huge2 is 1E+200 (row 2")]
    [InlineData("x ~ endless", "endless: Infinity is not finite (row 1")]
    [InlineData("x ~ i(f, log(z))", "i(f, log(z)): no value where z is 0 (row 1", "z > 0")]
    [InlineData("x ~ 0 + z", "a constant or fixed effects")]
    [InlineData("x ~ i(f, ref = 7)", "no level '7'; there are: a, b")]
    [InlineData("x ~ none", "no row is left: of 2 read 2 have missing values")]
    public void BadColumnsAreToldOf(string formula, string part, string? condition = null)
    {
        var table = new SmallTable(2).With("y", 1, -1).With("x", 1, 2).With("z", 0, 0).With("big", 1, 1e4).With("f", "a", "b")
            .With("none", double.NaN, double.NaN).With("huge", 1, 1e200).With("huge2", 1, 1e200)
            .With("endless", double.PositiveInfinity, 1);
        var fault = Assert.Throws<DesignException>(() => Of(formula, table));
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.Equal(condition, fault.Condition);
    }

    [Fact]
    public void MoreTermsThanMemoryAreToldOfBeforeTheyAreMade()
    {
        var table = new SmallTable(4).With("y", 1, 2, 3, 4).With("f", "a", "b", "c", "d");
        var formula = Formula.Parse("y ~ i(f)");
        // Three terms of four rows, held three times.
        Assert.Equal(3, Design.Of(formula, table, new DesignOptions { MostBytes = 3 * 3 * 4 * 8 }).Sample.Terms.Count);
        var fault = Assert.Throws<DesignException>(
            () => Design.Of(formula, table, new DesignOptions { MostBytes = (3 * 3 * 4 * 8) - 1 }));
        Assert.StartsWith("i(f): 3 terms of 4 rows take", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheConstantIsThatOfTheNormalEquations()
    {
        // Least squares of y on 1 and x in closed form, with the error of heteroskedasticity without a small-sample factor.
        double[] x = [1, 2, 4, 7], y = [1, 3, 2, 8];
        var design = Design.Of(
            Formula.Parse("y ~ x"), new SmallTable(4).With("y", y).With("x", x), new DesignOptions { Poisson = false });
        Assert.True(design.HasIntercept);
        var (sample, fit) = InterceptEstimate.Reveal(design.Sample, OlsEstimator.Fit(design.Sample), "(Intercept)");
        var slope = x.Zip(y, (a, b) => (a - 3.5) * (b - 3.5)).Sum() / x.Sum(a => (a - 3.5) * (a - 3.5));
        Assert.Equal(slope, fit["x"], Rounding);
        Assert.Equal(3.5 - (slope * 3.5), fit["(Intercept)"], Rounding);
        var covariance = Covariances.Of(
            sample, fit, CovarianceKind.Heteroskedastic, SmallSample.None with { Clusters = true });
        var spread = x.Sum(a => (a - 3.5) * (a - 3.5));
        var meat = x.Zip(y, (a, b) =>
            Math.Pow((0.25 - (3.5 * (a - 3.5) / spread)) * (b - fit["(Intercept)"] - (slope * a)), 2)).Sum();
        Assert.Equal(Math.Sqrt(meat * 4 / 3), covariance.StandardErrors[0], Rounding);
        // Four rows and two parameters, one of which is the constant: n/(n - K).
        var counted = Covariances.Of(sample, fit, CovarianceKind.Heteroskedastic, SmallSample.Reghdfe);
        Assert.Equal(2, counted.Parameters);
        Assert.Equal(Math.Sqrt(meat * 4 / 2), counted.StandardErrors[0], Rounding);
    }

    private static Design Of(string formula, SmallTable table) => Design.Of(Formula.Parse(formula), table);
}
