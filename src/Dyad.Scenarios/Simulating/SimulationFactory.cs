using Dyad.Ensembles;

namespace Dyad.Scenarios.Simulating;

/// <summary>Makes simulations of jobs.</summary>
public sealed class SimulationFactory : IEnsembleModelFactory
{
    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The bytes are no job.</exception>
    public IEnsembleModel Create(ReadOnlyMemory<byte> job) => SimulationJob.Read(job);
}
