using Dyad.Data.Harmonise;
using Dyad.Data.Provenance;
using Dyad.Data.Schema;
using Dyad.Data.Sources;
using Dyad.Data.Sources.Http;
using Dyad.Data.Store;
using DuckDB.NET.Data;

namespace Dyad.Data.Vintages;

/// <summary>What is asked of whom.</summary>
/// <param name="Source">The source.</param>
/// <param name="Query">The question.</param>
/// <param name="Version">Version of Dyad that reads the answer.</param>
public sealed record FetchOrder(ISource Source, FetchQuery Query, string Version)
{
    /// <summary>HTTP for the source; null where a file is read.</summary>
    public SourceClient? Http { get; init; }

    /// <summary>A file of the source that was downloaded by hand, to be read in place of asking; null: the service is asked.</summary>
    public string? File { get; init; }

    /// <summary>Whether rows at fault are left out and listed, and are not the end of the fetch.</summary>
    public bool GoodRowsOnly { get; init; }
}

/// <summary>What came of a fetch.</summary>
/// <param name="Vintage">The vintage that holds the answer.</param>
/// <param name="New">Whether the answer differs from every one before it.</param>
/// <param name="At">The moment from which on it is known.</param>
/// <param name="Faults">Rows that were left out.</param>
/// <param name="Replaced">Another vintage, the last answer to the same question, that it takes the place of; null: there is none.</param>
public sealed record Fetched(Vintage Vintage, bool New, DateTimeOffset At, IReadOnlyList<RowFault> Faults, string? Replaced);

/// <summary>
/// Vintages of sources under one folder. Nothing is overwritten: an answer is a set of objects named by their checksums, and a line in
/// the catalogue that says when it was given. Processes may come, be killed and work at once; what is half-done is not seen.
/// </summary>
public sealed class VintageStore
{
    private readonly StoreFolder folder;
    private readonly TimeProvider clock;

    private VintageStore(StoreFolder folder, TimeProvider clock) => (this.folder, this.clock) = (folder, clock);

    /// <summary>The folder.</summary>
    public string Root => folder.Root;

    /// <summary>The time on the store's clock.</summary>
    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A store; its folder is made with the first fetch.</summary>
    public static VintageStore At(string root, TimeProvider? clock = null) =>
        new(new StoreFolder(Path.GetFullPath(root)), clock ?? TimeProvider.System);

    /// <summary>Whether anything was fetched into it yet.</summary>
    public bool Exists => File.Exists(folder.Catalogue);

    /// <summary>Asks a source, or goes on with a fetch of the same question that did not end.</summary>
    /// <param name="order">What is asked of whom.</param>
    /// <param name="report">Told what is done and how far it is, from 0 to 1.</param>
    /// <param name="cancel">Ends it; parts that were kept stay for the next run.</param>
    /// <exception cref="FactException">The source does not answer, the file is not the source's, or a row is at fault.</exception>
    public async Task<Fetched> FetchAsync(FetchOrder order, Action<string, double> report, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        var query = order.Source.Complete(order.Query);
        try
        {
            using var staging = Staging.Open(
                folder, order.Source.Info.Name, query.Canonical + (order.GoodRowsOnly ? "; good rows only" : ""));
            var run = new FetchRun(staging, order.Http, order.GoodRowsOnly, report);
            if (order.File is { } file)
            {
                // A file can have changed since a run that was killed.
                run.Restart();
                await Task.Run(() => order.Source.ReadFile(file, query, run, cancel), cancel).ConfigureAwait(false);
            }
            else
            {
                await order.Source.FetchAsync(query, run, cancel).ConfigureAwait(false);
            }

            cancel.ThrowIfCancellationRequested();
            return Commit(order, query, staging);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactException($"{Root}: {e.Message}", e);
        }
    }

    /// <summary>All vintages, the first fetched first; none where there is no store.</summary>
    public IReadOnlyList<Vintage> Vintages() => Exists ? Open(c => c.Vintages()) : [];

