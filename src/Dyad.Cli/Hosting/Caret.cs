using Spectre.Console.Rendering;

namespace Dyad.Cli.Hosting;

/// <summary>Shows a place in what was typed.</summary>
internal static class Caret
{
    private const string Margin = "  ";

    /// <summary>The text on one line, and below it a caret under the place.</summary>
    /// <param name="typed">The text.</param>
    /// <param name="position">Where in it, from 0 to its length.</param>
    public static IEnumerable<string> Lines(string typed, int position)
    {
        // A line break or a tab would move what stands below.
        var text = string.Concat(typed.Select(c => char.IsControl(c) ? ' ' : c));
        yield return Margin + text;
        // Chinese letters are two columns wide.
        yield return Margin + new string(' ', Segment.CellCount([new Segment(text[..position])])) + "^";
    }
}
