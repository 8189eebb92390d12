using System.Collections.Concurrent;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Chapters;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Word;
using Dyad.Reports.Tests.Fixtures;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Dyad.Reports.Tests.Rendering.Word;

/// <summary>A synthetic report as Word reads it back.</summary>
internal sealed class WordFile : IDisposable
{
    /// <summary>Files by fixture and language: many tests read the same ones.</summary>
    private static readonly ConcurrentDictionary<(string Fixture, Language Language), (ReportDocument, byte[])> Written = [];

    private readonly MemoryStream _stream;

    public WordFile(ReportDocument document)
        : this(document, Bytes(document))
    {
    }

    private WordFile(ReportDocument document, byte[] bytes)
    {
        Report = document;
        _stream = new MemoryStream(bytes, writable: false);
        Package = WordprocessingDocument.Open(_stream, isEditable: false);
    }

    public ReportDocument Report { get; }

    public WordprocessingDocument Package { get; }

    public MainDocumentPart Main => Package.MainDocumentPart!;

    public Body Body => Main.Document!.Body!;

    public static WordFile Of(string fixture, Language language)
    {
        var (document, bytes) = Written.GetOrAdd((fixture, language), key =>
        {
            var composed = Document(key.Fixture, key.Language);
            return (composed, Bytes(composed));
        });
        return new(document, bytes);
    }

    public static ReportDocument Document(string fixture, Language language)
        => ReportComposer.Compose(Fixture.Get(fixture), language);

    public static byte[] Bytes(ReportDocument document)
    {
        using var stream = new MemoryStream();
        WordReport.Write(document, stream);
        return stream.ToArray();
    }

    public static string? Style(OpenXmlElement paragraph)
        => (paragraph as W.Paragraph)?.ParagraphProperties?.ParagraphStyleId?.Val?.Value;

    /// <summary>What a reader reads, without the numbers of addresses.</summary>
    public static string Text(OpenXmlElement element) => string.Concat(element.Descendants<Text>()
        .Where(t => ((Run)t.Parent!).RunProperties?.RunStyle?.Val?.Value != WordStyles.Mark).Select(t => t.Text));

    public IEnumerable<string> Texts(string style) => Body.Elements<W.Paragraph>().Where(p => Style(p) == style).Select(Text);

    public void Dispose()
    {
        Package.Dispose();
        _stream.Dispose();
    }
}
