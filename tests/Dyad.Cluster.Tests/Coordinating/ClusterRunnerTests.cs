using Dyad.Cluster.Connecting;
using Dyad.Cluster.Coordinating;
using Dyad.Cluster.Tests.Toys;
using Dyad.Cluster.Working;
using Dyad.Ensembles;
using Dyad.Ensembles.Running;

namespace Dyad.Cluster.Tests.Coordinating;

/// <summary>A coordinator and a worker in this process.</summary>
public class ClusterRunnerTests
{
    private const int Draws = 40;

    /// <summary>Within TLS: only holders of the key talk, and the result is the same.</summary>
    [Fact]
    public async Task AKeyOpensTheWay()
    {
        using var key = new ClusterKey("a secret of twenty characters");
        using var computed = new ManualResetEventSlim();
        await WithWorker(key, new ToyFactory(_ => computed.Set()), runner =>
        {
            var model = new ToyModel(5) { Before = cancel => computed.Wait(cancel) };
            var result = runner.Run(new EnsembleRequest(model, Draws, 3) { Job = new ToyModel(5).Job }, null, ToyRuns.Deadline());
            ToyRuns.Same(ToyRuns.OnThreads(Draws, 3), result);
        });
    }

    /// <summary>What a worker cannot compute the coordinator does, and where it cannot either its error is the one that is thrown.</summary>
    [Fact]
    public async Task AWorkersErrorIsNotTheRunsError()
    {
        using var failed = new ManualResetEventSlim();
        await WithWorker(null, new ToyFactory(_ =>
            {
                failed.Set();
                throw new InvalidDataException("broken here");
            }), runner =>
        {
            var model = new ToyModel(5) { Before = cancel => failed.Wait(cancel) };
            var request = new EnsembleRequest(model, Draws, 3) { Job = new ToyModel(5).Job };
            ToyRuns.Same(ToyRuns.OnThreads(Draws, 3), runner.Run(request, null, ToyRuns.Deadline()));
            var broken = new ToyModel(5) { Before = _ => throw new InvalidDataException("broken there") };
            Assert.Equal("broken there", Assert.Throws<InvalidDataException>(
                () => runner.Run(request with { Model = broken }, null, ToyRuns.Deadline())).Message);
        });
    }

    /// <summary>A worker that computes otherwise is found out: the coordinator computes what the worker has held for long.</summary>
    [Fact]
    public void TwoResultsThatDifferEndTheRun()
    {
        var request = new EnsembleRequest(new ToyModel(0), 2, 1);
        using var board = new BatchBoard("1-ab", request, new DrawTable(request, null, TimeProvider.System), 1);
        var first = board.Take("w", own: false)!;
        board.Store(first, [new double[50]], 1);
        board.Store(new WorkReport(new WorkOrder("1-ab", 1, 0, 1), [null]), 1);
        Assert.True(board.Ended.IsCancellationRequested);
        Assert.Equal("draw 0: two computations of it differ", Assert.Throws<ClusterException>(board.ToResult).Message);
    }

    [Fact]
    public void CancelEndsARun()
    {
        using var source = new CancellationTokenSource();
        using var runner = new ClusterRunner(new CoordinatorOptions { Listen = ToyRuns.FreeAddress(), Threads = 2 });
        var model = new ToyModel(60_000) { Before = _ => source.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => runner.Run(new EnsembleRequest(model, 10, 1), null, source.Token));
    }

    private static async Task WithWorker(ClusterKey? key, IEnsembleModelFactory factory, Action<ClusterRunner> test)
    {
        var address = ToyRuns.FreeAddress();
        using var source = new CancellationTokenSource();
        var worker = WorkerHost.RunAsync(new WorkerOptions { Join = address, Key = key, Threads = 1 }, factory, _ => { }, source.Token);
        using (var runner = new ClusterRunner(new CoordinatorOptions { Listen = address, Key = key, Threads = 1 }))
            test(runner);
        await source.CancelAsync();
        await worker;
    }
}
