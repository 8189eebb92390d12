using Dyad.Equilibrium.Shocks;
using Dyad.Equilibrium.Solving;
using Dyad.Equilibrium.World;

namespace Dyad.Equilibrium.ManySectors;

/// <summary>How the solver works. Every number is that of one thread: threads share draws, not a solution.</summary>
/// <param name="Tolerance">Largest residual of a solution.</param>
/// <param name="MaxIterations">Passes over the world that are allowed.</param>
public sealed record SolverOptions(double Tolerance = 1e-12, int MaxIterations = 10_000);

/// <summary>
/// Trade in many sectors with input-output linkages, tariff revenue and deficits, in changes (Caliendo and Parro 2015, section 3;
/// Dekle, Eaton and Kortum 2008). Arrays in, an immutable result out.
/// </summary>
public static class ManySectorModel
{
    /// <summary>
    /// Solves a baseline again where it does not balance or its deficits are to be zero: an equilibrium at the tariffs in force.
    /// </summary>
    /// <param name="baseline">Shares and levels, as accounts give them makes them.</param>
    /// <param name="deficits">
    /// Zero, or deficits as they are (both other rules: proportions are those of the balanced world).
    /// </param>
    /// <param name="options">How it is solved.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="ArgumentException">An array has the wrong length or a value out of its range.</exception>
    public static (Baseline Balanced, SolveStatus Status, Residuals Residuals, int Iterations) Balance(
        Baseline baseline, DeficitRule deficits, SolverOptions options, CancellationToken cancel = default)
    {
        Arguments.Check(baseline);
        var unchanged = new double[baseline.Shape.Flows];
        Array.Fill(unchanged, 1);
        var rule = deficits == DeficitRule.Zero ? DeficitRule.Zero : DeficitRule.Held;
        var nothing = new Shock(baseline.Tariff, unchanged, rule);
        var after = WorldSolver.For(baseline.Shape).Solve(baseline, nothing, options, null, cancel);
        return (after.AsBaseline(), after.Status, after.Residuals, after.Iterations);
    }

    /// <summary>The world after a change. The baseline is an equilibrium, as <see cref="Balance"/> makes it.</summary>
    /// <param name="balanced">The world before.</param>
    /// <param name="shock">What changes.</param>
    /// <param name="options">How it is solved.</param>
    /// <param name="start">A solution of a like problem to start from (another draw, the step before), or null.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="ArgumentException">An array has the wrong length or a value out of its range.</exception>
    /// <exception cref="NoSupplierException">The change leaves a sector that is in demand without a supplier.</exception>
    public static Counterfactual Solve(
        Baseline balanced, Shock shock, SolverOptions options, Counterfactual? start = null, CancellationToken cancel = default)
    {
        Arguments.Check(balanced);
        Arguments.Check(balanced.Shape, shock);
        return WorldSolver.For(balanced.Shape).Solve(balanced, shock, options, start, cancel);
    }
}
