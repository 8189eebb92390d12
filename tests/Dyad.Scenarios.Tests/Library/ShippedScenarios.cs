using Dyad.Ensembles;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Reading;
using Dyad.Scenarios.Simulating;
using Dyad.Scenarios.Tests.Worlds;

namespace Dyad.Scenarios.Tests.Library;

/// <summary>The scenarios that ship: each is read, solved in the world that it is made for, and says where it comes from.</summary>
public class ShippedScenarios
{
    private const string Nafta = "nafta-1993-2005.yaml";

    /// <summary>Residuals of the solver: what issue and method promise.</summary>
    private const double Residual = 1e-10;

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Clone.At("scenarios"), "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> OnTheFacts => [.. Files.Select(f => f.Data).Where(f => f != Nafta)];

    [Theory]
    [MemberData(nameof(Files))]
    public void ItIsToldInThreeLanguagesWithItsSources(string file)
    {
        var scenario = Read(file);
        Assert.NotEmpty(scenario.Sources);
        foreach (var text in scenario.Steps.Select(s => s.Title).Append(scenario.Title).Append(scenario.Assumption))
        {
            Assert.Contains(text.Zh, c => c is >= '\u4e00' and <= '\u9fff');
            Assert.Contains(text.Ru, c => c is >= '\u0400' and <= '\u04ff');
            Assert.DoesNotContain(text.En, c => c >= '\u0400');
        }
    }

    [Theory]
    [MemberData(nameof(OnTheFacts))]
    public void ItIsSolvedOnTheFacts(string file)
    {
        var simulation = Simulation.Create(Read(file), FactsWorld.Data);
        var outcome = simulation.Solve(simulation.Means);
        Assert.True(outcome.Converged);
        Assert.InRange(outcome.Residuals.Largest, 0, Residual);
        Assert.Equal(["CHN", "RUS"], simulation.Parties);
        Assert.True(simulation.Evaluate(Shifted(simulation), new double[simulation.FigureCount], CancellationToken.None));
    }

    /// <summary>Each works for a pair on other continents too; and the two sides are equal: names swapped, the same figures.</summary>
    [Theory]
    [MemberData(nameof(OnTheFacts))]
    public void ItWorksForOtherPairsInEitherOrder(string file)
    {
        var (one, other) = (
            Simulation.Create(Read(file), FactsWorld.Data, ["BRA", "IND"]),
            Simulation.Create(Read(file), FactsWorld.Data, ["IND", "BRA"]));
        var (first, second) = (one.Solve(one.Means), other.Solve(other.Means));
        Assert.True(first.Converged && second.Converged);
        Assert.Equal(first.Steps[^1].Welfare.RealIncome, second.Steps[^1].Welfare.RealIncome);
    }

    /// <summary>Costs that fall help both sides; costs that rise harm both.</summary>
    [Theory]
    [InlineData("trade-agreement.yaml", 1)]
    [InlineData("halved-border-costs.yaml", 1)]
    [InlineData("trade-facilitation.yaml", 1)]
    [InlineData("corridor.yaml", 1)]
    [InlineData("silk-road-eurasian-union.yaml", 1)]
    [InlineData("agreement-then-facilitation.yaml", 1)]
    [InlineData("withdrawal-of-third-parties.yaml", -1)]
    [InlineData("east-west-fragmentation.yaml", -1)]
    public void BothSidesMoveTheSameWay(string file, int sign)
    {
        var simulation = Simulation.Create(Read(file), FactsWorld.Data);
        var gains = simulation.Solve(simulation.Means).Steps[^1].Welfare.RealIncome;
        foreach (var party in simulation.Parties)
            Assert.Equal(sign, Math.Sign(gains[simulation.Names.Economies.ToList().IndexOf(party)]));
    }

    [Fact]
    public void TheSecondStepComesOnTopOfTheFirst()
    {
        var (one, two) = (
            Simulation.Create(Read("trade-agreement.yaml"), FactsWorld.Data),
            Simulation.Create(Read("agreement-then-facilitation.yaml"), FactsWorld.Data));
        var steps = two.Solve(two.Means).Steps;
        Assert.Equal(one.Solve(one.Means).Steps[0].Welfare.RealIncome, steps[0].Welfare.RealIncome);
        var russia = two.Names.Economies.ToList().IndexOf("RUS");
        Assert.True(steps[1].Welfare.RealIncome[russia] > steps[0].Welfare.RealIncome[russia]);
    }

    /// <summary>Every file of the library is run by a test above, or by that of the NAFTA folder.</summary>
    [Fact]
    public void NoScenarioIsLeftOut() => Assert.Equal(9, Files.Count);

    /// <summary>Scenario that ships.</summary>
    internal static Scenario Read(string file) => ScenarioFile.Read(file, File.ReadAllText(Clone.At("scenarios", file)));

    /// <summary>Parameters half a standard deviation above their means.</summary>
    private static double[] Shifted(Simulation simulation) =>
    [
        .. simulation.Parameters.SelectMany((ParameterBlock b) =>
            b.Mean.Select((m, i) => m + (Math.Sqrt(b.Covariance[i * (b.Mean.Length + 1)]) / 2))),
    ];
}
