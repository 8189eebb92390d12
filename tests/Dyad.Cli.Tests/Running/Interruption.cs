using System.Globalization;

namespace Dyad.Cli.Tests.Running;

/// <summary>Ctrl-C, and a system that asks the program to end: one line, nothing half-written, an old report left as it
/// was.</summary>
public class Interruption
{
    /// <summary>Enough work that the signal comes before its end.</summary>
    private const string ManyResamples = "200";

    [Theory]
    [InlineData("INT", 2, 130, "gravity: Agriculture")]
    [InlineData("INT", 2, 130, "gravity: Mining")]
    [InlineData("TERM", 15, 143, "gravity: Agriculture")]
    public void LeavesNothingHalfWritten(string signal, int number, int code, string when)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill");
        Assert.SkipWhen(IsIgnored(number), $"SIG{signal} is ignored by whoever started the tests, and so by what they start");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("out", "report.html"), "old");
        var before = folder.Entries;
        var sent = false;
        var outcome = Shell.Run(
            folder.Path, "dotnet", [Shell.Program, "report", "CHN", "RUS", "--resamples", ManyResamples, "--out", "out"],
                onError: (process, line) =>
            {
                if (sent || !line.Contains(when, StringComparison.Ordinal))
                    return;
                sent = true;
                Shell.Run("/", "kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]).Succeeded();
            });
        outcome.EndsInOneLine(code, "stopped; nothing was written");
        Assert.Equal(before, folder.Entries);
        Assert.Equal("old", File.ReadAllText(folder.At("out", "report.html")));
    }

    private static bool IsIgnored(int signal)
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
            return false;
        var mask = File.ReadLines(Status)
            .Single(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim();
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (signal - 1) & 1) == 1;
    }
}
