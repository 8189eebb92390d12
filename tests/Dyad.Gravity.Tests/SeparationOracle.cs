using Dyad.Gravity.Specification;
using Google.OrTools.LinearSolver;

namespace Dyad.Gravity.Tests;

/// <summary>
/// Separated rows by definition, from a linear program: z = Xγ + effects with z = 0 where the flow is above zero and z ≥ 0 where it is
/// zero (Correia, Guimarães and Zylkin 2021, arXiv:1903.01633, proposition 2). It has nothing in common with the engine's search.
/// </summary>
internal static class SeparationOracle
{
    /// <summary>Certificates add up and scale, so at the maximum of Σ min(z, 1) each row has 0 or 1.</summary>
    private const double Half = 0.5;

    /// <summary>Which rows with weight are separated, those of levels without flows among them.</summary>
    public static bool[] Separated(GravitySample sample)
    {
        var found = Find(sample);
        Assert.NotNull(found);
        return found;
    }

    /// <summary>The same, or null where the linear program, of which zero is a solution, is lost in its rounding.</summary>
    public static bool[]? Find(GravitySample sample)
    {
        using var solver = Solver.CreateSolver("GLOP");
        var terms = solver.MakeNumVarArray(sample.Terms.Count, double.NegativeInfinity, double.PositiveInfinity);
        var effects = sample.Effects
            .Select(e => solver.MakeNumVarArray(e.Count, double.NegativeInfinity, double.PositiveInfinity)).ToArray();
        var shares = new Variable?[sample.Rows];
        var objective = solver.Objective();
        for (var row = 0; row < sample.Rows; row++)
        {
            if (sample.Weights[row] == 0)
                continue;
            var z = sample.Flow[row] > 0 ? solver.MakeConstraint(0, 0) : solver.MakeConstraint(0, double.PositiveInfinity);
            for (var k = 0; k < terms.Length; k++)
                z.SetCoefficient(terms[k], sample.Regressors[k][row]);
            foreach (var (effect, variables) in sample.Effects.Zip(effects))
                z.SetCoefficient(variables[effect.Levels[row]], 1);
            if (sample.Flow[row] > 0)
                continue;
            var share = solver.MakeNumVar(0, 1, "");
            z.SetCoefficient(share, -1);
            objective.SetCoefficient(share, 1);
            shares[row] = share;
        }

        objective.SetMaximization();
        return solver.Solve() != Solver.ResultStatus.OPTIMAL ? null : Array.ConvertAll(shares, s => s?.SolutionValue() > Half);
    }
}
