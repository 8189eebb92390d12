namespace Dyad.Programme.Measures;

/// <summary>What is wrong in itself, whatever the gains: values out of their range and references that lead nowhere.</summary>
internal static class ProblemChecks
{
    /// <exception cref="ArgumentException">Names the measure and the value.</exception>
    public static void Check(ProgrammeProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var count = problem.Measures.Count;
        if (count is 0 or > MeasureSet.Most)
            throw new ArgumentException($"{count} measures; a programme has 1 to {MeasureSet.Most}");
        foreach (var (m, measure) in problem.Measures.Index())
        {
            Require(measure.FirstCost, double.IsFinite(measure.FirstCost), $"first cost of {measure.Name}");
            Require(measure.SecondCost, double.IsFinite(measure.SecondCost), $"second cost of {measure.Name}");
            if (measure.Duration < 1)
                throw new ArgumentException($"{measure.Name} takes {measure.Duration} periods; one or more");
            Require(measure.EarliestStart, true, $"earliest start of {measure.Name}");
            foreach (var other in measure.After.Concat(measure.With))
            {
                if (other < 0 || other >= count || other == m)
                    throw new ArgumentException($"{measure.Name} needs measure {other}, which is not another of the {count}");
            }
        }

        if (problem.Exclusive.Any(e => e.Count < 2 || !e.IsWithin(MeasureSet.All(count))))
            throw new ArgumentException("an exclusive set has two or more measures of the programme");
        Require(problem.FirstBudget, true, "first budget");
        Require(problem.SecondBudget, true, "second budget");
        Require(problem.CostWeight, double.IsFinite(problem.CostWeight), "cost weight");
        if (problem.Periods < 1)
            throw new ArgumentException($"{problem.Periods} periods; one or more");
        CheckPeriods(problem.FirstPerPeriod, problem.Periods, "first");
        CheckPeriods(problem.SecondPerPeriod, problem.Periods, "second");
    }

    private static void CheckPeriods(double[]? budgets, int periods, string side)
    {
        if (budgets is null)
            return;
        if (budgets.Length != periods)
            throw new ArgumentException($"{budgets.Length} budgets of the {side} side for {periods} periods");
        foreach (var (t, budget) in budgets.Index())
            Require(budget, true, $"{side} budget of period {t}");
    }

    private static void Require(double value, bool fine, string what)
    {
        if (!(fine && value >= 0))
            throw new ArgumentException(FormattableString.Invariant($"{what} is {value:G6}: zero or more"));
    }
}
