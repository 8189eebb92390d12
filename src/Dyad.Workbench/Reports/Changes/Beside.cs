namespace Dyad.Workbench.Reports.Changes;

/// <summary>Work that runs beside the caller's own, and ends with it: whoever leaves early cancels it and waits for its end.</summary>
internal sealed class Beside<T> : IDisposable
{
    private readonly CancellationTokenSource stop;
    private readonly Task<T> task;

    /// <summary>Starts it.</summary>
    public Beside(Func<CancellationToken, T> work, CancellationToken cancel)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        task = Task.Run(() => work(stop.Token), CancellationToken.None);
    }

    /// <summary>Waits for what it yields; its fault is thrown as it was.</summary>
    public T Wait() => task.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        stop.Dispose();
    }
}
