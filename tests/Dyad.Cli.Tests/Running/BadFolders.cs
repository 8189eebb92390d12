namespace Dyad.Cli.Tests.Running;

/// <summary>Folders that take no report: an old report there stays whole, and nothing of the new one remains.</summary>
public class BadFolders
{
    private const int Failure = 1;

    [Fact]
    public void BelowAFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("file"), "text");
        Report(folder, Path.Combine("file", "report")).IsOneLine(Failure, "cannot write to", "is a file");
        Report(folder, "file").IsOneLine(Failure, "cannot write to", "is a file");
        Assert.Equal(["file"], folder.Entries);
        Assert.Equal("text", File.ReadAllText(folder.At("file")));
    }

    [Fact]
    public void NoName()
    {
        using var folder = new TemporaryFolder();
        Report(folder, "").IsOneLine(Failure, "cannot write to ''");
        Assert.Empty(folder.Entries);
    }

    [Fact]
    public void FolderOfTheSystem()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is a folder of Linux");
        using var folder = new TemporaryFolder();
        Report(folder, "/proc/dyad").IsOneLine(Failure, "cannot write to '/proc/dyad'");
        Assert.Empty(folder.Entries);
    }

    [Fact]
    public void ReadOnly()
    {
        using var folder = new TemporaryFolder();
        using var disk = new SmallDisk(folder, "1m");
        PutOldReport(disk.Path);
        disk.MakeReadOnly();
        Report(folder, disk.Path).IsOneLine(Failure, "cannot write to", "Read-only file system");
        Report(folder, Path.Combine(disk.Path, "new", "one")).IsOneLine(Failure, "cannot write to", "Read-only file system");
        OldReportIsWhole(disk.Path);
    }

    [Fact]
    public void Full()
    {
        using var folder = new TemporaryFolder();
        using var disk = new SmallDisk(folder, "64k");
        PutOldReport(disk.Path);
        Report(folder, disk.Path).EndsInOneLine(Failure, "cannot write to", "No space left on device");
        OldReportIsWhole(disk.Path);
    }

    [Fact]
    public void FullWithNothingBefore()
    {
        using var folder = new TemporaryFolder();
        using var disk = new SmallDisk(folder, "64k");
        // A scenario writes by the same way as a report, and is quicker.
        Shell.Dyad(folder.Path, "simulate", "trade-facilitation", "--draws", "0", "--out", Path.Combine(disk.Path, "deep", "down"))
            .EndsInOneLine(Failure, "cannot write to", "No space left on device");
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
    }

    [Fact]
    public void StandardOutputThatIsFull()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "no /dev/full here");
        using var folder = new TemporaryFolder();
        Shell.Run(folder.Path, "/bin/sh", ["-c", "dotnet \"$0\" data list > /dev/full", Shell.Program])
            .IsOneLine(Failure, "cannot write to standard output", "No space left on device");
    }

    private static Outcome Report(TemporaryFolder folder, string into) =>
        Shell.Dyad(folder.Path, "report", "CHN", "RUS", "--resamples", "20", "--out", into);

    private static void PutOldReport(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "report.html"), "old html");
        File.WriteAllText(Path.Combine(folder, "report.json"), "old json");
    }

    private static void OldReportIsWhole(string folder)
    {
        Assert.Equal(["report.html", "report.json"],
            Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)).Order());
        Assert.Equal("old html", File.ReadAllText(Path.Combine(folder, "report.html")));
        Assert.Equal("old json", File.ReadAllText(Path.Combine(folder, "report.json")));
    }
}
