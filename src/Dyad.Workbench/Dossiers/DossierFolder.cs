using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Dyad.Dossier;
using Dyad.Dossier.Events;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Live;
using Dyad.Dossier.Log;
using Dyad.Dossier.State;
using Dyad.Dossier.Storage;
using Dyad.Workbench.Reports;

namespace Dyad.Workbench.Dossiers;

/// <summary>Where dossiers are kept.</summary>
/// <param name="DataDir">Folder with the key of the server and, without PostgreSQL, the logs; null: the default.</param>
/// <param name="Postgres">Connection to a database of PostgreSQL, as Npgsql takes it; null: a file of SQLite in the folder.</param>
public sealed record DossierPlace(string? DataDir = null, string? Postgres = null)
{
    /// <summary>The folder.</summary>
    public string Folder => Path.GetFullPath(DataDir ?? WorkbenchDefaults.DossierFolder);

    internal string Database => Path.Combine(Folder, DossierFolder.Database);

    internal string Key => Path.Combine(Folder, DossierFolder.Key);
}

/// <summary>A dossier in a list.</summary>
public sealed record ListedDossier(
    string Id, Texts Title, IReadOnlyList<string> Sides, int Entries, int Clauses, bool Closed, IReadOnlyList<string> SignedBy,
    string? LastEntry);

/// <summary>
/// The dossiers of a server and its key. Servers work on them through <see cref="OpenAsync(string, CancellationToken)"/>; commands
/// list, export
/// and import while no server has the same folder open.
/// </summary>
public sealed partial class DossierFolder : IAsyncDisposable
{
    /// <summary>Names of the files in the folder.</summary>
    public const string Database = "dossiers.db", Key = "site.key";

    private readonly DossierPlace _place;
    private readonly TimeProvider _time;
    private Site? _site;

    private DossierFolder(DossierPlace place, IEntryStore store, TimeProvider time) => (_place, Store, _time) = (place, store, time);

    /// <summary>The logs.</summary>
    public IEntryStore Store { get; }

    /// <summary>The server's key.</summary>
    /// <exception cref="UserException">There is none, or the file holds something else.</exception>
    public Site Site => _site ??= DossierFaults.Told(() => File.Exists(_place.Key) ? Site.Open(_place.Key)
        : throw new DossierException($"{_place.Folder} has no {Key}: without the key of its server nothing can be sealed."));

    /// <summary>Opens the folder of a server; it and its key are made where they are not there, readable by their owner alone.</summary>
    /// <exception cref="UserException">It cannot be made or opened.</exception>
    public static Task<DossierFolder> MakeAsync(DossierPlace place, TimeProvider time, CancellationToken cancel = default) =>
        DossierFaults.ToldAsync(async () =>
        {
            ArgumentNullException.ThrowIfNull(place);
            OwnerOnly.MakeFolder(place.Folder);
            var site = Site.Open(place.Key);
            return new DossierFolder(place, await StoreOf(place, cancel), time) { _site = site };
        });

    /// <summary>Opens a folder that is there; makes no key.</summary>
    /// <exception cref="UserException">It is not there, or cannot be opened.</exception>
    public static Task<DossierFolder> OpenAsync(DossierPlace place, TimeProvider time, CancellationToken cancel = default) =>
        DossierFaults.ToldAsync(async () =>
        {
            ArgumentNullException.ThrowIfNull(place);
            return place.Postgres is not null || File.Exists(place.Database)
                ? new DossierFolder(place, await StoreOf(place, cancel), time)
                : throw new DossierException($"no dossiers in '{place.Folder}' (no {Database})");
        });

