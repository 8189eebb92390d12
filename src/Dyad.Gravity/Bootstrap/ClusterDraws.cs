namespace Dyad.Gravity.Bootstrap;

/// <summary>Weights of the clusters in each draw: a function of seed and number of the draw alone.</summary>
internal sealed record ClusterDraws(ScoreWeights Weights, bool Enumerated, int Count, int Seed)
{
    private const int FewClusters = 12;

    private static readonly double[] Webb =
        [-Math.Sqrt(1.5), -1, -Math.Sqrt(0.5), Math.Sqrt(0.5), 1, Math.Sqrt(1.5)];

    /// <summary>Chooses the weights for a number of clusters.</summary>
    public static ClusterDraws For(int clusters, ScoreBootstrapOptions options)
    {
        var weights = options.Weights != ScoreWeights.ByClusters ? options.Weights
            : clusters < FewClusters ? ScoreWeights.Webb : ScoreWeights.Rademacher;
        var all = weights == ScoreWeights.Rademacher && clusters < 31 && 1 << clusters <= options.Draws;
        return new ClusterDraws(weights, all, all ? 1 << clusters : options.Draws, options.Seed);
    }

    /// <summary>Fills the weights of a draw.</summary>
    public void Fill(int draw, Span<double> weights)
    {
        var state = unchecked(((ulong)(uint)Seed << 32) | (uint)draw);
        ulong bits = 0;
        for (var g = 0; g < weights.Length; g++)
        {
            if (Weights == ScoreWeights.Webb)
            {
                bits = g % 2 == 0 ? Next(ref state) : bits << 32;
                weights[g] = Webb[(int)(((bits >> 32) * 6) >> 32)];
                continue;
            }

            if (g % 64 == 0)
                bits = Enumerated ? (ulong)draw : Next(ref state);
            weights[g] = (bits & 1) == 0 ? 1 : -1;
            bits >>= 1;
        }
    }

    /// <summary>
    /// SplitMix64 (Steele, Lea and Flood 2014), started from a hash of its state so that near draws share nothing.
    /// </summary>
    private static ulong Next(ref ulong state)
    {
        state = Mix(unchecked(state + 0x9E3779B97F4A7C15UL));
        return Mix(unchecked(state ^ 0xD1B54A32D192ED03UL));
    }

    private static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
