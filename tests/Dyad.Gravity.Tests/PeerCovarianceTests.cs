using Dyad.Gravity.Covariance;
using Dyad.Gravity.Estimation;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Tests;

/// <summary>Standard errors, p-values and intervals that fixest and Stata print for Grunfeld's data.</summary>
public class PeerCovarianceTests
{
    /// <summary>fixest prints seven significant digits.</summary>
    private const double Seven = 5e-7;

    /// <summary>Stata's values are kept with 13 digits; its own sums are good for about eleven.</summary>
    private const double Stata = 1e-10;

    private static readonly Grunfeld Data = Grunfeld.Read();

    /// <summary>
    /// fixest 0.12, vignette "On standard-errors" (docs/articles/standard_errors.html of its repository): each number with the
    /// call there.
    /// </summary>
    [Fact]
    public void FixestOnStandardErrors()
    {
        var plain = Data.OnCapital(Data.Constant);
        // feols(inv ~ capital): iid, vcov = "hetero" (also vcovHC type HC1 and Stata's reg, robust).
        Same(0.0383394, Error(plain, CovarianceKind.Iid, SmallSample.Fixest));
        Same(0.06633144, Error(plain, CovarianceKind.Heteroskedastic, SmallSample.Fixest));

        var sample = Data.OnCapital(Data.Firms, Data.Years);
        var (byFirm, both) = (CovarianceKind.Clustered(Data.Firm), CovarianceKind.Clustered(Data.Firm, Data.Year));
        // feols(inv ~ capital | firm + year, vcov = "iid") with its p-value (also lm and plm).
        var iid = Covariances.Of(sample, OlsEstimator.Fit(sample), CovarianceKind.Iid, SmallSample.Fixest);
        Same(0.02597821, iid.StandardErrors[0]);
        Same(1.519204e-35, iid.Table()[0].PValue);
        Assert.Equal(30, iid.Parameters);
        // Clustered by firm: the default, which is Stata's xtreg; ssc(fixef.K = "full"), which is lm with vcovCL HC1;
        // ssc(fixef.K = "none", cluster.adj = FALSE), which is plm.
        Same(0.06328129, Error(sample, byFirm, SmallSample.Fixest));
        Same(0.06328129, Error(sample, byFirm, SmallSample.Reghdfe));
        Same(0.06493478, Error(sample, byFirm, SmallSample.Fixest with { Effects = CountedEffects.Full }));
        Same(0.05693726, Error(sample, byFirm, SmallSample.Fixest with { Effects = CountedEffects.None, Clusters = false }));
        // felm of lfe: ssc(adj = FALSE) times 199/198.
        Same(0.06016851, Math.Sqrt(199.0 / 198) * Error(sample, byFirm, SmallSample.Fixest with { Parameters = false }));
        // vcov = "twoway", and with ssc(cluster.df = "conventional"), with its p-value.
        Same(0.06041290, Error(sample, both, SmallSample.Fixest));
        var conventional = Covariances.Of(
            sample, OlsEstimator.Fit(sample), both, SmallSample.Fixest with { Factor = ClusterFactor.Conventional });
        Same(0.06213837, conventional.StandardErrors[0]);
        Same(9.273982e-05, conventional.Table()[0].PValue);
    }

    /// <summary>
    /// Stata, as the tests of statsmodels 0.13.5 keep it (regression/tests/results/results_grunfeld_ols_robust_cluster.py):
    /// estimate, standard error, t or z, p-value, lower and upper bound of 95%, of value and of capital.
    /// </summary>
    [Fact]
    public void StataRegress()
    {
        var data = Data.InSinglePrecision();
        // regress invest mvalue kstock, vce(cluster company)
        Rows(
            data.OnBoth(), CovarianceKind.Clustered(data.Firm), SmallSample.Reghdfe,
            [.11556215606596, .01589433647768, 7.2706499090564, .00004710548549, .07960666895505, .15151764317688],
            [.23067848754982, .08496711097464, 2.7149150406994, .02380515903536, .03846952885627, .42288744624337]);
        // ivreg2 invest mvalue kstock, cluster(company time) small
        Rows(
            data.OnBoth(), CovarianceKind.Clustered(data.Firm, data.Year), SmallSample.Reghdfe,
            [.11556215606596, .01635175387097, 7.0672636695645, .00005873628221, .07857191892244, .15255239320949],
            [.23067848754982, .07847391274682, 2.9395563375824, .01649863150032, .05315816373679, .40819881136285]);
        // ivreg2 invest mvalue kstock, cluster(company time)
        Rows(
            data.OnBoth(), CovarianceKind.Clustered(data.Firm, data.Year),
            SmallSample.None with { LeastSquares = Degrees.Normal },
            [.11556215606596, .01543448599542, 7.487269488613, 7.032121917e-14, .08531111939505, .14581319273688],
            [.23067848754982, .07407184066336, 3.1142534799181, .00184410987255, .08550034758104, .3758566275186]);
        // regress invest mvalue kstock [aw=1/mvalue], robust
        double[] weights = [.. data.Value.Select(v => 1 / v)];
        Rows(
            data.OnBoth(weights), CovarianceKind.Heteroskedastic, SmallSample.Reghdfe,
            [.11694307068216, .00768545583365, 15.2161528494, 4.371656843e-35, .10178674436759, .13209939699674],
            [.10410756769914, .00986959606725, 10.548310892334, 6.565731752e-21, .08464394422305, .12357119117523]);
        // regress invest mvalue kstock [aw=1/mvalue], vce(cluster company)
        Rows(
            data.OnBoth(weights), CovarianceKind.Clustered(data.Firm), SmallSample.Reghdfe,
            [.11694307068216, .02609630113434, 4.4812124936848, .00152974827456, .05790913614858, .17597700521575],
            [.10410756769914, .02285882773869, 4.5543703679489, .00137730504553, .05239730679689, .15581782860139]);
    }

