using System.CommandLine;
using System.CommandLine.Help;
using Dyad.Data;
using Dyad.Workbench;

namespace Dyad.Cli.Hosting;

/// <summary>Parses, runs, and turns every failure into one clear line on standard error with an exit code.</summary>
internal static class CommandHost
{
    private const string IssueAddress = "docs/troubleshooting.md";

    /// <summary>Runs the command that the arguments name and returns the exit code.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var message = string.Join(" ", parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return Fail($"{message} (dyad {Path(parsed.CommandResult.Command)}--help)", ExitCodes.Usage);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
            });
        }
        catch (OperationCanceledException)
        {
            return Fail("stopped; nothing was written", ExitCodes.Cancelled);
        }
        catch (Exception e) when (e is UserException or FactException)
        {
            return Fail(e.Message, ExitCodes.Failure);
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("DYAD_DEBUG") is not { Length: > 0 })
        {
            return Fail($"internal error: {e.GetType().Name}: {e.Message} (DYAD_DEBUG=1 shows where; {IssueAddress})", ExitCodes.Failure);
        }
    }

    /// <summary>Adds examples to a command's help.</summary>
    public static T WithExamples<T>(this T command, params string[] examples)
        where T : Command
    {
        var help = new HelpOption();
        help.Action = new ExampleHelp((HelpAction)help.Action!, examples);
        command.Options.Add(help);
        return command;
    }

    private static string Path(Command command)
    {
        var names = new List<string>();
        for (var c = command; c is not RootCommand; c = c.Parents.OfType<Command>().First())
            names.Insert(0, c.Name);
        return names.Count == 0 ? "" : string.Join(' ', names) + " ";
    }

    private static int Fail(string message, int code)
    {
        Console.Error.WriteLine($"dyad: {message.ReplaceLineEndings(" ")}");
        return code;
    }
}
