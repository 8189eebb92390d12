using System.Data.Common;

namespace Dyad.Dossier.Storage;

/// <summary>What differs from one database engine to the next; everything else is SQL that all of them read alike.</summary>
internal abstract class SqlDialect : IAsyncDisposable
{
    /// <summary>A connection on which a commit is durable and that is known to answer.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Waits for the turn to write, where the engine has one writer at a time; what is disposed of ends the turn.</summary>
    public abstract Task<IDisposable?> WriterAsync(CancellationToken cancellationToken);

    /// <summary>Counts the tables of a name where ours would be.</summary>
    public abstract string CountTables(string name);

    /// <summary>Holds off others who would upgrade at the same time until the transaction ends; empty where it does so itself.</summary>
    public abstract string LockSchema { get; }

    /// <summary>The tables of the log, with the triggers that guard them, as this engine writes them.</summary>
    public abstract TableFamily Entries { get; }

    /// <summary>What an exception of the engine means; null for one that is not its own.</summary>
    public abstract StoreException? Translate(Exception exception);

    /// <summary>Connections that are not in use are given up, as they may lead nowhere.</summary>
    public abstract void Forget();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
