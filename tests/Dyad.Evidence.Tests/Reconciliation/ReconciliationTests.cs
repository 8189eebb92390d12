using FsCheck.Xunit;
using static Dyad.Evidence.Tests.SimulatedWorld;

namespace Dyad.Evidence.Tests.Reconciling;

public class ReconciliationTests
{
    /// <summary>Relative rounding of a logarithm and its inverse.</summary>
    private const double Rounding = 1e-12;

    /// <summary>95% point of the standard normal law.</summary>
    private const double Z = 1.6448536269514722;

    [Fact]
    public void TwoCountriesByHand()
    {
        // A reports 100 with sigma 0.1, B reports 132 CIF with sigma 0.2; the margin is 10%, known exactly.
        // B's report is 120 FOB. w = 0.04 / 0.05 = 0.8. Value 100^0.8 120^0.2 = 103.713729. V = 0.01 x 0.04 / 0.05 = 0.008.
        var r = Reconcile(Flow(100, 132), Math.Log(1.1), 0, 0.1, 0.2);
        Assert.Equal(0.8, r.ExporterWeight, 12);
        Assert.Equal(103.713729, r.MillionUsd, 1e-6);
        Assert.Equal(Math.Sqrt(0.008), r.LogStdError, 12);
        Assert.Equal(r.MillionUsd * Math.Exp(-Z * Math.Sqrt(0.008)), r.Low, 1e-9);
        Assert.Equal(r.MillionUsd * Math.Exp(Z * Math.Sqrt(0.008)), r.High, 1e-9);
        // The gap of 32 million: 12 of freight (132 - 120) and 20 unexplained (120 - 100).
        var gap = r.Gap!;
        Assert.Equal(32, gap.MillionUsd.Total, 9);
        Assert.Equal(12, gap.MillionUsd.Margin!.Value, 9);
        Assert.Equal(20, gap.MillionUsd.Unexplained, 9);
        Assert.Equal(Math.Log(1.1), gap.Log.Margin!.Value, 12);
        Assert.Equal(Math.Log(1.2), gap.Log.Unexplained, 12);
        Assert.Equal(Math.Log(1.32), gap.Log.Total, 12);
    }

    [Fact]
    public void TheMarginsUncertaintyCountsAgainstTheSideThatNeedsIt()
    {
        // Var(x) = 0.01, Var(y) = 0.01 + 0.01: w = 2/3, V = 0.01 x 0.02 / 0.03.
        var r = Reconcile(Flow(100, 110), Math.Log(1.1), 0.1, 0.1, 0.1);
        Assert.Equal(2.0 / 3, r.ExporterWeight, 12);
        Assert.Equal(Math.Sqrt(0.01 * 0.02 / 0.03), r.LogStdError, 12);
    }

    [Property]
    public bool EqualAccuracyAndZeroMarginGiveTheGeometricMean(byte a, byte b, byte s) =>
        Close(Reconcile(Flow(1 + a, 1 + b), 0, 0, 0.01 + s, 0.01 + s).MillionUsd, Math.Sqrt((1.0 + a) * (1.0 + b)));

    [Property]
    public bool EqualClaimsOfPerfectReportersLeaveNoGapAndNoDoubt(byte a)
    {
        var r = Reconcile(Flow(1 + a, 1 + a), 0, 0, 0, 0);
        return r.Gap is { Log: { Total: 0, Unexplained: 0 }, MillionUsd: { Total: 0, Unexplained: 0 } }
            && Close(r.MillionUsd, 1 + a) && Close(r.Low, r.High);
    }

    [Property]
    public bool UnitsOfMoneyDoNotMatter(byte a, byte b, byte power)
    {
        var unit = Math.Pow(10, (power % 13) - 6);
        var one = Reconcile(Flow(1 + a, 1 + b), 0.05, 0.01, 0.1, 0.3);
        var other = Reconcile(Flow(unit * (1 + a), unit * (1 + b)), 0.05, 0.01, 0.1, 0.3);
        return Close(other.MillionUsd, unit * one.MillionUsd) && Close(other.Low, unit * one.Low)
            && Close(other.High, unit * one.High) && Math.Abs(other.Gap!.Log.Unexplained - one.Gap!.Log.Unexplained) < Rounding;
    }

    [Property]
    public bool TheValueLiesBetweenTheClaimsMadeComparable(byte a, byte b, byte m, byte s1, byte s2)
    {
        var margin = m / 1000.0;
        var r = Reconcile(Flow(1 + a, 1 + b), margin, 0, 0.01 + s1, 0.01 + s2);
        var (x, y) = (1.0 + a, (1.0 + b) * Math.Exp(-margin));
        return r.MillionUsd >= Math.Min(x, y) * (1 - Rounding) && r.MillionUsd <= Math.Max(x, y) * (1 + Rounding)
            && r.Low <= r.MillionUsd && r.MillionUsd <= r.High;
    }

    [Property]
    public bool TheGapsPartsAddUp(byte a, byte b, byte m)
    {
        var gap = Reconcile(Flow(1 + a, 1 + b), m / 1000.0, 0.01, 0.1, 0.2).Gap!;
        return Math.Abs(gap.Log.Margin!.Value + gap.Log.Unexplained - gap.Log.Total) < Rounding
            && Math.Abs(gap.MillionUsd.Margin!.Value + gap.MillionUsd.Unexplained - gap.MillionUsd.Total) < 1e-9;
    }

    [Fact]
    public void AnAccurateSideGetsNearlyAllTheWeight()
    {
        Assert.True(Reconcile(Flow(100, 200), 0, 0, 0.001, 0.3).ExporterWeight > 0.9999);
        Assert.Equal(200, Reconcile(Flow(100, 200), 0, 0, 0.3, 0.001).MillionUsd, 0.01);
    }

