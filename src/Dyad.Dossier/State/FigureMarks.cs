using System.Text.RegularExpressions;
using Dyad.Dossier.Events;

namespace Dyad.Dossier.State;

/// <summary>References to figures in a text: <c>[[figure-id]]</c>.</summary>
public static partial class FigureMarks
{
    /// <summary>Ids of the figures in a text, in order, repeats kept.</summary>
    public static IEnumerable<string> In(string? text) => text is null ? [] : Mark().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>Ids of the figures in any language, each once, in ordinal order.</summary>
    public static IReadOnlyList<string> In(Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [.. texts.Written().SelectMany(language => In(texts.In(language))).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>A text in pieces: plain text and ids of figures in turn, as they stand.</summary>
    public static IEnumerable<(string Text, bool IsFigure)> Pieces(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int from = 0;
        foreach (Match mark in Mark().Matches(text))
        {
            if (mark.Index > from)
                yield return (text[from..mark.Index], false);
            yield return (mark.Groups[1].Value, true);
            from = mark.Index + mark.Length;
        }

        if (from < text.Length)
            yield return (text[from..], false);
    }

    /// <summary>The text as a reader sees it; a reference to nothing stays as it is.</summary>
    public static string Read(string text, string language, IReadOnlyDictionary<string, Figure> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return string.Concat(Pieces(text).Select(piece => !piece.IsFigure ? piece.Text
            : figures.TryGetValue(piece.Text, out var figure) ? figure.Text.Best(language) : $"[[{piece.Text}]]"));
    }

    [GeneratedRegex(@"\[\[([A-Za-z0-9][A-Za-z0-9._-]*)\]\]")]
    private static partial Regex Mark();
}
