using Dyad.Gravity.Ppml;

namespace Dyad.Gravity.Bootstrap;

/// <summary>Distribution of the weights that clusters' scores are multiplied by; mean zero, variance one.</summary>
public enum ScoreWeights
{
    /// <summary>Webb's below 12 clusters, where signs alone give few values; Rademacher's from 12 on.</summary>
    ByClusters,

    /// <summary>−1 and 1. Where there are no more than the draws asked for, all 2^G are taken, each once.</summary>
    Rademacher,

    /// <summary>±√½, ±1, ±√(3/2) (Webb 2014).</summary>
    Webb,
}

/// <summary>How a score bootstrap is drawn.</summary>
public readonly record struct ScoreBootstrapOptions()
{
    /// <summary>Draws.</summary>
    public int Draws { get; init; } = 9999;

    /// <summary>Seed. Each draw has its own stream, so that neither the order nor the threads matter.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Weights of the clusters.</summary>
    public ScoreWeights Weights { get; init; } = ScoreWeights.ByClusters;

    /// <summary>
    /// Whether scores are those of the model with the hypothesis imposed, which holds the size better; it costs an estimate.
    /// </summary>
    public bool ImposeNull { get; init; } = true;

    /// <summary>Threads over the draws and in least squares.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How PPML is estimated under the hypothesis.</summary>
    public PpmlOptions Ppml { get; init; } = new();

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        Ppml.Validate();
    }
}
