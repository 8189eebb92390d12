using Dyad.Gravity.Regression;
using Dyad.Numerics;

namespace Dyad.Gravity.Covariance;

/// <summary>Sums of scores, and sums of their squares: what every covariance and the score bootstrap are made of.</summary>
internal static class ScoreSums
{
    /// <summary>s_g = Σ_{rows of g} w (y − μ) x̃.</summary>
    /// <returns>A row for each group with the stride of the residuals.</returns>
    public static double[] ByGroup(ScoreRows scores, Grouping groups)
    {
        var sums = new double[groups.Count * scores.Stride];
        Add(sums, scores, groups);
        return sums;
    }

    /// <summary>Adds the scores of each group to its row.</summary>
    public static void Add(double[] sums, ScoreRows scores, Grouping groups)
    {
        if (sums.Length == 0)
            return;
        var of = groups.Of;
        for (var r = 0; r < of.Length; r++)
        {
            if (of[r] >= 0)
                Kernels.AddScaledRow(ref sums[0], of[r], ref scores.Residuals[0], r, scores.Response[r], scores.Stride);
        }
    }

    /// <summary>Σ_r f_r² v_r v_r' over rows v of a table, k x k.</summary>
    /// <param name="rows">Rows of the given stride.</param>
    /// <param name="stride">Row length, at least k.</param>
    /// <param name="k">Columns that are read.</param>
    /// <param name="factors">f, one for each row; empty: all one.</param>
    public static double[] Squares(double[] rows, int stride, int k, ReadOnlySpan<double> factors = default)
    {
        var squares = new double[k * k];
        for (var r = 0; r * stride < rows.Length; r++)
        {
            var v = rows.AsSpan(r * stride, k);
            var square = factors.IsEmpty ? 1 : factors[r] * factors[r];
            if (square == 0)
                continue;
            for (var i = 0; i < k; i++)
                Kernels.AddScaled(squares.AsSpan(i * k, k), v, square * v[i]);
        }

        return squares;
    }
}
