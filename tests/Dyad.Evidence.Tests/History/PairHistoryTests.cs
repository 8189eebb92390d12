using static Dyad.Evidence.Tests.SimulatedWorld;

namespace Dyad.Evidence.Tests.Histories;

public class PairHistoryTests
{
    [Fact]
    public void WhatRecursIsFoundAndWhatDoesNotIsLeftAlone()
    {
        var lasting = MirrorModel.Estimate(new SimulatedWorld(20, 6, 41, persistence: 0.5).Sample).History.Memory;
        Assert.InRange(lasting.Recurring, 0.35, 0.65);
        Assert.Equal(0, lasting.Drift);
        Assert.Equal(ErrorMemory.None, MirrorModel.Estimate(new SimulatedWorld(20, 6, 42).Sample).History.Memory);
    }

    [Fact]
    public void ARandomWalkIsFoundWithItsPace()
    {
        // A third of the variance does not recur; the rest walks a tenth of the variance a year.
        var random = new Random(1);
        var memory = ErrorMemory.Estimate(Enumerable.Range(0, 400).Select(pair =>
        {
            var walk = Math.Sqrt(2.0 / 3) * Normal(random);
            return (pair, (IReadOnlyList<(int, double)>)[.. Enumerable.Range(2000, 5).Select(year =>
            {
                var z = walk + (Math.Sqrt(1.0 / 3) * Normal(random));
                walk += Math.Sqrt(0.1) * Normal(random);
                return (year, z);
            })]);
        }));
        Assert.InRange(memory.Drift, 0.04, 0.16);
        Assert.InRange(memory.Recurring, 0.6, 0.85);
    }

    [Fact]
    public void TheSilentYearByHand()
    {
        // Three years with discrepancies of 0.2, none of the correlation lost: c' K^-1 u = a T u / (1 + a (T - 1)), and of it the
        // exporter's half is 0.075 with a = 0.5. The exporter stated too little by as much.
        var model = Model(new ErrorMemory(0.5, 0), [0.2, 0.2, 0.2]);
        var history = model.Of(Flow(2003), ReportedSide.Exports, 0.5);
        Assert.Equal(0.5 * 0.2 * (0.5 * 3 / 2), history.LogCorrection, 12);
        Assert.Equal(1 - (0.5 * 0.25 * 3 / 2), history.VarianceRatio, 12);
        Assert.Equal((3, 1), (history.Years, history.YearsSinceBoth));
        Assert.Equal(-history.LogCorrection, model.Of(Flow(2003), ReportedSide.Imports, 0.5).LogCorrection, 12);
    }

    /// <summary>
    /// The exporter's claim is corrected by discrepancies that the margin was taken off, the importer's besides by its own margin: where
    /// margins are certain the variance is the same, where they are not it gains (0.375 s)^2 and (1 - 0.375)^2 s^2.
    /// </summary>
    [Theory]
    [InlineData(ReportedSide.Exports, 0.375)]
    [InlineData(ReportedSide.Imports, 1 - 0.375)]
    public void TheDoubtOfTheMarginStandsInTheCorrection(ReportedSide side, double effect)
    {
        var claim = Claim("A", "B", ReportedSide.Exports, 2003, 100);
        var flow = side == ReportedSide.Exports
            ? new MirrorFlow(claim, null)
            : new MirrorFlow(null, Claim("B", "A", ReportedSide.Imports, 2003, 100));
        var history = Model(new ErrorMemory(0.5, 0), [0.2, 0.2, 0.2]).Of(flow, side, 0.5);
        double Variance(double s) => Math.Pow(Reconciliation.Reconcile(
            flow, new PredictedMargin(0.1, s, false), new("A", 0.04, 0, 100, false), new("B", 0.04, 0, 100, false), null, history).LogStdError, 2);
        Assert.Equal(effect * effect * 0.01, Variance(0.1) - Variance(0), 12);
    }

    [Fact]
    public void DriftWidensWithTheYearsSince()
    {
        var model = Model(new ErrorMemory(0.5, 0.1), [0.2, 0.2, 0.2]);
        double Ratio(int year) => model.Of(Flow(year), ReportedSide.Exports, 0.5).VarianceRatio;
        Assert.Equal(0.1, Ratio(2004) - Ratio(2003), 12);
        Assert.Equal(0.5, Ratio(2008) - Ratio(2003), 12);
        Assert.Equal(ClaimHistory.None, Model(ErrorMemory.None, []).Of(Flow(2003), ReportedSide.Exports, 0.5));
    }

    [Fact]
    public void ASilentSideIsMarkedAndItsPartnersFigureCorrected()
    {
        var world = new SimulatedWorld(20, 6, 43, persistence: 0.5);
        var model = MirrorModel.Estimate(world.Sample);
        var (exporter, importer) = (world.Sample.Exporter[0], world.Sample.Importer[0]);
        var flow = new MirrorFlow(Claim(exporter, importer, ReportedSide.Exports, 2008, 100), null);
        var record = PublicationRecord.From([.. world.Flows, flow]);
        var reconciled = model.Reconcile(flow, world.RouteOf(exporter, importer), record: record);
        Assert.Equal(new MissingReporter(importer, 2005, 2008 - world.Sample.Year.Where((_, f) =>
            world.Sample.Exporter[f] == exporter && world.Sample.Importer[f] == importer).Max()), reconciled.Missing);
        Assert.Equal(100 * Math.Exp(reconciled.History!.LogCorrection), reconciled.MillionUsd, 1e-9);
        Assert.NotEqual(0, reconciled.History.LogCorrection);
        // Both claims: no other year is asked.
        Assert.Null(model.Reconcile(world.Flows.First(f => f.LogGap is not null), world.Routes.First()).History);
    }

    private static PairHistory Model(ErrorMemory memory, double[] discrepancies) => PairHistory.Of(
        memory, [.. discrepancies.Select((u, t) => ("A", "B", (string?)null, 2000 + t, u))]);

    private static MirrorFlow Flow(int year) => new(Claim("A", "B", ReportedSide.Exports, year, 100), null);
}
