using System.Data.Common;
using Dyad.Dossier.Storage;

namespace Dyad.Web.Accounts;

/// <summary>
/// Where accounts are kept: a file of SQLite or a database of PostgreSQL, which may be that of the dossiers. Opened once by the host, which
/// also closes it. What goes wrong outside is a <see cref="StoreException"/>.
/// </summary>
public sealed class AccountDatabase : IAsyncDisposable
{
    private readonly SqlDatabase database;

    private AccountDatabase(SqlDatabase database)
    {
        this.database = database;
    }

    /// <summary>Opens a file of SQLite; it is made where it is not there, its folder is not.</summary>
    /// <exception cref="StoreException">It cannot be opened, is something else, or is of a later version.</exception>
    public static Task<AccountDatabase> OpenSqliteAsync(string file, CancellationToken cancellationToken = default) =>
        OpenAsync(new SqliteDialect(file, null), cancellationToken);

    /// <summary>Opens a database of PostgreSQL; the database must be there, its tables are made where they are not.</summary>
    /// <exception cref="StoreException">The server cannot be reached, refuses, or the tables are of a later version.</exception>
    public static Task<AccountDatabase> OpenPostgresAsync(string connectionString, CancellationToken cancellationToken = default) =>
        OpenAsync(new PostgresDialect(connectionString), cancellationToken);

    /// <summary>Whether the database answers and has the form that this version reads; no exception where not.</summary>
    public Task<bool> HealthyAsync(CancellationToken cancellationToken = default) => database.HealthyAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => database.DisposeAsync();

    internal Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        database.ReadAsync(work, cancellationToken);

    /// <summary>Work in one transaction; what it throws undoes it.</summary>
    internal Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        database.WriteAsync(work, cancellationToken);

    /// <summary>One statement in a transaction of its own.</summary>
    /// <returns>How many rows it changed.</returns>
    internal Task<int> ChangeAsync(string sql, (string Name, object Value)[] parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => ChangeAsync(connection, sql, parameters, cancellationToken), cancellationToken);

    /// <summary>One statement of many in a transaction.</summary>
    internal static async Task<int> ChangeAsync(
        DbConnection connection, string sql, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<AccountDatabase> OpenAsync(SqlDialect dialect, CancellationToken cancellationToken) =>
        new(await SqlDatabase.OpenAsync(dialect, AccountTables.Family, cancellationToken));
}
