using Dyad.Data.Facts;
using Dyad.Ensembles;
using Dyad.Workbench.Reports.Diagnosis;

namespace Dyad.Workbench.Simulations;

/// <summary>
/// The joint distribution of the gravity estimates that scenarios refer to: coefficients on log trade of the panel of aggregate trade
/// (what an agreement adds, and how the border effect moved), with their covariance clustered by pair.
/// </summary>
internal static class GravityBlock
{
    /// <summary>Name of the block, and prefix of its members in scenario files.</summary>
    public const string Name = "gravity";

    /// <summary>Estimates the block.</summary>
    /// <exception cref="UserException">The facts do not identify the effect of an agreement.</exception>
    public static ParameterBlock Estimate(IReadOnlyList<TotalFact> totals, CancellationToken cancel)
    {
        var stage = AgreementStage.Run(totals, cancel)
            ?? throw new UserException("the table trade_totals does not identify the effect of an agreement: gravity.agreement has no estimate");
        var terms = stage.Fit.Terms;
        return new ParameterBlock(
            Name, [.. terms], ParameterDistribution.Normal, [.. terms.Select(t => stage.Fit[t])], stage.Covariance.Matrix);
    }
}
