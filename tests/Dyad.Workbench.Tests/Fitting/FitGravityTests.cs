using System.Text.Json;
using Dyad.Data;
using Dyad.Workbench.Fitting;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Fitting;

/// <summary>The use case on small files: what is dropped, what is said, what is refused.</summary>
public class FitGravityTests
{
    /// <summary>Sums of some ten numbers.</summary>
    private const double Rounding = 1e-9;

    private static readonly string[] Small =
        ["flow,x,who,when", "1,1,a,2000", "3,2,a,2001", "0,3,b,2000", "8,4,b,2001", "2,2,c,2000", "5,1,c,2001"];

    [Fact]
    public void SumsOfFittedFlowsAreThoseOfTheFlows()
    {
        // With a dummy of each group alone PPML fits the mean of each: exp of the constant is that of the first.
        using var folder = new TempFolder();
        var fit = Fits.Csv(folder, "flow ~ i(who)", Small).Run();
        Assert.Equal(Math.Log(2), fit.Term("(Intercept)").Estimate, Rounding);
        Assert.Equal(Math.Log(4.0 / 2), fit.Term("who::b").Estimate, Rounding);
        Assert.Equal(Math.Log(3.5 / 2), fit.Term("who::c").Estimate, Rounding);
    }

    [Fact]
    public void TheOrderOfTermsAndOfEffectsDoesNotMatter()
    {
        using var folder = new TempFolder();
        var one = Fits.Csv(folder, "flow ~ x + i(when) | who", Small).Run();
        var other = Fits.Csv(folder, "flow ~ i(when) + x | who", Small).Run();
        foreach (var c in one.Coefficients)
            Assert.Equal(c.Estimate, other.Term(c.Term).Estimate, Rounding);
    }

    [Fact]
    public void AWeightOfTwoIsARowTwice()
    {
        using var folder = new TempFolder();
        string[] data = ["flow,x,w", "1,1,2", "3,2,1", "9,3,0", "2,4,1"];
        var weighted = (Fits.Csv(folder, "flow ~ x", data) with { Weights = "w" }).Run();
        var twice = Fits.Csv(folder, "flow ~ x", "flow,x", "1,1", "1,1", "3,2", "2,4").Run();
        Assert.Equal(twice.Term("x").Estimate, weighted.Term("x").Estimate, Rounding);
        Assert.Equal((1, 3), (weighted.ZeroWeight, weighted.Observations));
        var dropped = JsonDocument.Parse(FitJson.Write(weighted)).RootElement.GetProperty("dropped");
        Assert.Equal(1, dropped.GetProperty("zero_weight").GetInt32());
    }

    [Fact]
    public void AnOffsetIsATermWhoseCoefficientIsOne()
    {
        using var folder = new TempFolder();
        string[] data = ["flow,x,size", "1,1,2", "3,2,1", "9,3,7", "2,4,3"];
        var offset = (Fits.Csv(folder, "flow ~ x", data) with { Offset = "log(size)" }).Run();
        var rate = (Fits.Csv(folder, "flow/size ~ x", data) with { Weights = "size" }).Run();
        Assert.Equal(rate.Term("x").Estimate, offset.Term("x").Estimate, Rounding);
    }

