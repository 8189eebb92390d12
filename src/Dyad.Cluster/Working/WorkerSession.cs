using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dyad.Cluster.Coordinating;
using Dyad.Cluster.Silos;
using Dyad.Ensembles.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Dyad.Cluster.Working;

/// <summary>The time that a worker spends with one coordinator.</summary>
internal sealed class WorkerSession(
    WorkerOptions options, IPEndPoint coordinator, IPEndPoint listen, ModelCache models, Action<string> log) : IDisposable
{
    /// <summary>How often a thread with nothing to do asks again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a worker tells that it lives.</summary>
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    private readonly string name = $"{Environment.MachineName} {listen} {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
    private readonly CancellationTokenSource gone = new();
    private readonly JobToken job = new();
    private int done;

    /// <summary>Joins and computes until the coordinator has gone.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, gone.Token);
        var host = SiloHost.Worker(listen, coordinator, options.Key, options.Greeting, gone.Cancel);
        try
        {
            await JoinAsync(host, end.Token).ConfigureAwait(false);
            var service = await FindAsync(host.Services, end.Token).ConfigureAwait(false);
            log($"joined the coordinator at {coordinator}");
            var threads = options.Threads ?? Environment.ProcessorCount;
            await Task.WhenAll(
                [
                    TogetherAsync(PulseAsync(service, end.Token)),
                    .. Enumerable.Range(0, threads).Select(_ => TogetherAsync(WorkAsync(service, end.Token))),
                ]).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && IsLoss(e))
        {
            log($"the coordinator at {coordinator} has gone; draws computed for it: {done.ToString(CultureInfo.InvariantCulture)}");
        }
        finally
        {
            await gone.CancelAsync().ConfigureAwait(false);
            SiloHost.Stop(host);
        }
    }

    private static async Task JoinAsync(IHost host, CancellationToken cancel)
    {
        try
        {
            await host.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever a silo says when the others go away while it starts, or its port was taken meanwhile.
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        gone.Dispose();
        job.Dispose();
    }

    /// <summary>What calls and silos throw when the other end is not there any more.</summary>
    private static bool IsLoss(Exception e) =>
        e is OrleansException or TimeoutException or OperationCanceledException or IOException or SocketException;

    private async Task<ICoordinator> FindAsync(IServiceProvider services, CancellationToken cancel)
    {
        var members = services.GetRequiredService<IClusterMembershipService>();
        while (true)
        {
            var found = members.CurrentSnapshot.Members.Values
                .FirstOrDefault(m => m.Status == SiloStatus.Active && m.SiloAddress.Endpoint.Equals(coordinator));
            if (found is not null)
                return services.GetRequiredService<CoordinatorClient>().At(found.SiloAddress);
            await Task.Delay(Pause, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Where one part of the session ends, all do.</summary>
    private async Task TogetherAsync(Task part)
    {
        try
        {
            await part.ConfigureAwait(false);
        }
        finally
        {
            await gone.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task PulseAsync(ICoordinator service, CancellationToken end)
    {
        while (true)
        {
            job.Keep(await service.AliveAsync(name).WaitAsync(end).ConfigureAwait(false));
            await Task.Delay(Pulse, end).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(ICoordinator service, CancellationToken end)
    {
        WorkReport? report = null;
        while (true)
        {
            var order = await service.ExchangeAsync(name, report).WaitAsync(end).ConfigureAwait(false);
            Interlocked.Add(ref done, report?.Figures?.Length ?? 0);
            report = order.Count == 0 ? null : await ComputeAsync(service, order, end).ConfigureAwait(false);
            if (report?.Figures is null)
                await Task.Delay(Pause, end).ConfigureAwait(false);
        }
    }

    /// <summary>The report of an order; without figures where this worker cannot do it, null where the job is over.</summary>
    private async Task<WorkReport?> ComputeAsync(ICoordinator service, WorkOrder order, CancellationToken end)
    {
        try
        {
            var model = await models.GetAsync(order.Job, order.Seed, () => service.JobAsync(order.Job).WaitAsync(end))
                .ConfigureAwait(false);
            if (model is null)
                return null;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(end, job.Of(order.Job));
            return new WorkReport(
                order, await LongTask.Run(() => model.Evaluate(order.First, order.Count, stop.Token)).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is not (OrleansException or TimeoutException or OperationCanceledException))
        {
            // The coordinator does these itself, and tells its user what it meets.
            log($"draws from {order.First.ToString(CultureInfo.InvariantCulture)}: {e.Message}");
            return new WorkReport(order, null);
        }
    }
}
