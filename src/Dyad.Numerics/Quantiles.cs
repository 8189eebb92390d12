namespace Dyad.Numerics;

/// <summary>Quantiles of a sample.</summary>
public static class Quantiles
{
    /// <summary>Type 7 of Hyndman and Fan (1996): interpolated between the values around position probability · (n − 1), from 0.</summary>
    /// <param name="sorted">Values in ascending order, at least one.</param>
    /// <param name="probability">From 0 to 1.</param>
    public static double Type7(IReadOnlyList<double> sorted, double probability)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        var position = probability * (sorted.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
