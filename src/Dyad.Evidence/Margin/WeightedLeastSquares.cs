using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Evidence;

/// <summary>Weighted least squares with a sandwich covariance by cluster; columns that say nothing new are left out.</summary>
internal static class WeightedLeastSquares
{
    /// <summary>
    /// A column of which less than this share of its length remains after projection on the others is collinear.
    /// </summary>
    private const double CollinearShare = 1e-7;

    /// <summary>Residuals below this share of the explained variable's size are rounding, not noise.</summary>
    private const double RoundingShare = 1e-12;

    /// <summary>Estimates of a fit, in the columns that were kept.</summary>
    /// <param name="Coefficients">Estimates [p].</param>
    /// <param name="Covariance">Covariance of the estimates [p, p].</param>
    /// <param name="Residuals">Observed less fitted [n].</param>
    /// <param name="CookDistance">Influence of each observation [n] (Cook 1977).</param>
    internal sealed record Fit(Vector<double> Coefficients, Matrix<double> Covariance, double[] Residuals, double[] CookDistance);

    /// <summary>Columns of X that are linearly independent, in their order (Gram-Schmidt, first come, first kept).</summary>
    internal static int[] IndependentColumns(Matrix<double> x)
    {
        var basis = new List<Vector<double>>();
        var kept = new List<int>();
        for (var k = 0; k < x.ColumnCount; k++)
        {
            var column = x.Column(k);
            var length = column.L2Norm();
            // Twice is enough: one pass loses orthogonality between ln distance and its square.
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var q in basis)
                    column -= q * (q * column);
            }

            var rest = column.L2Norm();
            if (rest <= CollinearShare * length)
                continue;
            basis.Add(column / rest);
            kept.Add(k);
        }

        return [.. kept];
    }

    /// <summary>Fits y = X b with weights w; X [n, p] of full column rank, n above p.</summary>
    internal static Fit Solve(Matrix<double> x, double[] y, double[] w, int[] cluster)
    {
        var (n, p) = (x.RowCount, x.ColumnCount);
        var root = w.Select(Math.Sqrt).ToArray();
        var scaledX = Matrix<double>.Build.Dense(n, p, (i, k) => root[i] * x[i, k]);
        var scaledY = Vector<double>.Build.Dense(n, i => root[i] * y[i]);
        var qr = scaledX.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        var b = qr.Solve(scaledY);
        var rInverse = qr.R.Inverse();
        var bread = rInverse * rInverse.Transpose();

        var scaledResidual = scaledY - (scaledX * b);
        var s2 = scaledResidual.DotProduct(scaledResidual) / (n - p);
        if (Math.Sqrt(s2) <= RoundingShare * (1 + scaledY.AbsoluteMaximum()))
            s2 = 0;
        var cook = new double[n];
        for (var i = 0; s2 > 0 && i < n; i++)
        {
            var leverage = Math.Min(qr.Q.Row(i).DotProduct(qr.Q.Row(i)), 1);
            // An observation that alone decides a coefficient has leverage 1 and residual 0; it is not counted as influential.
            cook[i] = leverage < 1 - 1e-9
                ? scaledResidual[i] * scaledResidual[i] * leverage / (p * s2 * (1 - leverage) * (1 - leverage))
                : 0;
        }

        return new Fit(
            b, Covariance(scaledX, scaledResidual, bread, s2, cluster), [.. (Vector<double>.Build.Dense(y) - (x * b))], cook);
    }

    private static Matrix<double> Covariance(
        Matrix<double> scaledX, Vector<double> scaledResidual, Matrix<double> bread, double s2, int[] cluster)
    {
        var (n, p) = (scaledX.RowCount, scaledX.ColumnCount);
        var clusters = cluster.Max() + 1;
        // Fewer clusters than coefficients cannot span the sandwich; the classical covariance remains.
        if (clusters <= p)
            return s2 * bread;

        var scores = Matrix<double>.Build.Dense(clusters, p);
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < p; k++)
                scores[cluster[i], k] += scaledX[i, k] * scaledResidual[i];
        }

        var smallSample = clusters / (clusters - 1.0) * (n - 1.0) / (n - p);
        return smallSample * (bread * scores.TransposeThisAndMultiply(scores) * bread);
    }
}