    /// <summary>All dossiers; none where nobody has made the default folder yet.</summary>
    /// <exception cref="UserException">The folder that was named is not there, or a log does not hold together.</exception>
    public static async Task<IReadOnlyList<ListedDossier>> ListAsync(DossierPlace place, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place is { DataDir: null, Postgres: null } && !File.Exists(place.Database))
            return [];
        await using var folder = await OpenAsync(place, TimeProvider.System, cancel);
        return await folder.ListAsync(cancel);
    }

    /// <summary>All dossiers.</summary>
    /// <exception cref="UserException">A log does not hold together, or the store does not answer.</exception>
    public Task<IReadOnlyList<ListedDossier>> ListAsync(CancellationToken cancel = default) => DossierFaults.ToldAsync(async () =>
    {
        var listed = new List<ListedDossier>();
        foreach (string id in await Store.DossiersAsync(cancel))
        {
            var history = await HistoryAsync(id, cancel);
            var state = Fold.All(id, history.Public());
            listed.Add(new ListedDossier(
                id, state.Title, state.Sides, state.Entries, state.Clauses.Count, state.Closed is not null,
                [.. state.Sides.Where(state.Signatures.ContainsKey)], history.Public().LastOrDefault()?.Entry.At));
        }

        return (IReadOnlyList<ListedDossier>)listed;
    });

    /// <summary>Opens a dossier to work on; one that is not there yet is empty.</summary>
    /// <exception cref="UserException">Its log does not hold together, or the store does not answer.</exception>
    public Task<LiveDossier> OpenAsync(string dossier, CancellationToken cancel = default) =>
        DossierFaults.ToldAsync(() => LiveDossier.OpenAsync(Store, Site, dossier, _time, cancel));

    /// <summary>Writes a dossier to a file, beside its place first.</summary>
    /// <param name="dossier">Its id.</param>
    /// <param name="file">The file; one that is there is replaced.</param>
    /// <param name="withNotesOf">A side that takes its notes along to its own server, or null.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="UserException">There is no such dossier or side, or the file cannot be written.</exception>
    public async Task ExportAsync(string dossier, string file, string? withNotesOf = null, CancellationToken cancel = default)
    {
        await using var live = await KnownAsync(dossier, cancel);
        if (withNotesOf is not null && !live.Current.State.Sides.Contains(withNotesOf))
            throw new UserException($"'{withNotesOf}' is no side of {dossier}: {string.Join(", ", live.Current.State.Sides)}");
        var bytes = live.Export(withNotesOf).Bytes();
        Write(file, stream => stream.Write(bytes));
    }

    /// <summary>A dossier as both sides see it.</summary>
    /// <exception cref="UserException">There is no such dossier.</exception>
    public Task<DossierState> StateAsync(string dossier, CancellationToken cancel = default) => DossierFaults.ToldAsync(async () =>
    {
        var history = await HistoryAsync(dossier, cancel);
        return history.Chains.IsEmpty ? throw Unknown(dossier) : Fold.All(dossier, history.Public());
    });

    /// <summary>Takes in what a file has beyond the log here; a dossier that is not here yet begins with it.</summary>
    /// <returns>Id of the dossier and how many entries were new.</returns>
    /// <exception cref="UserException">The file does not hold, or tells another history.</exception>
    public Task<(string Dossier, int New)> ImportAsync(string file, CancellationToken cancel = default) =>
        DossierFaults.ToldAsync(async () =>
        {
            // A server would go on from what it knows, and write a second history of its chain.
            await using var held = Lock(_place.Folder);
            return await TakeAsync(file, cancel);
        });

    /// <summary>Keeps others off a folder until disposed: two with one key would write two histories of one chain.</summary>
    /// <exception cref="UserException">A server has the folder.</exception>
    public static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "serve.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new UserException($"{folder} is in use by another server", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _site?.Dispose();
    }

    /// <summary>Writes a file beside its place and moves it when it is whole.</summary>
    /// <exception cref="UserException">It cannot be written.</exception>
    public static void Write(string file, Action<Stream> write)
    {
        if (string.IsNullOrWhiteSpace(file) || Path.GetFileName(file).Length == 0 || Directory.Exists(file))
            throw new UserException($"cannot write to '{file}': not the name of a file");
        string full = Path.GetFullPath(file);
        using var files = ReportFiles.Open(Path.GetDirectoryName(full)!);
        files.Write(Path.GetFileName(full), write);
        files.Commit();
    }

    private static async Task<IEntryStore> StoreOf(DossierPlace place, CancellationToken cancel) => place.Postgres is null
        ? await SqlEntryStore.OpenSqliteAsync(place.Database, cancel) : await SqlEntryStore.OpenPostgresAsync(place.Postgres, cancel);

    private async Task<(string Dossier, int New)> TakeAsync(string file, CancellationToken cancel)
    {
        var bytes = VerifyFile.Read(file, out string? tooLarge);
        if (tooLarge is not null)
            throw new DossierException(tooLarge);
        var check = FileCheck.Of(bytes);
        if (!check.Holds)
            throw new DossierException($"'{file}' is not taken: {check.Faults[0]}");
        string id = check.File!.Dossier;
        if (!IdForm().IsMatch(id))
            throw new DossierException($"'{id}' is no id of a dossier");
        await using var live = await LiveDossier.OpenAsync(Store, Site, id, _time, cancel);
        return (id, await live.MergeAsync(check, cancel));
    }

    private async Task<History> HistoryAsync(string dossier, CancellationToken cancel)
    {
        var history = History.Empty(dossier);
        await foreach (var stored in Store.ReadAsync(dossier, cancel))
            history = history.With(LoggedEntry.Read(stored.Content));
        return history;
    }

    private async Task<LiveDossier> KnownAsync(string dossier, CancellationToken cancel)
    {
        var live = await OpenAsync(dossier, cancel);
        if (!live.Current.History.Chains.IsEmpty)
            return live;
        await live.DisposeAsync();
        throw new UserException(Unknown(dossier).Message);
    }

    private static DossierException Unknown(string dossier) =>
        new($"no dossier '{DossierFaults.Line(dossier)}'; all of them: dyad dossier list");

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,59}\z")]
    private static partial Regex IdForm();
}
