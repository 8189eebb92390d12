using System.Text.RegularExpressions;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Scenarios.Tests.Worlds;

namespace Dyad.Scenarios.Tests.Library;

/// <summary>What the documents show is read and put to the facts; the reference speaks of every key.</summary>
public partial class DocumentedScenarios
{
    private const string Elasticities = "elasticities: {from: caliendo-parro-2015, relative_se: 25%}";

    private static readonly string Reference = File.ReadAllText(Clone.At("docs", "reference", "scenario.md"));
    private static readonly string Programmes = File.ReadAllText(Clone.At("docs", "reference", "programme.md"));
    private static readonly string HowTo = File.ReadAllText(Clone.At("docs", "how-to", "write-a-scenario.md"));

    public static TheoryData<string, string> Examples =>
        [.. Block().Matches(string.Join('\n', Reference, Programmes, HowTo)).Select(m => (m.Groups[1].Value.Trim(), m.Groups[2].Value))];

    public static TheoryData<string> KeysOfFiles => [.. Keys.Of.Values.SelectMany(k => k).Distinct()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void AnExampleRuns(string kind, string example)
    {
        var text = kind switch
        {
            "" => example,
            "change" => Base("", Elasticities, example),
            "programme" => example,
            "top" => Base(example, Elasticities, "- iceberg: {between: [A, B], factor: 0.9}\n"),
            _ => Base("", example, "- iceberg: {between: [A, B], factor: 0.9}\n"),
        };
        var data = FactsWorld.Data with
        {
            Columns = new Dictionary<string, double[]> { ["tariff_cfl"] = FactsWorld.Data.Accounts.Tariff },
        };
        var scenario = kind == "programme" ? ProgrammeFile.Read("example.yaml", text).Scenario : ScenarioFile.Read("example.yaml", text);
        Assert.NotNull(Simulation.Create(scenario, data));
    }

    [Fact]
    public void EveryKindOfExampleIsThere() =>
        Assert.Equal(["", "change", "elasticities", "programme", "top"], Examples.Select(e => e.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(KeysOfFiles))]
    public void TheReferenceSpeaksOfEveryKey(string key) => Assert.Matches($"`[^`\n]*\\b{key}\\b[^`\n]*`", Reference + Programmes);

    [Fact]
    public void TheHowToNamesWhatShips() => Assert.All(
        ShippedScenarios.OnTheFacts.Select(f => f.Data), f => Assert.Contains(f, HowTo, StringComparison.Ordinal));

    [Fact]
    public void ABudgetThatIsLeftOutIsNoLimit()
    {
        var example = Block().Matches(Programmes).First(m => m.Groups[1].Value.Trim() == "programme").Groups[2].Value;
        Assert.Equal(1_500, ProgrammeFile.Read("example.yaml", example).Budget.A);
        var free = example.Replace("budget: {A: 1500, B: 1500}\n", "", StringComparison.Ordinal);
        var without = ProgrammeFile.Read("example.yaml", free);
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (without.Budget.A, without.Budget.B));
    }

    /// <summary>The slip that the how-to shows is told as it says.</summary>
    [Fact]
    public void TheFaultThatTheHowToShowsIsTheOneThatIsTold()
    {
        var example = Block().Match(HowTo).Groups[2].Value.Replace("[MAC, ", "[MACH, ", StringComparison.Ordinal);
        var fault = Assert.Throws<ScenarioException>(
            () => Simulation.Create(ScenarioFile.Read("clearance.yaml", example), FactsWorld.Data));
        Assert.Contains($"`{fault.Message}`", HowTo, StringComparison.Ordinal);
    }

    private static string Base(string top, string elasticities, string changes) =>
        $$"""
        dyad: scenario/1
        title: {en: Shown, zh: 示例, ru: Пример}
        assumption: {en: Shown., zh: 示例。, ru: Пример.}
        sources: [the documents]
        parties: [CHN, RUS]
        {{elasticities}}
        {{top}}
        steps:
          - title: {en: One, zh: 一, ru: Один}
            changes:

        """ + string.Join("\n", changes.Split('\n').Select(l => "      " + l));

    [GeneratedRegex(@"^```yaml ?([a-z]*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
