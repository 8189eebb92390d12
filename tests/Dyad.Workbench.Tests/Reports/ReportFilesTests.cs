using System.Text;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Reports;

public class ReportFilesTests
{
    [Fact]
    public void FilesAreSeenWhenAllAreWritten()
    {
        using var temp = new TempFolder();
        var target = temp["a", "b"];
        using (var files = ReportFiles.Open(target))
        {
            files.Write("one.txt", Text("1"));
            files.Write(Path.Combine("annex", "two.csv"), Text("2"));
            Assert.False(File.Exists(Path.Combine(target, "one.txt")));
            Assert.Equal([Path.Combine(target, "one.txt"), Path.Combine(target, "annex", "two.csv")], files.Commit());
        }

        Assert.Equal(["annex/", "annex/two.csv", "one.txt"], TempFolder.Entries(target));
        Assert.Equal("2", File.ReadAllText(Path.Combine(target, "annex", "two.csv")));
    }

    [Fact]
    public void NothingRemainsOfFilesThatAreNotCommitted()
    {
        using var temp = new TempFolder();
        using (var files = ReportFiles.Open(temp["a", "b"]))
            files.Write("one.txt", Text("1"));
        Assert.Empty(temp.Entries());
    }

    [Fact]
    public void AFolderThatWasThereStaysWithWhatIsInIt()
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp["mine.txt"], "mine");
        using (var files = ReportFiles.Open(temp.Path))
            files.Write("one.txt", Text("1"));
        Assert.Equal(["mine.txt"], temp.Entries());
    }

    [Fact]
    public void AnEmptyFolderThatWasThereStays()
    {
        using var temp = new TempFolder();
        ReportFiles.Open(temp.Path).Dispose();
        Assert.True(Directory.Exists(temp.Path));
    }

    [Fact]
    public void AFaultWhileWritingLeavesNothing()
    {
        using var temp = new TempFolder();
        using (var files = ReportFiles.Open(temp["new"]))
        {
            files.Write("one.txt", Text("1"));
            Assert.Throws<InvalidOperationException>(() => files.Write("two.txt", _ => throw new InvalidOperationException()));
        }

        Assert.Empty(temp.Entries());
    }

    [Fact]
    public void AFullDiskIsToldInOneLine()
    {
        using var temp = new TempFolder();
        using var files = ReportFiles.Open(temp["new"]);
        var error = Assert.Throws<UserException>(() =>
            files.Write("one.txt", _ => throw new IOException("No space left on device")));
        Assert.Equal($"cannot write to '{temp["new"]}': No space left on device", error.Message);
    }

    [Fact]
    public void AReportIsReplacedWhole()
    {
        using var temp = new TempFolder();
        Write(temp.Path, "old", "one.txt", Path.Combine("annex", "two.csv"));
        Write(temp.Path, "new", "one.txt", Path.Combine("annex", "two.csv"));
        Assert.Equal(["annex/", "annex/two.csv", "one.txt"], temp.Entries());
        Assert.Equal(("new", "new"), (File.ReadAllText(temp["one.txt"]), File.ReadAllText(temp["annex", "two.csv"])));
    }

    [Fact]
    public void WhereAFileCannotBeReplacedTheOldReportIsPutBack()
    {
        using var temp = new TempFolder();
        Write(temp.Path, "old", "one.txt", "two.txt");
        // A folder in the place of the last file stands for a file that is open elsewhere: it cannot be replaced.
        Directory.CreateDirectory(temp["three.txt"]);
        using (var files = ReportFiles.Open(temp.Path))
        {
            foreach (var name in (string[])["one.txt", "new.txt", Path.Combine("annex", "two.csv"), "two.txt", "three.txt"])
                files.Write(name, Text("new"));
            Assert.Throws<UserException>(files.Commit);
        }

        Assert.Equal(["one.txt", "three.txt/", "two.txt"], temp.Entries());
        Assert.Equal(("old", "old"), (File.ReadAllText(temp["one.txt"]), File.ReadAllText(temp["two.txt"])));
    }

    [Fact]
    public void AFolderThatIsAFileIsRefusedAndStays()
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp["taken"], "mine");
        foreach (var folder in (string[])[temp["taken"], temp["taken", "below"]])
        {
            var error = Assert.Throws<UserException>(() => ReportFiles.Open(folder));
            Assert.StartsWith($"cannot write to '{folder}': ", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["taken"], temp.Entries());
        Assert.Equal("mine", File.ReadAllText(temp["taken"]));
    }

    private static void Write(string folder, string text, params string[] names)
    {
        using var files = ReportFiles.Open(folder);
        foreach (var name in names)
            files.Write(name, Text(text));
        files.Commit();
    }

    private static Action<Stream> Text(string text) => stream => stream.Write(Encoding.UTF8.GetBytes(text));
}
