using Dyad.Cluster.Coordinating;
using Dyad.Cluster.Tests.Toys;
using Dyad.Ensembles.Running;
using FsCheck.Xunit;

namespace Dyad.Cluster.Tests.Coordinating;

public class BatchBoardTests
{
    /// <summary>
    /// Workers that take batches and give results at any time, late, twice or never: each draw is counted once, and the coordinator alone
    /// ends the run in any case.
    /// </summary>
    [Property(MaxTest = 100)]
    public void EveryDrawIsCountedOnceWhoeverFails(int seed, byte draws, byte size)
    {
        var random = new Random(seed);
        var request = new EnsembleRequest(new ToyModel(0), draws + 1, 1);
        var reports = new Reports();
        var table = new DrawTable(request, reports, TimeProvider.System);
        using var board = new BatchBoard("1-ab", request, table, (size % 10) + 1);
        var held = new List<WorkOrder>();
        for (var step = 0; step < 200 && !board.Ended.IsCancellationRequested; step++)
        {
            if (random.Next(2) == 0 && board.Take($"worker {random.Next(3)}", own: false) is { } batch)
                held.Add(new WorkOrder("1-ab", 1, batch.First, batch.Count));
            else if (held.Count > 0 && random.Next(3) > 0)
                board.Store(Report(held[random.Next(held.Count)], gaveUp: random.Next(4) == 0), 3);
        }

        while (board.Take("", own: true) is { } batch)
            board.Store(batch, Figures(batch.First, batch.Count), 0);
        Assert.True(table.Complete && board.Ended.IsCancellationRequested);
        Assert.Equal(Enumerable.Range(1, draws + 1), reports.All.Select(r => r.Done));
        for (var d = 0; d <= draws; d++)
            Assert.Equal(d, board.ToResult().Draw(d)[0]);
    }

    /// <summary>While batches are open nobody repeats one; then the longest held comes first, and never to who holds it.</summary>
    [Fact]
    public void WhatIsHeldLongestIsRepeatedFirst()
    {
        var request = new EnsembleRequest(new ToyModel(0), 3, 1);
        using var board = new BatchBoard("1-ab", request, new DrawTable(request, null, TimeProvider.System), 1);
        Assert.Equal([0, 1, 2], new[] { Take("a"), Take("b"), Take("a") });
        Assert.Equal(1, Take("a"));
        Assert.Null(Take("a"));
        Assert.Equal(0, Take("b"));
        // Two compute each of the first two: a third does not, save the coordinator.
        Assert.Equal(2, Take("c"));
        Assert.Null(Take("d"));
        Assert.Equal(1, board.Take("", own: true)!.First);

        int? Take(string holder) => board.Take(holder, own: false)?.First;
    }

    private static WorkReport Report(WorkOrder order, bool gaveUp) => new(order, gaveUp ? null : Figures(order.First, order.Count));

    private static double[]?[] Figures(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(d => Enumerable.Repeat((double)d, 50).ToArray())];
}