    [Fact]
    public void NamesDoNotMatterOnlyTheSideDoes()
    {
        // The flow from A to B and the same flow from B to A, errors going with the names.
        var ab = Reconciliation.Reconcile(Flow(100, 130), new(0.05, 0.01, false), Error("A", 0.1), Error("B", 0.2));
        var ba = Reconciliation.Reconcile(Flow(100, 130, "B", "A"), new(0.05, 0.01, false), Error("B", 0.1), Error("A", 0.2));
        Assert.Equal((ab.MillionUsd, ab.Low, ab.High, ab.Gap), (ba.MillionUsd, ba.Low, ba.High, ba.Gap));
    }

    [Property]
    public bool ClaimsOfOneValuationAreSymmetric(byte a, byte b, byte s1, byte s2)
    {
        var one = Reconcile(Flow(1 + a, 1 + b, importer: Valuation.Fob), 0.1, 0.02, 0.01 + s1, 0.01 + s2);
        var other = Reconcile(Flow(1 + b, 1 + a, importer: Valuation.Fob), 0.1, 0.02, 0.01 + s2, 0.01 + s1);
        return Close(one.MillionUsd, other.MillionUsd) && Close(one.Low, other.Low) && Close(one.High, other.High)
            && one.Gap!.Log.Margin == 0 && Math.Abs(one.Gap.Log.Total + other.Gap!.Log.Total) < Rounding;
    }

    [Fact]
    public void OneSideAloneGivesThePartnersFigureWithAWiderInterval()
    {
        var both = Reconcile(Flow(100, 110), Math.Log(1.1), 0.01, 0.1, 0.1);
        var exporter = Reconcile(Flow(100, null), Math.Log(1.1), 0.01, 0.1, 0.1);
        var importer = Reconcile(Flow(null, 110), Math.Log(1.1), 0.01, 0.1, 0.1);
        Assert.Equal(ReconciledFrom.BothSides, both.From);
        Assert.Equal((ReconciledFrom.ExporterOnly, ReconciledFrom.ImporterOnly), (exporter.From, importer.From));
        Assert.Equal(100, exporter.MillionUsd, 1e-9);
        Assert.Equal(100, importer.MillionUsd, 1e-9);
        Assert.Null(exporter.Gap);
        Assert.True(both.High - both.Low < exporter.High - exporter.Low);
        Assert.True(exporter.High - exporter.Low < importer.High - importer.Low);
    }

    [Fact]
    public void AZeroClaimLeavesTheOtherAlone()
    {
        Assert.Equal(ReconciledFrom.ImporterOnly, Reconcile(Flow(0, 110), 0, 0, 0.1, 0.1).From);
        Assert.Throws<ArgumentException>(() => Reconcile(Flow(0, 0), 0, 0, 0.1, 0.1));
        Assert.Throws<ArgumentException>(() => Reconcile(Flow(0, null), 0, 0, 0.1, 0.1));
    }

    [Fact]
    public void AnUnknownValuationFollowsItsSideAndIsMarked()
    {
        var r = Reconcile(Flow(100, 110, importer: Valuation.Unknown), Math.Log(1.1), 0, 0.1, 0.1);
        Assert.True(r.ValuationAssumed);
        Assert.Equal(100, r.MillionUsd, 1e-9);
        Assert.False(Reconcile(Flow(100, 110), 0, 0, 0.1, 0.1).ValuationAssumed);
    }

    [Fact]
    public void ClaimsAreNeverAltered()
    {
        var flow = Flow(100, 132);
        var (x, m) = (flow.ExporterReport, flow.ImporterReport);
        var r = Reconcile(flow, 0.1, 0.05, 0.1, 0.2);
        Assert.Same(flow, r.Flow);
        Assert.Same(x, r.Flow.ExporterReport);
        Assert.Same(m, r.Flow.ImporterReport);
        Assert.Equal((100, 132), (r.Flow.ExporterReport!.MillionUsd, r.Flow.ImporterReport!.MillionUsd));
    }

    [Fact]
    public void DoubtAboutTheVarianceWidensTheInterval()
    {
        var sure = Reconciliation.Reconcile(Flow(100, 110), PredictedMargin.None, Error("A", 0.1), Error("B", 0.1));
        var unsure = Reconciliation.Reconcile(
            Flow(100, 110), PredictedMargin.None, new("A", 0.01, 0.007, 3, true), new("B", 0.01, 0.007, 3, true));
        Assert.True(unsure.High > sure.High && unsure.Low < sure.Low);
        Assert.True(unsure.WeaklyMeasured);
        Assert.Equal(sure.MillionUsd, unsure.MillionUsd);
    }

    private static MirrorFlow Flow(
        double? x, double? m, string from = "A", string to = "B", Valuation importer = Valuation.Cif) => new(
        x is null ? null : Claim(from, to, ReportedSide.Exports, 2011, x.Value),
        m is null ? null : Claim(to, from, ReportedSide.Imports, 2011, m.Value, importer));

    private static ReconciledFlow Reconcile(MirrorFlow flow, double margin, double stdError, double sigmaA, double sigmaB) =>
        Reconciliation.Reconcile(flow, new PredictedMargin(margin, stdError, false), Error("A", sigmaA), Error("B", sigmaB));

    private static ReporterError Error(string reporter, double sigma) => new(reporter, sigma * sigma, 0, 1000, false);

    private static bool Close(double a, double b) => Math.Abs(a - b) <= Rounding * Math.Max(Math.Abs(a), Math.Abs(b));
}
