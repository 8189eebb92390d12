using static Dyad.Evidence.Tests.SimulatedWorld;

namespace Dyad.Evidence.Tests.Margin;

public class CifFobMarginTests
{
    /// <summary>Without noise only rounding separates estimate and truth; ln d and its square are nearly collinear.</summary>
    private const double Rounding = 1e-9;

    /// <summary>
    /// An estimate lies within four standard errors but once in 16,000; six coefficients in three worlds are looked at.
    /// </summary>
    private const double StdErrors = 4;

    private static readonly (string Term, double Truth)[] Truths =
    [
        ("ln_distance", LnDistance), ("ln_distance_squared", LnDistanceSquared), ("contiguity", Contiguity),
        ("landlocked_exporter", LandlockedExporter), ("landlocked_importer", LandlockedImporter),
    ];

    [Fact]
    public void PerfectReportersGiveTheMarginExactly()
    {
        var (exporter, importer, year, route) = Grid();
        double[] x = [.. route.Select((_, f) => 10.0 + f)];
        var sample = new MirrorSample(
            exporter, importer, year, x, [.. x.Select((v, f) => v * Math.Exp(TrueMargin(route[f], year[f])))], route);
        var margin = CifFobMargin.Estimate(sample);
        foreach (var (term, truth) in Truths)
            Assert.Equal(truth, margin.Coefficients.Single(c => c.Term == term).Estimate, Rounding);
        Assert.Equal(0, margin.InfluentialDropped);
        for (var f = 0; f < route.Length; f++)
            Assert.Equal(TrueMargin(route[f], year[f]), margin.Predict(route[f], year[f]).Log, Rounding);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(48)]
    public void CoefficientsAreRecoveredWithinTheirStandardErrors(int economies)
    {
        var margin = CifFobMargin.Estimate(new SimulatedWorld(economies, 3, 7).Sample);
        foreach (var (term, truth) in Truths)
        {
            var c = margin.Coefficients.Single(c => c.Term == term);
            Assert.InRange(c.Estimate, truth - (StdErrors * c.StdError), truth + (StdErrors * c.StdError));
        }
    }

    [Fact]
    public void ErrorsShrinkAsTheWorldGrows()
    {
        // Four times the economies are sixteen times the flows: errors fall to a quarter; a half is asked for.
        var (few, many) = (MarginError(12), MarginError(48));
        Assert.True(many < few / 2, $"error of the margin {few:0.0000} with 12 economies, {many:0.0000} with 48");
        // Least squares theory: noise 0.19 a flow, 9 coefficients, about 3,160 flows: 0.19 sqrt(9 / 3160) = 0.010.
        Assert.True(many < 0.010, $"{many:0.0000}");

        static double MarginError(int economies) => Math.Sqrt(Enumerable.Range(0, 8).Average(seed =>
        {
            var world = new SimulatedWorld(economies, 2, 100 + seed);
            var margin = CifFobMargin.Estimate(world.Sample);
            return world.Routes.Average(route => Math.Pow(margin.Predict(route, 2000).Log - TrueMargin(route, 2000), 2));
        }));
    }

    [Fact]
    public void NegativeMarginsAreFlooredAtZero()
    {
        var (exporter, importer, year, route) = Grid();
        double[] x = [.. route.Select((_, f) => 10.0 + f)];
        var sample = new MirrorSample(exporter, importer, year, x, [.. x.Select(v => v * 0.9)], route);
        var predicted = CifFobMargin.Estimate(sample).Predict(route[0], 2000);
        Assert.Equal(0, predicted.Log);
        Assert.True(predicted.Floored);
    }

    [Fact]
    public void TermsWithoutVariationAreLeftOutAndNamed()
    {
        var (exporter, importer, year, route) = Grid();
        Route[] plain = [.. route.Select(r => new Route(r.DistanceKm, contiguous: false))];
        double[] x = [.. route.Select((_, f) => 10.0 + f)];
        var margin = CifFobMargin.Estimate(new MirrorSample(exporter, importer, year, x, [.. x.Select(v => v * 1.05)], plain));
        Assert.Equal(["contiguity"], margin.LeftOut);
        Assert.DoesNotContain(margin.Coefficients, c => c.Term.StartsWith("landlocked", StringComparison.Ordinal));
        Assert.Equal(Math.Log(1.05), margin.Predict(plain[0], 2000).Log, Rounding);
    }

