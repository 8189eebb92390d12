using Dyad.Reports.Document;

namespace Dyad.Reports.Texts;

/// <summary>
/// A sentence with places for names and figures: <c>Exports of {exporter} were {value}.</c> Languages order the places as their
/// grammar wants; a figure put in a place stays a figure, with its address, and knows its place.
/// </summary>
public static class SentenceTemplate
{
    /// <summary>Names of the places of a template, in order of appearance.</summary>
    /// <param name="template">The template.</param>
    public static IReadOnlyList<string> Places(string template)
        => [.. Split(template).Where(part => part.IsPlace).Select(part => part.Text)];

    /// <summary>The template with its places filled; neighbouring plain texts are joined.</summary>
    /// <param name="template">The template.</param>
    /// <param name="values">What goes into each place, by name.</param>
    /// <exception cref="ArgumentException">A place has no value, or a value no place.</exception>
    public static IReadOnlyList<Inline> Fill(string template, params IReadOnlyList<(string Place, Inline Value)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var inlines = new List<Inline>();
        var unused = values.Select(v => v.Place).ToHashSet(StringComparer.Ordinal);
        foreach (var (text, isPlace) in Split(template))
        {
            if (!isPlace)
            {
                Append(inlines, new TextRun(text));
                continue;
            }

            unused.Remove(text);
            var value = values.FirstOrDefault(v => v.Place == text).Value
                ?? throw new ArgumentException($"No value for {{{text}}} in \"{template}\".", nameof(values));
            Append(inlines, value is FigureRun figure ? figure with { Place = text } : value);
        }

        return unused.Count == 0
            ? inlines
            : throw new ArgumentException($"No place for {string.Join(", ", unused)} in \"{template}\".", nameof(values));
    }

    private static void Append(List<Inline> inlines, Inline next)
    {
        if (inlines.LastOrDefault() is TextRun { Strong: false } last && next is TextRun { Strong: false } text)
            inlines[^1] = new TextRun(last.Text + text.Text);
        else
            inlines.Add(next);
    }

    private static IEnumerable<(string Text, bool IsPlace)> Split(string template)
    {
        int from = 0;
        while (from < template.Length)
        {
            int open = template.IndexOf('{', from);
            if (open < 0)
                break;
            int close = template.IndexOf('}', open);
            if (close < 0)
                throw new FormatException($"A brace is not closed in \"{template}\".");
            if (open > from)
                yield return (template[from..open], false);
            yield return (template[(open + 1)..close], true);
            from = close + 1;
        }

        if (from < template.Length)
            yield return (template[from..], false);
    }
}
