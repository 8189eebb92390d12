using Dyad.Ensembles.Draws;
using FsCheck.Xunit;

namespace Dyad.Ensembles.Tests.Draws;

public class ExactMathTests
{
    /// <summary>Rounding of a dozen operations; the platform's functions are within one unit of the last place.</summary>
    private const double Rounding = 2e-15;

    [Property]
    public void ExponentialAndLogarithmAreThoseOfThePlatform(int seed)
    {
        var random = new Random(seed);
        var x = (random.NextDouble() - 0.5) * 1400;
        Assert.Equal(1, ExactMath.Exp(x) / Math.Exp(x), Rounding);
        Assert.Equal(x / 100, ExactMath.Log(Math.Exp(x / 100)), Rounding * 8);
        var small = Math.Pow(10, -16 * random.NextDouble());
        Assert.Equal(1, ExactMath.LogOnePlus(small) / Kahan(small), Rounding);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0.69314718055994531)]
    [InlineData(0.5, -0.69314718055994531)]
    [InlineData(10, 2.3025850929940457)]
    [InlineData(1e-300, -690.7755278982137)]
    public void LogarithmsByTable(double x, double expected) =>
        Assert.Equal(expected, ExactMath.Log(x), Math.Max(1, Math.Abs(expected)) * Rounding);

    [Fact]
    public void EndsOfTheExponential()
    {
        Assert.Equal(1, ExactMath.Exp(0));
        Assert.Equal(0, ExactMath.Exp(-1000));
        Assert.Equal(double.PositiveInfinity, ExactMath.Exp(1000));
        Assert.True(double.IsFinite(ExactMath.Exp(709.7)));
        Assert.True(double.IsNaN(ExactMath.Exp(double.NaN)));
    }

    /// <summary>ln(1 + x) where 1 + x is rounded: Kahan's correction (Goldberg 1991, theorem 4).</summary>
    private static double Kahan(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : x * Math.Log(sum) / (sum - 1);
    }
}
