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
        var lines = File.ReadAllLines(Clone.At("docs", "tutorials", tutorial))
            .Where(l => l.StartsWith("    ./dyad ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
            Assert.NotEmpty(Shell.Dyad(folder.Path, [.. CommandLines.Split(line.Trim()["./dyad ".Length..])]).Succeeded().Out);
    }
}
