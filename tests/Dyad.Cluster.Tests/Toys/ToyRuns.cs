using System.Globalization;
using System.Net;
using Dyad.Cluster.Connecting;
using Dyad.Ensembles.Results;
using Dyad.Ensembles.Running;

namespace Dyad.Cluster.Tests.Toys;

/// <summary>What the tests of runs have in common.</summary>
internal static class ToyRuns
{
    /// <summary>Cancelled after far more time than a slow machine needs: a run that does not end fails.</summary>
    public static CancellationToken Deadline() => new CancellationTokenSource(TimeSpan.FromSeconds(90)).Token;

    /// <summary>A loopback address with a port that nothing uses.</summary>
    public static string FreeAddress() => ClusterAddress.Free(IPAddress.Loopback).ToString();

    /// <summary>The run on threads of this process, without waiting.</summary>
    public static EnsembleResult OnThreads(int draws, int seed) =>
        new ThreadRunner(2).Run(new EnsembleRequest(new ToyModel(0), draws, seed), null, CancellationToken.None);

    /// <summary>Both have the same draws, to the bit.</summary>
    public static void Same(EnsembleResult expected, EnsembleResult actual)
    {
        Assert.Equal(expected.Failed, actual.Failed);
        Assert.Equal(expected.Draws, actual.Draws);
        for (var d = 0; d < expected.Draws; d++)
            Assert.True(expected.Draw(d).SequenceEqual(actual.Draw(d)), d.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>Keeps what was told, and calls at each report.</summary>
internal sealed class Reports(Action<EnsembleProgress>? at = null) : IProgress<EnsembleProgress>
{
    public List<EnsembleProgress> All { get; } = [];

    public void Report(EnsembleProgress value)
    {
        All.Add(value);
        at?.Invoke(value);
    }
}
