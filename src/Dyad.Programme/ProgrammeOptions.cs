namespace Dyad.Programme;

/// <summary>How much is simulated.</summary>
/// <param name="EverySetUpTo">With so many measures or fewer, every feasible set is simulated; at most 20.</param>
/// <param name="MostEvaluations">
/// With more measures, no neighbour of a candidate is simulated once so many sets were (singles, pairs and candidates always
/// are).
/// </param>
/// <param name="SubsetsUpTo">A chosen set with more subsets to be carried out than this has second-order Shapley values.</param>
public sealed record ProgrammeOptions(int EverySetUpTo = 10, int MostEvaluations = 500, int SubsetsUpTo = 1024);
