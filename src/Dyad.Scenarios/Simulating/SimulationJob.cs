using Dyad.Ensembles;

namespace Dyad.Scenarios.Simulating;

/// <summary>A simulation as bytes, from which another process makes the same simulation, to the bit.</summary>
/// <param name="Bytes">Names, accounts, columns, estimates, text of the scenario, parties and options of the solver.</param>
/// <param name="Id">SHA-256 of the bytes, lower-case hexadecimal.</param>
public sealed record SimulationJob(ReadOnlyMemory<byte> Bytes, string Id)
{
    /// <summary>The job of a simulation.</summary>
    public static SimulationJob Of(Simulation simulation) => throw new NotImplementedException();
}

/// <summary>Makes simulations of jobs.</summary>
public sealed class SimulationFactory : IEnsembleModelFactory
{
    /// <inheritdoc/>
    public IEnsembleModel Create(ReadOnlyMemory<byte> job) => throw new NotImplementedException();
}
