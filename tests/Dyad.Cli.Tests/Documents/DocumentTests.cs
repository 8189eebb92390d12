using System.Text.RegularExpressions;
using Dyad.Cli.Tests.Running;

namespace Dyad.Cli.Tests.Documents;

/// <summary>Documents that drift from the product fail here.</summary>
public partial class DocumentTests
{
    /// <summary>All documents but the changelog, whose old entries speak of old commands.</summary>
    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(Clone.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Clone.At("docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Clone.At("bench"), "*.md"))
            .Select(f => Path.GetRelativePath(Clone.Root, f).Replace('\\', '/')).Where(f => f != "CHANGELOG.md")
                .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void CommandsParse(string document)
    {
        foreach (var line in CommandLines.Of(File.ReadAllText(Clone.At(document))))
        {
            foreach (var typed in CommandLines.Typed(line))
            {
                var errors = Commands.Commands.Root().Parse(typed).Errors;
                var messages = string.Join(' ', errors.Select(e => e.Message));
                Assert.True(errors.Count == 0, $"{document}: 'dyad {line}' as 'dyad {string.Join(' ', typed)}': {messages}");
            }
        }
    }

    [Fact]
    public void TheReadmeHasCommands() => Assert.True(CommandLines.Of(File.ReadAllText(Clone.At("README.md"))).Count() >= 6);

    [Fact]
    public void TheReadmeNamesEveryOptionOfTheReport()
    {
        var line = CommandLines.Of(File.ReadAllText(Clone.At("README.md")))
            .Single(l => l.StartsWith("report A B", StringComparison.Ordinal));
        var report = Commands.Commands.Root().Subcommands.Single(c => c.Name == "report");
        var options = report.Options.Select(o => o.Name).Where(n => n != "--help");
        Assert.Equal(options.Order(), Option().Matches(line).Select(m => m.Value).Order());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void LinksLeadSomewhere(string document)
    {
        var folder = Path.GetDirectoryName(Clone.At(document))!;
        var links = Link().Matches(File.ReadAllText(Clone.At(document))).Select(m => m.Groups[1].Value)
            .Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith('#'))
            .Select(l => Path.Combine(folder, l.Split('#')[0]));
        Assert.All(links, l => Assert.True(Path.Exists(l), l));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void ScriptsAndPagesThatAreNamedExist(string document)
    {
        var folder = Path.GetDirectoryName(Clone.At(document))!;
        var named = NamedFile().Matches(File.ReadAllText(Clone.At(document))).Select(m => m.Groups[1].Value);
        Assert.All(named, n => Assert.True(File.Exists(Path.Combine(folder, n)) || File.Exists(Clone.At(n)), n));
    }

    [Fact]
    public void PagesThatTheProgramNamesExist() => Assert.True(File.Exists(Clone.At(Hosting.CommandHost.HelpPage.Split('/'))));

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:[\w.-]+/)*[\w-]+\.(?:sh|cs|md|props|txt))`")]
    private static partial Regex NamedFile();
}
