using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;

namespace Dyad.Reports.Rendering.Word;

/// <summary>
/// The report as a Word document: Word's own headings, contents, tables, charts and equations, so that a ministry can take
/// parts of it into its own papers. The same report gives the same bytes.
/// </summary>
public static class WordReport
{
    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string Core = "application/vnd.openxmlformats-package.core-properties+xml";

    /// <summary>Writes the report.</summary>
    /// <param name="document">The report in one language.</param>
    /// <param name="target">Where the package (.docx) goes; it stays open.</param>
    /// <exception cref="ArgumentException">
    /// A figure without an address, two addresses with one id, or an equation that is not presentation MathML.
    /// </exception>
    public static void Write(ReportDocument document, Stream target)
    {
        ArgumentNullException.ThrowIfNull(document);
        StablePackage.Write(stream => Make(document, stream), target);
    }

    private static void Make(ReportDocument document, Stream stream)
    {
        var look = WordLook.For(document.Language);
        var context = new RenderContext(document);
        var text = new WordText(context, look);
        var numbering = new WordNumbering();
        // Ids are given, since those that the library makes differ each time.
        using var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document);
        var part = package.AddNewPart<MainDocumentPart>(Main, "rId1");
        part.AddNewPart<StyleDefinitionsPart>("styles").Styles = WordStyles.Create(look);
        part.AddNewPart<HeaderPart>(WordPage.HeaderId).Header = WordPage.Header(text, document.Title);
        part.AddNewPart<FooterPart>(WordPage.FooterId).Footer = WordPage.Footer();
        part.AddNewPart<DocumentSettingsPart>("settings").Settings = Settings(look);
        var blocks = new WordBlocks(context, look, text, numbering, part);
        using (var writer = OpenXmlWriter.Create(part, Encoding.UTF8))
        {
            writer.WriteStartElement(new DocumentFormat.OpenXml.Wordprocessing.Document());
            writer.WriteStartElement(new Body());
            foreach (var element in Elements(document, context, text, blocks))
                writer.WriteElement(element);
            writer.WriteElement(WordPage.Section(turned: false));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        part.AddNewPart<NumberingDefinitionsPart>("numbering").Numbering = numbering.Create();
        CoreProperties(package.AddNewPart<CoreFilePropertiesPart>(Core, "rId2"), document, look);
    }

    private static IEnumerable<OpenXmlElement> Elements(
        ReportDocument document, RenderContext context, WordText text, WordBlocks blocks)
    {
        yield return WordBlocks.Paragraph(WordStyles.Title, text.Run(document.Title));
        yield return WordBlocks.Paragraph(WordStyles.Subtitle, text.Run(document.Subtitle));
        var contents = new WordContents(text);
        string appendix = context.Label("addresses");
        foreach (var line in contents.Write(context.Label("contents"), document.Chapters, appendix))
            yield return line;
        foreach (var chapter in document.Chapters)
        {
            yield return contents.Heading(1, chapter.Title, newPage: chapter == document.Chapters[0]);
            foreach (var block in chapter.Blocks)
            {
                if (block is Heading heading)
                    yield return contents.Heading(heading.Level - 1, heading.Text);
                else
                    foreach (var element in blocks.Write(block))
                        yield return element;
            }
        }

        yield return contents.Heading(1, appendix, newPage: true);
        foreach (var element in new AddressAppendix(document, context, text).Write())
            yield return element;
        yield return WordBlocks.Paragraph(WordStyles.Note, text.Run(context.Label("generated_by")));
    }

    private static Settings Settings(WordLook look) => new(
        new Zoom { Percent = "100" }, new DefaultTabStop { Val = 680 },
        new CharacterSpacingControl { Val = CharacterSpacingValues.DoNotCompress },
        new Compatibility(new CompatibilitySetting
        {
            Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15",
        }),
        new ThemeFontLanguages { Val = look.Chinese ? look.Latin : look.Tag, EastAsia = look.EastAsia });

    /// <summary>Title, language and maker. No times: they would be those of the machine.</summary>
    private static void CoreProperties(CoreFilePropertiesPart part, ReportDocument document, WordLook look)
    {
        var xml = new Markup().Write(
            $"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" ")
            .Write($"xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{document.Title}</dc:title>")
            .Write($"<dc:subject>{document.Subtitle}</dc:subject><dc:creator>Dyad</dc:creator>")
            .Write($"<dc:language>{look.Tag}</dc:language></cp:coreProperties>");
        using var stream = part.GetStream(FileMode.Create);
        stream.Write(Encoding.UTF8.GetBytes(xml.ToString()));
    }
}
