using Dyad.Ensembles.Results;
using Dyad.Ensembles.Running;

namespace Dyad.Cluster.Coordinating;

/// <summary>
/// The batches of one run: which are open, which are held by whom, which are done. Once none is open, those that are held are handed out
/// again, the longest held first: whoever died, hangs or is slow is gone round, and nobody has to find out which it was. Used from
/// several threads.
/// </summary>
internal sealed class BatchBoard : IDisposable
{
    /// <summary>How many compute a batch at the same time at the most, beside the coordinator.</summary>
    private const int MostHolders = 2;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource ended = new();
    private readonly DrawTable table;
    private readonly LinkedList<Batch> undone = new();
    private readonly Queue<Batch> open;
    private Exception? failure;

    /// <summary>All batches open.</summary>
    public BatchBoard(string job, EnsembleRequest request, DrawTable table, int batchSize)
    {
        (Job, Request, this.table) = (job, request, table);
        open = new Queue<Batch>(
            Enumerable.Range(0, ((request.Draws - 1) / batchSize) + 1)
                .Select(b => new Batch(b * batchSize, Math.Min(batchSize, request.Draws - (b * batchSize)))));
        foreach (var batch in open)
            undone.AddLast(batch);
    }

    /// <summary>Id of the run: its number and the SHA-256 of its bytes.</summary>
    public string Job { get; }

    /// <summary>What is computed.</summary>
    public EnsembleRequest Request { get; }

    /// <summary>Cancelled once every draw is there, or the run has failed.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>The next batch for a worker; null where it can do nothing now.</summary>
    /// <param name="holder">Who computes it; a holder gets each batch once.</param>
    /// <param name="own">The coordinator itself, which takes any batch.</param>
    public Batch? Take(string holder, bool own)
    {
        lock (gate)
        {
            if (ended.IsCancellationRequested)
                return null;
            var batch = open.TryDequeue(out var first) ? first
                : undone.FirstOrDefault(b => !b.Holders.Contains(holder) && (own || (!b.OwnOnly && b.Holders.Count < MostHolders)));
            if (batch is null)
                return null;
            batch.Holders.Add(holder);
            // The longest held stand first.
            undone.Remove(batch);
            undone.AddLast(batch);
            return batch;
        }
    }

    /// <summary>Takes the results of a batch; one that is done already must be the same.</summary>
    public void Store(Batch batch, double[]?[] figures, int workers) => Guard(() =>
    {
        if (figures.Length != batch.Count)
            throw new InvalidOperationException($"draws from {batch.First}: {figures.Length} results, not {batch.Count}");
        for (var i = 0; i < batch.Count; i++)
            table.Store(batch.First + i, figures[i], workers);
        undone.Remove(batch);
        if (table.Complete)
            End();
    });

    /// <summary>Takes a worker's report.</summary>
    public void Store(WorkReport report, int workers)
    {
        Batch? batch;
        lock (gate)
            batch = undone.FirstOrDefault(b => b.First == report.Order.First);
        if (report.Figures is not null)
            Store(batch ?? new Batch(report.Order.First, report.Order.Count), report.Figures, workers);
        else if (batch is not null)
            batch.OwnOnly = true;
    }

    /// <summary>Ends the run with an error.</summary>
    public void Fail(Exception error)
    {
        lock (gate)
        {
            failure ??= error;
            End();
        }
    }

    /// <summary>The result; throws what ended the run.</summary>
    public EnsembleResult ToResult()
    {
        lock (gate)
            return failure is null ? table.ToResult() : throw failure;
    }

    /// <inheritdoc />
    public void Dispose() => ended.Dispose();

    private void End()
    {
        // Not within the lock that is held here: who is told may ask for it.
        if (!ended.IsCancellationRequested)
            _ = ended.CancelAsync();
    }

    private void Guard(Action store)
    {
        lock (gate)
        {
            try
            {
                store();
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException)
            {
                failure ??= new ClusterException(e.Message, e);
                End();
            }
        }
    }

    /// <summary>Some draws in a row.</summary>
    internal sealed class Batch(int first, int count)
    {
        /// <summary>Number of the first draw.</summary>
        public int First => first;

        /// <summary>Number of draws.</summary>
        public int Count => count;

        /// <summary>Who computes it.</summary>
        public HashSet<string> Holders { get; } = new(StringComparer.Ordinal);

        /// <summary>A worker could not do it: the coordinator does, and what it meets is the error that is told.</summary>
        public bool OwnOnly { get; set; }
    }
}
