using Dyad.Programme.Choice;
using Dyad.Programme.Gains;
using Dyad.Programme.Measures;

namespace Dyad.Programme.Tests.Choice;

/// <summary>
/// The example of Nash (1950), "The Bargaining Problem", Econometrica 18: Bill and Jack barter goods that each values
/// differently. A measure is the transfer of one good: he who gives it loses what it is worth to him.
/// </summary>
public class NashExampleTests
{
    /// <summary>Good, utility to Bill, utility to Jack; the first five are Bill's, the rest Jack's.</summary>
    private static readonly (string Good, int Bill, int Jack)[] Goods =
    [
        ("book", 2, 4), ("whip", 2, 2), ("ball", 2, 1), ("bat", 2, 2), ("box", 4, 1),
        ("pen", 10, 1), ("toy", 4, 1), ("knife", 6, 2), ("hat", 2, 2),
    ];

    /// <summary>"Bill gives Jack: book, whip, ball, and bat. Jack gives Bill: pen, toy, and knife."</summary>
    [Fact]
    public void BillAndJackBarterAsInThePaper()
    {
        var result = ProgrammeSolver.Solve(Barter(), Gains, new ProgrammeOptions());
        var nash = result.Nash!;
        Assert.Equal(["book", "whip", "ball", "bat", "pen", "toy", "knife"], nash.Outcome.Set.Members.Select(m => Goods[m].Good));
        Assert.Equal((12, 5, 0), (nash.First, nash.Second, nash.Transfer));
        Assert.Equal(511, result.Evaluated);
        Assert.Null(result.Obstacle);
        Assert.Contains(nash.Outcome, result.Frontier);
    }

    /// <summary>
    /// With money goods go to who values them more: the book to Jack, pen, toy and knife to Bill; goods that both value alike
    /// stay. Of 20 - 2 - 4 + 4 = 18 each has 9, as Bill pays Jack 9 of his 18.
    /// </summary>
    [Fact]
    public void WithMoneyTheLargestTotalIsHalved()
    {
        var chosen = ProgrammeSolver.Solve(Barter(), Gains, new ProgrammeOptions()).WithTransfer!;
        Assert.Equal(18, chosen.Outcome.Total);
        Assert.Equal((9, 9), (chosen.First, chosen.Second));
        Assert.Equal((chosen.Outcome.First - chosen.Outcome.Second) / 2, chosen.Transfer);
    }

    /// <summary>Gains add up here: what a good adds is what its transfer is worth.</summary>
    [Fact]
    public void ShapleyValuesAreTheGoodsOwn()
    {
        foreach (var value in ProgrammeSolver.Solve(Barter(), Gains, new ProgrammeOptions()).Nash!.Values)
        {
            var (first, second) = Own(value.Measure);
            Assert.Equal(first, value.First, 1e-12);
            Assert.Equal(second, value.Second, 1e-12);
        }
    }

    /// <summary>The search finds the same where nothing but singles and pairs may be asked at first.</summary>
    [Fact]
    public void TheSearchFindsTheSame()
    {
        var result = ProgrammeSolver.Solve(Barter(), Gains, new ProgrammeOptions(EverySetUpTo: 0));
        Assert.Equal(EvaluationWay.SecondOrder, result.Way);
        Assert.Equal((12, 5), (result.Nash!.First, result.Nash.Second));
        Assert.Equal(18, result.WithTransfer!.Outcome.Total);
        Assert.Equal(0, result.SecondOrderError!.Value, 1e-12);
        Assert.InRange(result.Evaluated, 45, 300);
    }

    private static ProgrammeProblem Barter() => new() { Measures = [.. Goods.Select(g => new Measure(g.Good, 0, 0))] };

    private static (int First, int Second) Own(int good) =>
        good < 5 ? (-Goods[good].Bill, Goods[good].Jack) : (Goods[good].Bill, -Goods[good].Jack);

    private static IReadOnlyList<SetGain> Gains(IReadOnlyList<MeasureSet> sets) =>
        [.. sets.Select(s => new SetGain(s.Members.Sum(m => Own(m).First), s.Members.Sum(m => Own(m).Second)))];
}
