using Dyad.Ensembles.Draws;
using Dyad.Ensembles.Results;
using Dyad.Ensembles.Running;
using FsCheck.Xunit;

namespace Dyad.Ensembles.Tests.Running;

public class ThreadRunnerTests
{
    /// <summary>Whatever the number of threads: the same draws failed, the same bits in the others.</summary>
    [Property(MaxTest = 30)]
    public void ThreadsChangeNothing(int seed, byte threads, byte draws)
    {
        var model = new ToyModel { Solves = (first, _) => first < 2 };
        var request = new EnsembleRequest(model, draws + 1, seed);
        var one = Run(request, 1);
        var several = Run(request, (threads % 8) + 1);
        Assert.Equal(one.Failed, several.Failed);
        for (var d = 0; d <= draws; d++)
            Assert.True(one.Draw(d).SequenceEqual(several.Draw(d)));
    }

    /// <summary>An ensemble's draws do not depend on how many there are, nor on who computes which and in what order.</summary>
    [Property(MaxTest = 30)]
    public void DrawsMayBeComputedApartAndInAnyOrder(int seed, byte size)
    {
        const int Draws = 40;
        var request = new EnsembleRequest(new ToyModel(), Draws, seed);
        var table = new DrawTable(request, null, TimeProvider.System);
        var batch = (size % Draws) + 1;
        for (var first = (Draws - 1) / batch * batch; first >= 0; first -= batch)
        {
            var evaluator = new DrawEvaluator(new ToyModel(), seed);
            for (var d = Math.Min(first + batch, Draws) - 1; d >= first; d--)
                Assert.True(table.Store(d, evaluator.Evaluate(d, CancellationToken.None)));
        }

        var whole = Run(request with { Draws = 2 * Draws }, 2);
        for (var d = 0; d < Draws; d++)
            Assert.True(whole.Draw(d).SequenceEqual(table.ToResult().Draw(d)));
    }

    [Fact]
    public void FailedDrawsAreCountedAndNamedAndLeftOut()
    {
        var result = Run(new EnsembleRequest(new ToyModel { Solves = (first, _) => first < 1 }, 50, 4), 2);
        var draws = new ParameterDraws(new ToyModel().Parameters, 4);
        var parameters = new double[draws.Count];
        int[] expected = [.. Enumerable.Range(0, 50).Where(d => First(d) >= 1)];
        Assert.InRange(expected.Length, 1, 49);
        Assert.Equal(expected, result.Failed);
        Assert.Equal(50 - expected.Length, result.Figure(2).Length);
        Assert.All(result.Figure(2), f => Assert.True(f < 1));
        Assert.True(result.Draw(expected[0]).IsEmpty);

        double First(int draw)
        {
            draws.Fill(draw, parameters);
            return parameters[0];
        }
    }

    [Fact]
    public void WhereEveryDrawFailsThereIsNoSummary()
    {
        var result = Run(new EnsembleRequest(new ToyModel { Solves = (_, _) => false }, 5, 1), 2);
        Assert.Equal([0, 1, 2, 3, 4], result.Failed);
        Assert.Equal((0, double.NaN), (result.Summarize(0).Draws, result.Summarize(0).Mean));
    }

    [Fact]
    public void CancelEndsADrawThatIsUnderWay()
    {
        using var source = new CancellationTokenSource();
        var model = new ToyModel
        {
            Solves = (_, cancel) =>
            {
                source.Cancel();
                cancel.WaitHandle.WaitOne();
                cancel.ThrowIfCancellationRequested();
                return true;
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new ThreadRunner(2).Run(new(model, 1000, 1), null, source.Token));
    }

    [Fact]
    public void AnErrorOfTheModelEndsTheOthersAndIsThrownAsItIs()
    {
        var calls = 0;
        var model = new ToyModel
        {
            Solves = (_, cancel) =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                    throw new InvalidDataException("broken");
                return cancel.WaitHandle.WaitOne();
            },
        };
        Assert.Equal("broken", Assert.Throws<InvalidDataException>(() => Run(new(model, 1000, 1), 2)).Message);
        Assert.True(calls < 1000);
    }

    [Fact]
    public void ProgressCountsUpAndEndsAtNoTimeLeft()
    {
        var seen = new Counting();
        new ThreadRunner(4).Run(new(new ToyModel(), 100, 1), seen, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, 100), seen.Reports.Select(r => r.Done));
        Assert.All(seen.Reports, r => Assert.Equal((100, 0), (r.Draws, r.Workers)));
        Assert.Equal(TimeSpan.Zero, seen.Reports[^1].Left);
    }

    [Fact]
    public void BadRequestsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadRunner(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(new(new ToyModel(), 0, 1), 1));
        Assert.Throws<ParameterException>(() => Run(new(new ToyModel(Blocks.Normal("b", [0], -1)), 1, 1), 1));
    }

    private static EnsembleResult Run(EnsembleRequest request, int threads) =>
        new ThreadRunner(threads).Run(request, null, CancellationToken.None);

    private sealed class Counting : IProgress<EnsembleProgress>
    {
        public List<EnsembleProgress> Reports { get; } = [];

        public void Report(EnsembleProgress value) => Reports.Add(value);
    }
}
