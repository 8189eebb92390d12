using Dyad.Gravity.Regression;
using Dyad.Numerics;

namespace Dyad.Gravity.Covariance;

/// <summary>
/// Σ over pairs of rows that share a member of s_r s_q' (Aronow, Samii and Assenova 2015). With S_i the sum of the scores of all
/// rows of member i, Σ_i S_i S_i' counts pairs of rows that share one member once and those that share two twice; with S_d the
/// sum of pair d of two different members, less Σ_d S_d S_d' each counts once. Rows of one member (domestic) share no second one.
/// </summary>
internal static class DyadicMeat
{
    /// <summary>The sum.</summary>
    /// <param name="scores">Scores.</param>
    /// <param name="used">Whether each row of the sample is in the estimation.</param>
    /// <param name="kind">Members of each row's pair.</param>
    /// <returns>k x k over all terms of the sample, and the number of members.</returns>
    public static (double[] Meat, int Members) Of(ScoreRows scores, bool[] used, DyadicKind kind)
    {
        var rows = used.Length;
        if (kind.First.Length != rows || kind.Second.Length != rows)
            throw new ArgumentException($"{kind.First.Length} and {kind.Second.Length} members for {rows} rows");
        var (first, second, members) = Numbered(scores.Order, used, kind);
        var k = scores.Alive.Length;
        var sums = ScoreSums.ByGroup(scores, new Grouping(first, members));
        // From here on rows of two members alone; either order of a pair is one pair.
        for (var r = 0; r < rows; r++)
            (first[r], second[r]) = first[r] == second[r] ? (-1, -1) : (first[r], second[r]);
        ScoreSums.Add(sums, scores, new Grouping(second, members));
        var meat = ScoreSums.Squares(sums, scores.Stride, k);
        for (var r = 0; r < rows; r++)
            (first[r], second[r]) = (Math.Min(first[r], second[r]), Math.Max(first[r], second[r]));
        var pairs = new Grouping(first, members).Join(new Grouping(second, members));
        Kernels.AddScaled(meat, ScoreSums.Squares(ScoreSums.ByGroup(scores, pairs), scores.Stride, k), -1);
        return (meat, members);
    }

    /// <summary>Members in sorted rows, numbered from 0 over both columns.</summary>
    private static (int[] First, int[] Second, int Count) Numbered(int[] order, bool[] used, DyadicKind kind)
    {
        var rows = used.Length;
        int[] twice = [.. order, .. order];
        for (var r = rows; r < twice.Length; r++)
            twice[r] += rows;
        var numbered = Grouping.By([.. kind.First, .. kind.Second], twice, [.. used, .. used]);
        return (numbered.Of[..rows], numbered.Of[rows..], numbered.Count);
    }
}
