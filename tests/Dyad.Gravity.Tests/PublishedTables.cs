using System.Globalization;
using Dyad.Gravity.Covariance;
using Dyad.Gravity.Ols;
using Dyad.Gravity.Ppml;
using Dyad.Gravity.Specification;
using Dyad.Testing;

namespace Dyad.Gravity.Tests;

/// <summary>
/// Yotov, Piermartini, Monteiro and Larch (2016), An Advanced Guide to Trade Policy Analysis: The Structural Gravity Model,
/// Tables 1 and 3, with standard errors clustered by country pair; and the gravity equation of gegravity's sample.
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

    /// <summary>
    /// The gravity equation of gegravity's documentation on its sample of 30 economies in 2006, robust errors: estimates and covariances
    /// of Stata's ppmlhdfe as examples/examples_MonteCarloGE.py prints them (peter-herman/gegravity 358cba1).
    /// </summary>
    [Fact]
    public void ArmingtonSample()
    {
        string[] terms = ["lndist", "contiguity", "common_language", "pta", "international"];
        double[] estimates = [-0.3898623, 0.891577, 0.0326249, 0.4711383, -3.412584];
        double[] printedErrors = [0.0729915, 0.1327354, 0.0840702, 0.1076578, 0.2151235];
        double[] printedCovariances =
        [
            0.00532776, 0.00504029, 0.00093778, 0.00473823, -0.01440259,
            0.00504029, 0.01761868, -0.00175404, -0.00030881, -0.01492965,
            0.00093778, -0.00175404, 0.00706779, 0.00249937, 0.00136678,
            0.00473823, -0.00030881, 0.00249937, 0.01159021, -0.01538926,
            -0.01440259, -0.01492965, 0.00136678, -0.01538926, 0.04627812,
        ];
        var lines = File.ReadAllLines(SharedData.Require("armington-sample", "sample_2006.csv"));
        var columns = lines[0].Split(',').Index().ToDictionary(c => c.Item, c => c.Index);
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        var sample = new GravitySample(
            Numbers("trade"), terms, [.. terms.Select(Numbers)],
            [FixedEffect.Of("exporter", Texts("exporter")), FixedEffect.Of("importer", Texts("importer"))]);
        var fit = PpmlEstimator.Fit(sample);
        var covariance = Covariances.Of(sample, fit, CovarianceKind.Heteroskedastic);
        for (var k = 0; k < terms.Length; k++)
        {
            // Stata prints seven significant digits, of the largest estimate six decimals.
            Assert.Equal(estimates[k], fit.Coefficients[k], 6e-7);
            Assert.Equal(printedErrors[k], covariance.StandardErrors[k], 6e-8);
        }

        Assert.All(printedCovariances.Zip(covariance.Matrix), c => Assert.Equal(c.First, c.Second, 6e-9));

        IEnumerable<string> Texts(string column) => rows.Select(r => r[columns[column]]);
        double[] Numbers(string column) => [.. Texts(column).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
    }
}
