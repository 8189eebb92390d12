using System.Runtime.CompilerServices;
using Dyad.Cluster;
using Dyad.Cluster.Connecting;
using Dyad.Cluster.Coordinating;
using Dyad.Ensembles.Results;
using Dyad.Ensembles.Running;

namespace Dyad.Workbench.Workers;

/// <summary>Runs ensembles together with the workers that join; what goes wrong between processes is one line for the user.</summary>
internal sealed class ClusterDraws : IDrawRunner, IDisposable
{
    private readonly ClusterKey? key;
    private readonly ClusterRunner runner;

    private ClusterDraws(string? listen, int? threads)
    {
        key = ClusterKey.FromEnvironment();
        runner = new ClusterRunner(new CoordinatorOptions { Listen = listen ?? ClusterAddress.Default, Key = key, Threads = threads });
    }

    /// <summary>Begins to listen. A method of its own: nothing of a cluster is loaded where none is asked for.</summary>
    /// <param name="listen">ADDRESS:PORT, or null for the default on this machine.</param>
    /// <param name="threads">Threads of this process, or null for all cores.</param>
    /// <exception cref="UserException">The address is refused or in use.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDrawRunner Open(string? listen, int? threads) => Told(() => new ClusterDraws(listen, threads));

    /// <inheritdoc />
    public EnsembleResult Run(EnsembleRequest request, IProgress<EnsembleProgress>? progress, CancellationToken cancel) =>
        Told(() => runner.Run(request, progress, cancel));

    /// <inheritdoc />
    public void Dispose()
    {
        runner.Dispose();
        key?.Dispose();
    }

    private static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ClusterException e)
        {
            throw new UserException(e.Message, e);
        }
    }
}
