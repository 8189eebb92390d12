using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Ppml;

/// <summary>What the rows with weight say about each level of the effects.</summary>
/// <param name="Silent">Rows of a level whose flows are all zero: their mean is zero, and they tell nothing of the rest.</param>
/// <param name="Unknown">Rows of a level that no row with weight determines.</param>
internal sealed record LevelSupport(bool[] Silent, bool[] Unknown)
{
    /// <summary>Rows among the silent that a combination of regressors and effects separates.</summary>
    public bool[] Separated { get; } = new bool[Silent.Length];

    /// <summary>
    /// Takes the rows that a certificate of separation names for silent. A row without weight that it raises is predicted as zero; one
    /// that it lowers is unknown, as nothing bounds it.
    /// </summary>
    /// <returns>Whether a row with weight is separated.</returns>
    public bool Separate(double[] certificate, double[] weights)
    {
        var found = false;
        for (var row = 0; row < certificate.Length; row++)
        {
            Separated[row] |= certificate[row] > 0 && !Silent[row];
            Silent[row] |= certificate[row] > 0;
            Unknown[row] |= certificate[row] < 0 && weights[row] == 0;
            found |= certificate[row] > 0 && weights[row] > 0;
        }

        return found;
    }

    /// <summary>
    /// Finds both. A silent row has a flow of zero, so that dropping it leaves the sums of the other levels as they are: one pass
    /// over the effects finds all.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <param name="weights">A weight for each row, zero or more.</param>
    /// <param name="threads">Effects that are worked on at once.</param>
    public static LevelSupport Find(GravitySample sample, double[] weights, int threads)
    {
        var silent = new bool[sample.Rows];
        var unknown = new bool[sample.Rows];
        Parallel.ForEach(sample.Effects, new ParallelOptions { MaxDegreeOfParallelism = threads }, effect =>
        {
            var flow = new double[effect.Count];
            var weight = new double[effect.Count];
            for (var row = 0; row < sample.Rows; row++)
            {
                flow[effect.Levels[row]] += weights[row] * sample.Flow[row];
                weight[effect.Levels[row]] += weights[row];
            }

            if (flow.All(f => f > 0))
                return;
            // Rows are only ever marked, so that threads need not wait for each other.
            for (var row = 0; row < sample.Rows; row++)
            {
                var level = effect.Levels[row];
                if (weight[level] == 0)
                    unknown[row] = true;
                else if (flow[level] == 0)
                    silent[row] = true;
            }
        });

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
