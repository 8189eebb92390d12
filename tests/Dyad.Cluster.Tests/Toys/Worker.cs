using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Dyad.Cluster.Tests.Toys;

/// <summary>A worker in a process of its own, which ends with the test.</summary>
internal sealed class Worker : IDisposable
{
    /// <summary>Far above what a slow machine needs; a test that waits as long has failed.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly SemaphoreSlim told = new(0);

    public Worker(string join)
    {
        process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [typeof(Worker).Assembly.Location, "worker", join])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyCollection<string> Lines => lines;

    public int Draws => lines.Count(l => l == ToyWorker.Draw);

    /// <summary>Waits until so many lines that begin in this way were written.</summary>
    public void Await(string beginning, int count = 1)
    {
        var clock = Stopwatch.StartNew();
        while (lines.Count(l => l.StartsWith(beginning, StringComparison.Ordinal)) < count)
        {
            if (clock.Elapsed > Deadline)
                Assert.Fail($"no '{beginning}' from the worker, but: {string.Join("; ", lines)}");
            told.Wait(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    /// <summary>Sends a signal: STOP, CONT, TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public int AwaitExit()
    {
        Assert.True(process.WaitForExit(Deadline), "the worker does not end");
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
        told.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        told.Release();
    }
}
