using System.CommandLine;
using Dyad.Workbench.Parties;

namespace Dyad.Cli.Hosting;

/// <summary>Says in one line what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>Most letters in which a word may differ from the one that is proposed for it.</summary>
    private const int Near = 2;

    /// <summary>The line for a command line with errors.</summary>
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return $"{Complaint(parsed, command)} ({Name(command)}--help)";
    }

    private static string Complaint(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens.Count > 0)
            return Unknown(parsed.UnmatchedTokens[0], command);
        if (command.Subcommands.Count > 0)
            return $"a command is needed: {string.Join(", ", command.Subcommands.Select(c => c.Name))}";
        return string.Join(' ', parsed.Errors[0].Message.TrimEnd('.')
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Unknown(string word, Command command)
    {
        var option = word.StartsWith('-');
        var known = option ? command.Options.Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
        var near = NearNames.Of(word, known, k => [k], 1).Where(k => NearNames.Distance(word, k) <= Near);
        var what = option ? "unknown option" : command.Subcommands.Count > 0 ? "unknown command" : "one argument too many:";
        return string.Concat([$"{what} '{word}'", .. near.Select(k => $"; near: {k}")]);
    }

    private static string Name(Command command) =>
        command is RootCommand ? "dyad " : Name(command.Parents.OfType<Command>().First()) + command.Name + " ";
}
