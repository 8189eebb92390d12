using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dyad.Cli.Tests.Running;

namespace Dyad.Cli.Tests.Packages;

/// <summary>Packages made from what is built, used from an empty folder with no source of packages but a local one.</summary>
public class PackageTests
{
    private static readonly string Configuration =
        typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    [Fact]
    public void TheToolInstallsFromAFolderAndRuns()
    {
        using var folder = new TemporaryFolder();
        Pack(folder, "Dyad.Cli");
        HasMetadata(folder, "Dyad", []);
        WriteConfiguration(folder);
        Run(folder, "tool", "install", "Dyad", "--version", Version, "--tool-path", folder.At("tools"), "--configfile",
            folder.At("nuget.config"));
        var work = folder.At("work");
        Directory.CreateDirectory(work);

        var tool = folder.At("tools", OperatingSystem.IsWindows() ? "dyad.exe" : "dyad");
        var outcome = Shell.Run(work, tool, ["report", "CHN", "RUS", "--resamples", "20"]).Succeeded();

        var written = Path.Combine(work, "reports", "CHN-RUS-2011", "report.html");
        Assert.Contains($"Report: {written}", outcome.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(written));
        Assert.EndsWith(" checks passed, 0 failed\n", Shell.Run(work, tool, ["data", "verify"]).Succeeded().Out,
            StringComparison.Ordinal);
    }

    /// <summary>The program of the documents compiles against the packed library alone, and prints what they say.</summary>
    [Fact]
    public void TheModelLibrariesStandOnTheirOwn()
    {
        using var folder = new TemporaryFolder();
        string[] libraries = ["Dyad.Numerics", "Dyad.Gravity", "Dyad.Diagnosis", "Dyad.Evidence"];
        Pack(folder, libraries);
        Assert.All(libraries, library => HasMetadata(folder, library, ["Dyad.Numerics", "MathNet.Numerics"]));
        WriteConfiguration(folder);
        var program = folder.At("program", "program.csproj");
        File.WriteAllText(program, Project());
        var page = File.ReadAllText(Clone.At("docs", "how-to", "gravity-in-a-program.md"));
        File.WriteAllText(folder.At("program", "Program.cs"), Block("csharp"));
        Assert.EndsWith(Block("text"), Run(folder, "run", "--project", program, "-v", "quiet").Out, StringComparison.Ordinal);

        string Block(string language) =>
            Assert.Single(Regex.Matches(page, $"```{language}\n(.+?)```", RegexOptions.Singleline)).Groups[1].Value;
    }

    private static string Version => Workbench.WorkbenchDefaults.Version;

    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
        ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Packs projects in one run: starting and evaluating take longer than packing.</summary>
    private static void Pack(TemporaryFolder folder, params string[] projects)
    {
        var all = folder.At("all", "all.proj");
        File.WriteAllText(
            all,
            $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{string.Join(';', projects.Select(p => Clone.At("src", p, p + ".csproj")))}" Targets="Pack"
                  Properties="Configuration={Configuration};NoBuild=true;PackageOutputPath={folder.At("packages")};PublishDir={folder.At("publish")}/" />
              </Target>
            </Project>
            """);
        Run(folder, "msbuild", all, "-t:Pack", "-nologo", "-v:quiet", "-nodeReuse:false");
    }

    /// <summary>Packages of the test come from its folder and go into its folder, so that one of before cannot stand in for
    /// them.</summary>
    private static void WriteConfiguration(TemporaryFolder folder) => File.WriteAllText(
        folder.At("nuget.config"),
        """
        <configuration>
          <config><add key="globalPackagesFolder" value="cache" /></config>
          <packageSources><clear /><add key="here" value="packages" /></packageSources>
        </configuration>
        """);

    private static string Project() =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestoreFallbackFolders>{Packages}</RestoreFallbackFolders>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup><PackageReference Include="Dyad.Gravity" Version="{Version}" /></ItemGroup>
        </Project>
        """;

    private static void HasMetadata(TemporaryFolder folder, string id, string[] mayDependOn)
    {
        using var package = ZipFile.OpenRead(folder.At("packages", $"{id}.{Version}.nupkg"));
        using var stream = package.GetEntry(id + ".nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
        Assert.Equal("Apache-2.0", Value("license"));
        Assert.True(Value("description")?.Length > 40, "description");
        Assert.NotNull(package.GetEntry(Value("readme")!));
        var dependencies = metadata.Descendants().Where(e => e.Name.LocalName == "dependency")
            .Select(e => e.Attribute("id")!.Value);
        Assert.Empty(dependencies.Except(mayDependOn));
        // The facts lie beside the tool once, and in no place from where they would go into somebody's project.
        Assert.DoesNotContain(package.Entries, e => e.FullName.StartsWith("content", StringComparison.Ordinal));
    }

    private static Outcome Run(TemporaryFolder folder, params string[] arguments) =>
        Shell.Run(folder.Path, "dotnet", arguments,
            [("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"), ("MSBUILDDISABLENODEREUSE", "1")]).Succeeded();
}