    /// <summary>A vintage by its id, or by the first letters of it that no other has.</summary>
    /// <exception cref="FactException">There is none, or more than one.</exception>
    public Vintage Find(string id)
    {
        var found = Vintages().Where(v => v.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
        return found.FirstOrDefault(v => v.Id == id) ?? found.Count switch
        {
            1 => found[0],
            0 => throw new FactException($"no vintage '{id}' in {Root} (dyad data list)"),
            _ => throw new FactException($"'{id}' could be {string.Join(", ", found.Take(5).Select(v => v.Id))}"),
        };
    }

    /// <summary>
    /// What was known at a moment: the latest answer to every question by then, and since when it had been the latest; the oldest first.
    /// </summary>
    public IReadOnlyList<(Vintage Vintage, DateTimeOffset Since)> Known(DateTimeOffset at) => Exists ? Open(c => c.Known(at)) : [];

    /// <summary>The answers that a vintage was read from.</summary>
    public IReadOnlyList<Answer> Answers(string vintage) => Open(c => c.Answers(vintage));

    /// <summary>The rows of a vintage that were left out.</summary>
    public IReadOnlyList<RowFault> Faults(string vintage) => Open(c => c.Faults(vintage));

    /// <summary>The file of an object.</summary>
    /// <exception cref="FactException">It is not there.</exception>
    public string PathOf(VintageObject item)
    {
        var path = folder.Object(item.Sha256);
        return File.Exists(path) ? path : throw new FactException($"{path}: an object of the store is missing (dyad data verify)");
    }

    /// <summary>
    /// Checks every object of every vintage against its checksum. Objects that nothing names are no fault: they are of a fetch that was
    /// killed, and go with the next <see cref="Prune"/>.
    /// </summary>
    public IReadOnlyList<FactCheck> Verify(Action<string> progress, CancellationToken cancel)
    {
        var checks = new List<FactCheck>();
        foreach (var vintage in Vintages().Where(v => v.PrunedAt is null))
        {
            cancel.ThrowIfCancellationRequested();
            progress(vintage.Id);
            var wrong = vintage.Objects.Select(o => (Object: o, Fault: Fault(o))).Where(o => o.Fault is not null)
                .Select(o => $"{folder.Object(o.Object.Sha256)} {o.Fault}").ToList();
            checks.Add(new FactCheck(vintage.Id, "objects", wrong.Count == 0, string.Join("; ", wrong)));
        }

        return checks;
    }

    /// <summary>
    /// Removes the objects of vintages that were superseded before a moment, and what fetches left that ended before it and were not gone
    /// on with. A report as of a day that needs one of them is refused from then on, and says so.
    /// </summary>
    /// <param name="before">Vintages that a later answer to the same question took the place of before this moment go.</param>
    /// <param name="dry">Whether nothing is removed.</param>
    /// <returns>Vintages that go, and the bytes that it frees.</returns>
    public (IReadOnlyList<Vintage> Vintages, long Bytes) Prune(DateTimeOffset before, bool dry)
    {
        if (!Exists)
            return ([], 0);
        using var catalogue = Catalogue.Open(folder);
        var all = catalogue.Vintages();
        var now = catalogue.Known(DateTimeOffset.MaxValue).Select(k => k.Vintage.Id).ToHashSet(StringComparer.Ordinal);
        var going = all.Where(v => v.PrunedAt is null && !v.Historic && !now.Contains(v.Id) && Superseded(v, all) < before).ToList();
        var kept = all.Where(v => v.PrunedAt is null).Except(going).SelectMany(v => v.Objects).Select(o => o.Sha256)
            .ToHashSet(StringComparer.Ordinal);
        var files = new DirectoryInfo(folder.Objects).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => !kept.Contains(Path.GetFileNameWithoutExtension(f.Name))).ToList();
        var bytes = files.Sum(f => f.Length) + Staging.Abandoned(folder, before, remove: !dry);
        if (!dry)
        {
            // Marked first: a catalogue that names what is gone would be worse than a file that nothing names.
            catalogue.MarkPruned(going.Select(v => v.Id), clock.GetUtcNow());
            foreach (var file in files)
                file.Delete();
        }

        return (going, bytes);
    }

