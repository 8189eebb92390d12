using Dyad.Dossier.Events;
using Dyad.Dossier.Rounds;
using Dyad.Dossier.State;

namespace Dyad.Dossier.Tests.Rounds;

public class DelphiTests
{
    private static async Task<Institute> Asked(params double[] answers)
    {
        var d = await Institute.OpenAsync();
        await d.China(new RoundOpened("r1", Texts.All("Trade elasticity?"), "", 0, 20, "trade_elasticity"));
        await Answer(d, 1, answers);
        return d;
    }

    private static async Task Answer(Institute d, int iteration, double[] answers)
    {
        foreach (var (i, value) in answers.Index())
            await d.Live.AppendAsync(d.Expert("r1", $"m{i}"), i % 2 == 0 ? "CHN" : "RUS", new AnswerGiven("r1", iteration, value, "why"));
    }

    [Fact]
    public async Task QuartilesAreThoseOfR()
    {
        // R: quantile(c(1, 2, 4, 8, 16, 3), type = 7) gives 1.00 2.25 3.50 7.00 16.00.
        await using var d = await Asked(1, 2, 4, 8, 16, 3);
        var all = Distribution.Of(d.State.Rounds["r1"].Current)!;
        Assert.Equal((6, 1, 2.25, 3.5, 7, 16), (all.Count, all.Minimum, all.LowerQuartile, all.Median, all.UpperQuartile, all.Maximum));
    }

    [Fact]
    public async Task AnAnswerNamesNobodyAndNoHour()
    {
        await using var d = await Asked(5, 6);
        string log = System.Text.Encoding.UTF8.GetString(d.Live.Export().Bytes());
        Assert.DoesNotContain("\"m0\"", log, StringComparison.Ordinal);
        Assert.All(d.Live.Current.History.Public().Where(e => e.Entry.Event is AnswerGiven), e =>
        {
            Assert.StartsWith(Pseudonyms.Prefix, e.Entry.Actor, StringComparison.Ordinal);
            Assert.EndsWith("T00:00:00Z", e.Entry.At, StringComparison.Ordinal);
        });
        Assert.NotEqual(d.Expert("r1", "m0"), d.Expert("r2", "m0"));
    }

    [Fact]
    public async Task TheLastAnswerOfARespondentCountsAndFewAreNotShown()
    {
        await using var d = await Asked(5, 6);
        await d.Live.AppendAsync(d.Expert("r1", "m0"), "CHN", new AnswerGiven("r1", 1, 7, "again"));
        Assert.Equal([6, 7], d.State.Rounds["r1"].Current.Answers.Values.Select(a => a.Value).Order());
        Assert.Null(Distribution.Of(d.State.Rounds["r1"].Current));
    }

    [Fact]
    public async Task ConvergenceIsMeasuredFromOneIterationToTheNext()
    {
        await using var d = await Asked(2, 10, 4, 12, 6, 14);
        await d.China(new RoundClosed("r1", 1));
        await d.Russia(new RoundContinued("r1", 2));
        await Answer(d, 2, [6, 8, 7, 9, 7, 9]);
        await d.Russia(new RoundClosed("r1", 2));
        var measure = Assert.Single(Convergence.Of(d.State.Rounds["r1"], d.State.Sides));
        // First: 2 4 6 10 12 14, quartiles 4.5 and 11.5, median 8; then 6 7 7 8 9 9, quartiles 7 and 8.75, median 7.5; sides 7 and 9.
        Assert.Equal(1.75 / 7, measure.RangeRatio!.Value, 12);
        Assert.Equal(0.5 / 7, measure.MedianShift!.Value, 12);
        Assert.Equal(2 / 1.75, measure.SidesApart!.Value, 12);
    }

    [Fact]
    public async Task ThatSomeStayedAwayIsNoConvergence()
    {
        await using var d = await Asked(2, 10, 4, 12, 6, 14);
        await d.China(new RoundClosed("r1", 1));
        await d.Russia(new RoundContinued("r1", 2));
        // The first and the last stay away, and nobody else changes their mind.
        foreach (var (member, side, value) in new[] { ("m1", "RUS", 10), ("m2", "CHN", 4), ("m3", "RUS", 12), ("m4", "CHN", 6) })
            await d.Live.AppendAsync(d.Expert("r1", member), side, new AnswerGiven("r1", 2, value, ""));
        await d.Russia(new RoundClosed("r1", 2));
        var measure = Assert.Single(Convergence.Of(d.State.Rounds["r1"], d.State.Sides));
        Assert.Equal((4, 1.0, 0.0), (measure.Experts, measure.RangeRatio, measure.MedianShift));
    }

    [Fact]
    public async Task AParameterIsAgreedWhenBothHeadsTookTheClosedDistribution()
    {
        await using var d = await Asked(4, 5, 6);
        Assert.Equal(RefusalKind.Changed, await Institute.Refused(d.China(new ParameterAccepted("r1", 1))));
        await d.China(new RoundClosed("r1", 1));
        await d.China(new ParameterAccepted("r1", 1));
        Assert.False(d.State.Rounds["r1"].Agreed(d.State.Sides));
        await d.Russia(new ParameterAccepted("r1", 1));
        Assert.True(d.State.Rounds["r1"].Agreed(d.State.Sides));
        await d.Russia(new RoundContinued("r1", 2));
        Assert.False(d.State.Rounds["r1"].Agreed(d.State.Sides));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(21)]
    [InlineData(double.NaN)]
    public async Task AnAnswerOutOfRangeIsRefused(double value)
    {
        await using var d = await Asked();
        Assert.Equal(RefusalKind.Invalid, await Institute.Refused(d.Live.AppendAsync(d.Expert("r1", "m"), "CHN", new AnswerGiven("r1", 1, value, ""))));
    }

    [Fact]
    public async Task NobodyAnswersUnderTheirName()
    {
        await using var d = await Asked();
        Assert.Equal(RefusalKind.Invalid, await Institute.Refused(d.China(new AnswerGiven("r1", 1, 5, ""))));
        Assert.Equal(RefusalKind.Invalid, await Institute.Refused(d.China(new MemberAdded("expert-x", "X", "CHN", Role.Delegate))));
    }
}
