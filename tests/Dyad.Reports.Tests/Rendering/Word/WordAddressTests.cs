using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering;
using Dyad.Reports.Rendering.Word;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Dyad.Reports.Tests.Rendering.Word;

/// <summary>Every number has an address: a link that leads to an entry with its options and its command.</summary>
public sealed class WordAddressTests
{
    [Theory]
    [MemberData(nameof(WordReportTests.Reports), MemberType = typeof(WordReportTests))]
    public void EveryLinkHasItsBookmark(string name, Language language)
    {
        using var file = WordFile.Of(name, language);
        var bookmarks = file.Body.Descendants<BookmarkStart>().ToList();
        Assert.Equal(bookmarks.Count, bookmarks.Select(b => b.Name!.Value).Distinct().Count());
        Assert.Equal(bookmarks.Count, bookmarks.Select(b => b.Id!.Value).Distinct().Count());
        Assert.Equal(
            bookmarks.Select(b => b.Id!.Value).Order(), file.Body.Descendants<BookmarkEnd>().Select(b => b.Id!.Value).Order());
        var names = bookmarks.Select(b => b.Name!.Value).ToHashSet();
        Assert.All(file.Body.Descendants<Hyperlink>(), link => Assert.Contains(link.Anchor!.Value, names));
    }

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Ru)]
    public void EveryFigureOfTheTextIsALinkToItsAddress(Language language)
    {
        using var file = WordFile.Of("full", language);
        var context = new RenderContext(file.Report);
        var expected = file.Report.Chapters.SelectMany(c => c.Blocks).SelectMany(Running).OfType<FigureRun>()
            .Select(f => (WordText.Breakable(f.Text), WordText.Bookmark(context.Address(f.ProvenanceId))));
        var links = file.Body.Descendants<Hyperlink>().Where(IsFigure).Where(link => !InHeatMap(link, file.Report))
            .Select(link => (WordText.Breakable(link.InnerText), link.Anchor!.Value!));
        Assert.Equal(expected, links);
    }

    [Fact]
    public void AnAddressStatesItsOptionsAndItsCommand()
    {
        using var file = WordFile.Of("full", Language.En);
        var card = file.Report.Provenance.Single(p => p.Id == "expected");
        string name = WordText.Bookmark(new RenderContext(file.Report).Address(card.Id));
        var entry = (W.Paragraph)file.Body.Descendants<BookmarkStart>().Single(b => b.Name!.Value == name).Parent!;
        Assert.Contains(card.Title, entry.InnerText, StringComparison.Ordinal);
        Assert.Contains("Resamples: 200; Seed: 1", entry.InnerText, StringComparison.Ordinal);
        Assert.Equal(card.Command, entry.NextSibling()!.InnerText);
    }

    [Fact]
    public void InputsMethodsAndVersionsStandInTheAppendix()
    {
        using var file = WordFile.Of("full", Language.En);
        var cited = file.Body.Descendants<BookmarkStart>().Select(b => b.Name!.Value!).ToHashSet();
        var context = new RenderContext(file.Report);
        string appendix = string.Join('\n', file.Texts(WordStyles.AddressDetails));
        var cards = file.Report.Provenance.Where(p => cited.Contains(WordText.Bookmark(context.Address(p.Id)))).ToList();
        Assert.NotEmpty(cards);
        string[] shared = ["Fact table", "Source", "Vintage", "SHA-256", "Method", "Follows", "Version of Dyad"];
        Assert.All(cards.SelectMany(c => c.Rows).Where(r => shared.Contains(r.Label)), row =>
            Assert.Contains($"{row.Label}: {row.Value}", appendix, StringComparison.Ordinal));
    }

    [Fact]
    public void OnPaperTheNumberOfTheAddressStandsBesideTheFigure()
    {
        using var file = WordFile.Of("full", Language.En);
        var context = new RenderContext(file.Report);
        var entries = file.Body.Elements<W.Paragraph>().Where(p => WordFile.Style(p) == WordStyles.Address)
            .Select(p => p.InnerText).ToList();
        var marks = file.Body.Descendants<Hyperlink>().Where(IsMark).ToList();
        Assert.NotEmpty(marks);
        Assert.All(marks, mark
            => Assert.Contains(entries, e => e.StartsWith(mark.InnerText.Trim('\u00A0', ' '), StringComparison.Ordinal)));
        // The addresses of a paragraph's figures are all there in print.
        var finding = file.Body.Elements<W.Paragraph>().First(p => p.Descendants<Hyperlink>().Any(IsFigure));
        Assert.Equal(
            finding.Descendants<Hyperlink>().Where(IsFigure).Select(l => l.Anchor!.Value).Distinct().Order(),
            finding.Descendants<Hyperlink>().Where(IsMark).Select(l => l.Anchor!.Value).Distinct().Order());
    }

    private static bool IsFigure(Hyperlink link) => Style(link) == WordStyles.Figure;

    private static bool IsMark(Hyperlink link) => Style(link) == WordStyles.Mark;

    private static string? Style(Hyperlink link) => link.GetFirstChild<Run>()?.RunProperties?.RunStyle?.Val?.Value;

    private static bool InHeatMap(Hyperlink link, ReportDocument report)
    {
        var maps = report.Chapters.SelectMany(c => c.Blocks).OfType<Figure>().Select(f => f.Chart).OfType<HeatMap>()
            .Select(m => m.Title);
        var table = link.Ancestors<W.Table>().FirstOrDefault();
        return table is not null && maps.Contains(table.GetFirstChild<TableProperties>()!.TableCaption!.Val!.Value);
    }

    private static IEnumerable<Inline> Running(Block block) => block switch
    {
        Document.Paragraph p => p.Content,
        ListBlock l => l.Items.SelectMany(item => item),
        Callout c => c.Content,
        Document.Table t => t.Rows.SelectMany(row => row).SelectMany(cell => cell),
        _ => [],
    };
}
