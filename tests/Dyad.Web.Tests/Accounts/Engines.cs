using Dyad.Testing;
using Dyad.Web.Accounts;

namespace Dyad.Web.Tests.Accounts;

/// <summary>An empty database of one engine, with a folder for the server's data.</summary>
public abstract class Engine : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("dyad-test-").FullName;

    public abstract Task<AccountDatabase> OpenAsync();

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteEngine : Engine
{
    public string File => Path.Combine(Folder, "dyad.db");

    public override Task<AccountDatabase> OpenAsync() => AccountDatabase.OpenSqliteAsync(File);
}

public sealed class PostgresEngine(PostgresServer server) : Engine
{
    public string ConnectionString { get; } = server.NewSchema();

    public override Task<AccountDatabase> OpenAsync() => AccountDatabase.OpenPostgresAsync(ConnectionString);
}
