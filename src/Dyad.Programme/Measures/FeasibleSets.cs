namespace Dyad.Programme.Measures;

/// <summary>Sets of measures that have what they need, exclude none of their own and fit both budgets.</summary>
internal sealed class FeasibleSets(ProgrammeProblem problem, Prerequisites needs)
{
    /// <summary>Sums of costs that are meant to use up a budget may miss it by rounding.</summary>
    private const double Rounding = 1e-9;

    /// <summary>What a set costs the first and the second side.</summary>
    public (double First, double Second) Cost(MeasureSet set)
    {
        var (first, second) = (0.0, 0.0);
        foreach (var m in set.Members)
            (first, second) = (first + problem.Measures[m].FirstCost, second + problem.Measures[m].SecondCost);
        return (first, second);
    }

    /// <summary>Whether a set fits both budgets.</summary>
    public bool IsPaid(MeasureSet set)
    {
        var (first, second) = Cost(set);
        return first <= problem.FirstBudget * (1 + Rounding) && second <= problem.SecondBudget * (1 + Rounding);
    }

    /// <summary>Whether at most one measure of every exclusive set is in a set.</summary>
    public bool IsCompatible(MeasureSet set) => problem.Exclusive.All(e => set.And(e).Count <= 1);

    /// <summary>Whether a set can be carried out.</summary>
    public bool Contains(MeasureSet set) => needs.AreMetIn(set) && IsCompatible(set) && IsPaid(set);

    /// <summary>Every feasible set but the empty one.</summary>
    public IReadOnlyList<MeasureSet> Enumerate() =>
        [.. Enumerable.Range(1, (1 << problem.Measures.Count) - 1).Select(bits => new MeasureSet((ulong)bits)).Where(Contains)];

    /// <summary>
    /// Every subset of a set that has what it needs in it, the empty one and the set itself included, smaller ones first.
    /// </summary>
    public IReadOnlyList<MeasureSet> Ideals(MeasureSet set)
    {
        var (found, seen) = (new List<MeasureSet> { default }, new HashSet<MeasureSet> { default });
        for (var next = 0; next < found.Count; next++)
        {
            foreach (var m in set.Members)
            {
                var larger = found[next].Plus(m);
                if (needs.Direct(m).IsWithin(found[next]) && seen.Add(larger))
                    found.Add(larger);
            }
        }

        return found;
    }
}
