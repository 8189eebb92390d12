using System.CommandLine;
using System.CommandLine.Help;
using Dyad.Data;
using Dyad.Workbench;

namespace Dyad.Cli.Hosting;

/// <summary>Parses, runs, and turns every failure into one clear line on standard error with an exit code.</summary>
internal static class CommandHost
{
    /// <summary>The page with messages, their causes and cures.</summary>
    public const string HelpPage = "docs/troubleshooting.md";

    /// <summary>Runs the command that the arguments name and returns the exit code.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            return Fail(UsageErrors.Describe(parsed), ExitCodes.Usage);

        using var interrupt = new Interrupt();
        try
        {
            // The library's own handling of signals starts after a handler has returned; ours is there from the beginning.
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            return Fail("stopped; nothing was written", interrupt.ExitCode);
        }
        catch (UserException e) when (e.Place is { } place)
        {
            var code = Fail(e.Message, ExitCodes.Failure);
            foreach (var line in Caret.Lines(place.Typed, place.Position))
                Console.Error.WriteLine(line);
            return code;
        }
        catch (Exception e) when (e is UserException or FactException)
        {
            return Fail(e.Message, ExitCodes.Failure);
        }
        catch (OutputException e)
        {
            return Fail($"cannot write to standard output: {e.Message}", ExitCodes.Failure);
        }
        catch (Exception e) when (IsOutOfMemory(e))
        {
            return Fail("not enough memory: fewer rows (--where), terms or levels need less", ExitCodes.Failure);
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("DYAD_DEBUG") is not { Length: > 0 })
        {
            return Fail($"internal error: {e.GetType().Name}: {e.Message} (DYAD_DEBUG=1 shows where; {HelpPage})",
                ExitCodes.Failure);
        }
    }

    /// <summary>Adds examples to a command's help.</summary>
    public static T WithExamples<T>(this T command, params string[] examples)
        where T : Command
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
            command.Options.Add(help = new HelpOption());
        help.Action = new ExampleHelp((HelpAction)help.Action!, examples);
        return command;
    }

    /// <summary>Threads hand on what ended them as a collection.</summary>
    private static bool IsOutOfMemory(Exception e) =>
        e is OutOfMemoryException || (e is AggregateException all && all.InnerExceptions.Any(IsOutOfMemory));

    private static int Fail(string message, int code)
    {
        Console.Error.WriteLine($"dyad: {message.ReplaceLineEndings(" ")}");
        return code;
    }
}