    /// <summary>
    /// fixest, tests/fixest_tests.R, "Fixed-effects corrections": K of one regressor with irregular effects, and t.df.
    /// </summary>
    [Fact]
    public void FixestCountsOfParameters()
    {
        int[] first = [1, 1, 1, 1, 2, 2, 2, 3, 3, 3], second = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
        (first, second) = ([.. first, .. first], [.. second, .. second]);
        double[] x = [.. Enumerable.Range(0, 20).Select(r => Math.Sin(3.0 * r))];
        double[] y = [.. Enumerable.Range(0, 20).Select(r => Math.Cos(5.0 * r))];
        var sample = new GravitySample(y, ["x"], [x], [FixedEffect.Of("fe1", first), FixedEffect.Of("fe2", second)]);
        var fit = OlsEstimator.Fit(sample);
        var one = CovarianceKind.Clustered(first);
        Assert.Equal(6, Of(one, SmallSample.Fixest).Parameters);
        Assert.Equal(1, Of(one, SmallSample.Fixest with { Effects = CountedEffects.None }).Parameters);
        Assert.Equal(8, Of(one, SmallSample.Fixest with { Effects = CountedEffects.Full }).Parameters);
        var exact = SmallSample.Fixest with { Effects = CountedEffects.Full, Redundant = RedundantLevels.Pairwise };
        Assert.Equal(7, Of(one, exact).Parameters);
        Assert.Equal(8, Of(CovarianceKind.Iid, SmallSample.Fixest).Parameters);
        Assert.Equal(2, Of(CovarianceKind.Clustered(first, second), SmallSample.Fixest).Parameters);
        Assert.Equal(2, Of(one, SmallSample.Fixest).Degrees);
        Assert.Equal(20 - 6, Of(one, SmallSample.Fixest with { LeastSquares = Degrees.Residual }).Degrees);
        Assert.Equal(20 - 8, Of(CovarianceKind.Heteroskedastic, SmallSample.Fixest).Degrees);

        CovarianceResult Of(CovarianceKind kind, SmallSample conventions) => Covariances.Of(sample, fit, kind, conventions);
    }

    private static double Error(GravitySample sample, CovarianceKind kind, SmallSample conventions) =>
        Covariances.Of(sample, OlsEstimator.Fit(sample), kind, conventions).StandardErrors[0];

    private static void Same(double printed, double ours) => Assert.Equal(printed, ours, printed * Seven);

    private static void Rows(GravitySample sample, CovarianceKind kind, SmallSample conventions, params double[][] expected)
    {
        var fit = OlsEstimator.Fit(sample);
        var table = Covariances.Of(sample, fit, kind, conventions).Table();
        // With the constant as a term it is counted once, as before.
        var (revealed, withConstant) = InterceptEstimate.Reveal(sample, fit, "_cons");
        Rows([.. Covariances.Of(revealed, withConstant, kind, conventions).Table().Skip(1)], expected);
        Rows(table, expected);
    }

    private static void Rows(IReadOnlyList<CoefficientRow> table, double[][] expected)
    {
        for (var k = 0; k < expected.Length; k++)
        {
            var row = table[k];
            double[] ours = [row.Estimate, row.StdError, row.Statistic, row.PValue, row.ConfLow, row.ConfHigh];
            for (var i = 0; i < ours.Length; i++)
            {
                // The error of a p-value is a multiple of the statistic's; small ones were kept with ten digits.
                Assert.Equal(expected[k][i], ours[i], Math.Abs(expected[k][i]) * (i == 3 ? 100 * Stata : Stata));
            }
        }
    }
}
