using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Document;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// Running text. A figure is a link to its address in the appendix; beside it, or once a row in a table, stands the number of the
/// address, so that paper leads there too.
/// </summary>
internal sealed class WordText(RenderContext context, WordLook look)
{
    private const char NoBreakSpace = '\u00A0';

    private readonly SortedSet<int> _cited = [];

    /// <summary>Numbers of the addresses that were referred to.</summary>
    public IReadOnlySet<int> Cited => _cited;

    /// <summary>Bookmark of an address.</summary>
    public static string Bookmark(int address) => "address_" + address.ToString(CultureInfo.InvariantCulture);

    /// <summary>Text with its figures.</summary>
    /// <param name="content">The text.</param>
    /// <param name="numbers">Whether the number of the address follows each figure.</param>
    /// <param name="size">Points, where the style's size does not hold.</param>
    public IEnumerable<OpenXmlElement> Inlines(IReadOnlyList<Inline> content, bool numbers, double? size = null)
    {
        for (int i = 0; i < content.Count; i++)
        {
            switch (content[i])
            {
                case TextRun run:
                    yield return Run(run.Text, run.Strong ? new Bold() : null, size);
                    break;
                case FigureRun figure:
                    int address = Cite(figure.ProvenanceId);
                    yield return Link(address, Run(figure.Text, Style(WordStyles.Figure), size));
                    // Figures of one address that follow each other, as a value and its interval do, share the number.
                    bool last = content.Skip(i + 1).OfType<FigureRun>().FirstOrDefault()?.ProvenanceId != figure.ProvenanceId;
                    if (numbers && last)
                        yield return Mark(address, size);
                    break;
                default:
                    throw new NotSupportedException($"No Word text for a {content[i].GetType().Name}.");
            }
        }
    }

    /// <summary>Numbers of addresses as small links, each once: [3] [17].</summary>
    public IEnumerable<OpenXmlElement> Marks(IEnumerable<string> provenanceIds, double? size = null)
        => provenanceIds.Select(Cite).Distinct().Order().Select((address, i) => Mark(address, size, i == 0 ? "\u00A0" : " "));

    /// <summary>Plain text.</summary>
    public Run Run(string text, OpenXmlElement? property = null, double? size = null)
    {
        var properties = new RunProperties();
        if (property is RunStyle)
            properties.Append(property);
        if (look.Chinese && text.Any(IsChinese))
            properties.Append(new RunFonts { Hint = FontTypeHintValues.EastAsia });
        if (property is not null and not RunStyle)
            properties.Append(property);
        if (size is { } points)
            properties.Append(new FontSize { Val = Number((int)(2 * points)) });
        if (look.Tag != look.Latin && IsEnglish(text))
            properties.Append(new Languages { Val = look.Latin });
        var run = new Run();
        if (properties.HasChildren)
            run.Append(properties);
        run.Append(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }

    /// <summary>A field with the result that readers see until it is updated.</summary>
    public static SimpleField Field(string instruction, string result)
        => new(new Run(new Text(result))) { Instruction = " " + instruction + " " };

    /// <summary>Text without the characters that no document may hold.</summary>
    public static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text, i++, 2);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }

        return clean.ToString();
    }

    /// <summary>
    /// Text for a narrow column: it may break inside a unit (млрд | долл. США), but not between a number and its unit. Word would
    /// else break such a unit inside a word.
    /// </summary>
    public static string Breakable(string text)
    {
        if (!text.Contains(NoBreakSpace, StringComparison.Ordinal))
            return text;
        return string.Concat(text.Select(
            (c, i) => c == NoBreakSpace && i > 0 && (char.IsLetter(text[i - 1]) || text[i - 1] == '.') ? ' ' : c));
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static RunStyle Style(string id) => new() { Val = id };

    private static Hyperlink Link(int address, Run run) => new(run) { Anchor = Bookmark(address), History = true };

    private Hyperlink Mark(int address, double? size, string space = "\u00A0")
        => Link(address, Run($"{space}[{Number(address)}]", Style(WordStyles.Mark), size));

    private int Cite(string provenanceId)
    {
        int address = context.Address(provenanceId);
        _cited.Add(address);
        return address;
    }

    private static bool IsChinese(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uFF00' and <= '\uFF60' or '“' or '”' or '—'
        or '…';

    private static bool IsEnglish(string text) => text.Any(char.IsAsciiLetter)
        && !text.Any(c => c is >= '\u0400' and <= '\u04FF' or >= '\u2E80' and <= '\u9FFF');
}
