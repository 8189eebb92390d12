namespace Dyad.Cluster.Silos;

/// <summary>Computations of seconds and more, on threads of their own: those of the pool are left to the silo, which must stay quick.</summary>
internal static class LongTask
{
    /// <summary>Starts the work.</summary>
    public static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <inheritdoc cref="Run{T}(Func{T})"/>
    public static Task Run(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
