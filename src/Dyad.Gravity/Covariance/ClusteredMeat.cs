using System.Numerics;
using Dyad.Gravity.Regression;
using Dyad.Numerics;

namespace Dyad.Gravity.Covariance;

/// <summary>
/// Σ over pairs of rows that share a cluster in at least one variable of s_r s_q': by inclusion and exclusion, over the non-empty
/// sets A of variables, Σ (−1)^{|A|+1} Σ_g s_g s_g' with clusters g of the variables of A joined (Cameron, Gelbach and Miller
/// 2011).
/// </summary>
internal static class ClusteredMeat
{
    /// <summary>The sum.</summary>
    /// <param name="scores">Scores.</param>
    /// <param name="variables">Cluster variables.</param>
    /// <param name="own">Whether each set has its own factor G/(G − 1).</param>
    /// <returns>k x k over all terms of the sample.</returns>
    public static double[] Of(ScoreRows scores, IReadOnlyList<Grouping> variables, bool own)
    {
        var k = scores.Alive.Length;
        var meat = new double[k * k];
        var joined = new Grouping[1 << variables.Count];
        for (var set = 1; set < joined.Length; set++)
        {
            var (first, rest) = (BitOperations.TrailingZeroCount(set), set & (set - 1));
            joined[set] = rest == 0 ? variables[first] : variables[first].Join(joined[rest]);
            var sign = BitOperations.PopCount((uint)set) % 2 == 1 ? 1.0 : -1.0;
            var factor = own ? joined[set].Count / (joined[set].Count - 1.0) : 1;
            Kernels.AddScaled(meat, ScoreSums.Squares(ScoreSums.ByGroup(scores, joined[set]), scores.Stride, k), sign * factor);
        }

        return meat;
    }
}
