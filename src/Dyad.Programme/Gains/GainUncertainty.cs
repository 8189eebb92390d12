using Dyad.Numerics;

namespace Dyad.Programme.Gains;

/// <summary>The middle 90% of draws.</summary>
public readonly record struct DrawInterval(double Low, double High)
{
    private const double Level = 0.9;

    /// <summary>Of draws in any order, at least one; quantiles of type 7.</summary>
    public static DrawInterval Of(double[] draws)
    {
        double[] sorted = [.. draws.Order()];
        return new(Quantiles.Type7(sorted, (1 - Level) / 2), Quantiles.Type7(sorted, (1 + Level) / 2));
    }
}

/// <summary>How sure the gains of a set are, costs taken off.</summary>
/// <param name="Draws">Number of draws that have a solution; all figures are of these.</param>
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
        (double First, double Second)[] draws =
        [
            .. (gain.FirstDraws ?? []).Zip(gain.SecondDraws ?? [])
                .Where(d => double.IsFinite(d.First) && double.IsFinite(d.Second)),
        ];
        if (draws.Length == 0)
            return null;
        double Share(Func<(double First, double Second), bool> holds) => (double)draws.Count(holds) / draws.Length;
        return new(
            draws.Length, Share(d => d.First > 0), Share(d => d.Second > 0), Share(d => d.First > 0 && d.Second > 0),
            DrawInterval.Of([.. draws.Select(d => d.First)]), DrawInterval.Of([.. draws.Select(d => d.Second)]));
    }
}
