using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Document;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// The table of contents: a field that Word renews with page numbers when asked (F9), and until then links without page numbers.
/// Only Word knows the pages, and a field that renews itself on opening makes Word ask each reader.
/// </summary>
internal sealed class WordContents(WordText text)
{
    /// <summary>Ids of bookmarks beyond those of the addresses.</summary>
    private const int FirstBookmark = 1_000_000;

    private const int LevelsShown = 2;

    private int _headings;

    public IEnumerable<OpenXmlElement> Write(string title, IReadOnlyList<Chapter> chapters, string appendix)
    {
        yield return WordBlocks.Paragraph(WordStyles.ContentsTitle, text.Run(title));
        var lines = new List<Paragraph>();
        int heading = 0;
        int chapterNumber = 0;
        foreach (var (name, blocks) in chapters.Select(c => (c.Title, c.Blocks)).Append((appendix, [])))
        {
            int section = 0;
            string number = WordText.Number(++chapterNumber);
            lines.Add(Line(1, $"{number}\u2002{name}", ++heading));
            foreach (var inner in blocks.OfType<Heading>())
            {
                heading++;
                if (inner.Level <= LevelsShown + 1)
                    lines.Add(Line(2, $"{number}.{WordText.Number(++section)}\u2002{inner.Text}", heading));
            }
        }

        lines[0].InsertAfter(FieldMark(FieldCharValues.Begin), lines[0].ParagraphProperties);
        lines[0].InsertAfter(
            new Run(new FieldCode(" TOC \\o \"1-2\" \\h \\z \\u ") { Space = SpaceProcessingModeValues.Preserve }),
            lines[0].GetFirstChild<Run>());
        lines[0].InsertAfter(FieldMark(FieldCharValues.Separate), lines[0].Elements<Run>().Last());
        lines[^1].Append(FieldMark(FieldCharValues.End));
        foreach (var line in lines)
            yield return line;
    }

    /// <summary>A heading with the bookmark that the contents lead to; called in the order of the document.</summary>
    public Paragraph Heading(int level, string title, bool newPage = false)
    {
        int number = ++_headings;
        string id = WordText.Number(FirstBookmark + number);
        var paragraph = WordBlocks.Paragraph(
            WordStyles.HeadingStyle(level + 1), new BookmarkStart { Id = id, Name = Bookmark(number) }, text.Run(title),
            new BookmarkEnd { Id = id });
        if (newPage)
            paragraph.ParagraphProperties!.Append(new PageBreakBefore());
        return paragraph;
    }

    private Paragraph Line(int level, string line, int heading) => WordBlocks.Paragraph(
        WordStyles.Contents(level), new Hyperlink(text.Run(line)) { Anchor = Bookmark(heading), History = true });

    private static Run FieldMark(FieldCharValues kind) => new(new FieldChar { FieldCharType = kind });

    /// <summary>Named as Word names its own.</summary>
    private static string Bookmark(int heading) => "_Toc" + WordText.Number(FirstBookmark + heading);
}
