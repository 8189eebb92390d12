using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dyad.Dossier;
using Dyad.Dossier.Exchange;
using Dyad.Dossier.Log;
using Dyad.Dossier.Storage;

namespace Dyad.Workbench.Dossiers;

/// <summary>A file of a backup.</summary>
public sealed record BackupFile(string Path, long Bytes, string Sha256);

/// <summary>What a backup holds: every file with its checksum.</summary>
public sealed record BackupManifest(string Format, string Made, IReadOnlyList<BackupFile> Files)
{
    /// <summary>The format that this version writes and reads.</summary>
    public const string CurrentFormat = "dyad-backup/1";
}

/// <summary>
/// A copy of the folder of a server (logs, accounts, keys) into a folder of its own: databases as they stood at one moment while the
/// server
/// works on, everything else as it is. Who has it has the server's key: it is as secret as the folder itself.
/// </summary>
public static class DossierBackup
{
    /// <summary>Name of the list of files and checksums.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>What SQLite keeps beside a database, and what is written in parts: none of it is a file of the folder.</summary>
    private static readonly string[] Passing = ["-wal", "-shm", "-journal", ".part", ".lock"];

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false,
    };

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Copies the folder.</summary>
    /// <param name="place">The folder; logs in PostgreSQL are copied by its own tools (pg_dump).</param>
    /// <param name="into">A folder that is not there yet, or is empty.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the work; nothing remains.</param>
    /// <exception cref="UserException">There is nothing to copy, the target holds something, or it cannot be written.</exception>
    public static BackupManifest Make(DossierPlace place, string into, TimeProvider time, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(time);
        return DossierFaults.Told(() =>
        {
            string from = place.Folder;
            if (!File.Exists(place.Database) && !File.Exists(place.Key))
                throw new DossierException($"no dossiers in '{from}' (no {DossierFolder.Database})");
            string target = Target(into);
            if (Within(target, from))
                throw new DossierException($"'{target}' lies within '{from}': a copy must not be part of itself");
            return Staged(target, staging =>
            {
                var files = Files(from).Where(f => f != Manifest).Select(file =>
                {
                    cancel.ThrowIfCancellationRequested();
                    var (source, copy) = (Path.Combine(from, file), Path.Combine(staging, file));
                    OwnerOnly.MakeFolder(Path.GetDirectoryName(copy)!);
                    if (SqliteCopy.IsSqlite(source))
                        SqliteCopy.Write(source, copy);
                    else
                        Copy(source, copy);
                    return Described(staging, file);
                }).ToList();
                var manifest = new BackupManifest(BackupManifest.CurrentFormat, Entry.Moment(time.GetUtcNow()), files);
                using var stream = new FileStream(Path.Combine(staging, Manifest), FileMode.CreateNew);
                JsonSerializer.Serialize(stream, manifest, Json);
                stream.Flush(flushToDisk: true);
                return manifest;
            });
        });
    }

    /// <summary>Makes the folder of a server out of a backup.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="place">A folder that is not there yet, or is empty.</param>
    /// <param name="cancel">Ends the work; nothing remains.</param>
    /// <exception cref="UserException">The backup is not whole, the folder holds something, or it cannot be written.</exception>
    public static BackupManifest Restore(string backup, DossierPlace place, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        return DossierFaults.Told(() =>
        {
            string from = Path.GetFullPath(backup);
            var manifest = Read(from);
            string target = Target(place.Folder);
            if (Within(target, from))
                throw new DossierException($"'{target}' lies within '{from}'");
            Check(from, manifest);
            return Staged(target, staging =>
            {
                foreach (var file in manifest.Files)
                {
                    cancel.ThrowIfCancellationRequested();
                    string copy = Path.Combine(staging, file.Path);
                    OwnerOnly.MakeFolder(Path.GetDirectoryName(copy)!);
                    Copy(Path.Combine(from, file.Path), copy);
                    if (Described(staging, file.Path) != file)
                        throw new DossierException($"{file.Path} changed while it was copied");
                }

                return manifest;
            });
        });
    }

    private static BackupManifest Read(string from)
    {
        string path = Path.Combine(from, Manifest);
        if (!File.Exists(path))
            throw new DossierException($"'{from}' is no backup (no {Manifest})");
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), Json);
            return manifest is { Format: BackupManifest.CurrentFormat } ? manifest
                : throw new DossierException($"'{path}' is not of the format {BackupManifest.CurrentFormat}");
        }
        catch (JsonException e)
        {
            throw new DossierException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Every file is there as it was, and no other.</summary>
    private static void Check(string from, BackupManifest manifest)
    {
        var there = Files(from).Where(f => f != Manifest).ToHashSet(StringComparer.Ordinal);
        foreach (var file in manifest.Files)
        {
            // A path of a manifest that leads elsewhere is none of the files that are there.
            if (!there.Remove(file.Path))
                throw new DossierException($"the backup is not whole: {file.Path} is missing");
            if (Described(from, file.Path) != file)
                throw new DossierException($"the backup is damaged: {file.Path} is not the file that was written (SHA-256 {file.Sha256})");
        }

        if (there.Count > 0)
            throw new DossierException($"the backup has a file that it was not made with: {there.Order(StringComparer.Ordinal).First()}");
    }

    private static string Target(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            throw new DossierException("not the name of a folder");
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(target))
            throw new DossierException($"'{target}' is a file");
        return !Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any() ? target
            : throw new DossierException($"'{target}' is not empty; nothing was written");
    }

    /// <summary>Fills a folder beside the target, and moves it there when it is whole; otherwise nothing remains.</summary>
    private static T Staged<T>(string target, Func<string, T> fill)
    {
        string staging = string.Create(CultureInfo.InvariantCulture, $"{target}.{Environment.ProcessId}.part");
        if (Path.GetDirectoryName(target) is { Length: > 0 } parent)
            Directory.CreateDirectory(parent);
        try
        {
            OwnerOnly.MakeFolder(staging);
            var result = fill(staging);
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(staging, target);
            return result;
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", Everything)
            .Where(f => !Passing.Any(p => f.EndsWith(p, StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal);

    private static void Copy(string source, string copy)
    {
        File.Copy(source, copy);
        using var written = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    private static BackupFile Described(string folder, string file)
    {
        using var stream = File.OpenRead(Path.Combine(folder, file));
        return new BackupFile(file, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static bool Within(string inner, string outer)
    {
        string path = Path.GetRelativePath(outer, inner);
        return path == "." || !(Path.IsPathRooted(path) || path.Split(Path.DirectorySeparatorChar)[0] == "..");
    }
}
