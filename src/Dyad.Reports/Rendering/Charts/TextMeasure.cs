namespace Dyad.Reports.Rendering.Charts;

/// <summary>
/// Widths of text without a font: the reader's machine has fonts that we do not know. Generous averages of common system
/// sans-serif faces, so that labels have room rather than collide.
/// </summary>
internal static class TextMeasure
{
    private const double Narrow = 0.32;
    private const double Lower = 0.56;
    private const double Upper = 0.68;
    private const double Cyrillic = 0.62;
    private const double FullWidth = 1.02;

    /// <summary>How much wider bold text is at most: DejaVu Sans Bold, what many servers have alone.</summary>
    public const double Bold = 1.25;

    /// <summary>Width in the unit of <paramref name="size"/> (the font size).</summary>
    public static double Width(string text, double size) => size * text.Sum(Em);

    /// <summary>
    /// Breaks a text into lines no wider than <paramref name="width"/>: between words, in Chinese between any two characters.
    /// A single word that is wider keeps its line.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string piece in Pieces(text))
        {
            if (line.Length > 0 && Width((line + piece).TrimEnd(), size) > width)
            {
                lines.Add(line.TrimEnd());
                line = "";
            }

            line += piece;
        }

        lines.Add(line.TrimEnd());
        return lines;
    }

    /// <summary>Words with the space after them; each full-width character on its own, punctuation with what stands before.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            bool between = IsFullWidth(text[i]) ? !IsClosing(text[i]) : IsFullWidth(text[i - 1]) && text[i] != ' ';
            if (text[i - 1] != ' ' && !between)
                continue;
            yield return text[start..i];
            start = i;
        }

        yield return text[start..];
    }

    private static double Em(char c) => c switch
    {
        _ when IsFullWidth(c) => FullWidth,
        ' ' or '\u00A0' or '.' or ',' or ':' or ';' or '\'' or '|' or 'i' or 'l' or 'j' or 't' or 'f' or 'I' or '(' or ')' => Narrow,
        'm' or 'w' or 'M' or 'W' or '\u2192' or '%' or 'Ш' or 'Щ' or 'Ж' or 'Ф' or 'Ю' or 'ш' or 'щ' or 'ж' or 'ф' or 'ю' => 0.88,
        >= '\u0400' and <= '\u04FF' => char.IsUpper(c) ? Upper : Cyrillic,
        _ when char.IsUpper(c) => Upper,
        _ => Lower,
    };

    private static bool IsFullWidth(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFF60';

    private static bool IsClosing(char c) => c is '，' or '。' or '、' or '；' or '：' or '）' or '》' or '”';
}
