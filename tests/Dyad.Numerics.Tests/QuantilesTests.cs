namespace Dyad.Numerics.Tests;

public class QuantilesTests
{
    /// <summary>Interpolation between two values.</summary>
    private const double Rounding = 1e-12;

    /// <summary>
    /// Type 7 of Hyndman and Fan (1996), the default of R: <c>quantile(c(1, 2, 4, 8, 16), c(.05, .25, .5, .9, .95))</c>
    /// is 1.2, 2, 4, 12.8, 14.4; by its definition the value at 1 + (n − 1) p, interpolated.
    /// </summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.05, 1.2)]
    [InlineData(0.25, 2)]
    [InlineData(0.5, 4)]
    [InlineData(0.9, 12.8)]
    [InlineData(0.95, 14.4)]
    [InlineData(1, 16)]
    public void QuantilesAreThoseOfTypeSeven(double probability, double expected) =>
        Assert.Equal(expected, Quantiles.Type7([1, 2, 4, 8, 16], probability), Rounding);

    /// <summary>
    /// R's documentation of <c>quantile</c>: type 7 has m = 1 − p; <c>quantile(1:10, c(.25, .5, .75))</c> is 3.25, 5.5, 7.75.
    /// </summary>
    [Fact]
    public void QuartilesOfOneToTen()
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        Assert.Equal(3.25, Quantiles.Type7(values, 0.25), Rounding);
        Assert.Equal(5.5, Quantiles.Type7(values, 0.5), Rounding);
        Assert.Equal(7.75, Quantiles.Type7(values, 0.75), Rounding);
    }
}
