using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Dyad.Gravity.Covariance;

/// <summary>Estimates with their covariance.</summary>
/// <param name="Terms">Terms, as in the estimate.</param>
/// <param name="Estimates">Their estimates.</param>
/// <param name="Matrix">Covariance, k x k row-major.</param>
/// <param name="Clusters">
/// Number of clusters G with a row in the estimation: of the variable with the fewest; economies where dyadic; rows without
/// clusters.
/// </param>
/// <param name="Parameters">Parameters K that were counted; null where the conventions did not ask for them.</param>
/// <param name="Degrees">Degrees of freedom of the statistics; infinite: they are held against the normal.</param>
/// <param name="Repaired">Whether negative eigenvalues were set to zero.</param>
public sealed record CovarianceResult(
    IReadOnlyList<string> Terms, IReadOnlyList<double> Estimates, double[] Matrix, int Clusters, int? Parameters, double Degrees,
    bool Repaired)
{
    /// <summary>Standard errors, in the order of the terms; not a number where a variance is negative.</summary>
    public IReadOnlyList<double> StandardErrors =>
        [.. Enumerable.Range(0, Terms.Count).Select(k => Math.Sqrt(Matrix[(k * Terms.Count) + k]))];

    /// <summary>The coefficient table.</summary>
    /// <param name="level">Level of the confidence intervals, between 0 and 1.</param>
    public IReadOnlyList<CoefficientRow> Table(double level = 0.95)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level.ToString(CultureInfo.InvariantCulture), "between 0 and 1");
        var (errors, critical) = (StandardErrors, -Quantile((1 - level) / 2));
        return
        [
            .. Terms.Select((term, k) =>
            {
                var (estimate, error) = (Estimates[k], errors[k]);
                var statistic = estimate / error;
                return new CoefficientRow(
                    term, estimate, error, statistic, 2 * LowerTail(-Math.Abs(statistic)), estimate - (critical * error),
                    estimate + (critical * error));
            }),
        ];
    }

    private double LowerTail(double x) =>
        double.IsPositiveInfinity(Degrees) ? Normal.CDF(0, 1, x) : StudentT.CDF(0, 1, Degrees, x);

    private double Quantile(double p) =>
        double.IsPositiveInfinity(Degrees) ? Normal.InvCDF(0, 1, p) : StudentT.InvCDF(0, 1, Degrees, p);
}

/// <summary>A line of a coefficient table.</summary>
/// <param name="Term">Term.</param>
/// <param name="Estimate">Estimate.</param>
/// <param name="StdError">Standard error.</param>
/// <param name="Statistic">Estimate over standard error.</param>
/// <param name="PValue">Two-sided p-value of a coefficient of zero.</param>
/// <param name="ConfLow">Lower bound of the confidence interval.</param>
/// <param name="ConfHigh">Upper bound.</param>
public sealed record CoefficientRow(
    string Term, double Estimate, double StdError, double Statistic, double PValue, double ConfLow, double ConfHigh);
