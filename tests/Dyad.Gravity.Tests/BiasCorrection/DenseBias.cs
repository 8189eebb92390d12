using Dyad.Gravity.BiasCorrection;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Gravity.Tests.BiasCorrection;

/// <summary>
/// The correction by its definition: an explicit dummy for every effect, Moore-Penrose inverses, the Hessian's derivative along
/// x̃ by differences, and the whole projection matrix of regressors and all dummies for the leverage.
/// </summary>
internal sealed class DenseBias
{
    /// <summary>Step of the central difference: truncation and rounding both near 1e-10 of the Hessian.</summary>
    private const double Step = 1e-5;

    /// <summary>Eigenvalues below this share of the largest are rounding.</summary>
    private const double Rank = 1e-9;

    private readonly int[] rows;
    private readonly GravityShape shape;
    private readonly Matrix<double> residuals;
    private readonly Vector<double> omega;
    private readonly Vector<double> score;
    private readonly Matrix<double> projection;

    public DenseBias(GravitySample sample, PpmlResult estimate, GravityShape shape)
    {
        this.shape = shape;
        rows = [.. Enumerable.Range(0, sample.Rows).Where(r => estimate.Used[r])];
        double[] working =
            [.. sample.Weights.Select((w, r) => estimate.Used[r] ? w * estimate.Fitted[r] : 0)];
        residuals = Matrix<double>.Build.DenseOfColumns(sample.Regressors.Select(x =>
            DenseReference.Residuals(x, sample.Effects, working) is var all ? rows.Select(r => all[r]) : []));
        omega = Vector<double>.Build.DenseOfEnumerable(rows.Select(r => working[r]));
        score = Vector<double>.Build.DenseOfEnumerable(
            rows.Select(r => sample.Weights[r] * (sample.Flow[r] - estimate.Fitted[r])));
        var dummies = Matrix<double>.Build.DenseOfColumnVectors(sample.Effects.SelectMany(e =>
            Enumerable.Range(0, e.Count).Select(l => Indicator(r => e.Levels[r] == l))));
        var all = Diagonal(omega.PointwiseSqrt()) * residuals.Append(dummies);
        projection = all * (Inverse(all.TransposeThisAndMultiply(all)) * all.Transpose());
    }

    /// <summary>H⁻¹(B + D), by groups of effects that are estimated together.</summary>
    /// <param name="groups">For each group the dummies, a column each, of its effects.</param>
    public Vector<double> Bias(IEnumerable<Matrix<double>> groups, double factor)
    {
        var sum = Vector<double>.Build.Dense(residuals.ColumnCount);
        foreach (var d in groups)
        {
            var inverse = Inverse(d.TransposeThisAndMultiply(Hessian(omega) * d));
            var outer = Matrix<double>.Build.Dense(d.ColumnCount, d.ColumnCount);
            foreach (var s in ByPair().Select(p => d.TransposeThisAndMultiply(p.PointwiseMultiply(score))))
                outer += s.OuterProduct(s);
            for (var k = 0; k < residuals.ColumnCount; k++)
            {
                var x = residuals.Column(k);
                var hx = Hessian(omega) * x;
                Vector<double> Sums(Vector<double> values) => d.TransposeThisAndMultiply(values);
                var first = ByPair().Sum(p => Sums(p.PointwiseMultiply(score)) * (inverse * Sums(p.PointwiseMultiply(hx))));
                var third = (Hessian(Shifted(x * Step)) - Hessian(Shifted(x * -Step))) / (-2 * Step);
                sum[k] += factor * ((d.TransposeThisAndMultiply(third * d) * inverse * outer * inverse).Trace() / 2 - first);
            }
        }

        return H().Inverse() * sum;
    }

    /// <summary>G/(G − 1) H⁻¹ (Σ sym X̃'u S'X̃) H⁻¹, u the score divided by what the projection leaves of its pair.</summary>
    /// <param name="clusters">A number for each row of the sample.</param>
    public Matrix<double> Covariance(int[] clusters)
    {
        var meat = Matrix<double>.Build.Dense(residuals.ColumnCount, residuals.ColumnCount);
        var groups = Enumerable.Range(0, rows.Length).GroupBy(q => clusters[rows[q]]).ToList();
        foreach (int[] cluster in groups.Select(g => g.ToArray()))
        {
            var root = Vector<double>.Build.DenseOfEnumerable(cluster.Select(q => Math.Sqrt(omega[q])));
            var s = Vector<double>.Build.DenseOfEnumerable(cluster.Select(q => score[q]));
            var left = Matrix<double>.Build.Dense(cluster.Length, cluster.Length, (a, b) =>
                (a == b ? 1 : 0) - projection[cluster[a], cluster[b]]);
            // The pair effect fits its own direction exactly, where the scores are zero too.
            var u = root.PointwiseMultiply(Inverse(left) * s.PointwiseDivide(root));
            var x = Matrix<double>.Build.Dense(cluster.Length, residuals.ColumnCount, (a, k) => residuals[cluster[a], k]);
            var outer = x.TransposeThisAndMultiply(u).OuterProduct(x.TransposeThisAndMultiply(s));
            meat += (outer + outer.Transpose()) / 2;
        }

        return H().Inverse() * meat * H().Inverse() * (groups.Count / (groups.Count - 1.0));
    }

