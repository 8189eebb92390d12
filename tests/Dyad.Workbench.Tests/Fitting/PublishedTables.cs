using Dyad.Testing;
using Dyad.Workbench.Fitting;

namespace Dyad.Workbench.Tests.Fitting;

/// <summary>
/// Yotov, Piermartini, Monteiro and Larch (2016), An Advanced Guide to Trade Policy Analysis, Tables 1 to 3, from the file to the
/// figure by formulas alone. Standard errors clustered by country pair.
/// </summary>
public class PublishedTables
{
    /// <summary>The tables print three decimals.</summary>
    private const double Printed = 0.0005;

    /// <summary>The pair-effects case is known to nine digits.</summary>
    private const double NineDigits = 1e-9;

    private const string Ties = "log(DIST) + CNTG + LANG + CLNY";
    private const string Resistance = "exporter^year + importer^year";
    private const string Own = "own=CASE WHEN exporter = importer THEN exporter ELSE 'international' END";

    [Fact]
    public void Table1Ppml()
    {
        var fit = (Fits.Guide("chapter1.parquet",
            $"trade ~ {Ties} | {Resistance}") with { Where = Fits.GuideInternational }).Run();
        Assert.Equal(28152, fit.Observations);
        (string, double, double)[] printed =
            [("log(DIST)", -0.841, 0.032), ("CNTG", 0.437, 0.083), ("LANG", 0.247, 0.077), ("CLNY", -0.222, 0.116)];
        Assert.All(printed, p => Holds(fit, p.Item1, p.Item2, p.Item3));
    }

    /// <summary>
    /// RESET of Table 1, to the four digits that Vargas's replication of the guide in R (the book of the package tradepolicy,
    /// estimated by capybara) prints; by least squares it rejects.
    /// </summary>
    [Fact]
    public void Table1Reset()
    {
        var ppml = Fits.Guide("chapter1.parquet", $"trade ~ {Ties} | {Resistance}") with
        {
            Where = Fits.GuideInternational, Reset = true,
        };
        Assert.Equal(0.6416, ppml.Run().Reset!.PValue, Printed);
        var least = ppml with
        {
            Formula = $"log(trade) ~ {Ties} | {Resistance}", Family = FitFamily.Gaussian,
            Where = $"{Fits.GuideInternational} AND trade > 0",
        };
        Assert.Equal(0, least.Run().Reset!.PValue, 0.00005);
    }

    [Fact]
    public void Table2OwnSalesOfEachCountry()
    {
        // The table prints the distance elasticity of each year; the ends are known.
        var request = Fits.Guide("chapter1.parquet", $"trade ~ i(year, far) + CNTG + LANG + CLNY | {Resistance} + own");
        var fit = (request with { With = ["far=CASE WHEN exporter = importer THEN 0 ELSE ln(DIST) END", Own] }).Run();
        Assert.Equal(28566, fit.Observations);
        Assert.Equal(-0.910, fit.Term("year::1986:far").Estimate, Printed);
        Assert.Equal(-0.811, fit.Term("year::2006:far").Estimate, Printed);
    }

    [Fact]
    public void Table3LeastSquares()
    {
        var request = Fits.Guide("chapter2.parquet", $"log(trade) ~ RTA + {Ties} | {Resistance}");
        var fit = (request with { Where = $"{Fits.GuideInternational} AND trade > 0", Family = FitFamily.Gaussian }).Run();
        Assert.Equal(25689, fit.Observations);
        Holds(fit, "RTA", -0.004, 0.054);
    }

    [Fact]
    public void Table3PpmlWithoutDomesticSales()
    {
        var request = Fits.Guide("chapter2.parquet", $"trade ~ RTA + {Ties} | {Resistance}");
        Holds((request with { Where = Fits.GuideInternational }).Run(), "RTA", 0.191, 0.066);
    }

    [Fact]
    public void Table3PpmlWithDomesticSales()
    {
        var fit = (Fits.Guide("chapter2.parquet", $"trade ~ RTA + {Ties} | {Resistance} + own") with { With = [Own] }).Run();
        Assert.Equal(28566, fit.Observations);
        Holds(fit, "RTA", 0.409, 0.069);
    }

    [Fact]
    public void Table3PairEffects()
    {
        var request = Fits.Guide("chapter2.parquet", $"trade ~ RTA | {Resistance} + pair");
        var fit = (request with { With = ["pair=CASE WHEN exporter = importer THEN -1 ELSE pair_id END"] }).Run();
        Assert.Equal(28482, fit.Observations);
        Assert.Equal(new FitDropped(0, 0, 0, 28566 - 28482), fit.Dropped);
        Assert.Equal(0.557185336, fit.Term("RTA").Estimate, NineDigits);
        Assert.Equal(0.102235313, fit.Term("RTA").StdError, NineDigits);
        Assert.Equal(2630486.722, fit.Deviance, 5e-4);
        Assert.Equal(new FitEffect("exporter^year", 69 * 6), fit.FixedEffects[0]);
    }

    [Fact]
    public void PanelOfEightHundredThousandRows()
    {
        var file = SharedData.Require("bench", "gravity_200x20.parquet");
        var fit = new FitRequest("trade ~ rta + ln_tariff + cu + ln_fx + ln_cost | exp_year + imp_year + pair", file)
            { Vcov = "cluster:pair", Threads = 2 }.Run();
        Assert.Equal(752380, fit.Observations);
        Assert.Equal(6166681.867315, fit.Deviance, 1e-6);
        Assert.True(fit.Converged);
    }

    private static void Holds(FitResult fit, string term, double estimate, double error)
    {
        Assert.Equal(estimate, fit.Term(term).Estimate, Printed);
        Assert.Equal(error, fit.Term(term).StdError, Printed);
    }
}
