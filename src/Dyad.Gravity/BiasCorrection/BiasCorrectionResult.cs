using Dyad.Gravity.Covariance;

namespace Dyad.Gravity.BiasCorrection;

/// <summary>A gravity estimate before and after correction, both with errors clustered by pair.</summary>
/// <param name="Uncorrected">Estimates and covariance as they are.</param>
/// <param name="Corrected">Estimates less their bias, and the corrected covariance.</param>
/// <param name="ExporterBias">
/// Bias that the exporters' effects bring, by term: H⁻¹B. Where pair effects hold both directions, that of all effects.
/// </param>
/// <param name="ImporterBias">Bias that the importers' effects bring, by term: H⁻¹D; zero where the first has all of it.</param>
/// <param name="LargestLeverage">
/// Largest share of a row's own variance that estimation takes up, 0 to 1. Near 1 a flow decides about its own effects, and
/// neither error is to be trusted.
/// </param>
public sealed record BiasCorrectionResult(
    CovarianceResult Uncorrected, CovarianceResult Corrected, IReadOnlyList<double> ExporterBias,
    IReadOnlyList<double> ImporterBias, double LargestLeverage)
{
    /// <summary>Bias of each estimate; zero in a two-way model.</summary>
    public IReadOnlyList<double> Bias => [.. ExporterBias.Zip(ImporterBias, (b, d) => b + d)];
}
