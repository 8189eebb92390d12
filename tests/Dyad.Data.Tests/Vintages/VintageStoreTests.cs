using Dyad.Data.Provenance;
using Dyad.Data.Sources;
using Dyad.Data.Vintages;
using static Dyad.Data.Tests.Vintages.MadeUpSource;

namespace Dyad.Data.Tests.Vintages;

public sealed class VintageStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new("store");

    private VintageStore Store => VintageStore.At(folder.Location);

    [Fact]
    public async Task AnAnswerBecomesAVintage()
    {
        var source = new MadeUpSource { Pages = { new[] { Row("RUS", 2020, 1.5), Row("CHN", 2020, 2) }, new[] { Row("CHN", 2019, null) } } };
        var fetched = await Fetch(source);

        Assert.True(fetched.New);
        var vintage = Assert.Single(Store.Vintages());
        Assert.Equal(fetched.Vintage.Id, vintage.Id);
        Assert.Equal((3, 0, "r1", "made-up"), (vintage.Rows, vintage.Rejected, vintage.Release, vintage.Source));
        var item = Assert.Single(vintage.Objects);
        Assert.Equal(Manifest.Checksum(Store.PathOf(item)), item.Sha256);
        Assert.Equal(2, Store.Answers(vintage.Id).Count);
        Assert.Empty(Directory.EnumerateDirectories(folder.Path("staging")));
    }

    [Fact]
    public async Task TheSameAnswerIsTheSameVintageWhateverItsOrder()
    {
        var first = await Fetch(new MadeUpSource { Pages = { new[] { Row("RUS", 2020, 1.5), Row("CHN", 2020, 2) } } });
        var second = await Fetch(new MadeUpSource { Pages = { new[] { Row("CHN", 2020, 2) }, new[] { Row("RUS", 2020, 1.5) } } });

        Assert.False(second.New);
        Assert.Equal(first.Vintage.Id, second.Vintage.Id);
        Assert.True(second.At > first.At);
        var vintage = Assert.Single(Store.Vintages());
        Assert.Equal((first.At, second.At), (vintage.FirstFetched, vintage.LastFetched));
    }

    [Fact]
    public async Task AFetchThatFailedGoesOnWhereItStood()
    {
        var source = new MadeUpSource
        {
            Pages = { new[] { Row("CHN", 2019, 1) }, new[] { Row("CHN", 2020, 2) }, new[] { Row("CHN", 2021, 3) } },
            Fails = 2,
        };
        await Assert.ThrowsAsync<FactException>(() => Fetch(source));
        Assert.Empty(Store.Vintages());

        source.Fails = null;
        var fetched = await Fetch(source);

        Assert.Equal([0, 1, 2, 2], source.Asked);
        Assert.Equal(3, fetched.Vintage.Rows);
    }

    [Fact]
    public async Task ARowAtFaultEndsTheFetchAndIsNamed()
    {
        var source = new MadeUpSource { Pages = { new[] { Row("CHN", 2019, 1), Row("CHN", 2020, -2), Row("CHN", 2021, 1, "guess") } } };
        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(source));

        Assert.Equal(
            "http://localhost/0: row 2, column value: '-2' is below 0; http://localhost/0: row 3, column kind: 'guess' is none of final, " +
            "estimate; with --keep-good the other rows are kept, and these are listed",
            fault.Message);
        Assert.Empty(Store.Vintages());
    }

    [Fact]
    public async Task GoodRowsAreKeptWhenAskedForAndTheOthersListed()
    {
        var source = new MadeUpSource { Pages = { new[] { Row("CHN", 2019, 1), Row("CHN", 2020, -2) } } };
        var fetched = await Fetch(source, goodRowsOnly: true);

        Assert.Equal((1, 1), (fetched.Vintage.Rows, fetched.Vintage.Rejected));
        var fault = Assert.Single(Store.Faults(fetched.Vintage.Id));
        Assert.Equal(("value", 2), (fault.Column, fault.Row));
    }

    [Fact]
    public async Task TwoRowsOfOneKeyAreAFaultUnlessTheyAreAlike()
    {
        var alike = new MadeUpSource { Pages = { new[] { Row("CHN", 2019, 1) }, new[] { Row("CHN", 2019, 1) } } };
        Assert.Equal(1, (await Fetch(alike)).Vintage.Rows);

        var differ = new MadeUpSource("other") { Pages = { new[] { Row("CHN", 2019, 1) }, new[] { Row("CHN", 2019, 2) } } };
        var fault = await Assert.ThrowsAsync<FactException>(() => Fetch(differ));
        Assert.Equal(
            "figures: page 0001: column economy, year: 'CHN, 2019' stands twice with different values (also in page 0000)", fault.Message);
    }

    [Fact]
    public async Task ARevisionIsANewVintageAndTheDifferenceIsTold()
    {
        var old = await Fetch(new MadeUpSource { Pages = { new[] { Row("CHN", 2019, 1), Row("CHN", 2020, 2), Row("RUS", 2019, 5) } } });
        var revised = await Fetch(new MadeUpSource { Pages = { new[] { Row("CHN", 2019, 1), Row("CHN", 2020, 2.5), Row("USA", 2019, 7) } } });

        Assert.Equal(2, Store.Vintages().Count);
        var table = Assert.Single(VintageDiff.Of(Store, old.Vintage, revised.Vintage, 10));
        Assert.Equal((1, 1, 1, 1), (table.Added, table.Removed, table.Changed, table.Same));
        var changed = table.Rows.Single(r => r.Kind == "changed");
        Assert.Equal((2.0, 2.5), changed.Values["value"]);
    }

    [Fact]
    public async Task WhatIsPrunedIsGoneAndSaidToBe()
    {
        var old = await Fetch(new MadeUpSource { Pages = { new[] { Row("CHN", 2019, 1) } } });
        var revised = await Fetch(new MadeUpSource { Pages = { new[] { Row("CHN", 2019, 2) } } });

        var dry = Store.Prune(DateTimeOffset.MaxValue, dry: true);
        Assert.Equal([old.Vintage.Id], dry.Vintages.Select(v => v.Id));
        Assert.All(Store.Vintages(), v => Assert.Null(v.PrunedAt));

        Store.Prune(DateTimeOffset.MaxValue, dry: false);
        Assert.NotNull(Store.Find(old.Vintage.Id).PrunedAt);
        Assert.True(File.Exists(Store.PathOf(Assert.Single(revised.Vintage.Objects))));
        Assert.Throws<FactException>(() => Store.PathOf(Assert.Single(old.Vintage.Objects)));
        Assert.All(Store.Verify(_ => { }, CancellationToken.None), c => Assert.True(c.Passed));
    }

    [Fact]
    public async Task WhatAFetchLeftThatWasNotGoneOnWithIsPruned()
    {
        await Fetch(new MadeUpSource { Pages = { new[] { Row("CHN", 2019, 1) } } });
        var failing = new MadeUpSource("other") { Pages = { new[] { Row("CHN", 2019, 1) }, new[] { Row("CHN", 2020, 2) } }, Fails = 1 };
        await Assert.ThrowsAsync<FactException>(() => Fetch(failing));

        Assert.True(Store.Prune(DateTimeOffset.MaxValue, dry: true).Bytes > 0);
        Store.Prune(DateTimeOffset.MaxValue, dry: false);
        Assert.Empty(Directory.EnumerateDirectories(folder.Path("staging")));
        Assert.Equal(0, Store.Prune(DateTimeOffset.MaxValue, dry: true).Bytes);
    }

    [Fact]
    public async Task OneByteThatChangedIsFound()
    {
        var fetched = await Fetch(new MadeUpSource { Pages = { new[] { Row("CHN", 2019, 1) } } });
        var path = Store.PathOf(Assert.Single(fetched.Vintage.Objects));
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var check = Assert.Single(Store.Verify(_ => { }, CancellationToken.None));
        Assert.False(check.Passed);
        Assert.Contains("has changed", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyWritersAtOnceLoseNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            Fetch(new MadeUpSource($"source-{i}") { Pages = { new[] { Row("CHN", 2000 + i, i) } } }))));
        Assert.Equal(8, Store.Vintages().Count);
        Assert.All(Store.Verify(_ => { }, CancellationToken.None), c => Assert.True(c.Passed));
    }

    public void Dispose() => folder.Dispose();

    private Task<Fetched> Fetch(MadeUpSource source, bool goodRowsOnly = false) => Store.FetchAsync(
        new FetchOrder(source, new FetchQuery(), "test") { GoodRowsOnly = goodRowsOnly }, (_, _) => { }, CancellationToken.None);
}