    private static DateTimeOffset Superseded(Vintage vintage, IReadOnlyList<Vintage> all) =>
        all.Where(v => v.Source == vintage.Source && v.Request == vintage.Request && v.LastFetched > vintage.LastFetched)
            .Select(v => v.LastFetched).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

    private string? Fault(VintageObject item)
    {
        var path = folder.Object(item.Sha256);
        return !File.Exists(path) ? "is missing" : Manifest.Checksum(path) == item.Sha256 ? null : "has changed: its checksum is another";
    }

    private T Open<T>(Func<Catalogue, T> read)
    {
        using var catalogue = Catalogue.Open(folder);
        return read(catalogue);
    }

    /// <summary>Makes a vintage of the parts: objects first, the line in the catalogue last.</summary>
    private Fetched Commit(FetchOrder order, FetchQuery query, Staging staging)
    {
        var info = order.Source.Info;
        var parts = staging.Parts;
        var faults = parts.SelectMany(p => p.Faults).ToList();
        var made = new List<(VintageObject Object, string Path)>();
        foreach (var table in info.Tables)
        {
            foreach (var file in parts.SelectMany(p => p.Files).Where(f => f.Table == table.Name && f.Partition is not null))
                made.Add(Describe(table, file.Partition!, staging.PathOf(file)));
            var loose = parts.SelectMany(p => p.Files.Where(f => f.Table == table.Name && f.Partition is null)
                .Select(f => (p.Part, Path: staging.PathOf(f)))).ToList();
            if (loose.Count == 0)
                continue;
            var path = staging.NewFile($"{table.Name}.whole");
            faults.AddRange(ObjectWriter.Gather(table, loose, path, order.GoodRowsOnly));
            made.Add(Describe(table, "", path));
        }

        var objects = made.Select(m => m.Object).OrderBy(o => o.Table, StringComparer.Ordinal)
            .ThenBy(o => o.Partition, StringComparer.Ordinal).ToList();
        var content = string.Join("\n", objects.Select(o => $"{o.Table}/{o.Partition}/{o.Sha256}"));
        var id = $"{info.Name}-{Staging.Digest($"{info.Name}\n{query.Canonical}\n{content}")[..12]}";
        var release = string.Join("; ", parts.Select(p => p.Answer.Released).Where(r => r.Length > 0).Distinct().Order(StringComparer.Ordinal));
        var now = clock.GetUtcNow();
        var vintage = new Vintage(
            id, info.Name, query.Canonical, query.AsOf is not null, now, now, release, info.Publisher, info.Title, info.Licence, info.Citation,
            objects.Sum(o => o.Rows), faults.Count, order.Version, null, objects)
        {
            Unnamed = Unnamed.Sum(made.Select(m => Unnamed.Count(m.Object.Table, m.Path))),
        };

        // A page that says that the service is out can pass for a header; taken, it would hide what the file held before.
        if (order.File is not null && vintage.Rows == 0)
            throw new FactException($"{order.File}: no row in it of what was asked for ({query.Canonical}); nothing was kept");
        using var catalogue = Catalogue.Open(folder);
        foreach (var (item, path) in made)
            ObjectWriter.Place(path, folder.Object(item.Sha256));
        var replaced = catalogue.Vintages().Where(v => (v.Source, v.Request) == (vintage.Source, vintage.Request)).MaxBy(v => v.LastFetched)?.Id;
        var (isNew, at) = catalogue.Add(vintage, now, parts.Select(p => (p.Part, p.Answer)), faults);
        staging.Remove();
        return new Fetched(vintage, isNew, at, faults, replaced == vintage.Id ? null : replaced);
    }

    private static (VintageObject, string) Describe(FactTableSchema table, string partition, string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var rows = (long)connection.Rows($"SELECT count(*) FROM read_parquet({Sql.Text(path)})")[0][0]!;
        return (new VintageObject(table.Name, partition, table.Key, Manifest.Checksum(path), rows, new FileInfo(path).Length), path);
    }
}
