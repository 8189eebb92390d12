using Orleans.Services;

namespace Dyad.Cluster.Coordinating;

/// <summary>What workers ask of the coordinator. It never calls them.</summary>
internal interface ICoordinator : IGrainService
{
    /// <summary>Takes what was computed, if anything, and gives the next draws.</summary>
    [Alias("Exchange")]
    [ResponseTimeout("00:00:30")]
    Task<WorkOrder> ExchangeAsync(string worker, WorkReport? report);

    /// <summary>Says that a worker lives, and hears the id of the job that is under way, null where there is none.</summary>
    [Alias("Alive")]
    [ResponseTimeout("00:00:05")]
    Task<string?> AliveAsync(string worker);

    /// <summary>The bytes of a job; null where it is over.</summary>
    [Alias("Job")]
    [ResponseTimeout("00:02:00")]
    Task<byte[]?> JobAsync(string id);
}

/// <summary>Draws to compute: <see cref="Count"/> of them from <see cref="First"/> on; none where there is nothing to do now.</summary>
/// <param name="Job">SHA-256 of the job's bytes, with the number of the run before it.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="First">Number of the first draw.</param>
/// <param name="Count">Number of draws.</param>
[GenerateSerializer]
[Immutable]
internal sealed record WorkOrder(
    [property: Id(0)] string Job, [property: Id(1)] int Seed, [property: Id(2)] int First, [property: Id(3)] int Count)
{
    /// <summary>Nothing to do now.</summary>
    public static WorkOrder None { get; } = new("", 0, 0, 0);
}

/// <summary>Draws that were computed.</summary>
/// <param name="Order">The order.</param>
/// <param name="Figures">Figures by draw, null for a draw without solution; null where the worker could not do it.</param>
[GenerateSerializer]
[Immutable]
internal sealed record WorkReport([property: Id(0)] WorkOrder Order, [property: Id(1)] double[]?[]? Figures);
