using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.Storage;
using Dyad.Testing;

namespace Dyad.Dossier.Tests.Live;

/// <summary>The same work rebuilt out of SQLite, out of PostgreSQL, and as it was while it was done.</summary>
[Collection("PostgreSQL")]
public sealed class RebuildTests(PostgresServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dyad-rebuild").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task TheSameStateComesOutOfBothEngines(int seed)
    {
        await using var sqlite = await SqlEntryStore.OpenSqliteAsync(Path.Combine(_folder, "dossiers.db"));
        await using var postgres = await SqlEntryStore.OpenPostgresAsync(server.NewSchema());
        await using var d = await Institute.OpenAsync();
        var random = new Random(seed);
        for (int step = 0; step < 60; step++)
            await RandomWork.DoAsync(d, random.Next(2) == 0 ? "CHN" : "RUS", random, $"{seed}.{step}");
        var entries = new List<StoredEntry>();
        await foreach (var entry in d.Store.ReadAsync(Institute.Id, default))
            entries.Add(entry);

        foreach (var store in new[] { sqlite, postgres })
        {
            await store.AppendAsync(entries);
            await using var again = await LiveDossier.OpenAsync(store, d.Site, Institute.Id, TimeProvider.System, default);
            Assert.Equal(CanonicalJson.HashOf(d.State), CanonicalJson.HashOf(again.Current.State));
            Assert.Equal(CanonicalJson.HashOf(d.Live.Current.NotesOf("RUS")), CanonicalJson.HashOf(again.Current.NotesOf("RUS")));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
