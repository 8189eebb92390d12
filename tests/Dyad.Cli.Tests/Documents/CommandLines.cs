using System.CommandLine;
using System.Text.RegularExpressions;

namespace Dyad.Cli.Tests.Documents;

/// <summary>Command lines as documents and help pages write them.</summary>
internal static partial class CommandLines
{
    private static readonly Dictionary<string, string> Placeholders = new(StringComparer.Ordinal)
    {
        ["A"] = "CHN", ["B"] = "RUS", ["Y"] = "2011", ["N"] = "20", ["S"] = "1", ["DIR"] = "folder", ["TABLE"] = "trade",
        ["COMMAND"] = "report", ["FORMULA"] = "trade ~ 1 | exporter", ["T"] = "1e-8",
    };

    /// <summary>
    /// The command lines of a Markdown text: in its blocks and between backticks, without the program's name and without what
    /// explains them (two blanks or a number sign before it).
    /// </summary>
    public static IEnumerable<string> Of(string markdown) =>
        Blocks().Matches(markdown).Concat(Inline().Matches(markdown))
            .Select(m => Remark().Replace(m.Groups[1].Value, "").Trim())
            .Select(l => l.Split("&& ")[^1])
            .Distinct();

    /// <summary>
    /// What can be typed for a line that may be a synopsis: <c>[--option X]</c> given, <c>a|b</c> in its first form,
    /// <c>list | show</c> as a line each, placeholders filled.
    /// </summary>
    public static IEnumerable<string[]> Typed(string line)
    {
        // A bar between quotes is that of a formula.
        var alternatives = Bar().Split(line);
        var group = alternatives[0].Split(' ')[..^1];
        foreach (var (i, alternative) in alternatives.Index())
        {
            var words = Split(alternative.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal));
            yield return [.. i == 0 ? [] : group,
                .. words.Select(w => Placeholders.GetValueOrDefault(w, w.Contains(' ') ? w : w.Split('|')[0]))];
        }
    }

    /// <summary>Words as a shell splits them: quotes keep a word together, a redirection ends the line.</summary>
    public static IEnumerable<string> Split(string line) =>
        Words().Matches(line).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value).TakeWhile(w => w != ">");

    /// <summary>Options that spare a command most of its resamples or draws, where it does not state how many.</summary>
    public static string[] Quick(string line) => line.Split(' ')[0] switch
    {
        "report" => ["--resamples", "20"],
        "simulate" or "programme" when !line.Contains("--draws", StringComparison.Ordinal) => ["--draws", "20"],
        _ => [],
    };

    /// <summary>All commands, the root first, each with the words that name it.</summary>
    public static IEnumerable<(string[] Words, Command Command)> All()
    {
        var open = new Queue<(string[] Words, Command Command)>([([], Commands.Commands.Root())]);
        while (open.TryDequeue(out var next))
        {
            yield return next;
            foreach (var below in next.Command.Subcommands)
                open.Enqueue(([.. next.Words, below.Name], below));
        }
    }

    [GeneratedRegex(@"^ {4}(?:.*&& )?(?:\./)?dyad (.+)$", RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"`(?:\./)?dyad ([^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"(  +| # ).*$")]
    private static partial Regex Remark();

    [GeneratedRegex("""(?<=^(?:[^"]*"[^"]*")*[^"]*) \| """)]
    private static partial Regex Bar();

    [GeneratedRegex("\"([^\"]*)\"|[^ ]+")]
    private static partial Regex Words();
}