    /// <summary>Dummies of each exporter's effects, each importer's, or of both sides of each economy.</summary>
    public IEnumerable<Matrix<double>> Groups(bool exporters, bool importers)
    {
        var economies = rows.SelectMany(r => ((int[])[shape.Exporter[r], shape.Importer[r]])).Distinct();
        foreach (var economy in economies)
        {
            List<Vector<double>> columns = [];
            if (exporters)
                columns.AddRange(Of(shape.ExporterTime, shape.Exporter, economy));
            if (importers)
                columns.AddRange(Of(shape.ImporterTime, shape.Importer, economy));
            if (columns.Count > 0)
                yield return Matrix<double>.Build.DenseOfColumnVectors(columns);
        }
    }

    private IEnumerable<Vector<double>> Of(FixedEffect effect, int[] owner, int economy) =>
        rows.Where(r => owner[r] == economy).Select(r => effect.Levels[r]).Distinct()
            .Select(l => Indicator(r => effect.Levels[r] == l));

    /// <summary>Whether each row belongs to a pair of economies, both directions, for each such pair.</summary>
    private IEnumerable<Vector<double>> ByPair()
    {
        var pairs = shape.Pairs(bothDirections: true);
        return rows.Select(r => pairs[r]).Distinct().Select(p => Indicator(r => pairs[r] == p));
    }

    private Matrix<double> H() => residuals.TransposeThisAndMultiply(Diagonal(omega) * residuals);

    /// <summary>Means after a move of the linear predictor; the pair effects keep each pair's sum.</summary>
    private Vector<double> Shifted(Vector<double> move)
    {
        var moved = omega.PointwiseMultiply(move.PointwiseExp());
        var pair = shape.Pair!.Levels;
        return Vector<double>.Build.Dense(rows.Length, q =>
        {
            bool Same(int other) => pair[rows[other]] == pair[rows[q]];
            var among = Enumerable.Range(0, rows.Length).Where(Same).ToList();
            return moved[q] * among.Sum(a => omega[a]) / among.Sum(a => moved[a]);
        });
    }

    /// <summary>Of the profile likelihood: the pair effects' own part taken out.</summary>
    private Matrix<double> Hessian(Vector<double> means)
    {
        var pair = shape.Pair!.Levels;
        var mass = Enumerable.Range(0, rows.Length).GroupBy(q => pair[rows[q]])
            .ToDictionary(g => g.Key, g => g.Sum(q => means[q]));
        return Matrix<double>.Build.Dense(rows.Length, rows.Length, (a, b) =>
            (a == b ? means[a] : 0) - (pair[rows[a]] == pair[rows[b]] ? means[a] * means[b] / mass[pair[rows[a]]] : 0));
    }

    private Vector<double> Indicator(Func<int, bool> holds) =>
        Vector<double>.Build.DenseOfEnumerable(rows.Select(r => holds(r) ? 1.0 : 0));

    /// <summary>
    /// Moore-Penrose inverse of a positive semidefinite matrix. Math.NET's takes rounding for rank, and finds eigenvalues of NaN where
    /// some are exactly zero, so that all are moved by a little.
    /// </summary>
    private static Matrix<double> Inverse(Matrix<double> matrix)
    {
        var little = 1e-3 * Rank * matrix.Diagonal().Max();
        var eigen = (matrix + Matrix<double>.Build.DenseDiagonal(matrix.RowCount, little)).Evd(Symmetricity.Symmetric);
        var least = Rank * eigen.EigenValues.Max(v => v.Real);
        var inverse = eigen.EigenValues.Map(v => v.Real < least ? 0 : 1 / (v.Real - little));
        return eigen.EigenVectors * Diagonal(inverse) * eigen.EigenVectors.Transpose();
    }

    private static Matrix<double> Diagonal(Vector<double> values) => Matrix<double>.Build.DiagonalOfDiagonalVector(values);
}
