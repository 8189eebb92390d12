using Dyad.Diagnosis.Ranking;
using Dyad.Diagnosis.Stances;
using FsCheck.Xunit;

namespace Dyad.Diagnosis.Tests;

public class StanceTests
{
    /// <summary>The table prints four decimals.</summary>
    private const double Printed = 0.00005;

    private const double Rounding = 1e-12;

    /// <summary>
    /// Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 857-872,
    /// Table I, method 3 (score, no continuity correction), 95%.
    /// </summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void WilsonIntervalsAreThoseOfNewcombe(int successes, int trials, double low, double high)
    {
        var interval = VotingAgreement.Wilson(successes, trials, level: 0.95);
        Assert.Equal(low, interval.Low, Printed);
        Assert.Equal(high, interval.High, Printed);
    }

    [Fact]
    public void AnIntervalOfNoTrialIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => VotingAgreement.Wilson(0, 0));

    /// <summary>The bounds are where the score test just rejects: (p̂ − p)² = z² p (1 − p) / n (Wilson 1927).</summary>
    [Property]
    public void TheBoundsAreTheRootsOfTheScoreTest(int seed)
    {
        var random = new Random(seed);
        var n = 1 + random.Next(400);
        var successes = random.Next(n + 1);
        var share = (double)successes / n;
        var interval = VotingAgreement.Wilson(successes, n);
        const double Z = 1.6448536269514722;
        foreach (var p in new[] { interval.Low, interval.High })
            Assert.Equal(Z * Z * p * (1 - p) / n, (share - p) * (share - p), Rounding);
        Assert.InRange(share, interval.Low - Rounding, interval.High + Rounding);
        var mirrored = VotingAgreement.Wilson(n - successes, n);
        Assert.Equal(1 - interval.High, mirrored.Low, Rounding);
    }

    [Fact]
    public void AgreementByHand()
    {
        // Both voted in three of four roll calls, alike in two. The world: 10 members vote in each.
        RollCall[] calls =
        [
            new(Vote.Yes, Vote.Yes, 7, 2, 1), // either with 6 of 9 others
            new(Vote.Yes, Vote.No, 4, 5, 1), // first with 3 of 9, second with 4 of 9
            new(Vote.Abstain, Vote.Abstain, 1, 6, 3), // either with 2 of 9
            new(Vote.No, null, 8, 2, 0), // first with 1 of 9; the second was absent
        ];
        var agreement = VotingAgreement.Of(calls)!;
        Assert.Equal(3, agreement.RollCalls);
        Assert.Equal(2 / 3.0, agreement.EqualShare, Rounding);
        Assert.Equal(VotingAgreement.Wilson(2, 3), agreement.Range);
        Assert.Equal((6 + 3 + 2 + 1) / 36.0, agreement.FirstWithWorld!.Value, Rounding);
        Assert.Equal((6 + 4 + 2) / 27.0, agreement.SecondWithWorld!.Value, Rounding);
    }

    [Fact]
    public void WithoutACommonRollCallThereIsNoAgreement()
    {
        Assert.Null(VotingAgreement.Of([]));
        Assert.Null(VotingAgreement.Of([new RollCall(Vote.Yes, null, 3, 0, 0), new RollCall(null, Vote.No, 0, 3, 0)]));
    }

    [Property]
    public void PartiesInEachOthersPlaceGiveTheSameAgreementMirrored(int seed)
    {
        var random = new Random(seed);
        RollCall[] calls = [.. Enumerable.Range(0, 1 + random.Next(30)).Select(_ => Call(random))];
        var (a, b) = (
            VotingAgreement.Of(calls), VotingAgreement.Of(calls.Select(c => c with { First = c.Second, Second = c.First })));
        Assert.Equal(a, b is null ? null : b with { FirstWithWorld = b.SecondWithWorld, SecondWithWorld = b.FirstWithWorld });
    }

    private static RollCall Call(Random random)
    {
        Vote?[] cast = [.. Enumerable.Range(0, 2).Select(_ => random.Next(4) is var v and < 3 ? (Vote?)v : null)];
        return new RollCall(
            cast[0], cast[1], random.Next(90) + cast.Count(c => c == Vote.Yes), random.Next(90) + cast.Count(c => c == Vote.No),
            random.Next(90) + cast.Count(c => c == Vote.Abstain));
    }
}
