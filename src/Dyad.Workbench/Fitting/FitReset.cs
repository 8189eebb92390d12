using Dyad.Gravity;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Formulas;
using Dyad.Gravity.Specification;

namespace Dyad.Workbench.Fitting;

/// <summary>A test that the square of the linear index adds nothing (RESET).</summary>
/// <param name="Statistic">z or t of its coefficient; not a number where the square depends on terms and effects.</param>
/// <param name="PValue">Its p-value, with the errors of <c>--vcov</c>.</param>
public sealed record FitReset(double Statistic, double PValue)
{
    /// <summary>Estimates with the square of the index, and tests it.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="estimate">Its estimate.</param>
    /// <param name="design">Clusters.</param>
    /// <param name="errors">Errors of the test.</param>
    /// <param name="again">Estimates a sample as the first was.</param>
    internal static FitReset Of(
        GravitySample sample, Estimate estimate, Design design, FitErrors errors, Func<GravitySample, Estimate> again)
    {
        var augmented = ResetTest.Augmented(sample, estimate);
        Estimate fit;
        try
        {
            fit = again(augmented);
        }
        catch (NonConvergenceException e)
        {
            throw new UserException($"--reset: with the square of the index it did not converge: {e.Message}", e);
        }

        if (!fit.Terms.Contains(ResetTest.Square))
            return new FitReset(double.NaN, double.NaN);
        var row = errors.Of(augmented, fit, design).Table().Single(t => t.Term == ResetTest.Square);
        return new FitReset(row.Statistic, row.PValue);
    }
}
