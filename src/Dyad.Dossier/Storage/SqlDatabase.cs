using System.Data;
using System.Data.Common;

namespace Dyad.Dossier.Storage;

/// <summary>
/// One family of tables in a database, brought up to the version that is known here. Whatever goes wrong with the engine comes out as a
/// <see cref="StoreException"/>, and what is broken is not used again.
/// </summary>
internal sealed class SqlDatabase : IAsyncDisposable
{
    private readonly SqlDialect dialect;
    private readonly TableFamily family;

    private SqlDatabase(SqlDialect dialect, TableFamily family)
    {
        this.dialect = dialect;
        this.family = family;
    }

    /// <summary>Opens a database, and brings the tables up to the version of the family; a failure disposes of the dialect.</summary>
    /// <exception cref="StoreException">It cannot be opened, or the tables are of a later version.</exception>
    public static async Task<SqlDatabase> OpenAsync(SqlDialect dialect, TableFamily family, CancellationToken cancellationToken)
    {
        var database = new SqlDatabase(dialect, family);
        try
        {
            await database.ReadAsync(c => StoreSchema.UpgradeAsync(c, dialect, family, cancellationToken), cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection for who reads at length; under <see cref="GuardAsync"/>, as all that is done with it.</summary>
    public Task<DbConnection> ConnectAsync(CancellationToken cancellationToken) => dialect.OpenAsync(cancellationToken);

    /// <summary>Reads on a connection of its own.</summary>
    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await using var connection = await dialect.OpenAsync(cancellationToken);
        return await work(connection);
    });

    /// <summary>Writes in one transaction: all or nothing.</summary>
    public Task WriteAsync(Func<DbConnection, Task> work, CancellationToken cancellationToken) => WriteAsync(
        async connection =>
        {
            await work(connection);
            return true;
        },
        cancellationToken);

    /// <summary>As <see cref="WriteAsync(Func{DbConnection, Task}, CancellationToken)"/>, with an answer.</summary>
    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        using var turn = await dialect.WriterAsync(cancellationToken);
        await using var connection = await dialect.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var answer = await work(connection);
        await transaction.CommitAsync(cancellationToken);
        return answer;
    });

    /// <summary>Whether the database answers and its tables are of this version; no exception where not.</summary>
    public async Task<bool> HealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(c => StoreSchema.VersionAsync(c, dialect, family, cancellationToken), cancellationToken)
                == family.Upgrades.Count;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    /// <summary>Turns what the engine throws into a <see cref="StoreException"/>.</summary>
    public async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (dialect.Translate(e) is { } fault)
        {
            // A full disk needs what is open to read on; a conflict says nothing of the connection.
            if (fault.Kind is StoreFault.Unreachable or StoreFault.Damaged)
                dialect.Forget();
            throw fault;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => dialect.DisposeAsync();
}
