using Dyad.Gravity.Covariance;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;

namespace Dyad.Gravity.Tests;

public class CovarianceTests
{
    /// <summary>Pseudo-inverses of some thirty columns are exact to about 1e-9 of the covariance.</summary>
    private const double Dense = 1e-7;

    /// <summary>The same sums in another order.</summary>
    private const double Rounding = 1e-10;

    [Property(MaxTest = 15, EndSize = RandomDesign.Seeds)]
    public void EachKindSumsOverThePairsOfRowsThatMayDepend(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 6);
        var (i, j) = Members(panel);
        var year = Years(panel);
        var sample = panel.Sample();
        foreach (var poisson in new[] { true, false })
        {
            Estimate fit = poisson ? PpmlEstimator.Fit(sample) : OlsEstimator.Fit(sample);
            if (fit.Collinear.Count > 0)
                return;
            Check(CovarianceKind.Heteroskedastic, (r, q) => r == q);
            Check(CovarianceKind.Clustered(panel.Pair), (r, q) => panel.Pair[r] == panel.Pair[q]);
            Check(CovarianceKind.Clustered(i, j), (r, q) => i[r] == i[q] || j[r] == j[q]);
            Check(CovarianceKind.Clustered(i, j, year), (r, q) => i[r] == i[q] || j[r] == j[q] || year[r] == year[q]);
            Check(CovarianceKind.Dyadic(i, j), (r, q) => i[r] == i[q] || i[r] == j[q] || j[r] == i[q] || j[r] == j[q]);

            void Check(CovarianceKind kind, Func<int, int, bool> depend)
            {
                var reference = DenseReference.Sandwich(sample, fit, poisson, depend);
                var ours = Covariances.Of(sample, fit, kind, SmallSample.None).Matrix;
                // A sum over dependent pairs may cancel; what it is made of does not.
                var scale = DenseReference.Sandwich(sample, fit, poisson, (r, q) => r == q).Trace();
                for (var c = 0; c < 4; c++)
                    Assert.Equal(reference[c / 2, c % 2], ours[c], Dense * scale);
            }
        }
    }

    [Property(MaxTest = 15, EndSize = RandomDesign.Seeds)]
    public void IidIsTheInverseHessian(int seed)
    {
        var panel = RandomPanel.Make(seed, economies: 6);
        var sample = panel.Sample();
        var (ppml, ols) = (PpmlEstimator.Fit(sample), OlsEstimator.Fit(sample));
        if (ppml.Collinear.Count + ols.Collinear.Count > 0)
            return;
        // Σ ω x̃ x̃' from residuals of dense dummies.
        Check(ppml, [.. panel.Weights.Select((w, r) => ppml.Used[r] ? w * ppml.Fitted[r] : 0)], 1);
        Check(ols, panel.Weights, ols.SumOfSquares / (ols.Observations - 1));

        void Check(Estimate fit, double[] working, double variance)
        {
            double[][] x = [.. panel.X.Select(v => DenseReference.Residuals(v, sample.Effects, working))];
            double Cross(int a, int b) => working.Select((w, r) => w * x[a][r] * x[b][r]).Sum();
            var determinant = (Cross(0, 0) * Cross(1, 1)) - (Cross(0, 1) * Cross(0, 1));
            double[] adjoint = [Cross(1, 1), -Cross(0, 1), -Cross(0, 1), Cross(0, 0)];
            double[] inverse = [.. adjoint.Select(c => c / determinant)];
            var ours = Covariances.Of(sample, fit, CovarianceKind.Iid, SmallSample.None).Matrix;
            for (var c = 0; c < 4; c++)
                Assert.Equal(variance * inverse[c], ours[c], Dense * variance * (inverse[0] + inverse[3]));
        }
    }

    [Property(MaxTest = 20, EndSize = RandomDesign.Seeds)]
    public void AVariableTwiceIsOneVariable(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var fit = PpmlEstimator.Fit(panel.Sample());
        Same(panel.Sample(), fit, CovarianceKind.Clustered(panel.Pair), CovarianceKind.Clustered(panel.Pair, panel.Pair));
    }

    [Property(MaxTest = 20, EndSize = RandomDesign.Seeds)]
    public void EachRowAClusterIsHeteroskedastic(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var fit = PpmlEstimator.Fit(panel.Sample());
        int[] rows = [.. Enumerable.Range(0, panel.Rows)];
        Same(panel.Sample(), fit, CovarianceKind.Heteroskedastic, CovarianceKind.Clustered(rows));
    }

    [Property(MaxTest = 20, EndSize = RandomDesign.Seeds)]
    public void NumbersOfClustersAreNamesOnly(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var fit = PpmlEstimator.Fit(panel.Sample());
        // Far apart: a dictionary finds them; near: a table does.
        int[] far = [.. panel.Pair.Select(p => (p - 7) * 10_000_019)];
        Same(panel.Sample(), fit, CovarianceKind.Clustered(panel.Pair), CovarianceKind.Clustered(far));
    }

    [Property(MaxTest = 20, EndSize = RandomDesign.Seeds)]
    public void DyadsWithoutACommonMemberAreClusters(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var fit = PpmlEstimator.Fit(panel.Sample());
        int[] first = [.. panel.Pair.Select(p => 2 * p)], second = [.. panel.Pair.Select(p => (2 * p) + 1)];
        var (pairs, dyads) = (
            Covariances.Of(panel.Sample(), fit, CovarianceKind.Clustered(panel.Pair), SmallSample.None),
            Covariances.Of(panel.Sample(), fit, CovarianceKind.Dyadic(second, first), SmallSample.None));
        Assert.Equal(2 * pairs.Clusters, dyads.Clusters);
        Equal(pairs.Matrix, dyads.Matrix);
    }

    [Property(MaxTest = 20, EndSize = RandomDesign.Seeds)]
    public void WhoOfADyadIsFirstDoesNotMatter(int seed)
    {
        var panel = RandomPanel.Make(seed);
        var fit = OlsEstimator.Fit(panel.Sample());
        var (i, j) = Members(panel);
        Same(panel.Sample(), fit, CovarianceKind.Dyadic(i, j), CovarianceKind.Dyadic(j, i));
    }

    /// <summary>Holds for clusters without K; not for rows as clusters, since a doubled row is two.</summary>
    [Property(MaxTest = 20, EndSize = RandomDesign.Seeds)]
    public void WeightsOfTwoAreDoubledRowsWithinClusters(int seed)
    {
        var panel = RandomPanel.Make(seed, weighted: false);
        int[] twice = [.. Enumerable.Range(0, panel.Rows).SelectMany(r => new[] { r, r })];
        var (heavy, doubled) = (panel with { Weights = [.. panel.Weights.Select(w => 2 * w)] }, panel.Reordered(twice));
        var (a, b) = (
            Covariances.Of(heavy.Sample(), PpmlEstimator.Fit(heavy.Sample()), CovarianceKind.Clustered(heavy.Pair)),
            Covariances.Of(doubled.Sample(), PpmlEstimator.Fit(doubled.Sample()), CovarianceKind.Clustered(doubled.Pair)));
        Assert.Equal(a.Clusters, b.Clusters);
        for (var c = 0; c < a.Matrix.Length; c++)
            Assert.Equal(a.Matrix[c], b.Matrix[c], 1e-8 * (1 + Math.Abs(a.Matrix[c])));
    }

    [Fact]
    public void AMatrixThatIsNotDefiniteIsRepairedAndSaysSo()
    {
        var (negative, repaired) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var panel = RandomPanel.Make(seed, economies: 4);
            var (i, j) = Members(panel);
            var fit = OlsEstimator.Fit(panel.Sample());
            var kind = CovarianceKind.Clustered(i, j);
            var raw = Covariances.Of(panel.Sample(), fit, kind, SmallSample.None);
            var careful = Covariances.Of(panel.Sample(), fit, kind, SmallSample.None with { Repair = Repair.NegativeEigenvalue });
            var fixest = Covariances.Of(panel.Sample(), fit, kind, SmallSample.None with { Repair = Repair.NegativeVariance });
            Assert.False(raw.Repaired);
            if (raw.Matrix.All(double.IsNaN))
                continue;
            var indefinite = raw.StandardErrors.Any(double.IsNaN);
            Assert.Equal(indefinite, fixest.Repaired);
            negative += indefinite ? 1 : 0;
            if (careful.Repaired)
            {
                repaired++;
                Assert.True((careful.Matrix[0] * careful.Matrix[3]) - (careful.Matrix[1] * careful.Matrix[2]) >= -Rounding);
                // Zero in place of negative eigenvalues adds a positive matrix.
                for (var k = 0; k < 2; k++)
                    Assert.True(careful.Matrix[3 * k] >= Math.Max(raw.Matrix[3 * k], 0) - Rounding);
            }
            else
            {
                Assert.Equal(raw.Matrix, careful.Matrix);
            }
        }

        Assert.True(negative > 0 && repaired > negative, $"{negative} negative variances, {repaired} repaired");
    }

    [Fact]
    public void BadRequestsAreRefused()
    {
        var panel = RandomPanel.Make(3);
        var (sample, fit) = (panel.Sample(), PpmlEstimator.Fit(panel.Sample()));
        Assert.Throws<ArgumentException>(() => CovarianceKind.Clustered());
        Assert.Throws<ArgumentException>(() => Covariances.Of(sample, fit, CovarianceKind.Clustered([1, 2, 3])));
        Assert.Throws<ArgumentException>(() => Covariances.Of(sample, fit, CovarianceKind.Dyadic(panel.Pair, [1])));
        var result = Covariances.Of(sample, fit, CovarianceKind.Heteroskedastic);
        Assert.Throws<ArgumentOutOfRangeException>(() => result.Table(95));
        Assert.Equal(double.PositiveInfinity, result.Degrees);
    }

    [Fact]
    public void AsManyParametersAsRowsLeaveNoErrorToMeasure()
    {
        var few = new GravitySample([1, 2, 3], ["x"], [[1, 0, 2]], [new FixedEffect("a", [0, 0, 1], 2)]);
        var result = Covariances.Of(few, OlsEstimator.Fit(few), CovarianceKind.Iid, SmallSample.Fixest);
        Assert.Equal(double.NaN, result.StandardErrors[0]);
    }

    /// <summary>Economies of exporter and importer, which the year's effects number on.</summary>
    private static (int[] Exporter, int[] Importer) Members(RandomPanel panel)
    {
        var economies = (panel.Exporter.Count - 1) / 2;
        return ([.. panel.Exporter.Levels.Select(l => l % economies)], [.. panel.Importer.Levels.Select(l => l % economies)]);
    }

    private static int[] Years(RandomPanel panel) => [.. panel.Exporter.Levels.Select(l => l / ((panel.Exporter.Count - 1) / 2))];

    private static void Same(GravitySample sample, Estimate fit, CovarianceKind a, CovarianceKind b)
    {
        var (first, second) = (Covariances.Of(sample, fit, a), Covariances.Of(sample, fit, b));
        Assert.Equal(first.Clusters, second.Clusters);
        Equal(first.Matrix, second.Matrix);
    }

    private static void Equal(double[] a, double[] b)
    {
        var scale = a.Max(Math.Abs);
        for (var c = 0; c < a.Length; c++)
            Assert.Equal(a[c], b[c], Rounding * scale);
    }
}
