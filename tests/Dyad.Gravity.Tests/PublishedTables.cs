using Dyad.Gravity.Covariance;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Tests;

/// <summary>
/// Yotov, Piermartini, Monteiro and Larch (2016), An Advanced Guide to Trade Policy Analysis: The Structural Gravity Model,
/// Tables 1 and 3. Standard errors clustered by country pair.
/// </summary>
public class PublishedTables
{
    /// <summary>The tables print three decimals.</summary>
    private const double Printed = 0.0005;

    /// <summary>The pair-effects case is known to nine digits.</summary>
    private const double NineDigits = 1e-9;

    [Fact]
    public void Table1Ppml()
    {
        var panel = GuidePanel.Read("chapter1.parquet", domestic: false);
        var sample = new GravitySample(
            panel.Trade, ["lnDIST", "CNTG", "LANG", "CLNY"], [panel.LnDist, panel.Contiguity, panel.Language, panel.Colony],
            [panel.ExporterYear, panel.ImporterYear]);
        var fit = PpmlEstimator.Fit(sample);
        var errors = Covariances.Of(sample, fit, CovarianceKind.Clustered(panel.Pair)).StandardErrors;
        Assert.Equal(28152, fit.Observations);
        double[] estimates = [-0.841, 0.437, 0.247, -0.222];
        double[] printedErrors = [0.032, 0.083, 0.077, 0.116];
        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(estimates[k], fit.Coefficients[k], Printed);
            Assert.Equal(printedErrors[k], errors[k], Printed);
        }
    }

    [Fact]
    public void Table3LeastSquares()
    {
        var panel = GuidePanel.Read("chapter2.parquet", domestic: false);
        double[] traded = [.. panel.Trade.Select(y => y > 0 ? 1.0 : 0)];
        var sample = new GravitySample(
            [.. panel.Trade.Select(y => y > 0 ? Math.Log(y) : 0)], ["lnDIST", "CNTG", "LANG", "CLNY", "RTA"],
            [panel.LnDist, panel.Contiguity, panel.Language, panel.Colony, panel.Rta], [panel.ExporterYear, panel.ImporterYear], traded);
        var fit = OlsEstimator.Fit(sample);
        Assert.Equal(25689, fit.Observations);
        Assert.Equal(-0.004, fit["RTA"], Printed);
        Assert.Equal(0.054, Covariances.Of(sample, fit, CovarianceKind.Clustered(panel.Pair)).StandardErrors[4], Printed);
    }

    [Fact]
    public void Table3PpmlWithoutDomesticSales()
    {
        var panel = GuidePanel.Read("chapter2.parquet", domestic: false);
        var sample = new GravitySample(
            panel.Trade, ["lnDIST", "CNTG", "LANG", "CLNY", "RTA"],
            [panel.LnDist, panel.Contiguity, panel.Language, panel.Colony, panel.Rta], [panel.ExporterYear, panel.ImporterYear]);
        var fit = PpmlEstimator.Fit(sample);
        Assert.Equal(0.191, fit["RTA"], Printed);
        Assert.Equal(0.066, Covariances.Of(sample, fit, CovarianceKind.Clustered(panel.Pair)).StandardErrors[4], Printed);
    }

    [Fact]
    public void Table3PpmlWithDomesticSales()
    {
        var panel = GuidePanel.Read("chapter2.parquet", domestic: true);
        var own = FixedEffect.Of("own", panel.Exporter.Zip(panel.Domestic, (e, d) => d ? e : "international"));
        var sample = new GravitySample(
            panel.Trade, ["lnDIST", "CNTG", "LANG", "CLNY", "RTA"],
            [panel.LnDist, panel.Contiguity, panel.Language, panel.Colony, panel.Rta],
            [panel.ExporterYear, panel.ImporterYear, own]);
        var fit = PpmlEstimator.Fit(sample);
        Assert.Equal(28566, fit.Observations);
        Assert.Equal(0.409, fit["RTA"], Printed);
        Assert.Equal(0.069, Covariances.Of(sample, fit, CovarianceKind.Clustered(panel.Pair)).StandardErrors[4], Printed);
    }

    [Fact]
    public void Table3PairEffects()
    {
        var panel = GuidePanel.Read("chapter2.parquet", domestic: true);
        var pair = FixedEffect.Of("pair", panel.Pair.Zip(panel.Domestic, (p, d) => d ? -1 : p));
        var sample = new GravitySample(panel.Trade, ["RTA"], [panel.Rta], [panel.ExporterYear, panel.ImporterYear, pair]);
        var fit = PpmlEstimator.Fit(sample);
        Assert.Equal(28482, fit.Observations);
        Assert.Equal(0.557185336, fit["RTA"], NineDigits);
        Assert.Equal(2630486.722, fit.Deviance, 5e-3);
        var errors = Covariances.Of(sample, fit, CovarianceKind.Clustered(panel.Pair)).StandardErrors;
        Assert.Equal(0.102235313, errors[0], NineDigits);
    }
}
