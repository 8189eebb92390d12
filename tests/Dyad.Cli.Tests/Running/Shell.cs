using System.Diagnostics;

namespace Dyad.Cli.Tests.Running;

/// <summary>How a process ended.</summary>
internal sealed record Outcome(int Code, string Out, string Error)
{
    /// <summary>Lines on standard error.</summary>
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Fails the test, with what the process said, where it did not end well.</summary>
    public Outcome Succeeded()
    {
        Assert.True(Code == 0, $"exit {Code}\n{Out}\n{Error}");
        return this;
    }
}

/// <summary>Runs processes as a person at the keyboard does.</summary>
internal static class Shell
{
    /// <summary>No process of the tests needs this long, on a machine however busy; one that hangs is ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Variables that would make a run depend on who runs the tests.</summary>
    private static readonly string[] Ours = ["DYAD_DATA", "DYAD_COMMAND", "DYAD_DEBUG"];

    /// <summary>The program as it was built, with the facts beside it.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "dyad.dll");

    /// <summary>Runs <c>dyad</c> in a folder.</summary>
    public static Outcome Dyad(string folder, params string[] arguments) => Run(folder, "dotnet", [Program, .. arguments]);

    /// <summary>Runs a program.</summary>
    /// <param name="folder">Working folder.</param>
    /// <param name="program">Program.</param>
    /// <param name="arguments">Arguments, one each.</param>
    /// <param name="variables">Variables of the environment that are set.</param>
    /// <param name="onError">Called with the process and each line on standard error.</param>
    public static Outcome Run(
        string folder, string program, string[] arguments, (string Name, string Value)[]? variables = null,
        Action<Process, string>? onError = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        foreach (var name in Ours)
            start.Environment.Remove(name);
        foreach (var (name, value) in variables ?? [])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = Task.Run(() => ReadLines(process, onError));
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)}: still running after {Patience}");
        }

        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static string ReadLines(Process process, Action<Process, string>? onLine)
    {
        var text = new System.Text.StringBuilder();
        while (process.StandardError.ReadLine() is { } line)
        {
            text.Append(line).Append('\n');
            onLine?.Invoke(process, line);
        }

        return text.ToString();
    }
}
