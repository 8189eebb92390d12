using System.Net;
using Dyad.Cluster.Connecting;
using Dyad.Cluster.Silos;
using Dyad.Ensembles;

namespace Dyad.Cluster.Working;

/// <summary>A worker: joins a coordinator, computes draws for it, and waits for the next one when it has gone.</summary>
public static class WorkerHost
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Works until cancelled.</summary>
    /// <param name="options">Whom to join.</param>
    /// <param name="factory">Makes models of the bytes of a job.</param>
    /// <param name="log">Takes lines for the user.</param>
    /// <param name="cancel">Ends the worker in good order; the task then ends without an error.</param>
    /// <exception cref="ClusterException">The address is wrong, or the coordinator there does not fit.</exception>
    public static async Task RunAsync(WorkerOptions options, IEnsembleModelFactory factory, Action<string> log, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(log);
        var coordinator = ClusterAddress.Resolve(options.Join);
        var listen = options.Listen is { } own ? ClusterAddress.Resolve(own) : null;
        ClusterAddress.Check(listen ?? coordinator, options.Key);
        if (listen is not null)
            ClusterAddress.CheckFree(listen);
        using var models = new ModelCache(factory);
        try
        {
            while (true)
            {
                log($"waiting for a coordinator at {coordinator}");
                var local = await DialAsync(coordinator, options, cancel).ConfigureAwait(false);
                using var session = new WorkerSession(options, coordinator, listen ?? ClusterAddress.Free(local), models, log);
                await session.RunAsync(cancel).ConfigureAwait(false);
                await Task.Delay(Pause, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            log("stopped");
        }
    }

    private static async Task<IPAddress> DialAsync(IPEndPoint coordinator, WorkerOptions options, CancellationToken cancel)
    {
        while (true)
        {
            if (await Dialling.TryAsync(coordinator, options.Key, options.Greeting, cancel).ConfigureAwait(false) is { } local)
                return local;
            await Task.Delay(Pause, cancel).ConfigureAwait(false);
        }
    }
}
