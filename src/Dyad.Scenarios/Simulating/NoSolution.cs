using Dyad.Equilibrium.ManySectors;
using Dyad.Equilibrium.Shocks;
using Dyad.Scenarios.Model;

namespace Dyad.Scenarios.Simulating;

/// <summary>Why a scenario has no solution, as a fault of the step that has none: its line, and the economy and sector by their codes.</summary>
internal sealed class NoSolution(Scenario scenario, WorldNames names)
{
    /// <summary>Steps close every flow by which an economy is supplied with a sector.</summary>
    /// <param name="steps">Positions of the steps that were taken at once.</param>
    /// <param name="cause">Economy and sector.</param>
    public ScenarioException Of(IReadOnlyList<int> steps, NoSupplierException cause) => Fault(
        steps,
        $"{Name(steps)} {(steps.Count == 1 ? "leaves" : "together leave")} {names.Economies[cause.Economy]} without a supplier in sector"
        + $" {names.Sectors[cause.Sector].Code}");

    /// <summary>The solver ended without a solution.</summary>
    /// <param name="steps">Positions of the steps that were taken at once; none: the world before the change.</param>
    /// <param name="deficits">What becomes of deficits there.</param>
    /// <param name="status">Why it ended.</param>
    /// <param name="iterations">Passes over the world.</param>
    /// <param name="worst">Where the equations are missed most.</param>
    public ScenarioException Of(
        IReadOnlyList<int> steps, DeficitRule deficits, SolveStatus status, int iterations, ResidualPlace worst)
    {
        var economy = names.Economies[worst.Economy];
        var place = worst.Sector is { } sector ? $"sector {names.Sectors[sector].Code} of {economy}" : economy;
        var equation = worst.Equation switch
        {
            ModelEquation.Cost => "unit costs",
            ModelEquation.Expenditure => "expenditure",
            _ => "demand for labour",
        };
        var stalled = status == SolveStatus.Stalled ? " (no further pass comes nearer)" : "";
        var hint = status == SolveStatus.Stalled && deficits == DeficitRule.Held
            ? "; deficits are held, and where too little is traded to pay for them there is no solution (deficits: zero goes without)"
            : "";
        return Fault(
            steps,
            FormattableString.Invariant(
                $"{Name(steps)} did not converge in {iterations:N0} passes{stalled}; the largest residual is {worst.Value:0.0e+0}, of {equation} in {place}{hint}"));
    }

    private ScenarioException Fault(IReadOnlyList<int> steps, string reason) => scenario.Fault(
        steps.Count > 0 ? scenario.Steps[steps[0]].Mark : default, $"no solution: {reason}");

    private string Name(IReadOnlyList<int> steps) => steps.Count > 0
        ? string.Join(" and ", steps.Select(s => FormattableString.Invariant(
            $"step {s + 1} (line {scenario.Steps[s].Mark.Line}, '{scenario.Steps[s].Title.En}')")))
        : "the world before the change";
}
