using Spectre.Console;

namespace Dyad.Cli.Hosting;

/// <summary>Standard output does not take what is written to it (a full disk behind a redirection).</summary>
internal sealed class OutputException(Exception inner) : Exception(inner.Message, inner);

/// <summary>Standard output: plain text, folded at words to the width of a terminal, as it is elsewhere.</summary>
internal static class Output
{
    /// <summary>Writes text as it stands.</summary>
    public static void Write(string text) => Guard(() => Console.Out.Write(text));

    /// <summary>Writes a line as it stands.</summary>
    public static void Line(string text = "") => Guard(() => Console.Out.WriteLine(text));

    /// <summary>Writes sentences with their numbers, a line each where other programs read.</summary>
    public static void Numbered(IReadOnlyList<string> sentences) => Guard(() =>
    {
        if (Console.IsOutputRedirected)
        {
            foreach (var (i, sentence) in sentences.Index())
                Console.Out.WriteLine($"{i + 1}. {sentence}");
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(1))
            .AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        foreach (var (i, sentence) in sentences.Index())
            grid.AddRow(new Text($"{i + 1}."), new Text(sentence));
        AnsiConsole.Write(grid);
    });

    private static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw new OutputException(e);
        }
    }
}
