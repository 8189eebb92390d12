using Dyad.Gravity.Ols;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Gravity.Tests;

/// <summary>Least squares against dense dummy variables, and what defines it.</summary>
public class OlsTests
{
    /// <summary>Pseudo-inverses of some 40 columns.</summary>
    private const double Rounding = 1e-8;

    /// <summary>R 4.2.2: m = lm(y ~ x, weights = w); coef(m), logLik(m).</summary>
    [Fact]
    public void AWeightedLineIsThatOfR()
    {
        var fit = OlsEstimator.Fit(new GravitySample(
            [1, 3, 2, 5, 4, 7], ["x"], [[1, 2, 3, 4, 5, 6]], [new FixedEffect("constant", new int[6], 1)], [1, 2, 1, 3, 1, 2]));
        Assert.Equal(1.057471264368, fit["x"], 1e-12);
        Assert.Equal(-7.471251997830, fit.LogLikelihood, 1e-12);
    }

    [Property(MaxTest = 40, EndSize = RandomDesign.Seeds)]
    public void CoefficientsAreThoseOfDummyVariables(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 5, years: 4);
        double[] outcome = [.. panel.Flow.Select((y, r) => Math.Log(1 + y) - (panel.X[0][r] * panel.X[1][r]))];
        FixedEffect[] effects = [panel.Exporter, panel.Importer, FixedEffect.Of("pair", panel.Pair)];
        var sample = new GravitySample(outcome, RandomPanel.Terms, panel.X, effects, panel.Weights);
        var fit = OlsEstimator.Fit(sample);
        double[][] residuals = [.. panel.X.Append(outcome).Select(v => DenseReference.Residuals(v, effects, panel.Weights))];
        var x = Matrix<double>.Build.Dense(panel.Rows, 2, (r, k) => Math.Sqrt(panel.Weights[r]) * residuals[k][r]);
        var y = Vector<double>.Build.Dense(panel.Rows, r => Math.Sqrt(panel.Weights[r]) * residuals[2][r]);
        var expected = x.TransposeThisAndMultiply(x).Solve(x.TransposeThisAndMultiply(y));
        for (var k = 0; k < 2; k++)
            Assert.Equal(expected[k], fit.Coefficients[k], Rounding);
        Assert.Equal((y - (x * expected)).L2Norm(), Math.Sqrt(fit.SumOfSquares), Rounding);
        Assert.Equal(1 - (fit.SumOfSquares / y.DotProduct(y)), fit.WithinR2, Rounding);
    }

    [Property(MaxTest = 20, EndSize = RandomDesign.Seeds)]
    public void AnOffsetTakesItsPartOfTheOutcome(int seed)
    {
        var panel = RandomPanel.Make(seed);
        double[] offset = [.. panel.X[0].Select(v => 3 * v)];
        var with = OlsEstimator.Fit(new GravitySample(
            panel.Flow, RandomPanel.Terms, panel.X, [panel.Exporter, panel.Importer], panel.Weights, offset));
        var without = OlsEstimator.Fit(new GravitySample(
            panel.Flow, RandomPanel.Terms, panel.X, [panel.Exporter, panel.Importer], panel.Weights));
        Assert.Equal(without.Coefficients[0] - 3, with.Coefficients[0], Rounding * (1 + Math.Abs(without.Coefficients[0])));
        Assert.Equal(without.SumOfSquares, with.SumOfSquares, Rounding * without.SumOfSquares);
    }

    [Fact]
    public void ARegressorThatTheEffectsExplainIsNamed()
    {
        var panel = RandomPanel.Make(5);
        double[] size = [.. panel.Exporter.Levels.Select(l => Math.Sqrt(l))];
        var fit = OlsEstimator.Fit(new GravitySample(
            panel.Flow, ["x0", "size"], [panel.X[0], size], [panel.Exporter, panel.Importer], panel.Weights));
        Assert.Equal(["size"], fit.Collinear);
        Assert.Equal(["x0"], fit.Terms);
    }
}
