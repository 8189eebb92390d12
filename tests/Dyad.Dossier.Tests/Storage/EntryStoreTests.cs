using System.Data.Common;
using System.Text;
using Dyad.Dossier.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Dyad.Dossier.Tests.Storage;

/// <summary>What a store promises, on each engine.</summary>
public abstract class EntryStoreTests
{
    /// <summary>Opens the store of this test; each time the same.</summary>
    private protected abstract Task<SqlEntryStore> OpenAsync();

    /// <summary>A connection as another program would have it.</summary>
    private protected abstract DbConnection Raw();

    [Fact]
    public async Task ReadsWhatWasAppended()
    {
        await using var store = await OpenAsync();
        var first = new StoredEntry("d", "CHN", 1, "h1", [0, 255, 10]);
        var second = new StoredEntry("d", "CHN", 2, "h2", []);
        await store.AppendAsync([first, second]);
        Assert.Equal([Line(first), Line(second)], await ReadAsync(store, "d"));
        Assert.Empty(await ReadAsync(store, "another"));
    }

    [Fact]
    public async Task ANewStoreIsEmptyAndHealthy()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync([]);
        Assert.Empty(await store.DossiersAsync());
        Assert.True(await store.HealthyAsync());
    }

    [Fact]
    public async Task OrderIsThatOfCodePointsAndNumbers()
    {
        await using var store = await OpenAsync();
        // A language would have a before B, and Å beside A; text would have 10 before 9.
        string[] names = ["a", "B", "Å", "Ж", "中", "b-a", "ba", "\uFFFD", "\U0001F600"];
        foreach (var name in names)
            await store.AppendAsync([Entry(name, "x", 1)]);
        foreach (var chain in names)
            await store.AppendAsync([.. Enumerable.Range(1, 11).Select(n => Entry("d", chain, n))]);
        string[] ordered = ["B", "a", "b-a", "ba", "Å", "Ж", "中", "\uFFFD", "\U0001F600"];
        Assert.Equal(["B", "a", "b-a", "ba", "d", "Å", "Ж", "中", "\uFFFD", "\U0001F600"], await store.DossiersAsync());
        Assert.Equal(
            ordered.SelectMany(c => Enumerable.Range(1, 11).Select(n => Line(Entry("d", c, n)))), await ReadAsync(store, "d"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(-1)]
    public async Task ANumberThatDoesNotFollowIsAConflict(long number)
    {
        await using var store = await OpenAsync();
        await store.AppendAsync([Entry("d", "c", 1), Entry("d", "c", 2), Entry("e", "c", 1)]);
        var e = await Assert.ThrowsAsync<StoreException>(() => store.AppendAsync([Entry("d", "c", number)]));
        Assert.Equal(StoreFault.Conflict, e.Kind);
        Assert.Equal($"chain 'c' of dossier 'd' is at 2: entry {number} does not follow", e.Message);
        await store.AppendAsync([Entry("d", "c", 3)]);
    }

    [Fact]
    public async Task OfAnAppendAllIsWrittenOrNone()
    {
        await using var store = await OpenAsync();
        await Conflict(() => store.AppendAsync([Entry("d", "a", 1), Entry("e", "a", 1), Entry("d", "a", 3)]));
        await Assert.ThrowsAsync<ArgumentException>(() => store.AppendAsync([Entry("d", "a", 1), Entry("d", "a\0", 1)]));
        Assert.Empty(await store.DossiersAsync());
    }

    [Fact]
    public async Task WhatTheDatabaseRefusesHalfWayLeavesNothing()
    {
        await using var store = await OpenAsync();
        await using (var raw = Raw())
            await RefuseAsync(raw, "h3");
        await Assert.ThrowsAsync<StoreException>(
            () => store.AppendAsync([Entry("d", "a", 1), Entry("d", "a", 2), Entry("d", "a", 3)]));
        Assert.Empty(await store.DossiersAsync());
        await store.AppendAsync([Entry("d", "a", 1), Entry("d", "a", 2)]);
    }

    [Theory]
    [InlineData("UPDATE entries SET hash = 'x' WHERE number = 1")]
    [InlineData("UPDATE entries SET number = 3 WHERE number = 2")]
    [InlineData("DELETE FROM entries WHERE number = 2")]
    [InlineData("DELETE FROM entries")]
    [InlineData("INSERT INTO entries (dossier, chain, number, hash, content) VALUES ('d', 'c', 4, 'x', '')")]
    [InlineData("INSERT INTO entries (dossier, chain, number, hash, content) VALUES ('d', 'c', 2, 'x', '')")]
    [InlineData("INSERT INTO entries (dossier, chain, number, hash, content) VALUES ('d', 'c', 2, 'x', '') "
        + "ON CONFLICT (dossier, chain, number) DO UPDATE SET hash = excluded.hash")]
    public Task TheDatabaseItselfRefuses(string sql) => RefusesAsync(sql);

    [Fact]
    public async Task TheDatabaseItselfTakesWhatFollows()
    {
        await using var store = await OpenAsync();
        await using var raw = Raw();
        await raw.OpenAsync();
        await raw.RunAsync("INSERT INTO entries (dossier, chain, number, hash, content) VALUES ('d', 'c', 1, 'x', '')", default);
        Assert.Equal(["d"], await store.DossiersAsync());
    }

    [Fact]
    public async Task WhatWasWrittenIsThereWhenOpenedAnew()
    {
        await using (var store = await OpenAsync())
        {
            await store.AppendAsync([Entry("d", "c", 1)]);
            await store.AppendAsync([], [new StoredSeal("d", "c", "seal")]);
        }

        await using var again = await OpenAsync();
        Assert.Equal([Line(Entry("d", "c", 1))], await ReadAsync(again, "d"));
        Assert.Equal("seal", await again.SealAsync("d", "c"));
        await Conflict(() => again.AppendAsync([Entry("d", "c", 1)]));
        await again.AppendAsync([Entry("d", "c", 2)]);
    }

    [Fact]
    public async Task TheLastSealOfAChainStands()
    {
        await using var store = await OpenAsync();
        Assert.Null(await store.SealAsync("d", "c"));
        await store.AppendAsync([], [new StoredSeal("d", "c", "one")]);
        await store.AppendAsync([], [new StoredSeal("d", "c", "two")]);
        await store.AppendAsync([], [new StoredSeal("d", "другая", "три")]);
        Assert.Equal("two", await store.SealAsync("d", "c"));
        Assert.Equal("три", await store.SealAsync("d", "другая"));
        Assert.Empty(await store.DossiersAsync());
    }

    [Fact]
    public async Task ManyTasksAppendToChainsOfTheirOwn()
    {
        await using var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(t => Task.Run(async () =>
        {
            for (var n = 1; n <= 5; n++)
                await store.AppendAsync([Entry("d", $"c{t:00}", n)]);
        })));
        Assert.Equal(
            Enumerable.Range(0, 16).SelectMany(t => Enumerable.Range(1, 5).Select(n => Line(Entry("d", $"c{t:00}", n)))),
            await ReadAsync(store, "d"));
    }

    /// <summary>Two stores as in two processes; whoever comes late is told so, and each number is won once.</summary>
    [Fact]
    public async Task OfManyWhoAppendTheSameNumberOneWins()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(OpenAsync)));
        for (var number = 1L; number <= 5; number++)
        {
            var n = number;
            var won = await Task.WhenAll(Enumerable.Range(0, 12).Select(t => Task.Run(async () =>
            {
                try
                {
                    // The chains in turns the one way and the other: none may wait for who waits for it.
                    StoredEntry[] both = [Entry("d", "a", n), Entry("d", "b", n)];
                    await stores[t % 2].AppendAsync(t % 3 == 0 ? both : [both[1], both[0]]);
                    return true;
                }
                catch (StoreException e) when (e.Kind == StoreFault.Conflict)
                {
                    return false;
                }
            })));
            Assert.Single(won, w => w);
        }

        Assert.Equal(10, (await ReadAsync(stores[0], "d")).Count);
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [Fact]
    public async Task WhoReadsSeesOneMomentWhileOthersAppend()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync([Entry("d", "a", 1), Entry("d", "b", 1)]);
        var read = new List<string>();
        await foreach (var entry in store.ReadAsync("d"))
        {
            read.Add(entry.Chain + entry.Number);
            if (read.Count == 1)
                await store.AppendAsync([Entry("d", "a", 2), Entry("d", "b", 2)]);
        }

        Assert.Equal(["a1", "b1"], read);
        Assert.Equal(4, (await ReadAsync(store, "d")).Count);
    }

    [Fact]
    public async Task ALaterVersionIsRefusedAndLeftAlone()
    {
        await using (var store = await OpenAsync())
            await store.AppendAsync([Entry("d", "c", 1)]);
        await using var raw = Raw();
        await raw.OpenAsync();
        await raw.RunAsync("INSERT INTO schema_version (version) VALUES (99)", default);
        var e = await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Equal(StoreFault.Newer, e.Kind);
        Assert.Equal("the store was written by a later version of Dyad (schema 99; this one reads up to 1)", e.Message);
        await raw.RunAsync("DELETE FROM schema_version WHERE version = 99", default);
        await using var again = await OpenAsync();
        Assert.Single(await ReadAsync(again, "d"));
    }

    [Fact]
    public async Task AStoreWhoseVersionHasMovedOnIsNotHealthy()
    {
        await using var store = await OpenAsync();
        await using var raw = Raw();
        await raw.OpenAsync();
        await raw.RunAsync("INSERT INTO schema_version (version) VALUES (2)", default);
        Assert.False(await store.HealthyAsync());
    }

    [Fact]
    public async Task ATaskThatIsCancelledStops()
    {
        await using var store = await OpenAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.AppendAsync([Entry("d", "c", 1)], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.DossiersAsync(cancelled.Token));
        await store.AppendAsync([Entry("d", "c", 1)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData(null)]
    public async Task WhatIsNoTextIsRefused(string? text)
    {
        // Half of a pair: the arguments of an attribute cannot hold it.
        var name = text ?? "a" + '\uD800';
        await using var store = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => store.AppendAsync([Entry(name, "c", 1)]));
        await Assert.ThrowsAsync<ArgumentException>(() => store.AppendAsync([Entry("d", name, 1)]));
        await Assert.ThrowsAsync<ArgumentException>(() => store.AppendAsync([], [new StoredSeal("d", "c", name)]));
        await Assert.ThrowsAsync<ArgumentException>(() => store.SealAsync(name, "c"));
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(store, name));
    }

    /// <summary>Any appends, against a plain count of each chain; a byte says which chain, and whether the number follows.</summary>
    [Fact]
    public async Task AnyAppendsDoWhatACountWould()
    {
        await using var store = await OpenAsync();
        var (run, taken, refused) = (0, 0, 0);
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(10).WithEndSize(12), Prop.ForAll<byte[][]>(
            ArbMap.Default.ArbFor<byte[][]>(), appends => AppendsAsync($"d{++run}", appends).GetAwaiter().GetResult()));
        Assert.True(taken > 0 && refused > 0, $"{taken} taken, {refused} refused");

        async Task AppendsAsync(string dossier, byte[][] appends)
        {
            var kept = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var append in appends)
            {
                var after = new SortedDictionary<string, long>(kept, StringComparer.Ordinal);
                var entries = new List<StoredEntry>();
                var follows = true;
                foreach (var b in append)
                {
                    var chain = ((string[])["a", "B", "ж"])[b % 3];
                    var number = after.GetValueOrDefault(chain) + (b / 3 % 16) switch { 1 => 0, 2 => 2, _ => 1 };
                    follows &= number == after.GetValueOrDefault(chain) + 1;
                    after[chain] = number;
                    entries.Add(Entry(dossier, chain, number));
                }

                if (follows)
                {
                    await store.AppendAsync(entries);
                    (kept, taken) = (after, taken + 1);
                }
                else
                {
                    await Conflict(() => store.AppendAsync(entries));
                    refused++;
                }
            }

            Assert.Equal(
                kept.SelectMany(c => Enumerable.Range(1, (int)c.Value).Select(n => Line(Entry(dossier, c.Key, n)))),
                await ReadAsync(store, dossier));
        }
    }

    /// <summary>Lets the database refuse entries of a hash from now on.</summary>
    private protected abstract Task RefuseAsync(DbConnection raw, string hash);

    private protected static StoredEntry Entry(string dossier, string chain, long number, int length = 12)
    {
        var content = new byte[length];
        Encoding.UTF8.GetBytes($"{number:0000}").CopyTo(content, 0);
        return new StoredEntry(dossier, chain, number, $"h{number}", content);
    }

    private protected static string Line(StoredEntry e) =>
        $"{e.Dossier} {e.Chain} {e.Number} {e.Hash} {Convert.ToHexString(e.Content)}";

    private protected static async Task<List<string>> ReadAsync(SqlEntryStore store, string dossier)
    {
        var lines = new List<string>();
        await foreach (var entry in store.ReadAsync(dossier))
            lines.Add(Line(entry));
        return lines;
    }

    private protected static async Task<StoreException> Fails(StoreFault kind, Func<Task> work)
    {
        var e = await Assert.ThrowsAsync<StoreException>(work);
        Assert.True(e.Kind == kind, $"{e.Kind} for {kind}: {e.Message}");
        Assert.DoesNotContain('\n', e.Message);
        return e;
    }

    private protected static Task Conflict(Func<Task> work) => Fails(StoreFault.Conflict, work);

    /// <summary>Two entries are there, another program tries its luck, and they are still there as they were.</summary>
    private protected async Task RefusesAsync(string sql)
    {
        await using var store = await OpenAsync();
        StoredEntry[] entries = [Entry("d", "c", 1), Entry("d", "c", 2)];
        await store.AppendAsync(entries);
        await using var raw = Raw();
        await raw.OpenAsync();
        await Assert.ThrowsAnyAsync<DbException>(() => raw.RunAsync(sql, default));
        Assert.Equal(entries.Select(Line), await ReadAsync(store, "d"));
    }
}
