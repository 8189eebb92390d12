using Dyad.Reports.Document;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shared;

/// <summary>Cells, columns and paragraphs in few words.</summary>
internal static class Cells
{
    public static IReadOnlyList<Inline> Of(string text) => [new TextRun(text)];

    public static IReadOnlyList<Inline> Of(Inline inline) => [inline];

    /// <summary>A value that the facts do not hold.</summary>
    public static IReadOnlyList<Inline> Missing(this Localizer text) => Of(text.Text("format.missing"));

    /// <summary>A text column.</summary>
    public static Column Column(this Localizer text, string key) => new(text.Text(key));

    /// <summary>A column of numbers.</summary>
    public static Column Numbers(this Localizer text, string key) => new(text.Text(key), Numeric: true);

    /// <summary>A column of numbers whose header names a party.</summary>
    public static Column Numbers(this Localizer text, string key, params IReadOnlyList<(string Place, string Value)> values)
        => new(text.Text(key, values), Numeric: true);

    public static Paragraph Paragraph(this Localizer text, string key) => new(Of(text.Text(key)));

    public static Heading Heading(this Localizer text, string key, int level = 3) => new(level, text.Text(key));

    public static TextRun Run(string text) => new(text);
}
