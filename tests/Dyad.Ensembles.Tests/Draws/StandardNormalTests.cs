using Dyad.Ensembles.Draws;
using FsCheck.Xunit;
using MathNet.Numerics;

namespace Dyad.Ensembles.Tests.Draws;

public class StandardNormalTests
{
    /// <summary>The paper states about 1 part in 1e16; values have the digits that are printed.</summary>
    private const double PaperAccuracy = 1e-15;

    /// <summary>Error function of Math.NET, relative.</summary>
    private const double ErrorFunction = 1e-13;

    /// <summary>
    /// Quantiles of the standard normal: 0.75, 0.975, 0.995 as in any table, to 16 digits, and 1e-20, in the
    /// far tail: mpmath 1.3 at 40 digits. Each of the three approximations is taken.
    /// </summary>
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.75, 0.6744897501960817)]
    [InlineData(0.975, 1.9599639845400543)]
    [InlineData(0.995, 2.5758293035489004)]
    [InlineData(1e-20, -9.262340089798408)]
    public void QuantilesByTable(double p, double expected) =>
        Assert.Equal(expected, StandardNormal.Quantile(p), PaperAccuracy * Math.Max(1, Math.Abs(expected)));

    /// <summary>p = Φ(quantile of p), with the error function of another library; the tail is compared, where p is not rounded.</summary>
    [Property]
    public void IsTheInverseOfTheDistribution(int seed)
    {
        var p = 0.5 * Math.Pow(10, -15 * new Random(seed).NextDouble());
        Assert.Equal(1, SpecialFunctions.Erfc(-StandardNormal.Quantile(p) / Math.Sqrt(2)) / 2 / p, ErrorFunction * 50);
    }
}
