using Dyad.Programme.Calendars;
using Dyad.Programme.Choice;
using Dyad.Programme.Gains;
using Dyad.Programme.Measures;
using Dyad.Programme.Shapley;

namespace Dyad.Programme;

/// <summary>
/// Chooses measures for two sides. Gains are those of whole sets, so that measures may strengthen or hinder each other; what is
/// feasible has what it needs, excludes none of its own and fits both budgets. Method and sources: docs/method/programme.md.
/// </summary>
public sealed class ProgrammeSolver
{
    private readonly ProgrammeProblem problem;
    private readonly ProgrammeOptions options;
    private readonly Prerequisites needs;
    private readonly FeasibleSets sets;
    private readonly GainTable table;

    private ProgrammeSolver(
        ProgrammeProblem problem, Prerequisites needs, GainsOf gains, ProgrammeOptions options, CancellationToken cancel)
    {
        (this.problem, this.needs, this.options) = (problem, needs, options);
        sets = new FeasibleSets(problem, needs);
        table = new GainTable(gains, problem.CostWeight, sets, cancel);
    }

    private bool EverySet => problem.Measures.Count <= options.EverySetUpTo;

    /// <summary>
    /// The frontier, the Nash point, the largest total with its fair transfer, what each measure adds, and calendars.
    /// </summary>
    /// <param name="problem">Measures and limits.</param>
    /// <param name="gains">Gains of sets, costs not taken off.</param>
    /// <param name="options">How much is simulated.</param>
    /// <param name="cancel">Ends the work between groups of sets.</param>
    /// <exception cref="ArgumentException">
    /// A value is out of its range, a reference leads nowhere, or a gain is no number.
    /// </exception>
    public static ProgrammeResult Solve(
        ProgrammeProblem problem, GainsOf gains, ProgrammeOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(gains);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.EverySetUpTo, ShapleyValue.Most, nameof(options));
        ProblemChecks.Check(problem);
        var (needs, cycle) = Prerequisites.Of(problem.Measures);
        if (needs is null)
        {
            var names = string.Join(" needs ", cycle.Append(cycle[0]).Select(m => problem.Measures[m].Name));
            return Nothing(new(ObstacleKind.CyclicPrerequisites, names));
        }

        var solver = new ProgrammeSolver(problem, needs, gains, options, cancel);
        return solver.Blocked() is { } obstacle ? Nothing(obstacle) : solver.Choose();

