using System.Diagnostics;

namespace Dyad.Testing;

/// <summary>A <c>dyad serve</c> of its own, that may be killed.</summary>
public sealed class ServeProcess : IDisposable
{
    private readonly Process process;

    private ServeProcess(Process process) => this.process = process;

    /// <summary>Where it listens; null where it was killed before it did.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Path of the link that lets the operator of a new server in.</summary>
    public string? FirstUse { get; private set; }

    /// <summary>Its process.</summary>
    public Process Process => process;

    /// <summary>Starts one and waits until it listens, or is killed after a while.</summary>
    /// <param name="dll">Path of <c>dyad.dll</c>.</param>
    /// <param name="folder">Its data folder.</param>
    /// <param name="patience">After which it is killed if it does not listen yet; null for never.</param>
    /// <param name="more">Further arguments.</param>
    /// <exception cref="InvalidOperationException">It ended by itself; the message has what it said.</exception>
    public static async Task<ServeProcess> StartAsync(string dll, string folder, TimeSpan? patience, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[dll, "serve", "--urls", "http://127.0.0.1:0", "--data-dir", folder, .. more])
            start.ArgumentList.Add(argument);
        var serve = new ServeProcess(Process.Start(start)!);
        var errors = serve.process.StandardError.ReadToEndAsync();
        using var timer = patience is { } after ? new Timer(_ => serve.Kill(), null, after, Timeout.InfiniteTimeSpan) : null;
        bool ready = await serve.ReadAsync();
        if (!ready && !serve.killed)
            throw new InvalidOperationException($"dyad serve ended: {await errors}");
        return serve;
    }

    private volatile bool killed;

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        killed = true;
        process.Kill();
        process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private async Task<bool> ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            const string at = "Dyad is at ", first = "First use: ";
            if (line.StartsWith(at, StringComparison.Ordinal))
                Address = new Uri(line[at.Length..].Split(", ")[0]);
            else if (line.StartsWith(first, StringComparison.Ordinal))
                FirstUse = new Uri(line[first.Length..]).PathAndQuery;
            else if (line.StartsWith("Ctrl-C", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
