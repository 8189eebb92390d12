using Dyad.Programme.Gains;
using Dyad.Programme.Measures;

namespace Dyad.Programme.Tests;

/// <summary>Programmes that can be solved by hand, uncertainty, and programmes that cannot be.</summary>
public class ProgrammeSolverTests
{
    private static readonly Measure Road = new("road", 4, 1), Rail = new("rail", 3, 3), Customs = new("customs", 1, 2);

    private static IReadOnlyList<SetGain> Each(IReadOnlyList<MeasureSet> sets, params (double First, double Second)[] gains) =>
        [.. sets.Select(s => new SetGain(s.Members.Sum(m => gains[m].First), s.Members.Sum(m => gains[m].Second)))];

    private static ProgrammeResult Solve(ProgrammeProblem problem, params (double First, double Second)[] gains) =>
        ProgrammeSolver.Solve(problem, s => Each(s, gains), new ProgrammeOptions());

    /// <summary>Road and rail cost the first side 7 of 6; with customs, road gives 6 x 4 = 24 and rail 4 x 5 = 20.</summary>
    [Fact]
    public void BudgetsBind()
    {
        var problem = new ProgrammeProblem { Measures = [Road, Rail, Customs], FirstBudget = 6, SecondBudget = 6 };
        var result = Solve(problem, (5, 2), (3, 3), (1, 2));
        Assert.Equal(MeasureSet.Of(0, 2), result.Nash!.Outcome.Set);
        Assert.Equal((6, 4), (result.Nash.First, result.Nash.Second));
        Assert.Equal((5, 3), (result.Nash.Outcome.FirstCost, result.Nash.Outcome.SecondCost));
        // Of road and customs alone 10 in all, rail and customs 9.
        Assert.Equal((MeasureSet.Of(0, 2), 1), (result.WithTransfer!.Outcome.Set, result.WithTransfer.Transfer));
    }

    /// <summary>What only works together is found though each alone does harm: sets are simulated, not added up.</summary>
    [Fact]
    public void MeasuresThatOnlyWorkTogetherAreFound()
    {
        var problem = new ProgrammeProblem { Measures = [Road, Rail, Customs] };
        var result = ProgrammeSolver.Solve(
            problem, sets => [.. sets.Select(s => s.Count == 3 ? new SetGain(9, 6) : new SetGain(-1, -1))], new ProgrammeOptions());
        Assert.Equal(MeasureSet.All(3), result.Nash!.Outcome.Set);
        Assert.All(result.Nash.Values, v => Assert.Equal((3, 2), (Math.Round(v.First, 12), Math.Round(v.Second, 12))));
    }

    /// <summary>
    /// With weight 1, costs are taken off: road (5, 2) less (4, 1) leaves (1, 1), rail nothing, customs (0, 0).
    /// </summary>
    [Fact]
    public void WeightedCostsAreTakenOff()
    {
        var result = Solve(new ProgrammeProblem { Measures = [Road, Rail, Customs], CostWeight = 1 }, (5, 2), (3, 3), (1, 2));
        Assert.Equal(MeasureSet.Of(0), result.Nash!.Outcome.Set);
        Assert.Equal((1, 1), (result.Nash.First, result.Nash.Second));
        Assert.Equal((1, 1), (result.Nash.Values[0].First, result.Nash.Values[0].Second));
    }

    /// <summary>Draw 1 has no solution for customs, draw 0 none for the road: each set tells of its own draws.</summary>
    [Fact]
    public void DrawsWithoutASolutionAreLeftOutAndNotCounted()
    {
        static SetGain Gain(double first, double second, params double[] draws) =>
            new(first, second) { FirstDraws = draws, SecondDraws = draws };
        var problem = new ProgrammeProblem { Measures = [Road, Customs], Exclusive = [MeasureSet.Of(0, 1)] };
        var result = ProgrammeSolver.Solve(
            problem,
            sets => [.. sets.Select(s => s == MeasureSet.Of(0)
                ? Gain(1, 3, double.NaN, 1, -1, 2) : Gain(3, 1, 4, double.NaN, double.NaN, 4))],
            new ProgrammeOptions());
        (int, double)[] expected = [(3, 2 / 3.0), (2, 1)];
        Assert.Equal(expected, result.Frontier.OrderBy(o => o.First).Select(o => (o.Uncertainty!.Draws, o.Uncertainty.BothGain)));
        var none = ProgrammeSolver.Solve(problem, sets => [.. sets.Select(_ => Gain(1, 1, double.NaN))], new ProgrammeOptions());
        Assert.Null(none.Nash!.Uncertainty);
    }

