using Dyad.Workbench.Fitting;
using Dyad.Workbench.Tests.Fixtures;

namespace Dyad.Workbench.Tests.Fitting;

/// <summary>Standard errors as <c>--vcov</c> names them, against sums over the rows of a small file.</summary>
public class FitErrorsTests
{
    /// <summary>Sums of some ten numbers.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Members appear in another order in each column, and one is an importer alone.</summary>
    private static readonly (string From, string To, double X, double Y)[] Flows =
    [
        ("CHN", "RUS", 1, 1), ("RUS", "IND", 2, 4), ("IND", "CHN", 4, 2), ("CHN", "CHN", 3, 5), ("IND", "RUS", 7, 3),
        ("RUS", "CHN", 5, 9), ("CHN", "KAZ", 6, 2), ("IND", "KAZ", 2, 8),
    ];

    [Fact]
    public void ADyadicErrorSumsOverFlowsThatShareAnEconomyOnEitherSide()
    {
        using var folder = new TempFolder();
        string[] lines = [.. Flows.Select(f => $"{f.Y},{f.X},{f.From},{f.To}")];
        var request = Fits.Csv(folder, "y ~ x", ["y,x,exporter,importer", .. lines]) with { Family = FitFamily.Gaussian };
        var fit = (request with { Vcov = "dyadic:exporter,importer" }).Run();
        var variance = Slope((a, b) => a.From == b.From || a.From == b.To || a.To == b.From || a.To == b.To);
        // Four members, eight rows, two parameters.
        Assert.Equal(Math.Sqrt(variance * 4 / 3 * 7 / 6), fit.Term("x").StdError, Rounding);
        Assert.Contains("dyadic by exporter and importer (4 members)", fit.Errors, StringComparison.Ordinal);
        var swapped = (request with { Vcov = "dyadic:importer,exporter" }).Run();
        Assert.Equal(fit.Term("x").StdError, swapped.Term("x").StdError, Rounding);
        // Combined keys are the same member where all parts are.
        var combined = request with { Vcov = "dyadic:exporter^one,importer^same", With = ["one=1", "same=1.0::DOUBLE"] };
        Assert.Equal(fit.Term("x").StdError, combined.Run().Term("x").StdError, Rounding);
    }

    [Theory]
    [InlineData("stata", 8.0 / 6, true)]
    [InlineData("fixest", 8.0 / 6, true)]
    [InlineData("none", 1, true)]
    [InlineData("stata", 8.0 / 7, false)]
    [InlineData("fixest", 8.0 / 6, false)]
    public void ConventionsForSmallSamples(string ssc, double factor, bool least)
    {
        using var folder = new TempFolder();
        string[] lines = [.. Flows.Select(f => $"{f.Y},{f.X},{f.From},{f.To}")];
        var request = Fits.Csv(folder, "y ~ x", ["y,x,exporter,importer", .. lines]) with
        {
            Family = least ? FitFamily.Gaussian : FitFamily.Poisson,
        };
        var without = (request with { Ssc = "none" }).Run().Term("x").StdError;
        Assert.Equal(Math.Sqrt(factor) * without, (request with { Ssc = ssc }).Run().Term("x").StdError, Rounding);
    }

    [Fact]
    public void WithoutSpareRowsThereIsNoError()
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "y ~ x", "y,x", "1,1", "2,3") with { Family = FitFamily.Gaussian };
        var fit = request.Run();
        Assert.Equal(0.5, fit.Term("x").Estimate, Rounding);
        Assert.True(double.IsNaN(fit.Term("x").StdError));
    }

    [Theory]
    [InlineData("dyadic", "dyadic:V names the columns")]
    [InlineData("dyadic:exporter", "names the two columns")]
    [InlineData("dyadic:exporter,importer,x", "names the two columns")]
    [InlineData("dyadic:exporter^x,importer", "keys of different kinds")]
    [InlineData("dyadic:exporter,exporter", "exporter is named twice")]
    [InlineData("dyadic:exporter,x", "no member of exporter (such as 'a') is one of x (such as '1')")]
    [InlineData("dyadic:exporter,impoter", "unknown column 'impoter'; near: importer")]
    public void ADyadHasTwoMembers(string vcov, string part)
    {
        using var folder = new TempFolder();
        var request = Fits.Csv(folder, "y ~ x", "y,x,exporter,importer", "1,1,a,b", "2,3,b,a", "3,1,c,a");
        var fault = Assert.Throws<UserException>(() => (request with { Vcov = vcov }).Run());
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// The variance of the slope of y on 1 and x without small-sample factors: the sum over pairs of rows that may depend of
    /// (x - mean) e / Σ (x - mean)².
    /// </summary>
    private static double Slope(Func<(string From, string To), (string From, string To), bool> depend)
    {
        var (mx, my) = (Flows.Average(f => f.X), Flows.Average(f => f.Y));
        var spread = Flows.Sum(f => (f.X - mx) * (f.X - mx));
        var slope = Flows.Sum(f => (f.X - mx) * (f.Y - my)) / spread;
        double[] influence = [.. Flows.Select(f => (f.X - mx) * (f.Y - my - (slope * (f.X - mx))) / spread)];
        return (
            from a in Enumerable.Range(0, Flows.Length)
            from b in Enumerable.Range(0, Flows.Length)
            where depend((Flows[a].From, Flows[a].To), (Flows[b].From, Flows[b].To))
            select influence[a] * influence[b]).Sum();
    }
}
