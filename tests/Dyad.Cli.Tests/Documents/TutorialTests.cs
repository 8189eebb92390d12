using Dyad.Cli.Tests.Running;

namespace Dyad.Cli.Tests.Documents;

/// <summary>The commands of a tutorial run one after the other in an empty folder, as a reader types them.</summary>
public class TutorialTests
{
    public static TheoryData<string> Tutorials =>
        [.. Directory.EnumerateFiles(Clone.At("docs", "tutorials"), "*.md").Select(f => Path.GetFileName(f)).Order()];

    [Theory]
    [MemberData(nameof(Tutorials))]
    public void CommandsRun(string tutorial)
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllLines(Clone.At("docs", "tutorials", tutorial));
        Save(text, folder);
        var lines = text
            .Where(l => l.StartsWith("    ./dyad ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var command = line.Trim()["./dyad ".Length..];
            Assert.NotEmpty(Shell.Dyad(folder.Path, [.. CommandLines.Split(command), .. CommandLines.Quick(command)]).Succeeded().Out);
        }
    }

    /// <summary>Files that the reader is told to save: blocks of code whose first line is their name as a comment.</summary>
    private static void Save(string[] text, TemporaryFolder folder)
    {
        foreach (var (at, line) in text.Index())
        {
            if (line.StartsWith("```yaml", StringComparison.Ordinal) && text[at + 1].StartsWith("# ", StringComparison.Ordinal))
                File.WriteAllLines(folder.At(text[at + 1][2..]), text.Skip(at + 2).TakeWhile(l => l != "```"));
        }
    }
}