    [Fact]
    public void DrawsTellHowSureEachSideIs()
    {
        var problem = new ProgrammeProblem { Measures = [Customs], CostWeight = 1 };
        double[] first = [.. Enumerable.Range(0, 101).Select(d => d / 10.0)], second = [.. first.Reverse()];
        var result = ProgrammeSolver.Solve(
            problem, s => [.. s.Select(_ => new SetGain(5, 5) { FirstDraws = first, SecondDraws = second })], new ProgrammeOptions());
        var sure = result.Nash!.Outcome.Uncertainty!;
        // Less the costs of 1 and 2: above zero in 90 and 80 of 101 draws, in 69 of them both.
        Assert.Equal((101, 90 / 101.0, 80 / 101.0, 69 / 101.0), (sure.Draws, sure.FirstGains, sure.SecondGains, sure.BothGain));
        Assert.Equal((-0.5, 8.5), (Math.Round(sure.First.Low, 9), Math.Round(sure.First.High, 9)));
        Assert.Equal((-1.5, 7.5), (Math.Round(sure.Second.Low, 9), Math.Round(sure.Second.High, 9)));
        // With the transfer of half a unit each side has 3.5, and -1 to 8 as the other has.
        var fair = result.WithTransfer!;
        Assert.Equal((0.5, 3.5, 3.5), (fair.Transfer, fair.First, fair.Second));
        sure = fair.Uncertainty!;
        Assert.Equal((85 / 101.0, 85 / 101.0, 69 / 101.0), (sure.FirstGains, sure.SecondGains, sure.BothGain));
        Assert.Equal((-1, 8), (Math.Round(sure.Second.Low, 9), Math.Round(sure.Second.High, 9)));
    }

    [Fact]
    public void CyclesAreNamed()
    {
        var problem = new ProgrammeProblem
        {
            Measures = [Road, Rail with { After = [2] }, Customs with { With = [1] }],
        };
        Blocked(Solve(problem, (1, 1), (1, 1), (1, 1)), ObstacleKind.CyclicPrerequisites, "rail needs customs needs rail");
    }

    [Fact]
    public void BudgetsThatNothingFitsAreNamed()
    {
        var problem = new ProgrammeProblem { Measures = [Road, Rail with { After = [0] }], FirstBudget = 3.5 };
        Blocked(
            Solve(problem, (1, 1), (1, 1)), ObstacleKind.Budget,
            "no measure fits the budgets of 3.5 and any amount: the cheapest, road, costs 4 and 1 with what it needs");
    }

    [Fact]
    public void MeasuresThatExcludeWhatTheyNeedAreNamed()
    {
        var problem = new ProgrammeProblem
        {
            Measures = [Road with { With = [1] }, Rail with { After = [2] }, Customs],
            Exclusive = [MeasureSet.Of(0, 2)],
        };
        Blocked(
            Solve(problem, (1, 1), (1, 1), (1, 1)), ObstacleKind.Contradiction,
            "road with what it needs holds measures that exclude each other: road, customs");
    }

    [Fact]
    public void GainsThatFallOnOneSideAreReported()
    {
        var result = Solve(new ProgrammeProblem { Measures = [Road, Rail] }, (5, -1), (-2, 4));
        Assert.NotNull(result.Nash);
        result = Solve(new ProgrammeProblem { Measures = [Road, Rail], Exclusive = [MeasureSet.Of(0, 1)] }, (5, -1), (-2, 4));
        Assert.Null(result.Nash);
        Assert.Equal(ObstacleKind.NoCommonGain, result.Obstacle!.Kind);
        Assert.Equal("no set leaves each side better off: the nearest, road, gives 5 and -1", result.Obstacle.Message);
        // With money it can still be done: the first side pays 3 and each has 2.
        Assert.Equal((3, 2, 2), (result.WithTransfer!.Transfer, result.WithTransfer.First, result.WithTransfer.Second));
    }

