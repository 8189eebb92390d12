namespace Dyad.Cli.Tests.Running;

/// <summary>A disk of a few kilobytes (tmpfs) in a folder of a test. The test is skipped where it cannot be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(TemporaryFolder folder, string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "only root on Linux can mount a small disk");
        Path = folder.At("disk");
        Directory.CreateDirectory(Path);
        var mounted = Mount("-t", "tmpfs", "-o", "size=" + size, "tmpfs", Path);
        Assert.SkipUnless(mounted.Code == 0, $"a small disk cannot be mounted here: {mounted.Error.Trim()}");
    }

    public string Path { get; }

    public void MakeReadOnly() => Mount("-o", "remount,ro", Path).Succeeded();

    /// <inheritdoc />
    public void Dispose() => Shell.Run("/", "umount", [Path]).Succeeded();

    private static Outcome Mount(params string[] arguments) => Shell.Run("/", "mount", arguments);
}
