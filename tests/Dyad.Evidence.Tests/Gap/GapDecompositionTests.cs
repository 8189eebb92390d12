using FsCheck.Xunit;
using static Dyad.Evidence.Tests.SimulatedWorld;

namespace Dyad.Evidence.Tests.Gaps;

public class GapDecompositionTests
{
    private const double Rounding = 1e-9;

    private static readonly PredictedMargin TenPercent = new(Math.Log(1.1), 0, false);

    [Fact]
    public void FivePartsByHand()
    {
        // X = 100, 80 in the year before, a tenth on the way at the turn of the year: 0.9 x 100 + 0.1 x 80 = 98 arrives. 7 more come
        // by way of a third economy: 105. M = 132 is 120 without freight, and 100 at the rate of conversion that the exporter used.
        var gap = Split(100, 132, new KnownParts
        {
            Shift = new TimingShift(0.1, 0.1, 0.1, 0), ExporterYearBefore = 80, ReExportMillionUsd = 7, ConversionRatio = 1.2,
        });
        Near(new GapParts(32, 12, -2, 7, 20, -5), gap.MillionUsd);
        Near(
            new GapParts(Math.Log(1.32), Math.Log(1.1), Math.Log(0.98), Math.Log(105 / 98.0), Math.Log(1.2), Math.Log(100 / 105.0)),
            gap.Log);
    }

    [Fact]
    public void WhatNothingTellsIsAbsentAndNotZero()
    {
        var gap = Split(100, 132, KnownParts.Nothing);
        Near(new GapParts(32, 12, null, null, null, 20), gap.MillionUsd);
        var shiftWithoutYearBefore = Split(100, 132, new KnownParts { Shift = TimingShift.FromVoyage(30) });
        Assert.Null(shiftWithoutYearBefore.Log.Timing);
        Near(new GapParts(32, null, null, null, null, 32), GapDecomposition.Of(Flow(100, 132), null)!.MillionUsd);
        Assert.Null(GapDecomposition.Of(Flow(100, null), TenPercent));
    }

    [Fact]
    public void StatedValuationsAgainstTheConventions()
    {
        // One valuation on both sides: no freight between the claims, and that is told.
        Near(
            new GapParts(32, 0, null, null, 0, 32),
            GapDecomposition.Of(Flow(100, 132, importer: Valuation.Fob), TenPercent)!.MillionUsd);
        // The exporter alone states CIF: its claim of 110 holds 10 of freight that the importer's of 99 has not.
        var reversed = GapDecomposition.Of(Flow(110, 99, Valuation.Cif, Valuation.Fob), TenPercent)!;
        Near(new GapParts(-11, 0, null, null, -10, -1), reversed.MillionUsd);
        Assert.Equal(-Math.Log(1.1), reversed.Log.Valuation!.Value, 12);
        // What is not stated is read by the convention, and is no stated valuation.
        Assert.Null(GapDecomposition.Of(Flow(100, 132, importer: Valuation.Unknown), TenPercent)!.Log.Valuation);
    }

    [Fact]
    public void ATimingThatMayBeNoneExplainsNothing()
    {
        GapDecomposition Split(double low) => GapDecomposition.Of(
            Flow(100, 132), TenPercent, new KnownParts { Shift = new TimingShift(0.1, low, 0.3, 9), ExporterYearBefore = 50 })!;
        Assert.Equal(-5, Split(0.001).MillionUsd.Timing!.Value, 12);
        Assert.Null(Split(0).MillionUsd.Timing);
        Assert.Equal(20, Split(0).MillionUsd.Unexplained, 12);
    }

    [Property]
    public bool ThePartsAddUp(byte x, byte m, byte before, byte tau, short routed, byte ratio, bool exporterCif, bool importerCif)
    {
        var flow = Flow(
            200 + x, 100 + m, exporterCif ? Valuation.Cif : Valuation.Fob, importerCif ? Valuation.Cif : Valuation.Fob);
        var gap = GapDecomposition.Of(flow, TenPercent, new KnownParts
        {
            Shift = new TimingShift((1 + tau) / 512.0, 0.001, 0.5, 9), ExporterYearBefore = 100 + before,
            ReExportMillionUsd = routed / 1000.0, ConversionRatio = 0.5 + (ratio / 255.0),
        })!;
        return new[] { gap.Log, gap.MillionUsd }.All(parts => Math.Abs(
            parts.Margin!.Value + parts.Timing!.Value + parts.ReExport!.Value + parts.Valuation!.Value + parts.Unexplained
            - parts.Total) < Rounding);
    }

    [Property]
    public bool UnitsOfMoneyScaleTheMoneyAndLeaveTheLogs(byte x, byte m, byte power)
    {
        var unit = Math.Pow(10, (power % 9) - 4);
        KnownParts Known(double times) => new()
        {
            Shift = TimingShift.FromVoyage(40), ExporterYearBefore = 50 * times, ReExportMillionUsd = 3 * times,
        };
        var (one, other) = (Split(1 + x, 1 + m, Known(1)), Split(unit * (1 + x), unit * (1 + m), Known(unit)));
        return Math.Abs(one.Log.Unexplained - other.Log.Unexplained) < Rounding
            && Math.Abs((unit * one.MillionUsd.Unexplained) - other.MillionUsd.Unexplained) < Rounding * unit * 1000;
    }

    [Fact]
    public void WhatCannotBeIsRefused()
    {
        Assert.Throws<ArgumentException>(() => Split(100, 132, new KnownParts { ReExportMillionUsd = -100 }));
        Assert.Throws<ArgumentException>(() => Split(100, 132, new KnownParts { ConversionRatio = 0 }));
        Assert.Throws<ArgumentException>(() => Split(100, 132, new KnownParts { ExporterYearBefore = -1 }));
    }

    private static GapDecomposition Split(double x, double m, KnownParts known) =>
        GapDecomposition.Of(Flow(x, m), TenPercent, known)!;

    private static void Near(GapParts expected, GapParts actual)
    {
        static double?[] Values(GapParts p) => [p.Total, p.Margin, p.Timing, p.ReExport, p.Valuation, p.Unexplained];
        foreach (var (e, a) in Values(expected).Zip(Values(actual)))
        {
            Assert.Equal(e is null, a is null);
            Assert.Equal(e ?? 0, a ?? 0, Rounding);
        }
    }

    private static MirrorFlow Flow(
        double x, double? m, Valuation exporter = Valuation.Fob, Valuation importer = Valuation.Cif) => new(
        Claim("A", "B", ReportedSide.Exports, 2011, x, exporter),
        m is null ? null : Claim("B", "A", ReportedSide.Imports, 2011, m.Value, importer));
}
