using Dyad.Cluster.Coordinating;
using Dyad.Cluster.Tests.Toys;
using Dyad.Ensembles.Running;

namespace Dyad.Cluster.Tests.Processes;

public class WorkersThatJoin
{
    private const int Draws = 30;
    private const int Seed = 7;

    /// <summary>
    /// A worker that is there before any coordinator, one that comes in the middle of a run, and both again for the next coordinator.
    /// </summary>
    [Fact]
    public void WorkersWaitJoinLateAndStayForTheNext()
    {
        var address = ToyRuns.FreeAddress();
        using var early = new Worker(address);
        early.Await("waiting for a coordinator");
        using (var runner = new ClusterRunner(new CoordinatorOptions { Listen = address, Threads = 1 }))
        {
            Worker? late = null;
            Run(runner, () =>
            {
                early.Await(ToyWorker.Draw, 2);
                late = new Worker(address);
                late.Await(ToyWorker.Draw, 2);
            });
            late!.Dispose();
        }

        early.Await($"the coordinator at {address} has gone");
        var before = early.Draws;
        using (var runner = new ClusterRunner(new CoordinatorOptions { Listen = address, Threads = 1 }))
        {
            // The same job with another seed: nothing is left over from the first coordinator.
            Run(runner, () => early.Await(ToyWorker.Draw, before + 2), Seed + 1);
            // Another run of the same coordinator has its workers at once.
            before = early.Draws;
            Run(runner, () => early.Await(ToyWorker.Draw, before + 2));
        }

        if (OperatingSystem.IsWindows())
            return;
        early.Signal("TERM");
        Assert.Equal(0, early.AwaitExit());
        Assert.Contains("stopped", early.Lines);
    }

    [Fact]
    public void ACoordinatorAloneEndsToo()
    {
        using var runner = new ClusterRunner(new CoordinatorOptions { Listen = ToyRuns.FreeAddress(), Threads = 2 });
        Run(runner, () => { });
        Assert.Equal(0, runner.Workers);
    }

    /// <summary>
    /// Runs an ensemble; the coordinator's own draws wait until something has happened, workers' draws do not. A second draw that a worker
    /// begins says that the first was handed in.
    /// </summary>
    private static void Run(ClusterRunner runner, Action happens, int seed = Seed)
    {
        using var happened = new ManualResetEventSlim();
        var watch = Task.Run(() =>
        {
            try
            {
                happens();
            }
            finally
            {
                happened.Set();
            }
        });
        var model = new ToyModel(1) { Before = cancel => happened.Wait(cancel) };
        // A worker's draws take so long that the run is not over before a late one has started.
        var request = new EnsembleRequest(model, Draws, seed) { Job = new ToyModel(300).Job };
        var result = runner.Run(request, null, ToyRuns.Deadline());
        watch.GetAwaiter().GetResult();
        ToyRuns.Same(ToyRuns.OnThreads(Draws, seed), result);
    }
}
