namespace Dyad.Scenarios.Model;

/// <summary>Estimates of a scenario that are drawn together, jointly normal.</summary>
/// <param name="Mark">Where the block stands.</param>
/// <param name="Name">Name of the block; of one estimate that stands alone, its own.</param>
/// <param name="Members">Names of the estimates.</param>
/// <param name="Percent">Whether they are percentages; values are fractions then.</param>
/// <param name="Mean">Means, one a member.</param>
/// <param name="Covariance">Covariance, members x members, row-major.</param>
/// <param name="Source">Where they come from.</param>
public sealed record EstimateBlock(
    TextMark Mark, string Name, IReadOnlyList<string> Members, bool Percent, double[] Mean, double[] Covariance, string Source);
