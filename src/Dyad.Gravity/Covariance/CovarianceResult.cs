using System.Globalization;
using Dyad.Gravity.Estimation;

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
        return CoefficientTests.Of(Terms, Estimates, StandardErrors, double.IsPositiveInfinity(Degrees) ? null : Degrees, level);
    }
}
