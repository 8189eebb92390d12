using Dyad.Numerics;

namespace Dyad.Diagnosis.Ranking;

/// <summary>A central interval of draws.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Level of every interval of a report.</summary>
    public const double Level = 0.9;

    /// <summary>The interval between the 5th and the 95th percentile, interpolated (type 7 of Hyndman and Fan 1996).</summary>
    /// <exception cref="ArgumentException">There is no draw.</exception>
    public static Interval Of(IEnumerable<double> draws)
    {
        double[] sorted = [.. draws.Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("no draws", nameof(draws));
        return new Interval(Quantiles.Type7(sorted, (1 - Level) / 2), Quantiles.Type7(sorted, (1 + Level) / 2));
    }
}
