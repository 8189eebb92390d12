using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Document;
using Dyad.Reports.Tests.Fixtures;

namespace Dyad.Reports.Tests.Rendering.Word;

/// <summary>The Word document as a package: valid, the same each time, whole in every language.</summary>
public sealed class WordReportTests
{
    public static TheoryData<string, Language> Reports()
    {
        var data = new TheoryData<string, Language>();
        foreach (string name in Fixture.Names)
            foreach (var language in Enum.GetValues<Language>())
                data.Add(name, language);
        return data;
    }

    /// <summary>The reports that differ in their kinds of blocks; validation is slow.</summary>
    public static TheoryData<string, Language> Kinds()
    {
        var data = new TheoryData<string, Language>();
        foreach (string name in new[] { "full", "gaps", "bare" })
            foreach (var language in Enum.GetValues<Language>())
                data.Add(name, language);
        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheValidatorFindsNoError(string name, Language language)
    {
        using var file = WordFile.Of(name, language);
        var errors = new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(file.Package);
        Assert.Equal([], errors.Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
    }

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void TheSameReportGivesTheSameBytes(Language language)
        => Assert.Equal(WordFile.Bytes(WordFile.Document("full", language)), WordFile.Bytes(WordFile.Document("full", language)));

    [Fact]
    public void NoPartKnowsWhenItWasWritten()
    {
        using var package = new ZipArchive(new MemoryStream(WordFile.Bytes(WordFile.Document("full", Language.En))));
        Assert.Equal("[Content_Types].xml", package.Entries[0].FullName);
        Assert.All(package.Entries, e => Assert.Equal(1980, e.LastWriteTime.Year));
        var workbooks = package.Entries.Where(e => e.FullName.EndsWith(".xlsx", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(workbooks);
        foreach (var workbook in workbooks)
        {
            using var stream = workbook.Open();
            using var inner = new ZipArchive(stream);
            Assert.All(inner.Entries, e => Assert.Equal(1980, e.LastWriteTime.Year));
        }
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void HeadingsAreTheChaptersAndTheirSections(string name, Language language)
    {
        using var file = WordFile.Of(name, language);
        var expected = file.Report.Chapters
            .SelectMany(c => c.Blocks.OfType<Heading>().Select(h => ($"Heading{h.Level - 1}", h.Text))
                .Prepend(("Heading1", c.Title)))
            .Append(("Heading1", file.Report.Labels["addresses"]));
        var headings = file.Body.Elements<DocumentFormat.OpenXml.Wordprocessing.Paragraph>()
            .Select(p => (Style: WordFile.Style(p) ?? "", Text: WordFile.Text(p)))
            .Where(p => p.Style.StartsWith("Heading", StringComparison.Ordinal));
        Assert.Equal(expected, headings);
    }

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void TheContentsAreAFieldThatNamesEveryChapter(Language language)
    {
        using var file = WordFile.Of("full", language);
        Assert.Contains(file.Body.Descendants<FieldCode>(), code => code.Text.Contains("TOC \\o", StringComparison.Ordinal));
        var marks = file.Body.Descendants<FieldChar>().Select(f => f.FieldCharType!.Value);
        Assert.Equal([FieldCharValues.Begin, FieldCharValues.Separate, FieldCharValues.End], marks);
        var lines = file.Texts("TOC1").Select(line => line[(line.IndexOf('\u2002', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(file.Report.Chapters.Select(c => c.Title).Append(file.Report.Labels["addresses"]), lines);
    }

    [Theory]
    [InlineData(Language.En, "en-GB")]
    [InlineData(Language.Zh, "zh-CN")]
    [InlineData(Language.Ru, "ru-RU")]
    public void TitleAndLanguageAreStated(Language language, string tag)
    {
        using var file = WordFile.Of("full", language);
        using var stream = file.Package.CoreFilePropertiesPart!.GetStream();
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        var core = XElement.Load(stream);
        Assert.Equal(file.Report.Title, core.Element(dc + "title")!.Value);
        Assert.Equal(tag, core.Element(dc + "language")!.Value);
        var text = file.Main.StyleDefinitionsPart!.Styles!.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!;
        var languages = text.GetFirstChild<Languages>()!;
        Assert.Equal(tag, language == Language.Zh ? languages.EastAsia!.Value : languages.Val!.Value);
        Assert.Equal("SimSun", text.RunFonts!.EastAsia!.Value);
        Assert.Equal([file.Report.Title], file.Texts("Title"));
    }

    [Fact]
    public void EnglishInARussianEditionIsMarkedAsEnglish()
    {
        using var file = WordFile.Of("full", Language.Ru);
        var command = file.Body.Descendants<Run>().First(r => r.InnerText.StartsWith("./dyad", StringComparison.Ordinal));
        Assert.Equal("en-GB", command.RunProperties!.Languages!.Val!.Value);
        var chapter = file.Body.Descendants<Run>().Last(r => r.InnerText == file.Report.Chapters[0].Title);
        Assert.Null(chapter.RunProperties?.Languages);
    }

    [Fact]
    public void PagesAreA4WithNumbers()
    {
        using var file = WordFile.Of("full", Language.En);
        Assert.All(file.Body.Descendants<PageSize>(), p
            => Assert.Equal([11906u, 16838u], new[] { p.Width!.Value, p.Height!.Value }.Order()));
        var fields = file.Main.FooterParts.Single().Footer!.Descendants<SimpleField>().Select(f => f.Instruction!.Value!.Trim());
        Assert.Equal(["PAGE", "NUMPAGES"], fields);
    }

    [Fact]
    public void CharactersThatNoDocumentMayHoldAreReplaced()
    {
        var document = WordFile.Document("bare", Language.En) with { Title = "a\u0001b 𝛽 <&>" };
        using var file = new WordFile(document);
        Assert.Equal(["a\uFFFDb 𝛽 <&>"], file.Texts("Title"));
    }

    [Fact]
    public void AFigureWithoutAnAddressIsRefused()
    {
        var document = WordFile.Document("full", Language.En) with { Provenance = [] };
        Assert.Throws<ArgumentException>(() => WordFile.Bytes(document));
    }
}