    [Fact]
    public void AYearOutsideTheSampleTakesTheMeanYearEffect()
    {
        var (exporter, importer, year, route) = Grid();
        double[] x = [.. route.Select(_ => 10.0)];
        var margin = CifFobMargin.Estimate(new MirrorSample(
            exporter, importer, year, x, [.. x.Select((v, f) => v * Math.Exp(TrueMargin(route[f], year[f])))], route));
        Assert.Equal(
            margin.Years.Average(known => margin.Predict(route[0], known).Log), margin.Predict(route[0], 2030).Log, Rounding);
    }

    [Fact]
    public void AFlowWithLittleAgreementHardlyCounts()
    {
        // 95 flows with a margin of 5%, five wild ones whose quantities disagree by a factor of a million.
        var (exporter, importer, year, route) = Grid();
        double[] x = [.. route.Select(_ => 10.0)];
        double[] m = [.. x.Select((v, f) => f % 20 == 0 ? v * 3 : v * 1.05)];
        double[] agreement = [.. x.Select((_, f) => f % 20 == 0 ? MirrorSample.QuantityAgreement(1, 1e6) : 1)];
        var options = new CifFobOptions { DropInfluential = false };
        var margin = CifFobMargin.Estimate(new MirrorSample(exporter, importer, year, x, m, route, agreement), options);
        Assert.Equal(Math.Log(1.05), margin.Predict(route[1], year[1]).Log, 1e-4);
    }

    /// <summary>
    /// An importer that misses a third of some flows misses it in weight and in value: their gap is no freight. A flow without weights
    /// counts as the mean of the others.
    /// </summary>
    [Fact]
    public void FlowsWhoseWeightsDisagreeCountLess()
    {
        var (exporter, importer, year, route) = Grid();
        MirrorFlow[] flows = [.. route.Index().Select(r =>
        {
            var missed = r.Index % 4 == 0 ? 0.01 : 1;
            Observation Claim(ReportedSide side, double usd, double? kilograms) => new(
                "customs", "1", side == ReportedSide.Exports ? exporter[r.Index] : importer[r.Index],
                side == ReportedSide.Exports ? importer[r.Index] : exporter[r.Index], side,
                side == ReportedSide.Exports ? Valuation.Fob : Valuation.Cif, year[r.Index], null, usd, new string('0', 64), "870323", kilograms);
            return new MirrorFlow(
                Claim(ReportedSide.Exports, 100, 1000), Claim(ReportedSide.Imports, 106 * missed, r.Index == 1 ? null : 1000 * missed));
        })];
        var sample = MirrorSample.From(flows, (i, j) => route[Array.FindIndex(flows, f => f.Exporter == i && f.Importer == j)]);
        Assert.Equal([0.01, 1.0], new[] { sample.Agreement![0], sample.Agreement[2] }, (a, b) => Math.Abs(a - b) < Rounding);
        Assert.Equal((25 * 0.01 + 74) / 99, sample.Agreement[1], Rounding);
        var options = new CifFobOptions { DropInfluential = false };
        var told = CifFobMargin.Estimate(sample, options).Predict(route[2], year[2], "870323").Log;
        Assert.InRange(told, 0, Math.Log(1.06));
        var untold = CifFobMargin.Estimate(
            new MirrorSample(sample.Exporter, sample.Importer, sample.Year, sample.ExporterReport, sample.ImporterReport, sample.Route, product: sample.Product),
            options).Predict(route[2], year[2], "870323").Log;
        Assert.Equal(0, untold);
        Assert.True(told > 0.01);
    }

    [Fact]
    public void TooFewFlowsAreRefused() => Assert.Throws<ArgumentException>(() => CifFobMargin.Estimate(
        new MirrorSample(["A"], ["B"], [2000], [1.0], [1.1], [new Route(1000, false)])));

    private static (string[] Exporter, string[] Importer, int[] Year, Route[] Route) Grid()
    {
        int[] f = [.. Enumerable.Range(0, 100)];
        return (
            [.. f.Select(i => $"E{i % 10}")], [.. f.Select(i => $"I{i / 10}")], [.. f.Select(i => 2000 + (i % 3))],
            [.. f.Select(i => new Route(300 * (1 + i), i % 7 == 0, i % 10 == 3, i / 10 == 4))]);
    }
}
