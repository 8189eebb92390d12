using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Dyad.Cluster.Coordinating;

/// <summary>
/// The coordinator's ear: lives on its silo alone, found by the silo's address, so that no directory can be lost with a worker.
/// </summary>
internal sealed class CoordinatorService(GrainId id, Silo silo, ILoggerFactory loggers, CoordinatorDesk desk)
    : GrainService(id, silo, loggers), ICoordinator
{
    /// <inheritdoc />
    public Task<WorkOrder> ExchangeAsync(string worker, WorkReport? report)
    {
        desk.Hear(worker);
        if (desk.Board is not { } board)
            return Task.FromResult(WorkOrder.None);
        if (report?.Order.Job == board.Job)
            board.Store(report, desk.Workers);
        return Task.FromResult(
            board.Take(worker, own: false) is { } batch
                ? new WorkOrder(board.Job, board.Request.Seed, batch.First, batch.Count)
                : WorkOrder.None);
    }

    /// <inheritdoc />
    public Task<string?> AliveAsync(string worker)
    {
        desk.Hear(worker);
        return Task.FromResult(desk.Board?.Job);
    }

    /// <inheritdoc />
    public Task<byte[]?> JobAsync(string id) =>
        Task.FromResult(desk.Board is { } board && board.Job == id ? board.Request.Job.ToArray() : null);
}
