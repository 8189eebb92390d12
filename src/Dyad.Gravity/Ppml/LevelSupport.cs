using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Ppml;

/// <summary>What the rows with weight say about each level of the effects.</summary>
/// <param name="Silent">Rows of a level whose flows are all zero: their mean is zero, and they tell nothing of the rest.</param>
/// <param name="Unknown">Rows of a level that no row with weight determines.</param>
internal sealed record LevelSupport(bool[] Silent, bool[] Unknown)
{
    /// <summary>
    /// Finds both. A silent row has a flow of zero, so that dropping it leaves the sums of the other levels as they are: one pass
    /// over the effects finds all.
    /// </summary>
    public static LevelSupport Find(GravitySample sample, ReadOnlySpan<double> weights)
    {
        var silent = new bool[sample.Rows];
        var unknown = new bool[sample.Rows];
        foreach (var effect in sample.Effects)
        {
            var flow = new double[effect.Count];
            var weight = new double[effect.Count];
            for (var row = 0; row < sample.Rows; row++)
            {
                flow[effect.Levels[row]] += weights[row] * sample.Flow[row];
                weight[effect.Levels[row]] += weights[row];
            }

            for (var row = 0; row < sample.Rows; row++)
            {
                silent[row] |= weight[effect.Levels[row]] > 0 && flow[effect.Levels[row]] == 0;
                unknown[row] |= weight[effect.Levels[row]] == 0;
            }
        }

        return new LevelSupport(silent, unknown);
    }

    /// <summary>Takes silent rows out of the estimation.</summary>
    public void ClearWeights(double[] weights)
    {
        for (var row = 0; row < weights.Length; row++)
        {
            if (Silent[row])
                weights[row] = 0;
        }
    }
}
