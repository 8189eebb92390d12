using Dyad.Ensembles.Running;

namespace Dyad.Ensembles.Tests.Running;

public class DrawTableTests
{
    private static DrawTable Table(int draws, IProgress<EnsembleProgress>? progress = null, TimeProvider? clock = null) =>
        new(new EnsembleRequest(new ToyModel(), draws, 1), progress, clock ?? TimeProvider.System);

    [Fact]
    public void ADrawThatComesAgainIsNotCountedTwice()
    {
        var table = Table(2);
        Assert.True(table.Store(0, [1, 2, 3]));
        Assert.False(table.Store(0, [1, 2, 3]));
        Assert.False(table.Complete);
        Assert.Equal("1 of 2 draws are there", Assert.Throws<InvalidOperationException>(table.ToResult).Message);
        Assert.True(table.Store(1, null));
        Assert.False(table.Store(1, null));
        Assert.True(table.Complete);
        Assert.Equal([1], table.ToResult().Failed);
    }

    /// <summary>Bits are compared: a NaN is itself, and zero is not minus zero.</summary>
    [Fact]
    public void ADrawThatComesAgainWithOtherFiguresIsAnError()
    {
        var table = Table(2);
        table.Store(0, [0, double.NaN, 3]);
        table.Store(1, null);
        Assert.False(table.Store(0, [0, double.NaN, 3]));
        Assert.Equal("draw 0: two computations of it differ",
            Assert.Throws<InvalidOperationException>(() => table.Store(0, [-0.0, double.NaN, 3])).Message);
        Assert.Throws<InvalidOperationException>(() => table.Store(0, null));
        Assert.Throws<InvalidOperationException>(() => table.Store(1, [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Store(0, [1, 2]));
    }

    /// <summary>A quarter done in ten seconds leaves thirty.</summary>
    [Fact]
    public void TimeLeftFollowsThePace()
    {
        var clock = new StoppedClock();
        var last = default(EnsembleProgress);
        var table = Table(4, new Sink(p => last = p), clock);
        clock.Seconds = 10;
        table.Store(3, null, workers: 2);
        Assert.Equal(new EnsembleProgress(1, 4, TimeSpan.FromSeconds(30), 2), last);
    }

    private sealed class Sink(Action<EnsembleProgress> show) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value) => show(value);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
