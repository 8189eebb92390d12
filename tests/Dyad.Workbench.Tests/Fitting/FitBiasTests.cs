using System.Globalization;
using System.Text.Json;
using Dyad.Workbench.Fitting;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Fitting;

/// <summary>
/// <c>--bias-correct</c>: how the formula says whose effects are whose, and what is refused. That the correction is right is held
/// by the tests of Dyad.Gravity.
/// </summary>
public class FitBiasTests
{
    /// <summary>Sums in another order, of estimates that converged to 1e-10.</summary>
    private const double Rounding = 1e-8;

    private const string Combined = "| ey + my + p";

    private static readonly string[] Names = ["ey=exp || '_' || year", "my=imp || '_' || year", "p=exp || '>' || imp"];

    private static readonly string[] Others =
        ["both=least(exp, imp) || greatest(exp, imp)", "half=p < 'D'", "once=p || (year < 2002)"];

    /// <summary>Seven economies, four years, some rows missing; drawn with a seed.</summary>
    private static readonly string[] Panel = [.. Rows()];

    [Theory]
    [InlineData("| exp^year + imp^year + exp^imp")]
    [InlineData("| exp^imp + imp^year + exp^year")]
    [InlineData("| year^exp + imp^exp + year^imp")]
    [InlineData("| p + imp^year + exp^year")]
    [InlineData("| my + exp^imp + ey")]
    [InlineData(Combined)]
    public void ThreeWayIsToldFromTheFormula(string effects)
    {
        using var folder = new TempFolder();
        var expected = Corrected(folder, "| exp^year + imp^year + p");
        var fit = Corrected(folder, effects);
        Assert.Equal("three-way", fit.Bias!.Model);
        Assert.Equal(expected.Term("x").Estimate, fit.Term("x").Estimate, Rounding);
        Assert.Equal(expected.Term("x").StdError, fit.Term("x").StdError, Rounding);
        Assert.Contains("clustered by pair", fit.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| exp^year + imp^year", "hetero")]
    [InlineData("| imp^year + year^exp", "cluster:exp^imp")]
    [InlineData("| ey + my", "cluster:p")]
    public void TwoWayIsToldFromTheFormula(string effects, string vcov)
    {
        using var folder = new TempFolder();
        var expected = Corrected(folder, "| exp^year + imp^year", "cluster:p");
        var fit = Corrected(folder, effects, vcov);
        Assert.Equal("two-way", fit.Bias!.Model);
        Assert.Equal(0, fit.Bias.Of("x").Bias);
        Assert.Equal(expected.Term("x").StdError, fit.Term("x").StdError, Rounding);
        Assert.True(fit.Bias.Of("x").StdError < fit.Term("x").StdError);
    }

    [Fact]
    public void BothDirectionsMayBeOneClusterOrOneEffect()
    {
        using var folder = new TempFolder();
        var directed = Corrected(folder, "| exp^year + imp^year + p");
        var clustered = Corrected(folder, "| exp^year + imp^year + p", "cluster:both");
        var symmetric = Corrected(folder, "| exp^year + imp^year + both");
        Assert.Equal(directed.Term("x").Estimate, clustered.Term("x").Estimate, Rounding);
        Assert.NotEqual(directed.Term("x").StdError, clustered.Term("x").StdError, Rounding);
        Assert.NotEqual(directed.Term("x").Estimate, symmetric.Term("x").Estimate, Rounding);
        // Seven economies: 21 pairs, and seven of each with itself.
        Assert.Contains("(28 clusters)", symmetric.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEconomyInACrossSectionHasOneEffectOfEachSide()
    {
        using var folder = new TempFolder();
        var fit = (Request(folder, "| exp + imp") with { Where = "year = 2001", Vcov = "cluster:both" }).Run();
        Assert.Equal("two-way", fit.Bias!.Model);
        Assert.True(fit.Bias.Of("x").StdError < fit.Term("x").StdError);
    }

    /// <summary>Else each row would be a cluster.</summary>
    [Fact]
    public void EconomiesByYearInOneColumnAskForTheirPairs()
    {
        using var folder = new TempFolder();
        var request = Request(folder, "| ey + iy") with { With = ["ey=exp || '-' || year", "iy=imp || '-' || year"] };
        Assert.Contains("blocks, as economies by year do", Assert.Throws<UserException>(request.Run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheUncorrectedStandBeside()
    {
        using var folder = new TempFolder();
        var plain = (Request(folder, Combined) with { BiasCorrect = false, Vcov = "cluster:p" }).Run();
        var fit = Corrected(folder, Combined);
        var before = fit.Bias!.Of("x");
        Assert.Equal(plain.Term("x").Estimate, before.Estimate);
        Assert.Equal(plain.Term("x").StdError, before.StdError);
        Assert.Equal(before.Estimate - before.Bias, fit.Term("x").Estimate);
        var json = JsonDocument.Parse(FitJson.Write(fit)).RootElement;
        Assert.Equal("three-way", json.GetProperty("bias_correction").GetProperty("model").GetString());
        var term = json.GetProperty("coefficients")[0];
        Assert.Equal(before.Estimate, term.GetProperty("uncorrected_estimate").GetDouble());
        Assert.Equal(before.StdError, term.GetProperty("uncorrected_std_error").GetDouble());
        Assert.Equal(before.Bias, term.GetProperty("bias").GetDouble());
        Assert.Equal(fit.Term("x").Estimate, term.GetProperty("estimate").GetDouble());
    }

    [Fact]
    public void TheGuidesPairEffectsAreSymmetricAndDomesticSalesShareOne()
    {
        // Yotov et al. (2016), Table 3: 0.557 (0.102) before.
        var request = Fits.Guide("chapter2.parquet", "trade ~ RTA | exporter^year + importer^year + pair");
        string[] with = ["pair=CASE WHEN exporter = importer THEN -1 ELSE pair_id END"];
        var fit = (request with { With = with, BiasCorrect = true }).Run();
        var before = fit.Bias!.Of("RTA");
        Assert.Equal((0.557, 0.102), (Math.Round(before.Estimate, 3), Math.Round(before.StdError, 3)));
        Assert.InRange(Math.Abs(before.Bias), 1e-4, before.StdError);
        Assert.InRange(fit.Term("RTA").StdError, before.StdError, 2 * before.StdError);
    }

    [Theory]
    [InlineData("| exp", "1 sets of effects; it takes exporter^year + importer^year")]
    [InlineData("| exp^year + imp", "which of exp^year + imp are whose?")]
    [InlineData("| exp^imp^year + year", "which of exp^imp^year + year are whose?")]
    [InlineData("| exp^year + imp^year + half", "a level of half holds several pairs of economies")]
    [InlineData("| exp^year + imp^year + exp", "which of exp^year + imp^year + exp are whose?")]
    [InlineData("| exp^year + imp^year + once", "once changes within a pair of economies")]
    [InlineData("| ey + my + both", "no telling whose they are")]
    public void AModelOfAnotherShapeIsRefused(string effects, string part)
    {
        using var folder = new TempFolder();
        Refused(Request(folder, effects), part);
    }

    [Fact]
    public void OptionsThatDoNotGoTogetherAreRefused()
    {
        using var folder = new TempFolder();
        var request = Request(folder, Combined);
        Refused(request with { Family = FitFamily.Gaussian }, "corrects PPML");
        Refused(request with { Ssc = "fixest" }, "--ssc stata");
        Refused(request with { Vcov = "iid" }, "errors are clustered by pair");
        Refused(request with { Vcov = "cluster:p,exp" }, "errors are clustered by pair");
        Refused(request with { Vcov = "cluster:exp" }, "clusters are to be pairs of economies");
    }

    private static void Refused(FitRequest request, string part)
    {
        var message = Assert.Throws<UserException>(request.Run).Message;
        Assert.StartsWith("--bias-correct: ", message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    private static FitResult Corrected(TempFolder folder, string effects, string vcov = "hetero") =>
        (Request(folder, effects) with { Vcov = vcov }).Run();

    private static FitRequest Request(TempFolder folder, string effects) =>
        Fits.Csv(folder, $"flow ~ x {effects}", Panel) with { With = [.. Names, .. Others], BiasCorrect = true };

    private static IEnumerable<string> Rows()
    {
        yield return "exp,imp,year,flow,x";
        var random = new Random(3);
        for (var i = 0; i < 7; i++)
        {
            for (var j = 0; j < 7; j++)
            {
                for (var t = 2000; t < 2004; t++)
                {
                    var (x, flow) = (random.NextDouble(), random.NextDouble() * (i + 1) * (j + 2));
                    var row = $"{(char)('A' + i)},{(char)('A' + j)},{t}";
                    if (random.NextDouble() > 0.1)
                        yield return string.Create(CultureInfo.InvariantCulture, $"{row},{flow},{x}");
                }
            }
        }
    }
}
