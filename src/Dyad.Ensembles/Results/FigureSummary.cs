using Dyad.Numerics;

namespace Dyad.Ensembles.Results;

/// <summary>What the draws say of a figure; NaN where there is no draw, or one that is not a number.</summary>
/// <param name="Draws">Number of draws.</param>
/// <param name="Mean">Mean.</param>
/// <param name="StdDev">Standard deviation, of n − 1; NaN with one draw.</param>
/// <param name="Low">Lower end of the central interval.</param>
/// <param name="Median">Median.</param>
/// <param name="High">Upper end of the central interval.</param>
public readonly record struct FigureSummary(int Draws, double Mean, double StdDev, double Low, double Median, double High)
{
    /// <summary>Level of an interval unless another is asked for.</summary>
    public const double DefaultLevel = 0.9;

    /// <summary>Summary of values; the ends of the interval are quantiles of type 7 (Hyndman and Fan 1996).</summary>
    /// <param name="values">In the order of the draws; sums are taken in it.</param>
    /// <param name="level">Share of the draws within the interval, above 0 and below 1.</param>
    public static FigureSummary Of(IReadOnlyList<double> values, double level = DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!(level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "above 0 and below 1");
        var n = values.Count;
        if (n == 0 || values.Any(double.IsNaN))
            return new FigureSummary(n, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        // Around the first value: one that all draws share has it as its mean, and a spread of exactly zero.
        var first = values[0];
        var mean = first + (values.Sum(v => v - first) / n);
        var squares = values.Sum(v => (v - mean) * (v - mean));
        double[] sorted = [.. values.Order()];
        return new FigureSummary(
            n, mean, Math.Sqrt(squares / (n - 1)),
            Quantiles.Type7(sorted, (1 - level) / 2), Quantiles.Type7(sorted, 0.5), Quantiles.Type7(sorted, (1 + level) / 2));
    }
}
