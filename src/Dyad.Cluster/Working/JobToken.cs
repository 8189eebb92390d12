namespace Dyad.Cluster.Working;

/// <summary>Cancels what is computed for a job once the coordinator has another one, or none.</summary>
internal sealed class JobToken : IDisposable
{
    private readonly Lock gate = new();
    private CancellationTokenSource source = new();
    private string? job;

    /// <summary>The token of a job that was just ordered.</summary>
    public CancellationToken Of(string ordered)
    {
        lock (gate)
        {
            if (job != ordered)
                Begin(ordered);
            return source.Token;
        }
    }

    /// <summary>Hears which job is under way.</summary>
    public void Keep(string? underWay)
    {
        lock (gate)
        {
            if (job is not null && job != underWay)
                Begin(null);
        }
    }

    /// <inheritdoc />
    public void Dispose() => source.Dispose();

    private void Begin(string? next)
    {
        _ = source.CancelAsync();
        (source, job) = (new CancellationTokenSource(), next);
    }
}
