using System.Runtime.InteropServices;
using Dyad.Cluster.Working;

namespace Dyad.Cluster.Tests.Toys;

/// <summary>What the program does as a worker: tells on standard output what the tests wait for.</summary>
internal static class ToyWorker
{
    /// <summary>The line of each draw that it begins.</summary>
    public const string Draw = "draw";

    public static async Task<int> RunAsync(string join)
    {
        using var source = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            source.Cancel();
        });
        try
        {
            await WorkerHost.RunAsync(
                new WorkerOptions { Join = join, Threads = 1 }, new ToyFactory(_ => Tell(Draw)), Tell, source.Token);
            return 0;
        }
        catch (ClusterException e)
        {
            Tell(e.Message);
            return 1;
        }
    }

    private static void Tell(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
