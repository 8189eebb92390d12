using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Dyad.Dossier.Storage;

/// <summary>A database on a server of PostgreSQL, in the first schema of the search path.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    private readonly NpgsqlDataSource source;

    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <exception cref="StoreException">It is none.</exception>
    public PostgresDialect(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            source = NpgsqlDataSource.Create(builder);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or NotSupportedException)
        {
            throw new StoreException(StoreFault.Other, $"not a connection string of PostgreSQL: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public override string CountTables(string name) => $"SELECT count(*) FROM pg_class WHERE oid = to_regclass('{name}')";

    /// <summary>"dyad" in ASCII: a number that no other program is likely to lock.</summary>
    public override string LockSchema => $"SELECT pg_advisory_xact_lock({0x64796164})";

    /// <inheritdoc />
    public override TableFamily Entries { get; } = new("schema_version",
    [
        // The trigger names its table by where it fired: the search path of whoever inserts may be another.
        """
        CREATE TABLE entries (
            dossier text COLLATE "C" NOT NULL,
            chain text COLLATE "C" NOT NULL,
            number bigint NOT NULL,
            hash text NOT NULL,
            content bytea NOT NULL,
            PRIMARY KEY (dossier, chain, number));
        CREATE TABLE seals (
            dossier text COLLATE "C" NOT NULL,
            chain text COLLATE "C" NOT NULL,
            seal text NOT NULL,
            PRIMARY KEY (dossier, chain));
        CREATE FUNCTION entries_follow() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE last bigint;
        BEGIN
            EXECUTE format('SELECT coalesce(max(number), 0) FROM %I.entries WHERE dossier = $1 AND chain = $2', TG_TABLE_SCHEMA)
                INTO last USING NEW.dossier, NEW.chain;
            IF NEW.number <> last + 1 THEN
                RAISE EXCEPTION 'an entry follows the last of its chain' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE FUNCTION entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'entries are never changed or removed' USING ERRCODE = 'integrity_constraint_violation';
        END $$;
        CREATE TRIGGER entries_without_gap BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION entries_follow();
        CREATE TRIGGER entries_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
            FOR EACH STATEMENT EXECUTE FUNCTION entries_stay();
        """,
    ]);

    /// <summary>
    /// A connection out of the pool may be to a server that has been restarted since: one that does not answer is given up with all
    /// the others, and a new one taken.
    /// </summary>
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (await ConnectAsync(mayBeStale: true, cancellationToken) is { } connection)
            return connection;
        source.Clear();
        return (await ConnectAsync(mayBeStale: false, cancellationToken))!;
    }

    /// <inheritdoc />
    public override Task<IDisposable?> WriterAsync(CancellationToken cancellationToken) => Task.FromResult<IDisposable?>(null);

    /// <inheritdoc />
    public override StoreException? Translate(Exception exception) => exception switch
    {
        PostgresException e => Refusal(e),
        NpgsqlException or SocketException or IOException or TimeoutException =>
            new(StoreFault.Unreachable, $"the database server does not answer: {exception.Message}", exception),
        _ => null,
    };

    /// <inheritdoc />
    public override void Forget() => source.Clear();

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => source.DisposeAsync();

    /// <returns>Null for one out of the pool that does not answer.</returns>
    private async Task<DbConnection?> ConnectAsync(bool mayBeStale, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await PrepareAsync(connection, cancellationToken);
            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            if (mayBeStale && Translate(e) is { Kind: StoreFault.Unreachable })
                return null;
            throw;
        }
    }

    /// <summary>One round trip: whether the server answers, and that it has a commit on its disk before it says so.</summary>
    private static Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) => connection.RunAsync(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'", cancellationToken);

    /// <summary>What a code of the server means, https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
    private static StoreException Refusal(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.DiskFull => new(StoreFault.Full, "no space is left on the disk of the database server", e),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            new(StoreFault.Damaged, $"the database is damaged; restore it from a copy: {e.MessageText}", e),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected =>
            new(StoreFault.Conflict, "another wrote at the same time", e),
        PostgresErrorCodes.InvalidCatalogName =>
            new(StoreFault.Unreachable, $"the database server has no such database: {e.MessageText}", e),
        // A server that stands by for another one, until it takes over.
        PostgresErrorCodes.ReadOnlySqlTransaction => new(StoreFault.Unreachable, $"the database server only reads: {e.MessageText}", e),
        _ => e.SqlState[..2] switch
        {
            "23" => new(StoreFault.Conflict, "the database refused what does not follow what is there", e),
            "28" => new(StoreFault.Unreachable, $"the database server refused the log-in: {e.MessageText}", e),
            // Connections, resources, an operator who stops it, locks that are held for too long, its disk.
            "08" or "53" or "55" or "57" or "58" =>
                new(StoreFault.Unreachable, $"the database server does not answer: {e.MessageText}", e),
            _ => new(StoreFault.Other, $"the database server refused: {e.MessageText}", e),
        },
    };
}
