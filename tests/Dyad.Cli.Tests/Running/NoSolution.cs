using System.Text.Json;

namespace Dyad.Cli.Tests.Running;

/// <summary>
/// Scenarios without a solution: a line with the file, the line of the step and the cause; nothing on standard output, no file, not even
/// the folder for it.
/// </summary>
public class NoSolution
{
    private const int Failure = 1;
    private const string Tariff = "tariff: {from: RUS, to: CHN, set: 5%}";
    private const string Cheaper = "iceberg: {between: [A, B], sectors: MAC, change: -3%}";
    private const string Closed = "withdrawal: {of: [RUS, KAZ], from: CHN, sectors: MIN, direction: sales, close: true}";

    [Theory]
    [InlineData("--json")]
    [InlineData("--draws", "20")]
    public void OfASectorWithoutASupplier(params string[] options)
    {
        using var folder = new TemporaryFolder();
        var before = Scenario(folder, SmallAccounts.Step("Tariff", Tariff) + SmallAccounts.Step("Embargo", Closed));
        Run(folder, [.. options, "--out", "result"])
            .EndsInOneLine(Failure, "dyad: s.yaml:12:5: no solution: step 2 (line 12, 'Embargo') leaves CHN without a supplier in sector MIN");
        Assert.Equal(before, folder.Entries);
    }

    [Fact]
    public void OfAStepThatTheSolverDoesNotReach()
    {
        using var folder = new TemporaryFolder();
        var before = Scenario(folder, SmallAccounts.Step("Alone", "withdrawal: {of: all, from: RUS, close: true}"));
        Run(folder, "--out", "result").EndsInOneLine(
            Failure, "s.yaml:9:5: no solution: step 1 (line 9, 'Alone') did not converge in ", "the largest residual is ", "RUS");
        Assert.Equal(before, folder.Entries);
    }

    /// <summary>A normal elasticity with an error as large as itself is below zero in every sixth draw.</summary>
    [Fact]
    public void OfTooManyDraws()
    {
        using var folder = new TemporaryFolder();
        var before = Scenario(folder, SmallAccounts.Step("Tariff", Tariff), "relative_se: 100%, distribution: normal");
        Run(folder, "--draws", "100", "--out", "result").EndsInOneLine(
            Failure, "s.yaml:7:", " of 100 draws have no solution (at most 10% may); one of them, draw ", "a trade elasticity is above 0");
        Assert.Equal(before, folder.Entries);
    }

    /// <summary>At 43% it is one in a hundred, of two sectors: few draws, which are counted and told.</summary>
    [Fact]
    public void OfAFewDrawsIsCounted()
    {
        using var folder = new TemporaryFolder();
        Scenario(folder, SmallAccounts.Step("Tariff", Tariff), "relative_se: 43%, distribution: normal");
        var outcome = Run(folder, "--draws", "200", "--json").Succeeded();
        using var json = JsonDocument.Parse(outcome.Out);
        var failed = json.RootElement.GetProperty("ensemble").GetProperty("failed").GetInt32();
        Assert.InRange(failed, 1, 20);
        Assert.Contains($"{failed} without a solution", Run(folder, "--draws", "200").Succeeded().Out, StringComparison.Ordinal);
    }

    /// <summary>Each measure leaves China one that sells; both leave none, and only the set of both has no solution.</summary>
    [Fact]
    public void OfASetOfMeasures()
    {
        using var folder = new TemporaryFolder();
        Programme(folder, ("ores", Closed.Replace("[RUS, KAZ]", "RUS", StringComparison.Ordinal)), ("cheaper", Cheaper));
        Choose(folder, "--draws", "0", "--json").Succeeded();
        var before = Programme(
            folder, ("ores", Closed.Replace("[RUS, KAZ]", "RUS", StringComparison.Ordinal)),
            ("metals", Closed.Replace("[RUS, KAZ]", "KAZ", StringComparison.Ordinal)));
        Choose(folder, "--out", "result").EndsInOneLine(
            Failure, "dyad: p.yaml:", "no solution: step 1 (line ", "'ores') and step 2 (line ", "'metals') together leave CHN without a supplier in sector MIN");
        Assert.Equal(before, folder.Entries);
    }

    /// <summary>Draws that are lost for one set are left out of all, and the choice is made on what is left.</summary>
    [Fact]
    public void OfAFewDrawsLeavesAProgramme()
    {
        using var folder = new TemporaryFolder();
        Programme(folder, ("cheaper", Cheaper), ("tariff", Tariff));
        var text = File.ReadAllText(folder.At("p.yaml")).Replace("relative_se: 10%", "relative_se: 43%, distribution: normal", StringComparison.Ordinal);
        File.WriteAllText(folder.At("p.yaml"), text);
        Choose(folder, "--draws", "200", "--json").Succeeded();
        File.WriteAllText(folder.At("p.yaml"), text.Replace("43%", "100%", StringComparison.Ordinal));
        Choose(folder, "--draws", "200", "--json").EndsInOneLine(Failure, "p.yaml:7:", " of 200 draws have no solution");
    }

    private static Outcome Run(TemporaryFolder folder, params string[] options) =>
        Shell.Dyad(folder.Path, ["simulate", "s.yaml", "--data", "accounts", .. options]);

    private static Outcome Choose(TemporaryFolder folder, params string[] options) =>
        Shell.Dyad(folder.Path, ["programme", "p.yaml", "--data", "accounts", .. options]);

    private static IReadOnlyList<string> Scenario(TemporaryFolder folder, string steps, string uncertainty = "relative_se: 10%")
    {
        SmallAccounts.Write(folder);
        var head = SmallAccounts.Head.Replace("relative_se: 10%", uncertainty, StringComparison.Ordinal);
        File.WriteAllText(folder.At("s.yaml"), head + steps);
        return folder.Entries;
    }

    private static IReadOnlyList<string> Programme(TemporaryFolder folder, params (string Id, string Change)[] measures)
    {
        SmallAccounts.Write(folder);
        var head = SmallAccounts.Head.Replace("scenario/1", "programme/1", StringComparison.Ordinal).Replace(
            "steps:\n", "budget: {A: 10, B: 10}\nstart: 2027-Q1\nquarters: 4\nbenefit: {years: 10, discount: 5%}\nmeasures:\n", StringComparison.Ordinal);
        var each = measures.Select(m =>
            $"  - id: {m.Id}\n    title: {{en: {m.Id}, zh: 措施, ru: Мера}}\n    source: made up\n    cost: {{A: 0, B: 0}}\n    changes:\n      - {m.Change}\n");
        File.WriteAllText(folder.At("p.yaml"), head + string.Concat(each));
        return folder.Entries;
    }
}
