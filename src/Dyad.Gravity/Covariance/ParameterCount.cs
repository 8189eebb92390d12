using Dyad.Gravity.Absorption;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Regression;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Covariance;

/// <summary>
/// The number of parameters K = k + 1 + Σ_e (L_e − M_e): k coefficients, the constant that all effects share (where it is not
/// among the coefficients), and for each counted set of effects the levels L with a row in the estimation less M that depend on
/// others; M is one, or more where sets fall into blocks.
/// </summary>
internal static class ParameterCount
{
    /// <summary>Counts.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="estimate">Its estimate.</param>
    /// <param name="scores">Scores of the estimate.</param>
    /// <param name="clusters">Cluster variables; none: no effect is nested.</param>
    /// <param name="conventions">What counts.</param>
    public static int Of(
        GravitySample sample, Estimate estimate, ScoreRows scores, IReadOnlyList<Grouping> clusters, SmallSample conventions)
    {
        if (conventions.Effects == CountedEffects.None)
            return estimate.Terms.Count;
        var parameters = estimate.Terms.Count + (estimate.HasConstant ? 0 : 1);
        var counted = new List<Grouping>();
        foreach (var effect in sample.Effects)
        {
            var levels = Grouping.By(effect.Levels, scores.Order, estimate.Used);
            if (conventions.Effects == CountedEffects.Nonnested && clusters.Any(levels.NestedIn))
                continue;
            var redundant = conventions.Redundant == RedundantLevels.Pairwise
                ? counted.Select(before => Components(before, levels)).Prepend(1).Max()
                : 1;
            parameters += levels.Count - redundant;
            counted.Add(levels);
        }

        return parameters;
    }

    /// <summary>Connected components of two sets of levels, joined by the rows in the estimation.</summary>
    private static int Components(Grouping a, Grouping b)
    {
        return ConnectedBlocks.Of(Effect(a), Effect(b)).Count;

        static FixedEffect Effect(Grouping g) => new("", [.. g.Of.Where(level => level >= 0)], g.Count);
    }
}
