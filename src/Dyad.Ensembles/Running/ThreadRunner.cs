using System.Runtime.ExceptionServices;
using Dyad.Ensembles.Results;

namespace Dyad.Ensembles.Running;

/// <summary>Runs ensembles on the cores of this machine.</summary>
/// <param name="threads">Threads; all cores where null.</param>
/// <param name="clock">For the time left.</param>
public sealed class ThreadRunner(int? threads = null, TimeProvider? clock = null) : IDrawRunner
{
    private readonly int threads = threads switch
    {
        null => Environment.ProcessorCount,
        >= 1 => threads.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(threads), threads, "at least one thread"),
    };

    /// <inheritdoc />
    public EnsembleResult Run(EnsembleRequest request, IProgress<EnsembleProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var table = new DrawTable(request, progress, clock ?? TimeProvider.System);
        var evaluator = new DrawEvaluator(request.Model, request.Seed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        var work = Enumerable.Range(0, Math.Min(threads, request.Draws))
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        // Threads end by themselves when they are told to: this wait is not to be cut short.
        Task.WaitAll(work, CancellationToken.None);
        // The first failure as it is: those after it are threads that were stopped for its sake.
        failure?.Throw();
        return table.ToResult();

        void Work()
        {
            try
            {
                for (var draw = Interlocked.Increment(ref next); draw < request.Draws; draw = Interlocked.Increment(ref next))
                    table.Store(draw, evaluator.Evaluate(draw, stop.Token));
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                // Where one thread fails, the others need not go on.
                stop.Cancel();
            }
        }
    }
}
