using MathNet.Numerics.Distributions;

namespace Dyad.Gravity.Estimation;

/// <summary>A line of a coefficient table.</summary>
/// <param name="Term">Term.</param>
/// <param name="Estimate">Estimate.</param>
/// <param name="StdError">Standard error.</param>
/// <param name="Statistic">Estimate over standard error.</param>
/// <param name="PValue">Probability of a statistic at least as far from zero, were the coefficient zero; both sides.</param>
/// <param name="ConfLow">Lower bound of the confidence interval.</param>
/// <param name="ConfHigh">Upper bound.</param>
public sealed record CoefficientRow(
    string Term, double Estimate, double StdError, double Statistic, double PValue, double ConfLow, double ConfHigh);

/// <summary>Wald tests and intervals of coefficients.</summary>
public static class CoefficientTests
{
    /// <summary>Tests each coefficient.</summary>
    /// <param name="terms">Terms.</param>
    /// <param name="estimates">Estimates.</param>
    /// <param name="errors">Standard errors.</param>
    /// <param name="degrees">Degrees of freedom of Student's t; null: the normal distribution.</param>
    /// <param name="level">Share of the interval, 0.95 or another within 0 and 1.</param>
    public static IReadOnlyList<CoefficientRow> Of(
        IReadOnlyList<string> terms, IReadOnlyList<double> estimates, IReadOnlyList<double> errors, double? degrees, double level)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(estimates);
        ArgumentNullException.ThrowIfNull(errors);
        var outside = (1 - level) / 2;
        var quantile = -(degrees is { } d ? StudentT.InvCDF(0, 1, d, outside) : Normal.InvCDF(0, 1, outside));
        return [.. terms.Select((term, k) =>
        {
            var statistic = estimates[k] / errors[k];
            // The lower tail, as the upper one is one less rounding.
            var tail = double.IsNaN(statistic) ? double.NaN
                : degrees is { } df ? StudentT.CDF(0, 1, df, -Math.Abs(statistic)) : Normal.CDF(0, 1, -Math.Abs(statistic));
            var reach = quantile * errors[k];
            return new CoefficientRow(
                term, estimates[k], errors[k], statistic, 2 * tail, estimates[k] - reach, estimates[k] + reach);
        })];
    }
}
