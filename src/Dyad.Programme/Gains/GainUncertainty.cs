using Dyad.Numerics;

namespace Dyad.Programme.Gains;

/// <summary>The middle 90% of draws.</summary>
public readonly record struct DrawInterval(double Low, double High)
{
    private const double Level = 0.9;

    /// <summary>Of draws in any order; quantiles of type 7.</summary>
    internal static DrawInterval Of(double[] draws)
    {
        double[] sorted = [.. draws.Order()];
        return new(Quantiles.Type7(sorted, (1 - Level) / 2), Quantiles.Type7(sorted, (1 + Level) / 2));
    }
}

/// <summary>How sure the gains of a set are, costs taken off.</summary>
/// <param name="Draws">Number of draws.</param>
/// <param name="FirstGains">Share of draws in which the first side gains.</param>
/// <param name="SecondGains">Share in which the second does.</param>
/// <param name="BothGain">Share in which both do, in the same draw.</param>
/// <param name="First">Interval of the first side's gain.</param>
/// <param name="Second">Interval of the second side's gain.</param>
public sealed record GainUncertainty(
    int Draws, double FirstGains, double SecondGains, double BothGain, DrawInterval First, DrawInterval Second)
{
    internal static GainUncertainty? Of(SetGain gain)
    {
        if (gain is not { FirstDraws: { Length: > 0 } first, SecondDraws: { } second })
            return null;
        double Share(Func<int, bool> holds) => (double)Enumerable.Range(0, first.Length).Count(holds) / first.Length;
        return new(
            first.Length, Share(d => first[d] > 0), Share(d => second[d] > 0), Share(d => first[d] > 0 && second[d] > 0),
            DrawInterval.Of(first), DrawInterval.Of(second));
    }
}
