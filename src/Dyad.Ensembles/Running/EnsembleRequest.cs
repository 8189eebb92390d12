namespace Dyad.Ensembles.Running;

/// <summary>What an ensemble computes: a model at draws 0 to <paramref name="Draws"/> − 1 of its parameters.</summary>
/// <param name="Model">The model.</param>
/// <param name="Draws">Number of draws, from 1 up.</param>
/// <param name="Seed">Results depend on it alone, not on threads, batches or machines.</param>
public sealed record EnsembleRequest(IEnsembleModel Model, int Draws, int Seed)
{
    /// <summary>
    /// Bytes of which an <see cref="IEnsembleModelFactory"/> makes the same model elsewhere; only runners on several machines read them.
    /// </summary>
    public ReadOnlyMemory<byte> Job { get; init; }

    /// <summary>Refuses a number of draws below 1.</summary>
    public void Check() => ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 1);
}
