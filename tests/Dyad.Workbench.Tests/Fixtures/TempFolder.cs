namespace Dyad.Workbench.Tests.Fixtures;

/// <summary>A folder of a test's own, gone after it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dyad-test-").FullName;

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Everything below it, relative, folders with a slash at the end, in order.</summary>
    public IReadOnlyList<string> Entries() => Entries(Path);

    public static IReadOnlyList<string> Entries(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Select(e => System.IO.Path.GetRelativePath(folder, e) + (Directory.Exists(e) ? "/" : ""))
            .Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
