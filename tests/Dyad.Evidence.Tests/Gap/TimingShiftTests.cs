using static Dyad.Evidence.Tests.SimulatedWorld;

namespace Dyad.Evidence.Tests.Gaps;

public class TimingShiftTests
{
    /// <summary>Half a step of the grid that the share is sought on.</summary>
    private const double HalfStep = 0.0005;

    [Theory]
    [InlineData(0)]
    [InlineData(0.12)]
    [InlineData(0.35)]
    public void AShareIsFoundWhereClaimsObeyIt(double tau)
    {
        var x = Exports(12, 0.3, 1);
        var shift = TimingShift.Estimate(x, Imports(x, tau, 0, 2))!;
        Assert.Equal(tau, shift.Tau, HalfStep + 1e-12);
        Assert.Equal(11, shift.Years);
    }

    [Fact]
    public void ALevelThatTheImporterAlwaysAddsIsNoTiming()
    {
        var x = Exports(12, 0.3, 3);
        var m = Imports(x, 0.12, 0, 4).ToDictionary(claim => claim.Key, claim => 1.4 * claim.Value);
        Assert.Equal(0.12, TimingShift.Estimate(x, m)!.Tau, HalfStep + 1e-12);
    }

    [Fact]
    public void YearsThatCannotTellGiveNothing()
    {
        var x = Exports(12, 0.3, 5);
        Assert.Null(TimingShift.Estimate(x, Imports(x, 0.12, 0, 6).Take(3).ToDictionary()));
        // Exports that grow at one rate look alike under every share.
        var even = Enumerable.Range(2000, 12).ToDictionary(t => t, t => 100 * Math.Pow(1.05, t - 2000));
        Assert.Null(TimingShift.Estimate(even, Imports(even, 0.12, 0.05, 7)));
        // A year before that is missing takes its year out.
        x.Remove(2005);
        Assert.Equal(9, TimingShift.Estimate(x, Imports(Exports(12, 0.3, 5), 0.12, 0, 6))!.Years);
    }

    [Fact]
    public void IntervalsHoldTheShareNineTimesInTen()
    {
        var told = Enumerable.Range(0, 2000).Select(seed =>
        {
            var x = Exports(16, 0.25, 10_000 + seed);
            return TimingShift.Estimate(x, Imports(x, 0.15, 0.03, 20_000 + seed));
        }).Where(shift => shift is not null).ToArray();
        var coverage = told.Average(shift => shift!.Low <= 0.15 + HalfStep && shift.High >= 0.15 - HalfStep ? 1.0 : 0.0);
        TestContext.Current.TestOutputHelper!.WriteLine($"{coverage:0.000} of {told.Length} intervals hold the share");
        Assert.InRange(coverage, 0.87, 0.95);
    }

    [Fact]
    public void AVoyageImpliesItsShareOfTheYear()
    {
        Assert.Equal(36.525 / 365.25, TimingShift.FromVoyage(36.525).Tau, 12);
        Assert.Equal(TimingShift.Most, TimingShift.FromVoyage(300).Tau);
        Assert.Throws<ArgumentOutOfRangeException>(() => TimingShift.FromVoyage(-1));
    }

    private static Dictionary<int, double> Exports(int years, double sigma, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(2000, years).ToDictionary(t => t, _ => 100 * Math.Exp(sigma * Normal(random)));
    }

    private static Dictionary<int, double> Imports(Dictionary<int, double> x, double tau, double noise, int seed)
    {
        var random = new Random(seed);
        return x.Keys.Where(t => x.ContainsKey(t - 1)).ToDictionary(
            t => t, t => (((1 - tau) * x[t]) + (tau * x[t - 1])) * Math.Exp(noise * Normal(random)));
    }
}
