using Dyad.Cluster.Coordinating;
using Dyad.Cluster.Tests.Toys;
using Dyad.Ensembles.Running;

namespace Dyad.Cluster.Tests.Processes;

/// <summary>A coordinator here and workers in processes of their own, on loopback.</summary>
public class WorkersThatFail
{
    private const int Draws = 60;
    private const int Seed = 2015;

    [Fact]
    public void AKilledWorkersDrawsAreDoneByOthers()
    {
        var address = ToyRuns.FreeAddress();
        using var doomed = new Worker(address);
        using var other = new Worker(address);
        RunWhile(address, doomed, other, () => doomed.Kill());
    }

    [Fact]
    public void AHungWorkerIsGoneRound()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot stop a process by a signal");
        var address = ToyRuns.FreeAddress();
        using var doomed = new Worker(address);
        using var other = new Worker(address);
        RunWhile(address, doomed, other, () => doomed.Signal("STOP"));
        doomed.Signal("CONT");
        // It finds out that it was given up, or goes on: either way it ends when asked to.
        doomed.Signal("TERM");
        Assert.Equal(0, doomed.AwaitExit());
    }

    /// <summary>Fells a worker once it has begun its fourth draw, while the others are at work.</summary>
    private static void RunWhile(string address, Worker doomed, Worker other, Action fell)
    {
        using var runner = new ClusterRunner(new CoordinatorOptions { Listen = address, Threads = 1 });
        using var felled = new ManualResetEventSlim();
        var fate = Task.Run(() =>
        {
            try
            {
                doomed.Await(ToyWorker.Draw, 4);
                other.Await(ToyWorker.Draw, 4);
                fell();
            }
            finally
            {
                felled.Set();
            }
        });
        // The coordinator's own draws wait until then, so that the run is half-way whatever the machine's speed.
        var model = new ToyModel(20) { Before = cancel => felled.Wait(cancel) };
        var reports = new Reports();
        var result = runner.Run(new EnsembleRequest(model, Draws, Seed) { Job = new ToyModel(200).Job }, reports, ToyRuns.Deadline());
        fate.GetAwaiter().GetResult();
        ToyRuns.Same(ToyRuns.OnThreads(Draws, Seed), result);
        Assert.Equal(Enumerable.Range(1, Draws), reports.All.Select(r => r.Done));
        Assert.Contains(reports.All, r => r.Workers == 2);
    }
}