    [Fact]
    public void AddedColumnsAndAConditionSeeEachOther()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "flow ~ z", Small) with { With = ["y=x * 2", "z=y + 1"] };
        Assert.Equal(4, (request with { Where = "z > 3 -- not the first" }).Run().Observations);
    }

    [Fact]
    public void WhatDependsOnTheEffectsIsNamed()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "flow ~ x + size | who", Small);
        Assert.Equal(["size"], (request with { With = ["size=CASE who WHEN 'a' THEN 1 ELSE 7 END"] }).Run().Collinear);
    }

    [Fact]
    public void TheJsonHoldsWhatIsPromisedAndNothingElse()
    {
        using var folder = new TempFolder();
        var json = FitJson.Write(Fits.Csv(folder, "flow ~ x + I(2 * x) | who", Small).Run());
        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal(
            ["coefficients", "observations", "dropped", "collinear", "deviance", "log_likelihood", "pseudo_r2", "iterations",
                "converged",
                "fixed_effects", "seconds", "peak_bytes"],
            Names(root));
        Assert.Equal(
            ["term", "estimate", "std_error", "statistic", "p_value", "conf_low", "conf_high"],
                Names(root.GetProperty("coefficients")[0]));
        Assert.Equal(["missing", "zero_weight", "singletons", "separated", "all_zero"], Names(root.GetProperty("dropped")));
        Assert.Equal(["name", "levels"], Names(root.GetProperty("fixed_effects")[0]));
        Assert.Equal(["read", "fit"], Names(root.GetProperty("seconds")));
        Assert.Equal("I(2 * x)", Assert.Single(root.GetProperty("collinear").EnumerateArray()).GetString());
        Assert.True(root.GetProperty("converged").GetBoolean());
        Assert.True(root.GetProperty("peak_bytes").GetInt64() > 0);
    }

    [Fact]
    public void TheSameBitsForTheSameThreads()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "flow ~ x + i(when) | who", Small) with { Threads = 2 };
        var (one, other) = (request.Run(), request.Run());
        Assert.Equal(one.Coefficients, other.Coefficients);
        Assert.Equal(one.Deviance, other.Deviance);
    }

    [Theory]
    [InlineData("flow ~ dist", "unknown column 'dist'", "near: DIST")]
    [InlineData("flow ~ DISTT + X1", "unknown column 'DISTT'", "near: DIST")]
    [InlineData("flow ~ i(wen)", "unknown column 'wen'", "near: when")]
    [InlineData("flow ~ x | exporter^year", "unknown column 'exporter'", "there are: flow, DIST")]
    public void AnUnknownColumnIsShownAtItsPlace(string formula, params string[] parts)
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, formula, "flow,DIST,when,x", "1,1,1,1");
        var fault = Assert.Throws<UserException>(() => (request with { With = ["dIsTaNcE=1"] }).Run());
        Assert.All(parts, p => Assert.Contains(p, fault.Message, StringComparison.Ordinal));
        var (typed, position) = fault.Place!.Value;
        Assert.Contains(typed[position..].Split(' ', ')', '^')[0], fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "abc", "column x holds text ('abc')", "TRY_CAST(x AS DOUBLE)")]
    [InlineData("x", "2", "", "")]
    [InlineData("x", "inf", "data.csv: column x holds Infinity (row 2 of", "--with \"x=CASE WHEN isfinite(x)")]
    [InlineData("x", "nan", "data.csv: column x holds NaN (row 2 of", "--with \"x=CASE WHEN isfinite(x)")]
    [InlineData("flow", "-1", "data.csv: flow: -1 is below zero (row 2", "--where \"flow >= 0\" leaves")]
    public void ABadValueIsToldOfWithItsPlace(string column, string value, string part, string cure)
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(
            folder, "flow ~ x", "flow,x", "1,1", column == "x" ? $"2,{value}" : $"{value},2", "3,5");
        if (part.Length == 0)
        {
            Assert.Equal(3, request.Run().Observations);
            return;
        }

        var fault = Assert.ThrowsAny<Exception>(() => request.Run());
        Assert.True(fault is UserException or FactException, fault.ToString());
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.Contains(cure, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void NothingIsLostInSilence()
    {
        using var folder = new TempFolder();
        string[] data = ["flow,x,when", "0,1,1.5", "1,,2.5", "2,0,1.5", "3,2,nan", "4,3,2.5", "5,5,1.5", ",4,1.5"];
        var request = Fits.Csv(folder, "log(flow) ~ x", data) with { Family = FitFamily.Gaussian };
        Fault(request, "log(flow): no value where flow is 0 (row 1 of those read); --where \"flow > 0\" leaves such rows out");
        // A row that is missing anyway is no fault; an empty cell is missing.
        var kept = (request with { Where = "flow > 0" }).Run();
        Assert.Equal((1, 4), (kept.Dropped.Missing, kept.Observations));
        Fault(request with { Formula = "flow ~ log(x)" }, "log(x): no value where x is 0 (row 3");
        Fault(request with { Formula = "flow ~ 1 | when" }, "column when holds NaN (row 4");
        Assert.Equal(2, (request with { Formula = "flow ~ x" }).Run().Dropped.Missing);
        var mended = request with { Formula = "flow ~ 1 | when", With = ["when=CASE WHEN isfinite(\"when\") THEN \"when\" END"] };
        Assert.Equal(2, mended.Run().Dropped.Missing);

        static void Fault(FitRequest request, string part)
        {
            var fault = Assert.ThrowsAny<Exception>(() => request.Run());
            Assert.True(fault is UserException or FactException, fault.ToString());
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
            Assert.StartsWith(request.File, fault.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Levels that are joined one to the next, three rows each, are more steps apart than are taken.</summary>
    [Theory]
    [InlineData(FitFamily.Poisson)]
    [InlineData(FitFamily.Gaussian)]
    public void EffectsThatCouldNotBeSolvedAreTheCause(FitFamily family)
    {
        using var folder = new TempFolder();
        var random = new Random(1);
        var rows = Enumerable.Range(0, 20_000).Select(i => $"{random.Next(1, 9)},{random.Next(9)},{i / 3},{(i + 1) / 3}");
        var request = Fits.Csv(folder, "y ~ x | a + b", ["y,x,a,b", .. rows]) with { Family = family };
        var fault = Assert.Throws<UserException>(() => request.Run());
        Assert.StartsWith("did not converge: the fixed effects were not solved in 2000 steps", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeaderWithoutRowsIsSaid()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "y ~ x | f", "y,x,f");
        Assert.Equal($"{request.File}: there are no rows", Assert.Throws<UserException>(() => request.Run()).Message);
    }

    [Fact]
    public void TheOutcomeIsNoTerm()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "flow ~ x + flow | who", Small);
        Assert.StartsWith(
            "flow is the outcome and a term", Assert.Throws<UserException>(() => request.Run()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hetero:x", "takes no columns")]
    [InlineData("cluster", "names the columns")]
    [InlineData("robust", "iid, hetero, cluster:V")]
    [InlineData("cluster:whoo", "unknown column 'whoo'; near: who")]
    [InlineData("cluster:one", "1 clusters")]
    public void AVcovThatCannotBe(string vcov, string part)
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "flow ~ x", Small) with { Vcov = vcov, With = ["one=1"] };
        Assert.Contains(part, Assert.Throws<UserException>(() => request.Run()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flow ~ x | who", "0,1,a", "0,2,a")]
    [InlineData("flow ~ x", ",1,a", "1,,b")]
    [InlineData("flow ~ x | who", "1,1,a", "1,2,b")]
    public void NoRowIsLeft(string formula, params string[] rows)
    {
        using var folder = new TempFolder();
        var fault = Assert.Throws<UserException>(() => Fits.Csv(folder, formula, ["flow,x,who", .. rows]).Run());
        Assert.StartsWith("no row is left", fault.Message, StringComparison.Ordinal);
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];
}
