using System.Data.Common;

namespace Dyad.Dossier.Storage;

/// <summary>What differs from one database engine to the next; everything else is SQL that all of them read alike.</summary>
internal abstract class SqlDialect : IAsyncDisposable
{
    /// <summary>A connection on which a commit is durable and that is known to answer.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Waits for the turn to write, where the engine has one writer at a time; what is disposed of ends the turn.</summary>
    public abstract Task<IDisposable?> WriterAsync(CancellationToken cancellationToken);

    /// <summary>A query that counts the tables named schema_version where ours would be.</summary>
    public abstract string CountVersionTables { get; }

    /// <summary>Holds off others who would upgrade at the same time until the transaction ends; empty where it does so itself.</summary>
    public abstract string LockSchema { get; }

    /// <summary>Statements that lead from each version of the schema to the next; the first from nothing to version 1.</summary>
    public abstract IReadOnlyList<string> Upgrades { get; }

    /// <summary>What an exception of the engine means; null for one that is not its own.</summary>
    public abstract StoreException? Translate(Exception exception);

    /// <summary>Connections that are not in use are given up, as they may lead nowhere.</summary>
    public abstract void Forget();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
