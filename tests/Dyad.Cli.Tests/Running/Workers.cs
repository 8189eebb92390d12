using System.Globalization;

namespace Dyad.Cli.Tests.Running;

/// <summary><c>dyad worker</c> from the outside; what workers do is tested in Dyad.Cluster.Tests.</summary>
public class Workers
{
    private const string Nobody = "127.0.0.1:1";

    [Theory]
    [InlineData("nowhere", "nowhere: not HOST:PORT")]
    [InlineData("192.0.2.1:24790", "DYAD_CLUSTER_KEY")]
    public void AWrongAddressIsOneLine(string join, string message)
    {
        using var folder = new TemporaryFolder();
        Shell.Dyad(folder.Path, "worker", "--join", join).IsOneLine(1, message);
    }

    /// <summary>Ended by a signal while it waits, it says so and ends well: that is how a worker ends.</summary>
    [Fact]
    public void ASignalEndsAWorkerThatWaits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill");
        using var folder = new TemporaryFolder();
        var outcome = Shell.Run(folder.Path, "dotnet", [Shell.Program, "worker", "--join", Nobody], onError: (process, line) =>
        {
            if (line.Contains("waiting", StringComparison.Ordinal))
                Shell.Run("/", "kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).Succeeded();
        });
        Assert.Equal([$"dyad: waiting for a coordinator at {Nobody}", "dyad: stopped"], outcome.Succeeded().ErrorLines);
    }
}
