namespace Dyad.Ensembles;

/// <summary>
/// Uncertain parameters that are drawn together. A block draws from a stream of its own, named by <paramref name="Name"/>: two
/// scenarios that share a block share its draws (common random numbers).
/// </summary>
/// <param name="Name">Unique among blocks.</param>
/// <param name="Members">Names of the parameters.</param>
/// <param name="Distribution">Form of the distribution.</param>
/// <param name="Mean">Means, one a member.</param>
/// <param name="Covariance">Covariance, members x members, row-major, positive semidefinite; standard errors squared on its diagonal.</param>
public sealed record ParameterBlock(
    string Name, IReadOnlyList<string> Members, ParameterDistribution Distribution, double[] Mean, double[] Covariance);

/// <summary>Form of a distribution.</summary>
public enum ParameterDistribution
{
    /// <summary>Jointly normal.</summary>
    Normal,

    /// <summary>Lognormal with the given means and standard deviations, members independent: for elasticities, which are above zero.</summary>
    LogNormal,
}
