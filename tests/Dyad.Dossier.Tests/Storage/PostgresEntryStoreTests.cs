using System.Data.Common;
using Dyad.Dossier.Storage;
using Dyad.Testing;
using Npgsql;

namespace Dyad.Dossier.Tests.Storage;

/// <summary>The store on a server of PostgreSQL.</summary>
[Collection("PostgreSQL")]
public sealed class PostgresEntryStoreTests(PostgresServer server) : EntryStoreTests
{
    private readonly string connectionString = server.NewSchema();

    [Fact]
    public Task TheDatabaseItselfRefusesToBeEmptied() => RefusesAsync("TRUNCATE entries");

    [Fact]
    public async Task EndedConnectionsAreTakenAnew()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync([Entry("d", "c", 1)]);
        Assert.InRange(server.EndConnections(), 1, 10);
        await store.AppendAsync([Entry("d", "c", 2)]);
        Assert.InRange(server.EndConnections(), 1, 10);
        Assert.Equal(2, (await ReadAsync(store, "d")).Count);
        Assert.InRange(server.EndConnections(), 1, 10);
        Assert.True(await store.HealthyAsync());
    }

    [Fact]
    public async Task AConnectionThatEndsInTheMiddleIsUnreachableAndWritesNothing()
    {
        await using var store = await OpenAsync();
        // More than what is on its way when the connection ends.
        await store.AppendAsync([.. Enumerable.Range(1, 32).Select(n => Entry("d", "c", n, 1 << 18))]);
        var read = 0;
        await Fails(StoreFault.Unreachable, async () =>
        {
            await foreach (var entry in store.ReadAsync("d"))
            {
                if (++read == 1)
                    server.EndConnections();
            }
        });
        Assert.InRange(read, 1, 31);
        await RefuseAsync("PERFORM pg_terminate_backend(pg_backend_pid())");
        await Fails(StoreFault.Unreachable, () => store.AppendAsync([Entry("e", "c", 1)]));
        PostgresServer.Execute(connectionString, "DROP TRIGGER refused ON entries");
        Assert.Equal(["d"], await store.DossiersAsync());
        await store.AppendAsync([Entry("e", "c", 1)]);
    }

    [Fact]
    public async Task AServerThatIsStoppedIsUnreachableUntilItStarts()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync([Entry("d", "c", 1)]);
        server.Stop();
        try
        {
            await Fails(StoreFault.Unreachable, () => store.AppendAsync([Entry("d", "c", 2)]));
            await Fails(StoreFault.Unreachable, () => ReadAsync(store, "d"));
            await Fails(StoreFault.Unreachable, () => OpenAsync());
            Assert.False(await store.HealthyAsync());
        }
        finally
        {
            server.Start();
        }

        await store.AppendAsync([Entry("d", "c", 2)]);
        Assert.Equal(2, (await ReadAsync(store, "d")).Count);
    }

    /// <summary>In the server's own codes: a disk of its own is not ours to fill.</summary>
    [Fact]
    public async Task WhatTheServerRefusesIsToldAndPasses()
    {
        await using var store = await OpenAsync();
        // The hash of an entry is the code that the server refuses it with.
        await RefuseAsync("IF NEW.hash LIKE '_____' THEN RAISE EXCEPTION E'two\nlines' USING ERRCODE = NEW.hash; END IF; RETURN NEW");
        (string Code, StoreFault Kind)[] codes =
        [
            ("53100", StoreFault.Full), ("53300", StoreFault.Unreachable), ("57P03", StoreFault.Unreachable),
            ("58030", StoreFault.Unreachable), ("25006", StoreFault.Unreachable), ("40001", StoreFault.Conflict),
            ("XX001", StoreFault.Damaged), ("42501", StoreFault.Other),
        ];
        for (var n = 1; n <= codes.Length; n++)
        {
            await Fails(codes[n - 1].Kind, () => store.AppendAsync([Entry("d", "c", n) with { Hash = codes[n - 1].Code }]));
            await store.AppendAsync([Entry("d", "c", n)]);
        }
    }

    [Fact]
    public async Task NoTwoAppendsWaitForEachOther()
    {
        await using var store = await OpenAsync();
        // Time enough for each to have the first of its chains before either asks for the other.
        await RefuseAsync("PERFORM pg_sleep(0.1); RETURN NEW");
        StoredEntry[] both = [Entry("d", "a", 1), Entry("d", "b", 1)];
        var appends = Task.WhenAll(store.AppendAsync(both), store.AppendAsync([both[1], both[0]]));
        var e = await Fails(StoreFault.Conflict, () => appends);
        Assert.Equal("the database refused what does not follow what is there", e.Message);
        Assert.Single(appends.Exception!.InnerExceptions);
        Assert.Equal(both.Select(Line), await ReadAsync(store, "d"));
    }

    [Fact]
    public async Task ACommitIsDurableWhereTheServerWouldNotWait()
    {
        await using var store = await SqlEntryStore.OpenPostgresAsync(connectionString + ";Options=-c synchronous_commit=off");
        PostgresServer.Execute(connectionString, """
            CREATE TABLE seen (setting text);
            CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$;
            CREATE TRIGGER look BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION look()
            """);
        await store.AppendAsync([Entry("d", "c", 1)]);
        await store.AppendAsync([Entry("d", "c", 2)]);
        Assert.Equal("on on", PostgresServer.Execute(connectionString, "SELECT string_agg(setting, ' ') FROM seen"));
    }

    [Theory]
    [InlineData("Database=absent", StoreFault.Unreachable)]
    [InlineData("Password=secret;Nonsense=1", StoreFault.Other)]
    [InlineData("Password=secret;Port=x", StoreFault.Other)]
    [InlineData("secret", StoreFault.Other)]
    public async Task AConnectionStringThatLeadsNowhereIsToldInALine(string more, StoreFault kind)
    {
        var e = await Fails(kind, () => SqlEntryStore.OpenPostgresAsync($"{connectionString};{more}"));
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    private protected override Task<SqlEntryStore> OpenAsync() => SqlEntryStore.OpenPostgresAsync(connectionString);

    private protected override DbConnection Raw() => new NpgsqlConnection(connectionString + ";Pooling=false");

    private protected override Task RefuseAsync(DbConnection raw, string hash) =>
        RefuseAsync($"IF NEW.hash = '{hash}' THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW");

    private async Task RefuseAsync(string statement)
    {
        await using var raw = Raw();
        await raw.OpenAsync();
        await raw.RunAsync($"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; END $$", default);
        await raw.RunAsync("CREATE TRIGGER refused BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION refuse()", default);
    }
}
