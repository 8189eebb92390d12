// Symbols, Gaulier and Zignago (2010), section 2.4:
//   RD_ijt = |ln(V_i / V_j)|, the margin removed      alpha_i, beta_j, lambda_t   effects of exporter, importer, year (eq. 5)
//   kappa_k   effect of the product's chapter
//   LS_RD  = mu + alpha_i, least-squares mean          s_ij = ln of the sum of both reports, the weight (note 21)

using MathNet.Numerics.LinearAlgebra;

namespace Dyad.Evidence;

/// <summary>The mean reporting distance of one economy in one role, adjusted for its partners and years.</summary>
/// <param name="Reporter">The economy.</param>
/// <param name="Side">Its role.</param>
/// <param name="LeastSquaresMean">LS_RD: mean |log discrepancy|, adjusted.</param>
/// <param name="StdError">Standard error of its effect.</param>
/// <param name="PaperSigma">
/// The paper's standard deviation, known up to a constant that is set by convention (note 22, with + 2 standard errors where the
/// paper prints minus, so that none is negative; see docs/method/mirror.md).
/// </param>
public sealed record ReportingDistance(
    string Reporter, ReportedSide Side, double LeastSquaresMean, double StdError, double PaperSigma);

/// <summary>
/// Decomposition of reporting distances, Gaulier and Zignago (2010), eq. 5; the product effects are those of chapters.
/// </summary>
internal static class ReportingDistances
{
    /// <summary>
    /// Fits RD = mu + alpha + beta + lambda, and with products + kappa, each set of effects summing to zero, by weighted least squares.
    /// Null where the economies fall into groups that do not trade with each other, or the flows are too few.
    /// </summary>
    /// <param name="sample">Flows [n].</param>
    /// <param name="discrepancy">Log discrepancies, the margin removed [n].</param>
    /// <param name="weight">Weights [n].</param>
    internal static IReadOnlyList<ReportingDistance>? Decompose(MirrorSample sample, double[] discrepancy, double[] weight)
    {
        string[] exporters = [.. sample.Exporter.Distinct().Order(StringComparer.Ordinal)];
        string[] importers = [.. sample.Importer.Distinct().Order(StringComparer.Ordinal)];
        int[] years = [.. sample.Year.Distinct().Order()];
        string[] chapters = [.. (sample.Chapter ?? []).Distinct().Order(StringComparer.Ordinal)];
        var (importerAt, yearAt) = (1 + exporters.Length, 1 + exporters.Length + importers.Length);
        var chapterAt = yearAt + years.Length;
        var full = chapterAt + chapters.Length;

        // Normal equations of the full dummies: four entries a flow, so no design matrix of n rows is formed.
        var normal = Matrix<double>.Build.Dense(full, full);
        var right = Vector<double>.Build.Dense(full);
        double total = 0;
        for (var f = 0; f < sample.Count; f++)
        {
            int[] on =
            [
                0, 1 + Array.BinarySearch(exporters, sample.Exporter[f], StringComparer.Ordinal),
                importerAt + Array.BinarySearch(importers, sample.Importer[f], StringComparer.Ordinal),
                yearAt + Array.BinarySearch(years, sample.Year[f]),
                .. sample.Chapter is { } of
                    ? (int[])[chapterAt + Array.BinarySearch(chapters, of[f], StringComparer.Ordinal)]
                    : [],
            ];
            var rd = Math.Abs(discrepancy[f]);
            total += weight[f] * rd * rd;
            foreach (var r in on)
            {
                right[r] += weight[f] * rd;
                foreach (var c in on)
                    normal[r, c] += weight[f];
            }
        }

        var coding = SumToZero(full, (1, exporters.Length), (importerAt, importers.Length), (yearAt, years.Length),
            (chapterAt, chapters.Length));
        var coded = coding.TransposeThisAndMultiply(normal) * coding;
        if (sample.Count <= coding.ColumnCount || coded.Rank() < coding.ColumnCount)
            return null;
        var factor = coded.Cholesky();
        var solution = factor.Solve(coding.TransposeThisAndMultiply(right));
        var effects = coding * solution;
        var s2 = Math.Max(total - (solution * (coding.TransposeThisAndMultiply(right))), 0) / (sample.Count - coding.ColumnCount);
        var covariance = coding * factor.Solve(coding.Transpose());

        return
        [
            .. Means(exporters, ReportedSide.Exports, 1),
            .. Means(importers, ReportedSide.Imports, importerAt),
        ];

        IEnumerable<ReportingDistance> Means(string[] reporters, ReportedSide side, int start)
        {
            var best = Enumerable.Range(start, reporters.Length).Min(r => effects[r]);
            return reporters.Select((reporter, k) =>
            {
                var stdError = Math.Sqrt(Math.Max(s2 * covariance[start + k, start + k], 0));
                return new ReportingDistance(
                    reporter, side, effects[0] + effects[start + k], stdError,
                    Math.PI / 2 * (effects[start + k] - best + (2 * stdError)));
            });
        }
    }

    /// <summary>Maps free effects to full ones: the last effect of each set is minus the sum of the others.</summary>
    private static Matrix<double> SumToZero(int full, params (int Start, int Count)[] sets)
    {
        var coding = Matrix<double>.Build.Dense(full, 1 + sets.Sum(set => Math.Max(set.Count - 1, 0)));
        coding[0, 0] = 1;
        var column = 1;
        foreach (var (start, count) in sets)
        {
            for (var k = 0; k < count - 1; k++, column++)
            {
                coding[start + k, column] = 1;
                coding[start + count - 1, column] = -1;
            }
        }

        return coding;
    }
}
