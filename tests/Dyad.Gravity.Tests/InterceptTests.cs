using Dyad.Gravity.Covariance;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using FsCheck.Xunit;

namespace Dyad.Gravity.Tests;

/// <summary>Models whose only effect is the constant.</summary>
public class InterceptTests
{
    /// <summary>Of a regressor near a million with a spread of one ten digits are left, and its errors are squares of that.</summary>
    private const double Shifted = 1e-8;

    private static readonly double[] Flow = [1, 3, 2, 5, 4, 7];

    /// <summary>R 4.2.2: summary(lm(y ~ x)) with x = 1000001, ..., 1000006.</summary>
    [Fact]
    public void ErrorsFarFromTheOriginAreThoseOfR()
    {
        var (sample, fit) = Line(1e6, s => OlsEstimator.Fit(s));
        var errors = Covariances.Of(sample, fit, CovarianceKind.Iid).StandardErrors;
        Assert.Equal(2.62381438624e5, errors[0], 2.6e5 * Shifted);
        Assert.Equal(2.62380520292e-1, errors[1], 0.26 * Shifted);
    }

    [Property(MaxTest = 50)]
    public void AShiftOfARegressorMovesTheConstantAlone(int seed)
    {
        var shift = 1e6 * Math.Cos(seed);
        int[] clusters = [0, 0, 1, 1, 2, 2];
        foreach (var estimate in new Func<GravitySample, Estimate>[] { s => OlsEstimator.Fit(s), s => PpmlEstimator.Fit(s) })
        {
            foreach (var kind in new[] { CovarianceKind.Iid, CovarianceKind.Heteroskedastic, CovarianceKind.Clustered(clusters) })
            {
                var (a, b) = (Errors(0), Errors(shift));
                Assert.Equal(a, b, a * Shifted);

                double Errors(double by)
                {
                    var (sample, fit) = Line(by, estimate);
                    return Covariances.Of(sample, fit, kind).StandardErrors[1];
                }
            }
        }
    }

    [Fact]
    public void AsManyParametersAsRowsLeaveNoErrors()
    {
        var sample = new GravitySample(
            [1, 3, 5], ["x", "z"], [[2, 4, 1], [1, 0, 7]], [new FixedEffect("constant", new int[3], 1)]);
        var (revealed, fit) = InterceptEstimate.Reveal(sample, PpmlEstimator.Fit(sample), "constant");
        var covariance = Covariances.Of(revealed, fit, CovarianceKind.Heteroskedastic, SmallSample.None);
        Assert.All(covariance.StandardErrors, e => Assert.True(double.IsNaN(e)));
    }

    private static (GravitySample Sample, Estimate Fit) Line(double shift, Func<GravitySample, Estimate> estimate)
    {
        var sample = new GravitySample(
            Flow, ["x"], [[.. Enumerable.Range(1, Flow.Length).Select(i => i + shift)]], [new FixedEffect("constant", new int[Flow.Length], 1)]);
        return InterceptEstimate.Reveal(sample, estimate(sample), "constant");
    }
}
