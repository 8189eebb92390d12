using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dyad.Dossier.Storage;
using Microsoft.Data.Sqlite;

namespace Dyad.Dossier.Tests.Storage;

/// <summary>The store in a file of SQLite.</summary>
public sealed class SqliteEntryStoreTests : EntryStoreTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dyad-test-").FullName;

    private string File => Path.Combine(folder, "dossier.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task ACommitIsOnTheDiskAndReadersDoNotWait()
    {
        var found = new List<object?>();
        await using var store = await OpenAsync(async (connection, cancellationToken) =>
        {
            foreach (var pragma in (string[])["journal_mode", "synchronous", "busy_timeout"])
            {
                await using var command = connection.Command($"PRAGMA {pragma}");
                found.Add(await command.ScalarAsync(cancellationToken));
            }
        });
        Assert.Equal(["wal", 2L, 10_000L], found.Take(3));
    }

    [Theory]
    [InlineData("INSERT OR REPLACE INTO entries (dossier, chain, number, hash, content) VALUES ('d', 'c', 2, 'x', '')")]
    [InlineData("INSERT OR REPLACE INTO entries (rowid, dossier, chain, number, hash, content) VALUES (1, 'd', 'e', 1, 'x', '')")]
    [InlineData("UPDATE OR REPLACE entries SET number = 1")]
    public Task TheDatabaseItselfRefusesAReplacement(string sql) => RefusesAsync(sql);

    [Fact]
    public async Task AFullFileRefusesReadsOnAndTakesMoreOnceThereIsRoom()
    {
        var pages = 40;
        await using var store = await OpenAsync(
            (c, cancellationToken) => c.RunAsync(
                $"PRAGMA max_page_count = {pages.ToString(CultureInfo.InvariantCulture)}", cancellationToken));
        await store.AppendAsync([Entry("d", "c", 1)]);
        var e = await Fails(StoreFault.Full, () => store.AppendAsync([Entry("d", "c", 2), Entry("d", "c", 3, 1 << 20)]));
        Assert.Equal($"{File}: no space is left on its disk", e.Message);
        Assert.Single(await ReadAsync(store, "d"));
        pages = 4_000;
        await store.AppendAsync([Entry("d", "c", 2), Entry("d", "c", 3, 1 << 20)]);
        Assert.Equal(3, (await ReadAsync(store, "d")).Count);
    }

    [Fact]
    public async Task AFullDiskRefusesReadsOnAndTakesMoreOnceThereIsRoom()
    {
        var disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName;
        Assert.SkipUnless(Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk), "may not mount");
        try
        {
            await using var store = await SqlEntryStore.OpenSqliteAsync(Path.Combine(disk, "dossier.db"));
            await store.AppendAsync([Entry("d", "c", 1)]);
            // As after a while without use: what is kept in the pool for the next time is gone.
            SqliteConnection.ClearAllPools();
            var ballast = Path.Combine(disk, "ballast");
            Fill(ballast);
            for (var n = 0; n < 2; n++)
            {
                Assert.Single(await ReadAsync(store, "d"));
                Assert.True(await store.HealthyAsync());
                await Fails(StoreFault.Full, () => store.AppendAsync([Entry("d", "c", 2, 32 << 10)]));
            }

            System.IO.File.Delete(ballast);
            await store.AppendAsync([Entry("d", "c", 2, 32 << 10)]);
            Assert.Equal(2, (await ReadAsync(store, "d")).Count);
        }
        finally
        {
            Assert.True(Run("umount", disk));
        }
    }

    [Fact]
    public async Task ReadersGoOnWhileAnotherWrites()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync([Entry("d", "c", 1)]);
        await using var raw = Raw();
        await raw.OpenAsync();
        await using (await raw.BeginTransactionAsync())
        {
            await raw.RunAsync("INSERT INTO seals VALUES ('d', 'c', 's')", default);
            Assert.Single(await ReadAsync(store, "d"));
            await using var another = await OpenAsync();
            Assert.Null(await another.SealAsync("d", "c"));
        }
    }

    [Fact]
    public async Task WhatIsNoDatabaseIsDamaged()
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("not a database ", 100)));
        var e = await Fails(StoreFault.Damaged, () => OpenAsync());
        Assert.Equal($"{File}: the file is no SQLite database", e.Message);
    }

    [Fact]
    public async Task ADamagedFileIsToldAndServesAgainOnceRestored()
    {
        await using (var store = await OpenAsync())
            await store.AppendAsync([Entry("d", "c", 1, 100_000)]);
        var good = await System.IO.File.ReadAllBytesAsync(File);
        var bad = (byte[])good.Clone();
        Array.Fill(bad, (byte)0x5A, 4096, bad.Length - 4096);
        await System.IO.File.WriteAllBytesAsync(File, bad);
        await Fails(StoreFault.Damaged, async () =>
        {
            await using var store = await OpenAsync();
            await ReadAsync(store, "d");
        });
        await System.IO.File.WriteAllBytesAsync(File, good);
        await using var restored = await OpenAsync();
        Assert.Single(await ReadAsync(restored, "d"));
    }

    [Fact]
    public async Task AFolderThatIsNotThereIsUnreachable()
    {
        var absent = Path.Combine(folder, "absent", "dossier.db");
        var e = await Fails(StoreFault.Unreachable, () => SqlEntryStore.OpenSqliteAsync(absent));
        Assert.Equal($"{absent}: it cannot be opened", e.Message);
    }

    [Fact]
    public async Task ANameIsAFileWhateverItSays()
    {
        var here = Path.Combine(folder, ":memory:");
        await using (var store = await SqlEntryStore.OpenSqliteAsync(here))
            await store.AppendAsync([Entry("d", "c", 1)]);
        Assert.True(System.IO.File.Exists(here));
    }

    private protected override Task<SqlEntryStore> OpenAsync() => OpenAsync(null);

    private Task<SqlEntryStore> OpenAsync(Func<DbConnection, CancellationToken, Task>? opened) =>
        SqlEntryStore.OpenAsync(new SqliteDialect(File, opened), default);

    private protected override DbConnection Raw() => new SqliteConnection($"Data Source={File};Pooling=false");

    private protected override async Task RefuseAsync(DbConnection raw, string hash)
    {
        await raw.OpenAsync();
        await raw.RunAsync(
            $"CREATE TRIGGER refused BEFORE INSERT ON entries WHEN NEW.hash = '{hash}' BEGIN SELECT RAISE(ABORT, 'refused'); END",
            default);
    }

    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        Assert.Throws<IOException>(() =>
        {
            while (stream.Length < 2 << 20)
                stream.Write(new byte[4096]);
        });
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
