namespace Dyad.Programme.Choice;

/// <summary>Which outcomes two sides that can also do nothing would agree on.</summary>
public static class Bargaining
{
    /// <summary>
    /// The Pareto frontier: outcomes that no other, nor doing nothing, is at least as good as for both sides and better for one.
    /// By the first side's gain, lowest first; of outcomes with the same gains the one with fewest measures.
    /// </summary>
    public static IReadOnlyList<Outcome> Frontier(IEnumerable<Outcome> outcomes)
    {
        var frontier = new List<Outcome>();
        var best = double.NegativeInfinity;
        foreach (var outcome in outcomes.Where(o => o.First > 0 || o.Second > 0)
            .OrderByDescending(o => o.First).ThenByDescending(o => o.Second).ThenBy(o => o.Set.Count).ThenBy(o => o.Set.Bits))
        {
            if (outcome.Second <= best)
                continue;
            best = outcome.Second;
            frontier.Add(outcome);
        }

        frontier.Reverse();
        return frontier;
    }

    /// <summary>
    /// Outcomes in which each side gains, by the Nash product of the gains, largest first: the first is the Nash bargaining
    /// solution among finitely many agreements (Nash 1950; Mariotti 1998) with nothing done as the disagreement. It lies on the
    /// frontier.
    /// </summary>
    public static IEnumerable<Outcome> ByNashProduct(IEnumerable<Outcome> outcomes) =>
        outcomes.Where(o => o.BothGain).OrderByDescending(o => o.First * o.Second).ThenByDescending(o => o.Total)
            .ThenBy(o => o.Set.Count).ThenBy(o => o.Set.Bits);

    /// <summary>
    /// Outcomes in which the sides gain together, by what they gain, largest first: with side payments the Nash solution is the
    /// largest total, split so that each side has half of it (<see cref="FairTransfer"/>).
    /// </summary>
    public static IEnumerable<Outcome> ByTotal(IEnumerable<Outcome> outcomes) =>
        outcomes.Where(o => o.Total > 0).OrderByDescending(o => o.Total).ThenBy(o => Math.Abs(o.First - o.Second))
            .ThenBy(o => o.Set.Count).ThenBy(o => o.Set.Bits);

    /// <summary>What the first side pays the second (below zero: receives) so that both gain the same.</summary>
    public static double FairTransfer(Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return (outcome.First - outcome.Second) / 2;
    }
}
