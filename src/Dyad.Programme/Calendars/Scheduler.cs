using Dyad.Programme.Measures;
using Google.OrTools.Sat;

namespace Dyad.Programme.Calendars;

/// <summary>
/// Calendars by constraint programming: which period each measure starts in, such that it comes after what it needs and no
/// period's spending is above its budgets. The programme ends as early as it can; then what is worth most is complete first.
/// </summary>
internal sealed class Scheduler(ProgrammeProblem problem)
{
    /// <summary>The solver counts in whole numbers: budgets of a period are met to this part of the largest amount.</summary>
    private const double Resolution = 1e-9;

    /// <summary>Weights of measures in whole numbers, above the ranks that settle ties.</summary>
    private const int WeightLevels = 1000;

    /// <summary>The work allowed for one search.</summary>
    private const double Work = 2;

    /// <summary>The calendar of a set, or why there is none.</summary>
    /// <param name="set">Measures that have what they need in the set.</param>
    /// <param name="worth">What each is worth, in the order of the set's members; more comes sooner.</param>
    public (ProgrammeCalendar? Calendar, string? Reason) Make(MeasureSet set, IReadOnlyList<double> worth)
    {
        int[] members = [.. set.Members];
        if (Obstacle(members) is { } obstacle)
            return (null, obstacle);
        var model = new CpModel();
        var starts = members.ToDictionary(m => m, m => Enumerable.Range(0, problem.Periods)
            .Select(t => t >= problem.Measures[m].EarliestStart && t + problem.Measures[m].Duration <= problem.Periods
                ? model.NewBoolVar($"{m}@{t}") : null).ToArray());
        var start = members.ToDictionary(m => m, m => LinearExpr.WeightedSum(
            starts[m].OfType<BoolVar>(), starts[m].Index().Where(s => s.Item is not null).Select(s => (long)s.Index)));
        foreach (var m in members)
        {
            model.AddExactlyOne(starts[m].OfType<BoolVar>());
            foreach (var other in problem.Measures[m].After)
                model.Add(start[m] >= start[other] + problem.Measures[other].Duration);
            foreach (var other in problem.Measures[m].With)
                model.Add(start[m] >= start[other]);
        }

        Limit(model, starts, problem.FirstPerPeriod, m => m.FirstCost);
        Limit(model, starts, problem.SecondPerPeriod, m => m.SecondCost);
        var end = model.NewIntVar(0, problem.Periods, "end");
        foreach (var m in members)
            model.Add(end >= start[m] + problem.Measures[m].Duration);
        var weights = Weights(worth);
        var (soonest, status) = Solve(model, end);
        if (status is CpSolverStatus.Infeasible)
            return (null, $"the periods' budgets leave no calendar of {problem.Periods} periods for {Names(members)}");
        if (!IsFound(status))
            return (null, $"no calendar of {problem.Periods} periods was found for {Names(members)} within the work allowed");
        model.Add(end <= soonest.Value(end));
        // What was found stands where the second search finds nothing within its limit.
        var (solver, better) = Solve(model, LinearExpr.WeightedSum(members.Select(m => start[m]), weights));
        solver = IsFound(better) ? solver : soonest;
        return (Read([.. members.Select(m => (m, (int)solver.Value(start[m])))]), null);
    }

    private static bool IsFound(CpSolverStatus status) => status is CpSolverStatus.Optimal or CpSolverStatus.Feasible;

    private static (CpSolver Solver, CpSolverStatus Status) Solve(CpModel model, LinearExpr goal)
    {
        model.Minimize(goal);
        var solver = RepeatableSearch.Of(Work);
        return (solver, solver.Solve(model));
    }

