namespace Dyad.Reports.Document;

/// <summary>
/// How strongly a value is shaded between the largest loss and the largest gain. By the square root, since the values of two
/// parties are often tens of times those of third parties, whose signs must be seen too; the legend shows it.
/// </summary>
public static class DivergingScale
{
    /// <summary>Places at which a legend names values: full and half shade to both sides, and zero.</summary>
    public static IReadOnlyList<double> Stops { get; } = [-1, -0.5, 0, 0.5, 1];

    /// <summary>Shade of a value, -1 to 1.</summary>
    /// <param name="value">The value.</param>
    /// <param name="largest">The largest size of all values.</param>
    public static double Shade(double value, double largest)
        => largest > 0 ? Math.Sign(value) * Math.Sqrt(Math.Min(1, Math.Abs(value) / largest)) : 0;

    /// <summary>The value that has a shade.</summary>
    /// <param name="shade">The shade, -1 to 1.</param>
    /// <param name="largest">The largest size of all values.</param>
    public static double Value(double shade, double largest) => Math.Sign(shade) * shade * shade * largest;

    /// <summary>The largest size of some values.</summary>
    /// <param name="values">The values.</param>
    public static double Largest(IEnumerable<double> values) => values.Select(Math.Abs).DefaultIfEmpty(0).Max();
}
