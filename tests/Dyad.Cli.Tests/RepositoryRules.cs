using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dyad.Cli.Tests.Running;

namespace Dyad.Cli.Tests;

/// <summary>How the repository is laid out: nothing that is there is left out of the build or of the tests.</summary>
public partial class RepositoryRules
{
    /// <summary>Packages that one project alone may know; the rest of the product does not see them.</summary>
    private static readonly Dictionary<string, string> Owners = new(StringComparer.Ordinal)
    {
        ["DuckDB.NET.Data"] = "Dyad.Data",
        ["Sylvan.Data.Csv"] = "Dyad.Data",
        ["DocumentFormat.OpenXml"] = "Dyad.Reports",
        ["Google.OrTools"] = "Dyad.Programme",
        ["Microsoft.Data.Sqlite"] = "Dyad.Dossier",
        ["Npgsql"] = "Dyad.Dossier",
        ["CsvHelper"] = "Dyad.Reports",
        ["Orleans.Core"] = "Dyad.Cluster",
        ["Orleans.Runtime"] = "Dyad.Cluster",
        ["Spectre.Console"] = "dyad",
        ["System.CommandLine"] = "dyad",
    };

    public static TheoryData<string> TestProjects =>
        [.. Directory.EnumerateDirectories(Clone.At("tests"), "*.Tests").Select(d => Path.GetFileName(d))];

    public static TheoryData<string> Sources =>
        [.. Directory.EnumerateDirectories(Clone.At("src")).Select(d => Path.GetFileName(d))
            .Where(d => Directory.EnumerateFiles(Clone.At("src", d)).Any())];

    [Fact]
    public void TheSolutionHoldsEveryProject()
    {
        var there = ((string[])["bench", "src", "tests"])
            .SelectMany(f => Directory.EnumerateFiles(Clone.At(f), "*.csproj", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Clone.Root, f).Replace('\\', '/'));
        var named = XDocument.Load(Clone.At("Dyad.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value);
        Assert.Equal(there.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(TestProjects))]
    public void ATestProjectHoldsTests(string project)
    {
        var files = Directory.EnumerateFiles(Clone.At("tests", project), "*.cs", SearchOption.AllDirectories)
            .Where(f => !IsBuilt(f));
        Assert.Contains(files, f => TestAttribute().IsMatch(File.ReadAllText(f)));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void AProjectHasTests(string project) => Assert.True(Directory.Exists(Clone.At("tests", project + ".Tests")), project);

    [Theory]
    [MemberData(nameof(Sources))]
    public void APackageIsKnownToItsOwnerAlone(string project)
    {
        var assembly = project == "Dyad.Cli" ? "dyad" : project;
        var references = Assembly.Load(assembly).GetReferencedAssemblies().Select(r => r.Name!);
        Assert.All(references.Where(Owners.ContainsKey), r => Assert.Equal(Owners[r], assembly));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void NoPathIsPutTogetherByHandAndNoShellIsCalled(string project)
    {
        foreach (var file in Directory.EnumerateFiles(Clone.At("src", project), "*.cs", SearchOption.AllDirectories)
            .Where(f => !IsBuilt(f)))
            Assert.False(HandMade().IsMatch(File.ReadAllText(file)), file);
    }

    /// <summary>What a checkout holds is not known to a test that may run without git; what a build leaves behind is.</summary>
    private static bool IsBuilt(string file)
    {
        var parts = Path.GetRelativePath(Clone.Root, file).Split(Path.DirectorySeparatorChar);
        return parts.Contains("bin") || parts.Contains("obj");
    }

    [GeneratedRegex(@"\[(Fact|Theory|Property)\b")]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"Process\.Start|/bin/sh|cmd\.exe|""/tmp|\+ ""/"" \+|\+ '/' \+|\+ ""\\\\"" \+")]
    private static partial Regex HandMade();
}
