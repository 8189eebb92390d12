using Dyad.Cluster;
using Dyad.Cluster.Connecting;
using Dyad.Cluster.Working;
using Dyad.Scenarios.Simulating;

namespace Dyad.Workbench.Workers;

/// <summary>Whom a worker joins.</summary>
/// <param name="Join">HOST:PORT of the coordinator, or null for the default on this machine.</param>
/// <param name="Listen">ADDRESS:PORT at which the others reach the worker, or null for one that it finds itself.</param>
/// <param name="Threads">Threads, or null for all cores.</param>
public sealed record WorkerRequest(string? Join, string? Listen, int? Threads);

/// <summary>Computes draws for coordinators until it is told to stop.</summary>
public static class RunWorker
{
    /// <summary>Works until cancelled, and then ends without an error.</summary>
    /// <param name="request">Whom to join.</param>
    /// <param name="log">Takes lines for the user.</param>
    /// <param name="cancel">Ends the worker.</param>
    /// <exception cref="UserException">The address is wrong, or the coordinator there is of another version or key.</exception>
    public static async Task RunAsync(WorkerRequest request, Action<string> log, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Threads < 1)
            throw new UserException(FormattableString.Invariant($"--threads {request.Threads}: at least 1"));
        try
        {
            using var key = ClusterKey.FromEnvironment();
            var options = new WorkerOptions
            {
                Join = request.Join ?? ClusterAddress.Default,
                Listen = request.Listen,
                Key = key,
                Threads = request.Threads,
            };
            await WorkerHost.RunAsync(options, new SimulationFactory(), log, cancel).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            throw new UserException(e.Message, e);
        }
    }
}
