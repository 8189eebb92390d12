using Dyad.Diagnosis.Environment;
using Dyad.Gravity.Covariance;
using Dyad.Gravity.Ppml;
using Dyad.Reports.Model;

namespace Dyad.Workbench.Reports.Diagnosis;

/// <summary>The gravity estimates as the report states them: by sector, and of aggregate trade for the agreement effect.</summary>
internal static class GravityEstimates
{
    /// <summary>All estimates.</summary>
    public static IReadOnlyList<GravityEstimate> Of(
        GravityStage gravity, IReadOnlyList<SectorGravity> sectors, AgreementStage? agreement, ReportBook book)
    {
        var estimates = sectors.Select(s => Estimate(
            s.Sector, gravity.Panel.Years, s.Fit, s.Covariance,
            book.Resampled(
                MethodKey.Gravity, BottleneckStage.GravityTables, ("sector", s.Sector), ("years", string.Join(", ", gravity.Panel.Years)),
                ("clusters", "pair"), ("negative_flows_as_zero", s.NegativeFlows)))).ToList();
        if (agreement is not null)
        {
            estimates.Add(Estimate(
                null, agreement.Years, agreement.Fit, agreement.Covariance,
                book.Computed(MethodKey.Gravity, ["trade_totals"], ("years", string.Join(", ", agreement.Years)), ("clusters", "pair"))));
        }

        return estimates;
    }

    private static GravityEstimate Estimate(string? sector, IReadOnlyList<int> years, PpmlResult fit, CovarianceResult covariance, string address)
    {
        var errors = covariance.StandardErrors;
        return new GravityEstimate(
            sector, years, fit.Observations, covariance.Clusters, fit.PseudoR2, fit.Converged,
            [.. fit.Terms.Select((term, k) =>
            {
                var range = new Measured(fit.Coefficients[k], errors[k]).Range;
                return new Coefficient(term, fit.Coefficients[k], errors[k], range.Low, range.High);
            })],
            address);
    }
}
