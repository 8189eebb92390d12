using static Dyad.Evidence.Tests.SimulatedWorld;

namespace Dyad.Evidence.Tests.Products;

public class ProductTests
{
    /// <summary>Without noise only rounding separates estimate and truth; ln d and its square are nearly collinear.</summary>
    private const double Rounding = 1e-9;

    private static readonly string[] Codes = ["270100", "270900", "8517", "wheat"];

    [Fact]
    public void TheChapterOfAnHsCodeIsItsFirstTwoDigits()
    {
        Assert.Equal(["27", "27", "85", "wheat"], Codes.Select(ProductChapter.Of));
        Assert.Equal("85", ProductChapter.Of("85"));
        Assert.Null(ProductChapter.Of(null));
    }

    [Fact]
    public void ClaimsArePairedByProduct()
    {
        var flows = MirrorFlow.PairUp([Of("A", "B", ReportedSide.Exports, "27", 5), Of("B", "A", ReportedSide.Imports, "27", 6),
            Of("B", "A", ReportedSide.Imports, "85", 7)]);
        Assert.Equal([("27", true), ("85", false)], flows.Select(f => (f.Product!, f.LogGap is not null)));
        Assert.Throws<ArgumentException>(() => Of("A", "B", ReportedSide.Exports, " ", 5));
        var total = new MirrorFlow(Claim("A", "B", ReportedSide.Exports, 2011, 5), Claim("B", "A", ReportedSide.Imports, 2011, 6));
        Assert.Contains("Totals stand among products", Assert.Throws<ArgumentException>(
            () => MirrorSample.From([flows[0], total], (_, _) => new Route(1000, false))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PerfectReportersGiveTheMarginOfEveryChapterExactly()
    {
        double Dearness(string product) => product[0] switch { '2' => 0.08, '8' => -0.01, _ => 0.03 };
        var sample = Sample(24, (_, _, _) => 0, Dearness);
        var margin = CifFobMargin.Estimate(sample);
        for (var f = 0; f < sample.Count; f++)
        {
            Assert.Equal(
                TrueMargin(sample.Route[f], sample.Year[f]) + Dearness(sample.Product![f]),
                margin.Predict(sample.Route[f], sample.Year[f], sample.Product[f]).Log, Rounding);
        }

        // A chapter that was never seen has the mean of those that were.
        var route = sample.Route[0];
        Assert.Equal(
            TrueMargin(route, 2000) + ((0.08 - 0.01 + 0.03) / 3), margin.Predict(route, 2000, "990000").Log, Rounding);
    }

    [Fact]
    public void NoisyChaptersAreToldFromQuietOnes()
    {
        // Variances of 0.5, 0.5, 2 and 1 times the reporter's, one on the mean.
        var random = new Random(7);
        double Noise(string reporter, string partner, string product) =>
            0.1 * Normal(random) * Math.Sqrt(product[0] switch { '2' => 0.5, '8' => 2, _ => 1.0 });
        var sample = Sample(24, Noise, _ => 0.02);
        var accuracy = ReporterAccuracy.Estimate(sample, CifFobMargin.Estimate(sample));
        double Scale(string product) => accuracy.Of("E000", product).Variance / accuracy.Of("E000").Variance;
        Assert.Equal(0.5, Scale("270100"), 0.06);
        Assert.Equal(2, Scale("8517"), 0.24);
        Assert.Equal(1, Scale("wheat"), 0.12);
        Assert.Equal(1, Scale("990000"));
        Assert.Equal(Scale("270100"), Scale("270900"));
        Assert.True(accuracy.Of("E000", "8517").VarianceStdError > 2 * accuracy.Of("E000").VarianceStdError * 0.99);
    }

    [Fact]
    public void AFlowIsReconciledByItsChapter()
    {
        var random = new Random(8);
        var sample = Sample(24, (_, _, product) => 0.1 * Normal(random) * (product[0] == '8' ? 2 : 1), _ => 0.02);
        var model = MirrorModel.Estimate(sample);
        double Width(string product)
        {
            var flow = new MirrorFlow(
                Of(sample.Exporter[0], sample.Importer[0], ReportedSide.Exports, product, 100),
                Of(sample.Importer[0], sample.Exporter[0], ReportedSide.Imports, product, 110));
            return model.Reconcile(flow, sample.Route[0]).LogStdError;
        }

        Assert.InRange(Width("8517") / Width("270100"), 1.6, 2.4);
    }

    /// <summary>Every pair, product and two years, in a world of the other tests' ways.</summary>
    private static MirrorSample Sample(int economies, Func<string, string, string, double> noise, Func<string, double> dearness)
    {
        var world = new SimulatedWorld(economies, 2, 61);
        MirrorFlow[] flows = [.. world.Flows.SelectMany(flow => Codes.Select(product =>
        {
            var (i, j) = (flow.Exporter, flow.Importer);
            var x = 100 * Math.Exp(noise(i, j, product));
            var m = 100 * Math.Exp(TrueMargin(world.RouteOf(i, j), flow.Year) + dearness(product) + noise(j, i, product));
            return new MirrorFlow(
                Of(i, j, ReportedSide.Exports, product, x, flow.Year), Of(j, i, ReportedSide.Imports, product, m, flow.Year));
        }))];
        return MirrorSample.From(flows, world.RouteOf);
    }

    private static Observation Of(string reporter, string partner, ReportedSide side, string product, double value, int year = 2011) => new(
        "Simulated customs", "r1", reporter, partner, side, side == ReportedSide.Exports ? Valuation.Fob : Valuation.Cif, year, null,
        value, new string('0', 64), product);
}
