using System.Globalization;
using System.Text;
using System.Text.Json;
using Dyad.Reports.Model;
using Dyad.Scenarios;
using Dyad.Scenarios.Reading;
using Dyad.Workbench.Simulations;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dyad.Workbench.Dossiers;

/// <summary>Scenario files as a dossier uses them.</summary>
public static class ScenarioTexts
{
    private const string Elasticities = "elasticities.";

    /// <summary>Text and title of each scenario that ships, by name; read once, since a page lists them all.</summary>
    private static readonly Lazy<Dictionary<string, (string Text, NamedCode Title)>> All = new(() => ShippedFiles.Names
        .Select(name => (Name: name, Text: Encoding.UTF8.GetString(ShippedFiles.Find(name)!)))
        .Where(file => file.Text.StartsWith("dyad: scenario", StringComparison.Ordinal))
        .ToDictionary(file => file.Name, file => (file.Text, TitleIn(file.Name, file.Text)), StringComparer.Ordinal));

    private static readonly Lazy<SortedSet<string>> Estimates = new(() => new SortedSet<string>(
        All.Value.SelectMany(file => ScenarioFile.Read(file.Key, file.Value.Text).Estimates.SelectMany(e => e.Members)), StringComparer.Ordinal));

    /// <summary>Scenarios that ship, by name.</summary>
    public static IReadOnlyCollection<string> Names => All.Value.Keys;

    /// <summary>Parameters that a round can ask for and a scenario that ships has a place for.</summary>
    public static IReadOnlyCollection<string> Parameters => Estimates.Value;

    /// <summary>Title of a scenario that ships, or null.</summary>
    public static NamedCode? TitleOf(string name) => All.Value.TryGetValue(name, out var found) ? found.Title : null;

    /// <summary>Text of a scenario that ships, or null.</summary>
    public static string? Shipped(string name) => All.Value.TryGetValue(name, out var found) ? found.Text : null;

    /// <summary>
    /// The scenario with agreed parameters in place of its own; a parameter that the scenario has no place for is left out.
    /// </summary>
    /// <param name="scenario">Its text.</param>
    /// <param name="agreed">The parameters.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <returns>The text, and the names of what was put in.</returns>
    /// <exception cref="UserException">The text is no scenario.</exception>
    public static (string Text, IReadOnlyList<string> Taken) WithAgreed(string scenario, IReadOnlyList<AgreedParameter> agreed, string file = "scenario.yaml")
    {
        ArgumentNullException.ThrowIfNull(agreed);
        if (agreed.Count == 0)
            return (scenario, []);
        try
        {
            // The reader of scenarios knows how deep a text may be; that of YAML would go down with the stack.
            ScenarioFile.Read(file, scenario);
        }
        catch (ScenarioException e)
        {
            throw new UserException(e.Message, e);
        }

        var yaml = new YamlStream();
        yaml.Load(new StringReader(scenario));
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var taken = agreed.Where(parameter => Put(root, parameter)).Select(parameter => parameter.Name).ToList();
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        yaml.Save(written, assignAnchors: false);
        return (written.ToString(), taken);
    }

    /// <summary>Reads the result that a simulation wrote.</summary>
    public static ScenarioResult ReadResult(string json) => Dyad.Reports.Rendering.Json.JsonScenario.Read(json);

    private static NamedCode TitleIn(string name, string text)
    {
        var title = ScenarioFile.Read(name, text).Title;
        return new NamedCode(name, title.En, title.Zh, title.Ru);
    }

    private static bool Put(YamlMappingNode root, AgreedParameter parameter)
    {
        if (parameter.Name.StartsWith(Elasticities, StringComparison.Ordinal))
        {
            if (!Find(root, "elasticities", out var node) || node is not YamlMappingNode elasticities)
                return false;
            if (!Find(elasticities, "sectors", out var sectors) || sectors is not YamlMappingNode)
                elasticities.Children["sectors"] = sectors = new YamlMappingNode();
            ((YamlMappingNode)sectors).Children[parameter.Name[Elasticities.Length..]] = Of("", ("mean", parameter.Mean), ("se", parameter.Deviation));
            string source = Find(elasticities, "source", out var said) ? said + "; " + parameter.Source : parameter.Source;
            elasticities.Children["source"] = Quoted(source);
            return true;
        }

        if (!Find(root, "estimates", out var known) || known is not YamlMappingNode estimates || !Find(estimates, parameter.Name, out var stated))
            return false;
        // What the scenario has in percent it wants in percent.
        bool percent = stated is YamlMappingNode fields && fields.Children.Any(f => f.Value is YamlScalarNode { Value: { } v } && v.EndsWith('%'));
        double scale = (parameter.Percent, percent) switch { (true, false) => 0.01, (false, true) => 100, _ => 1 };
        var estimate = Of(percent ? "%" : "", ("mean", scale * parameter.Mean), ("se", scale * parameter.Deviation));
        estimate.Children["source"] = Quoted(parameter.Source);
        estimates.Children[parameter.Name] = estimate;
        return true;
    }

    private static bool Find(YamlMappingNode node, string key, out YamlNode found) => node.Children.TryGetValue(new YamlScalarNode(key), out found!);

    private static YamlMappingNode Of(string unit, params (string Key, double Value)[] fields)
    {
        var node = new YamlMappingNode();
        foreach (var (key, value) in fields)
            node.Children[key] = new YamlScalarNode(value.ToString("R", CultureInfo.InvariantCulture) + unit);
        return node;
    }

    private static YamlScalarNode Quoted(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };
}
