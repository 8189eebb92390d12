namespace Dyad.Web.Tests.Accounts;

/// <summary>Tests on a server over a database of one engine.</summary>
public abstract class AccountTests(Engine engine) : IAsyncLifetime
{
    protected const string Password = "correct horse battery";

    private AccountHost? host;

    protected AccountHost Host => host!;

    protected Engine Engine => engine;

    protected virtual FakeProvider? Provider => null;

    public async ValueTask InitializeAsync() => host = await AccountHost.StartAsync(engine, Provider);

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The same at a time, by many, each as a request of its own.</summary>
    protected static Task<T[]> ManyAsync<T>(int count, Func<Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(work)));
}
