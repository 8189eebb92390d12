using Dyad.Mirror;

namespace Dyad.Evidence.Tests.Reconciling;

/// <summary>The study of bench/mirror.sh in short: a few worlds of every kind of error, with and without products.</summary>
public class MirrorStudyTests
{
    /// <summary>Not the seed of the study.</summary>
    private const int Seed = 90_001;

    /// <summary>What a nominal 90% may come out as.</summary>
    private const double LeastCoverage = 0.87, MostCoverage = 0.93;

    private static readonly Dictionary<MirrorDesign, MirrorOutcome[]> Cells = (
        from errors in Enum.GetValues<ErrorKind>()
        from small in new[] { false, true }
        from cell in new[] { (new MirrorDesign(8, 4, 0, errors, small), 24), (new MirrorDesign(12, 6, 3, errors, small), 2) }
        select (design: cell.Item1, outcomes: MirrorStudy.Run(cell.Item1, worlds: cell.Item2, Seed).ToArray()))
        .ToDictionary(cell => cell.design, cell => cell.outcomes);

    [Theory]
    [InlineData(ClaimGroup.Both)]
    [InlineData(ClaimGroup.ExporterOnly)]
    [InlineData(ClaimGroup.ImporterOnly)]
    [InlineData(ClaimGroup.MissingReporter)]
    public void IntervalsHoldTheTruth(ClaimGroup group)
    {
        MirrorOutcome[] some = [.. Cells.Values.SelectMany(cell => cell).Where(o => o.Group == group)];
        var coverage = MirrorStudy.Coverage(some).Share;
        Write($"{group}: {coverage:0.000} of {some.Length} intervals hold the truth");
        Assert.InRange(coverage, LeastCoverage, MostCoverage);
    }

    /// <summary>On the mean of all sizes intervals could hold the truth while those of large flows are too wide and of small ones too narrow.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void IntervalsHoldTheTruthInEveryQuarterOfSizeWhereSmallFlowsAreNoisy(int quarter)
    {
        MirrorOutcome[] some = [.. Cells.Where(cell => cell.Key.SmallIsNoisy).SelectMany(cell => cell.Value).Where(o => o.Quarter == quarter)];
        var coverage = MirrorStudy.Coverage(some).Share;
        Write($"quarter {quarter}: {coverage:0.000} of {some.Length} intervals hold the truth");
        Assert.InRange(coverage, LeastCoverage, MostCoverage);
    }

    [Fact]
    public void NoOtherRuleComesAsNearInAnyCell()
    {
        foreach (var (design, outcomes) in Cells)
        {
            MirrorOutcome[] both = [.. outcomes.Where(o => o.Group == ClaimGroup.Both)];
            double Error(Func<MirrorOutcome, double?> of) => MirrorStudy.RootMeanSquare(both.Select(of))!.Value;
            var (dyad, baci, printed) = (Error(o => o.Dyad), Error(o => o.Baci), Error(o => o.BaciPrinted));
            Write($"{design}: Dyad {dyad:0.0000}, BACI {baci:0.0000}, as printed {printed:0.0000}");
            Assert.True(dyad < Math.Min(baci, printed));
            Assert.True(dyad < 0.6 * Math.Min(Error(o => o.Exporter), Error(o => o.Importer)));
        }
    }

    [Theory]
    [InlineData(ErrorKind.HalfRecurs)]
    [InlineData(ErrorKind.Drifts)]
    public void WhereErrorsLastAMissingReportersPartnerIsCorrectedByTheYearsBefore(ErrorKind errors)
    {
        MirrorOutcome[] missing = [.. Cells.Where(cell => cell.Key.Errors == errors).SelectMany(cell => cell.Value)
            .Where(o => o.Group == ClaimGroup.MissingReporter)];
        var corrected = MirrorStudy.RootMeanSquare(missing.Select(o => (double?)o.Dyad))!.Value;
        var alone = MirrorStudy.RootMeanSquare(missing.Select(o => o.Exporter ?? o.Importer))!.Value;
        Write($"{errors}: root mean squared log error {corrected:0.000}, the partner's figure alone {alone:0.000}");
        Assert.True(corrected < 0.95 * alone);
    }

    private static void Write(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
