namespace Dyad.Gravity.Bootstrap;

/// <summary>A test of one coefficient by score bootstrap.</summary>
/// <param name="Term">The term.</param>
/// <param name="Hypothesis">Value of its coefficient under the hypothesis.</param>
/// <param name="Statistic">
/// The studentised score where the hypothesis is imposed, else (estimate − hypothesis)/standard error, without small-sample
/// factors.
/// </param>
/// <param name="PValue">Two-sided p-value: the share of draws whose statistic is as large.</param>
/// <param name="Clusters">Clusters with a row in the estimation.</param>
/// <param name="Draws">Draws taken.</param>
/// <param name="Weights">Weights of the draws.</param>
/// <param name="Enumerated">Whether the draws are all there are, each once.</param>
public sealed record ScoreBootstrapResult(
    string Term, double Hypothesis, double Statistic, double PValue, int Clusters, int Draws, ScoreWeights Weights,
    bool Enumerated);
