using System.Reflection;

namespace Dyad.Cli.Tests;

/// <summary>Who may know whom (shared design: models see arrays, data knows no model, the workbench joins them).</summary>
public class DependencyRules
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Dyad.Numerics"] = [],
        ["Dyad.Gravity"] = ["Dyad.Numerics"],
        ["Dyad.Diagnosis"] = ["Dyad.Numerics"],
        ["Dyad.Evidence"] = ["Dyad.Numerics"],
        ["Dyad.Equilibrium"] = ["Dyad.Numerics"],
        ["Dyad.Ensembles"] = ["Dyad.Numerics"],
        ["Dyad.Scenarios"] = ["Dyad.Ensembles", "Dyad.Equilibrium", "Dyad.Numerics"],
        ["Dyad.Cluster"] = ["Dyad.Ensembles"],
        ["Dyad.Programme"] = ["Dyad.Numerics"],
        ["Dyad.Data"] = [],
        ["Dyad.Dossier"] = [],
        ["Dyad.Reports"] = [],
        ["Dyad.Workbench"] =
        [
            "Dyad.Cluster", "Dyad.Data", "Dyad.Diagnosis", "Dyad.Dossier", "Dyad.Ensembles", "Dyad.Equilibrium", "Dyad.Evidence",
            "Dyad.Gravity", "Dyad.Numerics", "Dyad.Programme", "Dyad.Reports", "Dyad.Scenarios",
        ],
        ["Dyad.Web"] = ["Dyad.Dossier", "Dyad.Reports", "Dyad.Workbench"],
        ["dyad"] = ["Dyad.Data", "Dyad.Dossier", "Dyad.Reports", "Dyad.Web", "Dyad.Workbench"],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void KnowsOnlyWhatItMay(string assembly)
    {
        var references = Assembly.Load(assembly).GetReferencedAssemblies()
            .Select(r => r.Name!)
            .Where(n => n.StartsWith("Dyad.", StringComparison.Ordinal));
        Assert.Empty(references.Except(Allowed[assembly]));
    }

    [Theory]
    [InlineData("Dyad.Numerics")]
    [InlineData("Dyad.Gravity")]
    [InlineData("Dyad.Diagnosis")]
    [InlineData("Dyad.Evidence")]
    [InlineData("Dyad.Equilibrium")]
    public void ModelsSeeNoFileAndNoDatabase(string assembly)
    {
        string[] outside = ["DuckDB", "Parquet", "Csv", "Sqlite", "System.Net", "System.Data"];
        var references = Assembly.Load(assembly).GetReferencedAssemblies().Select(r => r.Name!);
        Assert.DoesNotContain(references, r => outside.Any(o => r.Contains(o, StringComparison.Ordinal)));
    }

    [Fact]
    public void EveryAssemblyOfTheProductHasARule()
    {
        var shipped = Directory.EnumerateFiles(AppContext.BaseDirectory, "Dyad.*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(n => !n!.EndsWith(".Tests", StringComparison.Ordinal));
        Assert.Empty(shipped.Except(Allowed.Keys));
    }
}