    /// <summary>The set with the largest product cannot be carried out in time; the next one can.</summary>
    [Fact]
    public void SetsWithoutCalendarArePassedOver()
    {
        var problem = new ProgrammeProblem { Measures = [Road with { Duration = 9 }, Customs with { Duration = 2 }], Periods = 8 };
        var nash = Solve(problem, (5, 5), (1, 1)).Nash!;
        Assert.Equal((MeasureSet.Of(1), 2), (nash.Outcome.Set, nash.PassedOver));
        problem = problem with { Measures = [Road with { Duration = 9 }] };
        Blocked(Solve(problem, (5, 5)), ObstacleKind.Calendar, "road cannot be complete before period 9 of 8");
    }

    [Fact]
    public void BadProblemsAreRefused()
    {
        static void Refused(string message, ProgrammeProblem problem) =>
            Assert.Equal(message, Assert.Throws<ArgumentException>(() => Solve(problem, (1, 1), (1, 1))).Message);
        Refused("0 measures; a programme has 1 to 60", new ProgrammeProblem { Measures = [] });
        Refused("first cost of road is -4: zero or more", new ProgrammeProblem { Measures = [Road with { FirstCost = -4 }] });
        Refused("second cost of road is NaN: zero or more", new ProgrammeProblem { Measures = [Road with { SecondCost = double.NaN }] });
        Refused("road takes 0 periods; one or more", new ProgrammeProblem { Measures = [Road with { Duration = 0 }] });
        Refused("road needs measure 1, which is not another of the 1", new ProgrammeProblem { Measures = [Road with { After = [1] }] });
        Refused("an exclusive set has two or more measures of the programme",
            new ProgrammeProblem { Measures = [Road], Exclusive = [MeasureSet.Of(0, 1)] });
        Refused("2 budgets of the first side for 40 periods", new ProgrammeProblem { Measures = [Road], FirstPerPeriod = [1, 2] });
    }

    [Fact]
    public void BadGainsAreRefused()
    {
        var problem = new ProgrammeProblem { Measures = [Road, Rail] };
        void Refused(string message, GainsOf gains) => Assert.Equal(
            message, Assert.Throws<ArgumentException>(() => ProgrammeSolver.Solve(problem, gains, new ProgrammeOptions())).Message);
        Refused("0 gains for 3 sets", _ => []);
        Refused("a gain of set 1 is no number", s => [.. s.Select(_ => new SetGain(double.NaN, 1))]);
        Refused("set 10 has 1 and 0 draws, others 0", s =>
            [.. s.Select(x => x.Bits == 2 ? new SetGain(1, 1) { FirstDraws = [1] } : new SetGain(1, 1))]);
    }

    /// <summary>Sixteen measures: not every one of 65,535 sets is simulated, and what is chosen fits.</summary>
    [Fact]
    public void ManyMeasuresAreSearched()
    {
        var programme = RandomProgramme.Make(seed: 5, count: 16, triples: 0.02);
        var result = ProgrammeSolver.Solve(programme.Problem, programme.Gains, new ProgrammeOptions());
        Assert.Equal(EvaluationWay.SecondOrder, result.Way);
        Assert.InRange(result.Evaluated, 16 * 17 / 2, 2500);
        Assert.InRange(result.SecondOrderError!.Value, 1e-6, 0.5);
        foreach (var chosen in new[] { result.Nash!, result.WithTransfer! })
        {
            Assert.True(programme.IsFeasible(chosen.Outcome.Set));
            Assert.Equal(chosen.Outcome.First, chosen.Values.Sum(v => v.First), 1e-9);
            Assert.Equal(programme.Gain(chosen.Outcome.Set).First, chosen.Outcome.First, 1e-9);
        }
    }

    private static void Blocked(ProgrammeResult result, ObstacleKind kind, string message)
    {
        Assert.Equal((kind, message), (result.Obstacle!.Kind, result.Obstacle.Message));
        Assert.Null(result.Nash);
    }
}
