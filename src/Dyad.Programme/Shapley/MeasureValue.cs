namespace Dyad.Programme.Shapley;

/// <summary>What a measure adds to the gains of a chosen set, costs taken off; over the set they sum to its gains.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="First">For the first side.</param>
/// <param name="Second">For the second side.</param>
public readonly record struct MeasureValue(int Measure, double First, double Second)
{
    /// <summary>For both sides together.</summary>
    public double Total => First + Second;
}
