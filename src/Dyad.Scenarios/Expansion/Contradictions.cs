using Dyad.Equilibrium.World;
using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Expansion;

/// <summary>
/// Changes that contradict each other. In one step the tariff of a flow is changed once, so that the order of changes never
/// matters
/// (factors on costs multiply in any order); and a flow that is closed has no cost to change any more.
/// </summary>
internal static class Contradictions
{
    /// <summary>Checks the changes, step by step.</summary>
    /// <exception cref="ScenarioException">Two contradict: the line of the second, with that of the first.</exception>
    public static void Check(Scenario scenario, WorldShape shape, IEnumerable<IReadOnlyList<Operation>> steps)
    {
        var closed = new int[shape.Flows];
        foreach (var operations in steps)
        {
            var (tariff, cost) = (new int[shape.Flows], new int[shape.Flows]);
            foreach (var operation in operations)
            {
                var (mark, closes) = (operation.Change.Flows.Mark, operation.Change is CostChange { Rule: CostRule.Close });
                foreach (var flow in operation.Cells.Sectors.SelectMany(j => operation.Cells.Flows(shape, j)))
                {
                    if (operation.Change is TariffChange)
                    {
                        Once(tariff[flow], "the tariff of a flow is changed twice in one step");
                        tariff[flow] = mark.Line;
                    }
                    else if (closes)
                    {
                        Once(cost[flow], "a flow is closed whose costs change in the same step");
                        closed[flow] = mark.Line;
                    }
                    else
                    {
                        Once(closed[flow], "the costs of a flow change that is closed");
                        cost[flow] = mark.Line;
                    }
                }

                void Once(int first, string reason)
                {
                    if (first > 0)
                        throw scenario.Fault(mark, FormattableString.Invariant($"{reason}, see line {first}"));
                }
            }
        }
    }
}