        ProgrammeResult Nothing(Obstacle why) => new()
        {
            Way = problem.Measures.Count <= options.EverySetUpTo ? EvaluationWay.EverySet : EvaluationWay.SecondOrder,
            Evaluated = 0, SecondOrderError = null, Frontier = [], Nash = null, WithTransfer = null, Obstacle = why,
        };
    }

    /// <summary>What makes a choice impossible before any gain is asked.</summary>
    private Obstacle? Blocked()
    {
        var closures = problem.Measures.Index().Select(m => (m.Item.Name, Set: needs.Closure(m.Index))).ToArray();
        foreach (var (name, set) in closures)
        {
            if (problem.Exclusive.FirstOrDefault(e => set.And(e).Count > 1) is not { Count: > 0 } group)
                continue;
            return new(
                ObstacleKind.Contradiction,
                $"{name} with what it needs holds measures that exclude each other: {Names(set.And(group))}");
        }

        if (closures.Any(c => sets.IsPaid(c.Set)))
            return null;
        static string Amount(double sum) => double.IsFinite(sum) ? FormattableString.Invariant($"{sum:G6}") : "any amount";
        var (cheapest, needed) = closures.MinBy(c => sets.Cost(c.Set).First + sets.Cost(c.Set).Second);
        var (first, second) = sets.Cost(needed);
        return new(
            ObstacleKind.Budget,
            $"no measure fits the budgets of {Amount(problem.FirstBudget)} and {Amount(problem.SecondBudget)}: " +
            $"the cheapest, {cheapest}, costs {Amount(first)} and {Amount(second)} with what it needs");
    }

    private ProgrammeResult Choose()
    {
        SecondOrderSearch? search = EverySet ? null : new(problem, needs, sets, table);
        var candidates = search?.Find(options.MostEvaluations) ?? sets.Enumerate();
        table.Ask(candidates);
        Outcome[] outcomes = [.. candidates.Select(s => Outcomes.Of(s, sets, table))];
        var frontier = Bargaining.Frontier(outcomes);
        var (nash, obstacle) = First(Bargaining.ByNashProduct(outcomes), _ => 0, search?.Gains);
        var (transfer, _) = First(Bargaining.ByTotal(outcomes), Bargaining.FairTransfer, search?.Gains);
        if (nash is null && obstacle is null && outcomes.MaxBy(o => Math.Min(o.First, o.Second)) is { } nearest)
        {
            var gains = FormattableString.Invariant($"gives {nearest.First:G6} and {nearest.Second:G6}");
            obstacle = new(
                ObstacleKind.NoCommonGain, $"no set leaves each side better off: the nearest, {Names(nearest.Set)}, {gains}");
        }

        return new()
        {
            Way = EverySet ? EvaluationWay.EverySet : EvaluationWay.SecondOrder,
            Evaluated = table.Asked,
            SecondOrderError = search is null ? null : SecondOrderError(search.Gains, frontier),
            Frontier = frontier,
            Nash = nash,
            WithTransfer = transfer,
            Obstacle = obstacle,
        };
    }

    /// <summary>The first outcome that has a calendar; a set that has none has none with measures more either.</summary>
    private (ChosenProgramme? Chosen, Obstacle? Obstacle) First(
        IEnumerable<Outcome> order, Func<Outcome, double> transfer, SecondOrder? approximation)
    {
        var (scheduler, passed, reason, without) = (new Scheduler(problem), 0, (string?)null, new List<MeasureSet>());
        foreach (var outcome in order)
        {
            if (!without.Exists(s => s.IsWithin(outcome.Set)))
            {
                var (values, exact) = Values(outcome.Set, approximation);
                var (calendar, why) = scheduler.Make(outcome.Set, [.. values.Select(v => v.Total)]);
                if (calendar is not null)
                    return (Chosen(outcome, transfer(outcome), values, exact, calendar, passed), null);
                without.Add(outcome.Set);
                reason ??= why;
            }

            passed++;
        }

        return (null, reason is null ? null : new(ObstacleKind.Calendar, reason));
    }

    private ChosenProgramme Chosen(
        Outcome outcome, double transfer, IReadOnlyList<MeasureValue> values, bool exact, ProgrammeCalendar calendar,
        int passed) => new()
    {
        Outcome = outcome,
        Transfer = transfer,
        Uncertainty = GainUncertainty.Of(table[outcome.Set].Less(transfer, -transfer)),
        Values = values,
        ValuesAreExact = exact,
        Calendar = calendar,
        PassedOver = passed,
    };

    private (IReadOnlyList<MeasureValue> Values, bool Exact) Values(MeasureSet set, SecondOrder? approximation)
    {
        var ideals = set.Count <= ShapleyValue.Most ? sets.Ideals(set) : [];
        if (approximation is not null && (ideals.Count == 0 || ideals.Count > options.SubsetsUpTo))
            return (SecondOrderValues.Of(set, approximation, needs, table[set]), false);
        table.Ask(ideals);
        var first = ShapleyValue.Of(set, needs.Direct, s => table[s].First);
        var second = ShapleyValue.Of(set, needs.Direct, s => table[s].Second);
        return ([.. set.Members.Select((m, k) => new MeasureValue(m, first[k], second[k]))], true);
    }

    private static double SecondOrderError(SecondOrder approximation, IReadOnlyList<Outcome> frontier)
    {
        var largest = frontier.SelectMany(o => new[] { Math.Abs(o.First), Math.Abs(o.Second) }).Append(0).Max();
        return largest == 0 ? 0 : frontier.Max(o =>
        {
            var (first, second) = approximation.Of(o.Set);
            return Math.Max(Math.Abs(first - o.First), Math.Abs(second - o.Second)) / largest;
        });
    }

    private string Names(MeasureSet set) => string.Join(", ", set.Members.Select(m => problem.Measures[m].Name));
}
