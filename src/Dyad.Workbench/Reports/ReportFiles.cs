namespace Dyad.Workbench.Reports;

/// <summary>
/// Writes a set of files so that a reader sees all of the new ones or none: everything goes to a folder beside the target first,
/// and is moved when it is whole. Disposed before <see cref="Commit"/>, nothing remains.
/// </summary>
public sealed class ReportFiles : IDisposable
{
    private readonly string target;
    private readonly string staging;
    private readonly string? made;
    private readonly List<string> files = [];

    private readonly Func<string, bool> replaces;

    private ReportFiles(string target, Func<string, bool> replaces)
    {
        this.replaces = replaces;
        this.target = Path.GetFullPath(target);
        made = HighestMissing(this.target);
        staging = Path.Combine(this.target, $".dyad-{Environment.ProcessId}");
    }

    private string New => Path.Combine(staging, "new");

    private string Old => Path.Combine(staging, "old");

    /// <summary>Opens the folder for writing; made when it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="replaces">
    /// Whether a file that is there, by its path relative to the folder, belongs to an earlier set and goes when the new one comes
    /// without it; null: none.
    /// </param>
    /// <exception cref="UserException">It cannot be written to.</exception>
    public static ReportFiles Open(string folder, Func<string, bool>? replaces = null)
    {
        if (string.IsNullOrWhiteSpace(folder) || folder.Contains('\0', StringComparison.Ordinal))
            throw new UserException($"cannot write to '{folder}': not the name of a folder");
        if (FileInTheWay(Path.GetFullPath(folder)) is { } file)
            throw new UserException($"cannot write to '{Path.GetFullPath(folder)}': '{file}' is a file");
        var files = new ReportFiles(folder, replaces ?? (_ => false));
        try
        {
            files.Guard(() =>
            {
                Directory.CreateDirectory(files.New);
                var probe = Path.Combine(files.New, ".probe");
                File.WriteAllText(probe, "");
                File.Delete(probe);
            });
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Writes one file, with a path relative to the folder.</summary>
    /// <exception cref="UserException">It cannot be written.</exception>
    public void Write(string relativePath, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Guard(() =>
        {
            using var stream = new FileStream(InFolder(New, relativePath), FileMode.Create, FileAccess.ReadWrite);
            write(stream);
            // A full disk shows here, and not after the files have been moved.
            stream.Flush(flushToDisk: true);
        });
        files.Add(relativePath);
    }

    /// <summary>
    /// Moves all files into place and returns their full paths in the order in which they were written. Where one cannot be moved
    /// (it is open in Word), those of before are put back.
    /// </summary>
    /// <exception cref="UserException">A file cannot be replaced.</exception>
    public IReadOnlyList<string> Commit()
    {
        var undo = new Stack<Action>();
        try
        {
            Guard(() =>
            {
                foreach (var file in files)
                    Replace(file, undo);
                foreach (var file in Earlier())
                    PutAway(file, undo);
            });
        }
        catch (UserException)
        {
            foreach (var step in undo)
                step();
            throw;
        }

        return [.. files.Select(f => Path.Combine(target, f))];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            // The folders that were made for files which never came go with them.
            for (var folder = target; made is not null && folder.Length >= made.Length && IsEmpty(folder); folder = Path.GetDirectoryName(folder)!)
                Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder went away or became read-only under us: there is nothing left to clean.
        }
    }

    private void Replace(string file, Stack<Action> undo)
    {
        var place = Path.Combine(target, file);
        var folder = Path.GetDirectoryName(place)!;
        if (HighestMissing(folder) is { } missing)
        {
            Directory.CreateDirectory(folder);
            undo.Push(() => Directory.Delete(missing, recursive: true));
        }

        if (File.Exists(place))
            PutAway(file, undo);
        File.Move(Path.Combine(New, file), place);
        undo.Push(() => File.Delete(place));
    }

    private void PutAway(string file, Stack<Action> undo)
    {
        var (place, kept) = (Path.Combine(target, file), InFolder(Old, file));
        File.Move(place, kept);
        undo.Push(() => File.Move(kept, place, overwrite: true));
    }

    /// <summary>Files of an earlier set that this one does not have.</summary>
    private List<string> Earlier() =>
        [.. Directory.EnumerateFiles(target, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(f => Path.GetRelativePath(target, f))
            .Where(f => !files.Contains(f) && replaces(f))];

    private static string InFolder(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static string? HighestMissing(string folder)
    {
        string? missing = null;
        for (var f = folder; f is not null && !Directory.Exists(f); f = Path.GetDirectoryName(f))
            missing = f;
        return missing;
    }

    private static string? FileInTheWay(string folder)
    {
        for (var f = folder; f is not null; f = Path.GetDirectoryName(f))
        {
            if (File.Exists(f))
                return f;
        }

        return null;
    }

    private static bool IsEmpty(string folder) => Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any();

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"cannot write to '{target}': {e.Message}", e);
        }
    }
}
