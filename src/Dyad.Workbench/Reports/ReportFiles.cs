namespace Dyad.Workbench.Reports;

/// <summary>
/// Writes a set of files so that a reader sees all of the new ones or none: everything goes to a folder beside the target first,
/// and is moved when it is whole. Disposed before <see cref="Commit"/>, nothing remains.
/// </summary>
public sealed class ReportFiles : IDisposable
{
    private readonly string target;
    private readonly string staging;
    private readonly bool targetExisted;
    private readonly List<string> files = [];

    private ReportFiles(string target)
    {
        this.target = Path.GetFullPath(target);
        targetExisted = Directory.Exists(this.target);
        staging = Path.Combine(this.target, $".dyad-{Environment.ProcessId}");
    }

    /// <summary>Opens the folder for writing; made when it is not there.</summary>
    /// <exception cref="UserException">It cannot be written to.</exception>
    public static ReportFiles Open(string folder)
    {
        var files = new ReportFiles(folder);
        Guard(folder, () =>
        {
            Directory.CreateDirectory(files.staging);
            File.WriteAllText(Path.Combine(files.staging, ".probe"), "");
            File.Delete(Path.Combine(files.staging, ".probe"));
        });
        return files;
    }

    /// <summary>Writes one file, with a path relative to the folder.</summary>
    public void Write(string relativePath, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Guard(target, () =>
        {
            var path = Path.Combine(staging, relativePath);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
            write(stream);
            // A full disk shows here, and not after the files have been moved.
            stream.Flush(flushToDisk: true);
        });
        files.Add(relativePath);
    }

    /// <summary>Moves all files into place and returns their full paths in the order in which they were written.</summary>
    public IReadOnlyList<string> Commit()
    {
        Guard(target, () =>
        {
            foreach (var file in files)
            {
                var destination = Path.Combine(target, file);
                Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
                File.Move(Path.Combine(staging, file), destination, overwrite: true);
            }
        });
        return [.. files.Select(f => Path.Combine(target, f))];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            if (!targetExisted && Directory.Exists(target) && !Directory.EnumerateFileSystemEntries(target).Any())
                Directory.Delete(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder went away or became read-only under us: there is nothing left to clean.
        }
    }

    private static void Guard(string folder, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"cannot write to '{folder}': {e.Message}", e);
        }
    }
}
