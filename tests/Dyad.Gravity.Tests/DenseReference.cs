using Dyad.Gravity.Estimation;
using Dyad.Gravity.Specification;
using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Gravity.Tests;

/// <summary>The slow, plain reference: a column for each level of each effect, no absorption.</summary>
internal static class DenseReference
{
    /// <summary>Share of a column's size below which it depends on those before it: rounding leaves 1e-13.</summary>
    private const double Dependent = 1e-7;

    /// <summary>Step of a predictor after which the next one is rounding, as Newton's are squares of those before.</summary>
    private const double NoStep = 1e-11;

    /// <summary>Residuals of v on the effects under the weights, at the rows with weight.</summary>
    public static double[] Residuals(double[] v, IReadOnlyList<FixedEffect> effects, double[] weights)
    {
        var dummies = Dummies(effects, v.Length);
        var root = Vector<double>.Build.Dense([.. weights.Select(Math.Sqrt)]);
        var scaled = Matrix<double>.Build.DiagonalOfDiagonalVector(root) * dummies;
        var b = scaled.PseudoInverse() * root.PointwiseMultiply(Vector<double>.Build.Dense(v));
        return (Vector<double>.Build.Dense(v) - (dummies * b)).ToArray();
    }

    /// <summary>Regression on regressors and dummies, in PPML by Newton's method; rows that are not used take no part.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="poisson">PPML, or least squares.</param>
    /// <param name="used">Rows in the estimation.</param>
    /// <param name="clusters">Cluster of each row.</param>
    /// <returns>
    /// Coefficients of the regressors, NaN of those that depend on dummies or on regressors before them; means of the rows used; and
    /// H⁻¹ (Σ_g s_g s_gᵀ) H⁻¹ of the regressors that have a coefficient.
    /// </returns>
    public static (double[] Coefficients, double[] Means, Matrix<double> Covariance) Fit(
        GravitySample sample, bool poisson, bool[] used, int[] clusters)
    {
        int[] rows = [.. Enumerable.Range(0, sample.Rows).Where(r => used[r])];
        var dummies = Dummies(sample.Effects, sample.Rows);
        var all = Enumerable.Range(0, dummies.ColumnCount).Select(c => Column(r => dummies[r, c]))
            .Concat(sample.Regressors.Select(x => Column(r => x[r]))).ToList();
        var (y, w, offset) = (Column(r => sample.Flow[r]), Column(r => sample.Weights[r]), Column(r => sample.Offset?[r] ?? 0));
        var columns = Independent(all, w.PointwiseSqrt());
        var x = Matrix<double>.Build.DenseOfColumnVectors(columns.Select(c => all[c]));
        var eta = poisson ? (y + y.Average()).PointwiseLog() : offset;
        Vector<double> beta = null!;
        for (var step = 0; step < (poisson ? 60 : 1); step++)
        {
            var mu = poisson ? eta.PointwiseExp() : y;
            var root = (poisson ? w.PointwiseMultiply(mu) : w).PointwiseSqrt();
            var response = (poisson ? eta + (y - mu).PointwiseDivide(mu) : y) - offset;
            beta = Scaled(x, root).QR().Solve(root.PointwiseMultiply(response));
            var next = (x * beta) + offset;
            var moved = (next - eta).InfinityNorm();
            eta = next;
            if (moved < NoStep)
                break;
        }

        var means = poisson ? eta.PointwiseExp() : eta;
        var weighted = Scaled(x, (poisson ? w.PointwiseMultiply(means) : w).PointwiseSqrt());
        var inverse = weighted.TransposeThisAndMultiply(weighted).Inverse();
        var scores = rows.Select((r, n) => (Cluster: clusters[r], Score: x.Row(n) * (w[n] * (y[n] - means[n]))))
            .GroupBy(s => s.Cluster).Select(g => g.Select(s => s.Score).Aggregate((a, b) => a + b));
        var meat = scores.Aggregate(Matrix<double>.Build.Dense(x.ColumnCount, x.ColumnCount), (sum, s) => sum + s.OuterProduct(s));
        var terms = columns.Count(c => c >= dummies.ColumnCount);
        double[] coefficients = [.. sample.Terms.Select((_, k) =>
            columns.IndexOf(dummies.ColumnCount + k) is var at and >= 0 ? beta[at] : double.NaN)];
        var first = columns.Count - terms;
        return (coefficients, means.ToArray(), terms == 0 ? meat : (inverse * meat * inverse).SubMatrix(first, terms, first, terms));

        Vector<double> Column(Func<int, double> value) => Vector<double>.Build.Dense([.. rows.Select(value)]);
    }

    /// <summary>Numbers of the columns that do not depend on those before them.</summary>
    private static List<int> Independent(List<Vector<double>> columns, Vector<double> root)
    {
        var basis = new List<Vector<double>>();
        return [.. columns.Index().Where(c => Add(basis, c.Item.PointwiseMultiply(root)) > Dependent).Select(c => c.Index)];
    }

    /// <summary>
    /// Adds a column to an orthonormal basis, by Gram and Schmidt, twice, if it does not depend on it; returns the share of its size
    /// that is left outside.
    /// </summary>
    private static double Add(List<Vector<double>> basis, Vector<double> column)
    {
        var (left, size) = (Outside(basis, column), column.L2Norm());
        var share = size == 0 ? 0 : left.L2Norm() / size;
        if (share > Dependent)
            basis.Add(left / left.L2Norm());
        return share;
    }

    private static Vector<double> Outside(List<Vector<double>> basis, Vector<double> column)
    {
        var left = column.Clone();
        for (var q = 0; q < 2 * basis.Count; q++)
            left -= basis[q % basis.Count] * basis[q % basis.Count].DotProduct(left);
        return left;
    }

    /// <summary>
    /// Share of each regressor's size that is left outside the effects and the regressors before it, and outside the latter of what the
    /// effects leave of it.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <param name="weights">Weight of each row; rows of weight zero take no part.</param>
    public static IEnumerable<double> Shares(GravitySample sample, double[] weights)
    {
        int[] rows = [.. Enumerable.Range(0, sample.Rows).Where(r => weights[r] > 0)];
        if (rows.Length == 0)
            yield break;
        var dummies = Dummies(sample.Effects, sample.Rows);
        var effects = new List<Vector<double>>();
        for (var c = 0; c < dummies.ColumnCount; c++)
            Add(effects, Column(r => dummies[r, c]));
        var basis = effects.ToList();
        foreach (var term in sample.Regressors)
        {
            var column = Column(r => term[r]);
            var left = Outside(effects, column);
            var share = left.L2Norm() / column.L2Norm();
            var outside = Add(basis, column);
            yield return outside;
            yield return share > Dependent ? outside / share : 0;
        }

        Vector<double> Column(Func<int, double> value) => Vector<double>.Build.Dense([.. rows.Select(r => Math.Sqrt(weights[r]) * value(r))]);
    }

    private static Matrix<double> Scaled(Matrix<double> x, Vector<double> root) =>
        Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (r, c) => root[r] * x[r, c]);

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
