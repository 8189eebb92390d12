using Dyad.Gravity.Estimation;
using Dyad.Gravity.Specification;
using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Gravity.Tests;

/// <summary>The slow, plain reference: a column for each level of each effect, pseudo-inverses, no absorption.</summary>
internal static class DenseReference
{
    /// <summary>Residuals of v on the effects under the weights, at the rows with weight.</summary>
    public static double[] Residuals(double[] v, IReadOnlyList<FixedEffect> effects, double[] weights)
    {
        var dummies = Dummies(effects, v.Length);
        var root = Vector<double>.Build.Dense([.. weights.Select(Math.Sqrt)]);
        var scaled = Matrix<double>.Build.DiagonalOfDiagonalVector(root) * dummies;
        var b = scaled.PseudoInverse() * root.PointwiseMultiply(Vector<double>.Build.Dense(v));
        return (Vector<double>.Build.Dense(v) - (dummies * b)).ToArray();
    }

    /// <summary>Poisson regression on regressors and dummies by Newton's method; rows of weight zero take no part.</summary>
    /// <returns>Coefficients of the regressors, means, and the clustered covariance G/(G − 1) H⁺ (Σ s sᵀ) H⁺ of all parameters'
    /// first k.</returns>
    public static (double[] Coefficients, double[] Means, Matrix<double> Covariance) Poisson(GravitySample sample, bool[] used, int[] clusters)
    {
        int[] rows = [.. Enumerable.Range(0, sample.Rows).Where(r => used[r])];
        var k = sample.Terms.Count;
        var dummies = Dummies(sample.Effects, sample.Rows);
        var x = Matrix<double>.Build.Dense(rows.Length, k + dummies.ColumnCount, (r, c) => c < k ? sample.Regressors[c][rows[r]] : dummies[rows[r], c - k]);
        var y = Vector<double>.Build.Dense([.. rows.Select(r => sample.Flow[r])]);
        var w = Vector<double>.Build.Dense([.. rows.Select(r => sample.Weights[r])]);
        var eta = (y + y.Average()).PointwiseLog();
        Vector<double> beta = Vector<double>.Build.Dense(x.ColumnCount);
        Matrix<double> hessianInverse = null!;
        for (var step = 0; step < 60; step++)
        {
            var mu = eta.PointwiseExp();
            var weighted = Matrix<double>.Build.DiagonalOfDiagonalVector(w.PointwiseMultiply(mu)) * x;
            hessianInverse = x.TransposeThisAndMultiply(weighted).PseudoInverse();
            beta = hessianInverse * weighted.TransposeThisAndMultiply(eta + (y - mu).PointwiseDivide(mu));
            eta = x * beta;
        }

        var means = eta.PointwiseExp();
        var scores = rows.Select((r, n) => (Cluster: clusters[r], Score: x.Row(n) * (w[n] * (y[n] - means[n]))))
            .GroupBy(s => s.Cluster).Select(g => g.Aggregate(Vector<double>.Build.Dense(x.ColumnCount), (sum, s) => sum + s.Score)).ToList();
        var meat = scores.Aggregate(Matrix<double>.Build.Dense(x.ColumnCount, x.ColumnCount), (sum, s) => sum + s.OuterProduct(s));
        var covariance = hessianInverse * meat * hessianInverse * (scores.Count / (scores.Count - 1.0));
        return ([.. beta.Take(k)], means.ToArray(), covariance.SubMatrix(0, k, 0, k));
    }

    /// <summary>
    /// H⁺ (Σ s_r s_q' over pairs of rows that may depend) H⁺ of all parameters' first k, from a plain loop over all pairs of
    /// rows.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <param name="estimate">Its estimate: fitted values and rows in the estimation are read.</param>
    /// <param name="poisson">Whether the variance of the working model is the mean.</param>
    /// <param name="depend">Whether the errors of two rows may depend on each other.</param>
    public static Matrix<double> Sandwich(GravitySample sample, Estimate estimate, bool poisson, Func<int, int, bool> depend)
    {
        int[] rows = [.. Enumerable.Range(0, sample.Rows).Where(r => estimate.Used[r])];
        var k = sample.Terms.Count;
        var dummies = Dummies(sample.Effects, sample.Rows);
        var x = Matrix<double>.Build.Dense(
            rows.Length, k + dummies.ColumnCount, (r, c) => c < k ? sample.Regressors[c][rows[r]] : dummies[rows[r], c - k]);
        double[] working = [.. rows.Select(r => sample.Weights[r] * (poisson ? estimate.Fitted[r] : 1))];
        var inverse = x.TransposeThisAndMultiply(Matrix<double>.Build.DiagonalOfDiagonalArray(working) * x).PseudoInverse();
        var influence = rows
            .Select((r, n) => (inverse * x.Row(n) * (sample.Weights[r] * (sample.Flow[r] - estimate.Fitted[r]))).SubVector(0, k)).ToList();
        var sum = Matrix<double>.Build.Dense(k, k);
        for (var a = 0; a < rows.Length; a++)
        {
            for (var b = 0; b < rows.Length; b++)
            {
                if (depend(rows[a], rows[b]))
                    sum += influence[a].OuterProduct(influence[b]);
            }
        }

        return sum;
    }

    private static Matrix<double> Dummies(IReadOnlyList<FixedEffect> effects, int rows)
    {
        var dummies = Matrix<double>.Build.Dense(rows, effects.Sum(e => e.Count));
        var first = 0;
        foreach (var effect in effects)
        {
            for (var row = 0; row < rows; row++)
                dummies[row, first + effect.Levels[row]] = 1;
            first += effect.Count;
        }

        return dummies;
    }
}
