using Dyad.Programme.Gains;
using Dyad.Programme.Measures;
using Google.OrTools.Sat;

namespace Dyad.Programme.Choice;

/// <summary>
/// Candidates where there are too many sets to simulate them all: sets on the frontier of the second-order gains by constraint
/// programming (each side's best for steps of the other's, the largest total), simulated exactly; then their neighbours, as long
/// as one is better.
/// </summary>
internal sealed class SecondOrderSearch(ProgrammeProblem problem, Prerequisites needs, FeasibleSets sets, GainTable table)
{
    /// <summary>The solver counts in whole numbers: gains and costs are rounded to this part of the largest.</summary>
    private const double Resolution = 1e-7;

    /// <summary>Steps along the frontier, from either side.</summary>
    private const int Steps = 10;

    /// <summary>The work allowed for one search.</summary>
    private const double Work = 0.5;

    private readonly int count = problem.Measures.Count;
    private readonly SecondOrder gains = new(problem.Measures.Count, sets, table);

    /// <summary>The second-order gains behind the search.</summary>
    public SecondOrder Gains => gains;

    /// <summary>
    /// Feasible sets that were simulated: the candidates, their neighbours, and singles and pairs that are feasible.
    /// </summary>
    /// <param name="mostEvaluations">No set is simulated beyond so many.</param>
    public IReadOnlyList<MeasureSet> Find(int mostEvaluations)
    {
        var found = new HashSet<MeasureSet>();
        foreach (var m in Enumerable.Range(0, count))
        {
            var pairs = Enumerable.Range(0, count).Select(j => MeasureSet.Of(m, j));
            found.UnionWith(pairs.Append(needs.Closure(m)).Where(sets.Contains));
        }

        found.UnionWith(OnTheFrontier());
        table.Ask(found);
        Climb(found, Bargaining.ByNashProduct, mostEvaluations);
        Climb(found, Bargaining.ByTotal, mostEvaluations);
        return [.. found];
    }

    private HashSet<MeasureSet> OnTheFrontier()
    {
        var found = new HashSet<MeasureSet>();
        double? Add(double first, double second, Func<SetModel, LinearExpr> goal, bool ofFirst)
        {
            var model = new SetModel(problem, needs, gains, first, second);
            if (model.Solve(goal(model)) is not { } set)
                return null;
            found.Add(set);
            return ofFirst ? gains.Of(set).First : gains.Of(set).Second;
        }

        var none = double.NegativeInfinity;
        Add(none, none, m => m.First + m.Second, true);
        var (mostFirst, mostSecond) = (Add(none, none, m => m.First, true) ?? 0, Add(none, none, m => m.Second, false) ?? 0);
        for (var k = 0; k <= Steps; k++)
        {
            Add(mostFirst * k / Steps, none, m => m.Second, false);
            Add(none, mostSecond * k / Steps, m => m.First, true);
        }

        found.Remove(default);
        return found;
    }

    /// <summary>Goes from the best set that is known to its best neighbour, simulated exactly, until none is better.</summary>
    private void Climb(HashSet<MeasureSet> found, Func<IEnumerable<Outcome>, IEnumerable<Outcome>> order, int mostEvaluations)
    {
        var from = default(MeasureSet);
        while (order(found.Select(s => Outcomes.Of(s, sets, table))).FirstOrDefault() is { } best && best.Set != from)
        {
            from = best.Set;
            var near = Neighbours(from).Where(s => s.Count > 0 && sets.Contains(s)).Take(mostEvaluations - table.Asked).ToArray();
            table.Ask(near);
            found.UnionWith(near);
        }
    }

    /// <summary>A measure more with what it needs, one less with what needs it, one in place of another.</summary>
    private IEnumerable<MeasureSet> Neighbours(MeasureSet set)
    {
        MeasureSet[] less = [.. set.Members.Select(m => needs.Without(set, m))];
        var more = Enumerable.Range(0, count).Where(m => !set.Contains(m)).Select(needs.Closure).ToArray();
        return less.Concat(more.Select(set.Or)).Concat(less.SelectMany(l => more.Select(l.Or))).Distinct();
    }

    /// <summary>Which measures, as a model of zeros and ones with a product for each pair that interacts.</summary>
    private sealed class SetModel
    {
        private readonly CpModel model = new();
        private readonly BoolVar[] chosen;

        public SetModel(ProgrammeProblem problem, Prerequisites needs, SecondOrder gains, double leastFirst, double leastSecond)
        {
            var count = problem.Measures.Count;
            chosen = [.. Enumerable.Range(0, count).Select(m => model.NewBoolVar($"{m}"))];
            var (variables, first, second) = (new List<BoolVar>(), new List<double>(), new List<double>());
            for (var i = 0; i < count; i++)
            {
                foreach (var other in needs.Direct(i).Members)
                    model.AddImplication(chosen[i], chosen[other]);
                for (var j = i; j < count; j++)
                {
                    var term = gains.Term(i, j);
                    if (term == (0, 0))
                        continue;
                    variables.Add(i == j ? chosen[i] : Both(i, j));
                    first.Add(term.First);
                    second.Add(term.Second);
                }
            }

            foreach (var group in problem.Exclusive)
                model.AddAtMostOne(group.Members.Select(m => chosen[m]));
            Budget([.. problem.Measures.Select(m => m.FirstCost)], problem.FirstBudget);
            Budget([.. problem.Measures.Select(m => m.SecondCost)], problem.SecondBudget);
            (First, Second) = (Sum(variables, first, leastFirst), Sum(variables, second, leastSecond));
        }

        public LinearExpr First { get; }

        public LinearExpr Second { get; }

        public MeasureSet? Solve(LinearExpr goal)
        {
            model.Maximize(goal);
            var solver = RepeatableSearch.Of(Work);
            return solver.Solve(model) is CpSolverStatus.Optimal or CpSolverStatus.Feasible
                ? MeasureSet.Of(chosen.Index().Where(c => solver.BooleanValue(c.Item)).Select(c => c.Index))
                : null;
        }

        private BoolVar Both(int i, int j)
        {
            var both = model.NewBoolVar($"{i}&{j}");
            model.AddImplication(both, chosen[i]);
            model.AddImplication(both, chosen[j]);
            model.AddBoolOr([both, chosen[i].Not(), chosen[j].Not()]);
            return both;
        }

        private void Budget(double[] costs, double budget)
        {
            if (budget >= costs.Sum())
                return;
            var unit = costs.Max() * Resolution;
            model.Add(LinearExpr.WeightedSum(chosen, costs.Select(c => (long)Math.Round(c / unit))) <= (long)(budget / unit));
        }

        private LinearExpr Sum(List<BoolVar> variables, List<double> values, double least)
        {
            var unit = values.Select(Math.Abs).Append(0).Max() * Resolution;
            if (unit == 0)
                return LinearExpr.Constant(0);
            var sum = LinearExpr.WeightedSum(variables, values.Select(v => (long)Math.Round(v / unit)));
            if (double.IsFinite(least))
                model.Add(sum >= (long)Math.Floor(least / unit) - variables.Count);
            return sum;
        }
    }
}
