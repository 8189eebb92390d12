using System.Text.RegularExpressions;
using Dyad.Cli.Tests.Running;

namespace Dyad.Cli.Tests.Documents;

/// <summary>The help of every command says what it does, explains every option, and gives examples that run as they
/// stand.</summary>
public partial class HelpTests
{
    public static TheoryData<string> CommandNames => [.. CommandLines.All().Select(c => string.Join(' ', c.Words))];

    /// <summary>What needs files or services that are no part of a clone, and workers, which go on until they are stopped.</summary>
    private static readonly string[] NotHere =
    [
        "data build", "data fetch", "data import", "data harmonise", "data diff", "worker", "diagnose", "verify",
        "dossier export", "dossier import", "dossier backup", "dossier restore", "serve",
    ];

    /// <summary>All examples that run in a clone.</summary>
    public static TheoryData<string> Examples =>
    [
        .. CommandLines.All().SelectMany(c => ExamplesOf(Help(string.Join(' ', c.Words)))).Distinct()
            .Where(e => !NotHere.Any(n => e.StartsWith(n, StringComparison.Ordinal)) && !e.Contains("--as-of", StringComparison.Ordinal))
            // What runs so elsewhere (Printed, PackageTests).
            .Where(e => e is not ("report CHN RUS" or "data verify")),
    ];

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void HasExamplesThatParse(string command)
    {
        var help = Help(command);
        Assert.StartsWith("Description:", help, StringComparison.Ordinal);
        var examples = ExamplesOf(help).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, e => Assert.Empty(Commands.Commands.Root().Parse([.. CommandLines.Split(e)]).Errors));
        Assert.All(examples, e => Assert.StartsWith(command, e, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void ExplainsEveryOptionAndArgument(string command)
    {
        var found = CommandLines.All().Single(c => string.Join(' ', c.Words) == command).Command;
        Assert.All(found.Options, o => Assert.False(string.IsNullOrEmpty(o.Description), o.Name));
        Assert.All(found.Arguments, a => Assert.False(string.IsNullOrEmpty(a.Description), a.Name));
        Assert.False(string.IsNullOrEmpty(found.Description));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void ExamplesRun(string example)
    {
        using var folder = new TemporaryFolder();
        foreach (var facts in new[] { "my-facts", "data" }.Where(f => example.Contains(f, StringComparison.Ordinal)))
            BadFacts.CopyFacts(folder, facts);
        foreach (var shipped in new[] { "scenarios", "programmes" })
        {
            Directory.CreateDirectory(folder.At(shipped));
            foreach (var file in Directory.EnumerateFiles(Clone.At(shipped), "*.yaml"))
                File.Copy(file, Path.Combine(folder.At(shipped), Path.GetFileName(file)));
        }

        var words = CommandLines.Split(example).Select(w => w.Replace("~/", folder.Path + "/", StringComparison.Ordinal));
        Assert.NotEmpty(Shell.Dyad(folder.Path, [.. words, .. CommandLines.Quick(example)]).Succeeded().Out);
    }

    private static string Help(string command)
    {
        using var output = new StringWriter();
        var code = Commands.Commands.Root().Parse([.. CommandLines.Split(command), "--help"])
            .Invoke(new System.CommandLine.InvocationConfiguration { Output = output });
        Assert.Equal(0, code);
        return output.ToString();
    }

    private static IEnumerable<string> ExamplesOf(string help) =>
        Example().Matches(help[help.IndexOf("Examples:", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value.Trim());

    [GeneratedRegex("^  dyad (.+)$", RegexOptions.Multiline)]
    private static partial Regex Example();
}
