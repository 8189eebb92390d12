using System.Globalization;
using System.Security.Cryptography;
using Dyad.Cluster.Connecting;
using Dyad.Cluster.Silos;
using Dyad.Ensembles.Results;
using Dyad.Ensembles.Running;
using Microsoft.Extensions.Hosting;

namespace Dyad.Cluster.Coordinating;

/// <summary>
/// Runs ensembles together with the workers that have joined, or alone where there are none: it computes too. The result is that of one
/// process, bit for bit. Several runs one after the other keep their workers.
/// </summary>
public sealed class ClusterRunner : IDrawRunner, IDisposable
{
    /// <summary>A run has about as many batches, so that the last ones end together.</summary>
    private const int Batches = 200;

    /// <summary>Draws of a batch at the most.</summary>
    private const int LargestBatch = 32;

    /// <summary>How often a thread with nothing to do looks again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CoordinatorDesk desk = new(TimeProvider.System);
    private readonly IHost host;
    private readonly int threads;
    private int runs;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="ClusterException">The address is refused or in use.</exception>
    public ClusterRunner(CoordinatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var listen = ClusterAddress.Resolve(options.Listen);
        ClusterAddress.Check(listen, options.Key);
        ClusterAddress.CheckFree(listen);
        threads = options.Threads ?? Environment.ProcessorCount;
        host = SiloHost.Coordinator(listen, options.Key, options.Greeting, desk);
        host.Start();
    }

    /// <summary>Workers that take part now.</summary>
    public int Workers => desk.Workers;

    /// <inheritdoc />
    public EnsembleResult Run(EnsembleRequest request, IProgress<EnsembleProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var table = new DrawTable(request, progress, TimeProvider.System);
        var evaluator = new DrawEvaluator(request.Model, request.Seed);
        var id = $"{(++runs).ToString(CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(SHA256.HashData(request.Job.Span))}";
        using var board = new BatchBoard(id, request, table, Math.Clamp(request.Draws / Batches, 1, LargestBatch));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, board.Ended);
        desk.Board = board;
        try
        {
            Task.WhenAll(Enumerable.Range(0, threads).Select(_ => LongTask.Run(() => Compute(board, evaluator, stop.Token))))
                .GetAwaiter().GetResult();
        }
        finally
        {
            desk.Board = null;
        }

        cancel.ThrowIfCancellationRequested();
        return board.ToResult();
    }

    /// <inheritdoc />
    public void Dispose() => SiloHost.Stop(host);

    private void Compute(BatchBoard board, DrawEvaluator evaluator, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (board.Take("", own: true) is { } batch)
                    board.Store(batch, evaluator.Evaluate(batch.First, batch.Count, stop), desk.Workers);
                else
                    stop.WaitHandle.WaitOne(Pause);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // All draws are there, or the caller has had enough: Run says which.
        }
        catch (Exception e)
        {
            board.Fail(e);
        }
    }
}