    /// <summary>What keeps any calendar from being, where one measure or chain tells.</summary>
    private string? Obstacle(int[] members)
    {
        var earliest = new Dictionary<int, int>();
        int End(int m)
        {
            if (earliest.TryGetValue(m, out var known))
                return known;
            var measure = problem.Measures[m];
            var start = measure.After.Select(End).Concat(measure.With.Select(o => End(o) - problem.Measures[o].Duration))
                .Append(measure.EarliestStart).Max();
            return earliest[m] = start + measure.Duration;
        }

        if (members.Length > 0 && members.MaxBy(End) is var last && End(last) > problem.Periods)
            return $"{problem.Measures[last].Name} cannot be complete before period {End(last)} of {problem.Periods}";
        return Side("first", problem.FirstPerPeriod, m => m.FirstCost)
            ?? Side("second", problem.SecondPerPeriod, m => m.SecondCost);

        string? Side(string side, double[]? budgets, Func<Measure, double> cost)
        {
            if (budgets is null)
                return null;
            var (most, all) = (budgets.Max(), budgets.Sum());
            foreach (var measure in members.Select(m => problem.Measures[m]))
            {
                var rate = cost(measure) / measure.Duration;
                if (rate > most * (1 + Resolution))
                {
                    return FormattableString.Invariant(
                        $"{measure.Name} costs the {side} side {rate:G6} a period; no period has above {most:G6}");
                }
            }

            var needed = members.Sum(m => cost(problem.Measures[m]));
            return needed > all * (1 + Resolution)
                ? FormattableString.Invariant(
                    $"the {side} side's periods have {all:G6} together, {Names(members)} costs {needed:G6}")
                : null;
        }
    }

    private void Limit(CpModel model, Dictionary<int, BoolVar?[]> starts, double[]? budgets, Func<Measure, double> cost)
    {
        if (budgets is null)
            return;
        double Rate(int m) => cost(problem.Measures[m]) / problem.Measures[m].Duration;
        var unit = starts.Keys.Select(Rate).Append(0).Max() * Resolution;
        if (unit == 0)
            return;
        var all = starts.Keys.Sum(Rate);
        foreach (var (t, budget) in budgets.Index())
        {
            var running = starts.SelectMany(s => s.Value.Take(t + 1).Skip(t + 1 - problem.Measures[s.Key].Duration)
                .OfType<BoolVar>().Select(v => (Variable: v, Rate: (long)Math.Round(Rate(s.Key) / unit)))).ToArray();
            // Each rate is rounded by half a unit at most.
            if (budget < all)
            {
                model.Add(LinearExpr.WeightedSum(running.Select(r => r.Variable), running.Select(r => r.Rate))
                    <= (long)Math.Round(budget / unit) + starts.Count);
            }
        }
    }

    /// <summary>
    /// Whole weights of measures: by worth, none below 1; of two alike the one that is named first comes first.
    /// </summary>
    private static long[] Weights(IReadOnlyList<double> worth)
    {
        var most = worth.Append(0).Max();
        return [.. worth.Select((w, k) =>
            ((most > 0 ? (long)Math.Round(WeightLevels * Math.Max(0, w) / most) : 0) * worth.Count) + worth.Count - k)];
    }

    private ProgrammeCalendar Read((int Measure, int Start)[] starts)
    {
        CalendarEntry[] entries =
        [
            .. starts.Select(s => new CalendarEntry(s.Measure, s.Start, s.Start + problem.Measures[s.Measure].Duration))
                .OrderBy(e => e.Start).ThenBy(e => e.Measure),
        ];
        var periods = entries.Select(e => e.End).Append(0).Max();
        var (first, second) = (new double[periods], new double[periods]);
        foreach (var entry in entries)
        {
            var measure = problem.Measures[entry.Measure];
            for (var t = entry.Start; t < entry.End; t++)
            {
                first[t] += measure.FirstCost / measure.Duration;
                second[t] += measure.SecondCost / measure.Duration;
            }
        }

        return new(entries, periods, first, second);
    }

    private string Names(int[] members) => string.Join(", ", members.Select(m => problem.Measures[m].Name));
}
