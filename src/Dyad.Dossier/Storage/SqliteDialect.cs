using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Dyad.Dossier.Storage;

/// <summary>A file of SQLite with a write-ahead log: one writer, and readers that neither wait for it nor fail with it.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    /// <summary>How long another process may hold the file; longer than any append of ours takes.</summary>
    private const int BusySeconds = 10;

    // Result codes, https://www.sqlite.org/rescode.html
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, Constraint = 19,
        NoDatabase = 26;

    /// <summary>SQLITE_IOERR_SHMSIZE: the index of the write-ahead log could not grow, which is how a full disk may show first.</summary>
    private const int IndexCannotGrow = InputOutput | (19 << 8);

    private readonly string file;
    private readonly Func<DbConnection, CancellationToken, Task>? opened;
    private readonly string connectionString;
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>
    /// Open as long as the store is: with the last connection to it the write-ahead log is removed, and a full disk has no room to
    /// make it anew, so that not even reading would work.
    /// </summary>
    private DbConnection? anchor;

    /// <param name="file">The file; it is made where it is not there, its folder is not.</param>
    /// <param name="opened">Run on each connection once it is open; for tests.</param>
    public SqliteDialect(string file, Func<DbConnection, CancellationToken, Task>? opened)
    {
        // A full path is a path whatever it says; ":memory:" and "file:" are not.
        this.file = Path.GetFullPath(file);
        this.opened = opened;
        connectionString = new SqliteConnectionStringBuilder { DataSource = this.file, DefaultTimeout = BusySeconds }.ToString();
    }

    /// <inheritdoc />
    public override string CountTables(string name) => $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{name}'";

    /// <inheritdoc />
    public override string LockSchema => "";

    /// <inheritdoc />
    public override TableFamily Entries { get; } = new("schema_version",
    [
        // Without rowid: INSERT OR REPLACE at a rowid of one's choice would remove a row behind the back of the triggers. The same at
        // the key is held off by the trigger for gaps, which comes before it.
        """
        CREATE TABLE entries (
            dossier TEXT NOT NULL COLLATE BINARY,
            chain TEXT NOT NULL COLLATE BINARY,
            number INTEGER NOT NULL,
            hash TEXT NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (dossier, chain, number)) WITHOUT ROWID;
        CREATE TABLE seals (
            dossier TEXT NOT NULL COLLATE BINARY,
            chain TEXT NOT NULL COLLATE BINARY,
            seal TEXT NOT NULL,
            PRIMARY KEY (dossier, chain)) WITHOUT ROWID;
        CREATE TRIGGER entries_without_gap BEFORE INSERT ON entries
        WHEN NEW.number IS NOT
            (SELECT coalesce(max(number), 0) + 1 FROM entries WHERE dossier = NEW.dossier AND chain = NEW.chain)
        BEGIN SELECT RAISE(ABORT, 'an entry follows the last of its chain'); END;
        CREATE TRIGGER entries_not_updated BEFORE UPDATE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
        CREATE TRIGGER entries_not_deleted BEFORE DELETE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
        """,
    ]);

    /// <inheritdoc />
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref anchor) is null)
        {
            var first = await ConnectAsync(cancellationToken);
            if (Interlocked.CompareExchange(ref anchor, first, null) is not null)
                await first.DisposeAsync();
        }

        return await ConnectAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async Task<IDisposable?> WriterAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    /// <inheritdoc />
    public override StoreException? Translate(Exception exception) => exception is not SqliteException e ? null
        : e.SqliteExtendedErrorCode == IndexCannotGrow ? Fault(StoreFault.Full, "no space is left on its disk", e)
        : e.SqliteErrorCode switch
        {
            Full => Fault(StoreFault.Full, "no space is left on its disk", e),
            Busy or Locked => Fault(StoreFault.Unreachable, $"another program has held it for {BusySeconds} seconds", e),
            CannotOpen => Fault(StoreFault.Unreachable, "it cannot be opened", e),
            InputOutput => Fault(StoreFault.Unreachable, "its disk does not answer", e),
            Corrupt => Fault(StoreFault.Damaged, "the file is damaged; restore it from a copy", e),
            NoDatabase => Fault(StoreFault.Damaged, "the file is no SQLite database", e),
            ReadOnly => Fault(StoreFault.Other, "it may not be written to", e),
            Constraint => Fault(StoreFault.Conflict, "the database refused what does not follow what is there", e),
            _ => Fault(StoreFault.Other, e.Message, e),
        };

    /// <inheritdoc />
    public override void Forget()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref anchor, null) is { } open)
            await open.DisposeAsync();
        // Of pooled connections the file stays open, and could not be moved on Windows.
        Forget();
        gate.Dispose();
    }

    private async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            // Full: each commit is on the disk before it returns; fullfsync is what that takes on a Mac and nothing elsewhere.
            await connection.RunAsync(
                $"PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON",
                cancellationToken);
            // The log is not opened by these; it is by the first thing that is read.
            await connection.RunAsync(CountTables("schema_version"), cancellationToken);
            if (opened is not null)
                await opened(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private StoreException Fault(StoreFault kind, string what, SqliteException inner) => new(kind, $"{file}: {what}", inner);

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
