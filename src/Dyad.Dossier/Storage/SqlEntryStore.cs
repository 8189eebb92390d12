using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dyad.Dossier.Storage;

/// <summary>
/// A store in a database of SQL. That entries are only appended, and without a gap, is held by triggers in the database itself, also
/// against whoever opens it with another program.
/// </summary>
public sealed class SqlEntryStore : IEntryStore
{
    /// <summary>Refuses what has no form in UTF-8: half of a surrogate pair would come back as another character.</summary>
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SqlDatabase database;

    private SqlEntryStore(SqlDatabase database)
    {
        this.database = database;
    }

    /// <summary>Opens a file of SQLite; it is made where it is not there, its folder is not.</summary>
    /// <exception cref="StoreException">It cannot be opened, is something else, or is of a later version.</exception>
    public static Task<SqlEntryStore> OpenSqliteAsync(string file, CancellationToken cancellationToken = default) =>
        OpenAsync(new SqliteDialect(file, null), cancellationToken);

    /// <summary>Opens a database of PostgreSQL; the database must be there, its tables are made where they are not.</summary>
    /// <param name="connectionString">As Npgsql takes it; the first schema of its search path is used.</param>
    /// <param name="cancellationToken">Ends the wait for the server.</param>
    /// <exception cref="StoreException">The server cannot be reached, refuses, or the tables are of a later version.</exception>
    public static Task<SqlEntryStore> OpenPostgresAsync(string connectionString, CancellationToken cancellationToken = default) =>
        OpenAsync(new PostgresDialect(connectionString), cancellationToken);

    /// <summary>Opens a store, and brings its tables up to the version of the dialect.</summary>
    internal static async Task<SqlEntryStore> OpenAsync(SqlDialect dialect, CancellationToken cancellationToken) =>
        new(await SqlDatabase.OpenAsync(dialect, dialect.Entries, cancellationToken));

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> DossiersAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
            {
                await using var command = connection.Command("SELECT DISTINCT dossier FROM entries ORDER BY dossier");
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var dossiers = new List<string>();
                while (await reader.ReadAsync(cancellationToken))
                    dossiers.Add(reader.GetString(0));
                return dossiers;
            },
            cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredEntry> ReadAsync(
        string dossier, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RequireText(dossier, nameof(dossier));
        // One statement sees one state of the database: a chain is never read without what another chain refers to in it.
        await using var connection = await database.GuardAsync(() => database.ConnectAsync(cancellationToken));
        await using var command = connection.Command(
            "SELECT chain, number, hash, content FROM entries WHERE dossier = @dossier ORDER BY chain, number", ("@dossier", dossier));
        await using var reader = await database.GuardAsync(() => command.ExecuteReaderAsync(cancellationToken));
        while (await database.GuardAsync(() => reader.ReadAsync(cancellationToken)))
        {
            yield return new StoredEntry(
                dossier, reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3));
        }
    }

    /// <summary>As the next, without seals.</summary>
    public Task AppendAsync(IReadOnlyList<StoredEntry> entries, CancellationToken cancellationToken = default) =>
        AppendAsync(entries, [], cancellationToken);

    /// <inheritdoc />
    public async Task AppendAsync(
        IReadOnlyList<StoredEntry> entries, IReadOnlyList<StoredSeal> seals, CancellationToken cancellationToken = default)
    {
        foreach (var entry in entries)
        {
            RequireText(entry.Dossier, nameof(entries));
            RequireText(entry.Chain, nameof(entries));
            RequireText(entry.Hash, nameof(entries));
            ArgumentNullException.ThrowIfNull(entry.Content, nameof(entries));
        }

        foreach (var seal in seals)
        {
            RequireText(seal.Dossier, nameof(seals));
            RequireText(seal.Chain, nameof(seals));
            RequireText(seal.Content, nameof(seals));
        }

        if (entries.Count == 0 && seals.Count == 0)
            return;
        await database.WriteAsync(
            async connection =>
            {
                await AppendAsync(connection, entries, cancellationToken);
                foreach (var seal in seals)
                    await SetSealAsync(connection, seal, cancellationToken);
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<string?> SealAsync(string dossier, string chain, CancellationToken cancellationToken = default)
    {
        RequireText(dossier, nameof(dossier));
        RequireText(chain, nameof(chain));
        return database.ReadAsync(
            async connection =>
            {
                await using var command = connection.Command(
                    "SELECT seal FROM seals WHERE dossier = @dossier AND chain = @chain", ("@dossier", dossier), ("@chain", chain));
                return (string?)await command.ScalarAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<bool> HealthyAsync(CancellationToken cancellationToken = default) => database.HealthyAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task SetSealAsync(DbConnection connection, StoredSeal seal, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            INSERT INTO seals (dossier, chain, seal) VALUES (@dossier, @chain, @seal)
            ON CONFLICT (dossier, chain) DO UPDATE SET seal = excluded.seal
            """,
            ("@dossier", seal.Dossier),
            ("@chain", seal.Chain),
            ("@seal", seal.Content));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task AppendAsync(
        DbConnection connection, IReadOnlyList<StoredEntry> entries, CancellationToken cancellationToken)
    {
        await RequireNextAsync(connection, entries, cancellationToken);
        await using var insert = connection.Command(
            "INSERT INTO entries (dossier, chain, number, hash, content) VALUES (@dossier, @chain, @number, @hash, @content)",
            ("@dossier", ""),
            ("@chain", ""),
            ("@number", 0L),
            ("@hash", ""),
            ("@content", Array.Empty<byte>()));
        // Chains in one order for all who write, so that no two wait for each other; numbers stay as they came.
        foreach (var entry in entries.OrderBy(e => e.Dossier, StringComparer.Ordinal).ThenBy(e => e.Chain, StringComparer.Ordinal))
        {
            insert.Parameters[0].Value = entry.Dossier;
            insert.Parameters[1].Value = entry.Chain;
            insert.Parameters[2].Value = entry.Number;
            insert.Parameters[3].Value = entry.Hash;
            insert.Parameters[4].Value = entry.Content;
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>The triggers refuse it as well; who reads the message here learns how far the chain is.</summary>
    private static async Task RequireNextAsync(
        DbConnection connection, IReadOnlyList<StoredEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var chain in entries.GroupBy(e => (e.Dossier, e.Chain)))
        {
            await using var command = connection.Command(
                "SELECT max(number) FROM entries WHERE dossier = @dossier AND chain = @chain",
                ("@dossier", chain.Key.Dossier),
                ("@chain", chain.Key.Chain));
            var last = Convert.ToInt64(await command.ScalarAsync(cancellationToken) ?? 0L, CultureInfo.InvariantCulture);
            foreach (var entry in chain)
            {
                if (entry.Number != last + 1)
                {
                    throw new StoreException(
                        StoreFault.Conflict,
                        $"chain '{entry.Chain}' of dossier '{entry.Dossier}' is at {last}: entry {entry.Number} does not follow");
                }

                last = entry.Number;
            }
        }
    }

    private static void RequireText(string text, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, parameter);
        try
        {
            _ = Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("half of a surrogate pair is no text", parameter, e);
        }

        // PostgreSQL keeps no NUL in a text.
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("a text holds no NUL", parameter);
    }
}
