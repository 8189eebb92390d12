using Dyad.Programme.Gains;
using Dyad.Programme.Measures;

namespace Dyad.Programme.Choice;

/// <summary>
/// A set that can be carried out, and what it brings against doing nothing; gains have weighted costs taken off.
/// </summary>
/// <param name="Set">The measures.</param>
/// <param name="First">Gain of the first side.</param>
/// <param name="Second">Gain of the second side.</param>
/// <param name="FirstCost">What it costs the first side.</param>
/// <param name="SecondCost">What it costs the second side.</param>
/// <param name="Uncertainty">How sure the gains are, or null without draws.</param>
public sealed record Outcome(
    MeasureSet Set, double First, double Second, double FirstCost, double SecondCost, GainUncertainty? Uncertainty)
{
    /// <summary>Gains of both sides together.</summary>
    public double Total => First + Second;

    /// <summary>Whether each side gains.</summary>
    public bool BothGain => First > 0 && Second > 0;
}
