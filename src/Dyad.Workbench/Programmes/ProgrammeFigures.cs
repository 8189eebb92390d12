using Dyad.Programme;
using Dyad.Programme.Choice;
using Dyad.Programme.Gains;
using Dyad.Programme.Measures;
using Dyad.Reports.Model;
using Dyad.Scenarios.Model;
using Dyad.Scenarios.Simulating;
using Dyad.Workbench.Reports;
using Dyad.Workbench.Simulations;

namespace Dyad.Workbench.Programmes;

/// <summary>The result of a programme as figures with addresses.</summary>
internal sealed class ProgrammeFigures(
    ProgrammePlan plan, ProgrammeProblem problem, Simulation simulation, ProgrammeResult result, SetGains gains, ScenarioAddresses addresses)
{
    private readonly string address = addresses.Of(MethodKey.Programme);

    /// <summary>The report of the programme, without the seconds that it took.</summary>
    public ProgrammeReport Report(SimulationWorld world) => new()
    {
        Programme = Path.GetFileNameWithoutExtension(plan.Scenario.File),
        Title = Named("programme", plan.Scenario.Title),
        Parties = simulation.Parties,
        Year = world.Accounts.Year,
        Measures = [.. plan.Measures.Select(Measure)],
        Budgets = new Sides<double?>(Limit(problem.FirstBudget), Limit(problem.SecondBudget)),
        CostWeight = problem.CostWeight,
        Periods = [.. Enumerable.Range(0, plan.Quarters).Select(q => plan.Start.Plus(q).ToString())],
        Way = result.Way == EvaluationWay.EverySet ? "every-set" : "second-order",
        Evaluated = result.Evaluated,
        Frontier =
        [
            .. result.Frontier.Select(o => new FrontierPoint(
                Codes(o.Set), Gain(o, 0), new Sides<double>(o.FirstCost, o.SecondCost), Probability(o.Uncertainty), address)),
        ],
        Nash = result.Nash is { } nash ? Choice(nash) : null,
        WithTransfer = result.WithTransfer is { } transfer ? Choice(transfer) : null,
        Obstacle = result.Obstacle?.Kind switch
        {
            null => null,
            ObstacleKind.CyclicPrerequisites => "cyclic-prerequisites",
            ObstacleKind.Contradiction => "contradiction",
            ObstacleKind.Budget => "budget",
            ObstacleKind.NoCommonGain => "no-common-gain",
            _ => "calendar",
        },
        Interactions = Interactions(),
        Economies = [.. world.Accounts.Economies.Select(e => new NamedCode(e.Code, e.En, e.Zh, e.Ru))],
        Provenance = addresses.Entries,
        SourceTables = addresses.Sources,
        Version = WorkbenchDefaults.Version,
        Seconds = new Dictionary<string, double>(),
    };

    private ProgrammeMeasure Measure(MeasureTerms measure, int position)
    {
        var alone = gains.Find(MeasureSet.Of(position)) is { } gain && measure.After.Count + measure.With.Count == 0
            ? new Sides<Estimated>(
                Net(gain.First, gain.FirstDraws, measure.Cost.A), Net(gain.Second, gain.SecondDraws, measure.Cost.B))
            : (Sides<Estimated>?)null;
        return new ProgrammeMeasure(
            measure.Id.Text, Named(measure.Id.Text, plan.Scenario.Steps[position].Title), new Sides<double>(measure.Cost.A, measure.Cost.B),
            Ids(measure.After), Ids(measure.With), alone, address);
    }

    /// <summary>A gain less the cost a year, with its interval.</summary>
    private Estimated Net(double gain, double[]? draws, double cost)
    {
        var paid = problem.CostWeight * cost;
        double[] solved = [.. (draws ?? []).Where(double.IsFinite)];
        return Shifted(gain, solved.Length == 0 ? null : DrawInterval.Of(solved), -paid);
    }

    private static Sides<Estimated> Gain(Outcome outcome, double transfer) => new(
        Shifted(outcome.First, outcome.Uncertainty?.First, -transfer), Shifted(outcome.Second, outcome.Uncertainty?.Second, transfer));

    private static Estimated Shifted(double value, DrawInterval? interval, double by) =>
        new(value + by, interval?.Low + by, interval?.High + by);

    /// <summary>No limit is null: infinity is no JSON.</summary>
    private static double? Limit(double budget) => double.IsFinite(budget) ? budget : null;

    private static GainProbability? Probability(GainUncertainty? sure) => sure is null
        ? null
        : new GainProbability(sure.Draws, new Sides<double>(sure.FirstGains, sure.SecondGains), sure.BothGain);

    private ProgrammeChoice Choice(ChosenProgramme chosen)
    {
        var outcome = chosen.Outcome;
        return new ProgrammeChoice(
            Codes(outcome.Set), Gain(outcome, chosen.Transfer), new Sides<double>(outcome.First, outcome.Second),
            new Sides<double>(outcome.FirstCost, outcome.SecondCost), chosen.Transfer,
            Probability(outcome.Uncertainty), Probability(chosen.Uncertainty),
            [.. chosen.Values.Select(v => new AddedValue(plan.Measures[v.Measure].Id.Text, new Sides<double>(v.First, v.Second)))],
            chosen.ValuesAreExact,
            [.. chosen.Calendar.Entries.Select(e => new CalendarEntry(plan.Measures[e.Measure].Id.Text, e.Start, e.End))],
            chosen.PassedOver, address);
    }

    /// <summary>What pairs bring less what each brings alone, where all three were simulated; the largest first.</summary>
    private IReadOnlyList<MeasureInteraction> Interactions() =>
    [
        .. from one in Enumerable.Range(0, plan.Measures.Count)
           from other in Enumerable.Range(one + 1, plan.Measures.Count - one - 1)
           let value = Interaction(MeasureSet.Of(one), MeasureSet.Of(other))
           where value is not null
           orderby Math.Abs(value.Value.First) + Math.Abs(value.Value.Second) descending
           select new MeasureInteraction(plan.Measures[one].Id.Text, plan.Measures[other].Id.Text, value.Value, address),
    ];

    private Sides<double>? Interaction(MeasureSet one, MeasureSet other) =>
        gains.Find(one.Or(other)) is { } both && gains.Find(one) is { } first && gains.Find(other) is { } second
            ? new Sides<double>(both.First - first.First - second.First, both.Second - first.Second - second.Second)
            : null;

    private IReadOnlyList<string> Codes(MeasureSet set) => Ids(set.Members);

    private IReadOnlyList<string> Ids(IEnumerable<int> measures) => [.. measures.Select(m => plan.Measures[m].Id.Text)];

    private static NamedCode Named(string code, LocalText text) => new(code, text.En, text.Zh, text.Ru);
}
