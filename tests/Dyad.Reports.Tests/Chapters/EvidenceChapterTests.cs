using Dyad.Reports.Chapters;
using Dyad.Reports.Document;
using Dyad.Reports.Model;
using Dyad.Reports.Tests.Fixtures;

namespace Dyad.Reports.Tests.Chapters;

/// <summary>What each side counts: lines, gaps with their parts, products, a silent side.</summary>
public sealed class EvidenceChapterTests
{
    [Fact]
    public void EachSidesClaimIsALineWithAGapWhereItStatesNothing()
    {
        var chart = (LineChart)Chapter(SyntheticReport.Create()).Blocks.OfType<Figure>().Single().Chart;
        Assert.Equal([2010, 2011], chart.Years);
        Assert.Equal(
            [
                "Arvenia\u00A0→\u00A0Belmora, exporter's figure", "Arvenia\u00A0→\u00A0Belmora, importer's figure",
                "Belmora\u00A0→\u00A0Arvenia, exporter's figure", "Belmora\u00A0→\u00A0Arvenia, importer's figure",
            ],
            chart.Series.Select(s => s.Name));
        Assert.Equal([53.9, null], chart.Series[1].Values.Select(v => v is { } value ? Math.Round(value, 9) : (double?)null));
        Assert.Equal(chart.Series[0].Colour, chart.Series[1].Colour);
        Assert.NotEqual(chart.Series[0].Colour, chart.Series[2].Colour);
    }

    /// <summary>Cells of one file are one source; another publisher is another.</summary>
    [Fact]
    public void YearsOfALineFromTwoSourcesAreTold()
    {
        var report = SyntheticReport.Create();
        var flow = report.Mirror.First(m => m.Claims.Any(c => c.Reporter == m.Exporter));
        string[] sources = ["IMF, Trade, cell BM57", "IMF, Trade, cell BM58", "Statistics Division. Comtrade (comtrade-1a)"];
        JointReport With(int count) => report with
        {
            Mirror =
            [
                .. Enumerable.Range(0, count).Select(i => flow with
                {
                    Year = 2018 + i, Claims = [flow.Claims.First(c => c.Reporter == flow.Exporter) with { Source = sources[i] }],
                }),
            ],
        };
        Assert.Contains(
            DocumentText.Lines(Chapter(With(3))),
            line => line.EndsWith("exporter's figure: IMF 2018–2019; Statistics Division 2020", StringComparison.Ordinal));
        Assert.DoesNotContain(
            DocumentText.Lines(Chapter(With(2))), line => line.Contains("more than one source", StringComparison.Ordinal));
    }

    [Fact]
    public void PartsThatSomethingToldHaveColumnsAndTheOthersAreNamed()
    {
        var chapter = Chapter(SyntheticReport.Create());
        var gaps = chapter.Blocks.OfType<Table>().Single(t => t.Caption.StartsWith("Mirror gap", StringComparison.Ordinal));
        Assert.Equal(
            [
                "Flow", "Gap, importer over exporter", "CIF/FOB margin, log points × 100", "Timing, log points × 100",
                "Re-exports, log points × 100", "Unexplained, log points × 100", "Reconciled value, billion US$", "90% interval, billion US$",
            ],
            gaps.Columns.Select(c => c.Header));
        // 11.8% is 11.2 log points: 6.7 of margin, 1.2 of timing, 0.7 of re-exports, 2.6 that nothing explains.
        Assert.Equal(["11.8%", "6.7", "1.2", "0.7", "2.6"], gaps.Rows[0].Skip(1).Take(5).Select(DocumentText.Plain));
        Assert.Contains(
            DocumentText.Lines(chapter), line => line == "Nothing at hand tells these parts: valuation and conversion. They are not zero but within the unexplained.");
        Assert.Contains(
            DocumentText.Lines(chapter),
            line => line.Contains("the importer counts [9.0%] of a year's exports in the next year", StringComparison.Ordinal));
    }

    [Fact]
    public void ASilentSideIsMarkedInItsOwnCell()
    {
        var chapter = Chapter(SyntheticReport.Create());
        var row = chapter.Blocks.OfType<Table>().Single(t => t.Caption.StartsWith("Claims", StringComparison.Ordinal)).Rows
            .Single(r => DocumentText.Plain(r[0]).StartsWith("2011, Arvenia", StringComparison.Ordinal));
        Assert.Equal("none of this year", DocumentText.Plain(row[2]));
        Assert.Contains(DocumentText.Lines(chapter), line => line.Contains("stands alone", StringComparison.Ordinal));
        Assert.DoesNotContain(
            DocumentText.Lines(Chapter(SyntheticReport.Create() with
            {
                Mirror = [.. SyntheticReport.Create().Mirror.Where(m => m.MissingReporter is null)],
            })), line => line.Contains("stands alone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.En, " (valuation not stated)")]
    [InlineData(Language.Zh, "（计价方式未说明）")]
    [InlineData(Language.Ru, " (вид стоимости не указан)")]
    public void AValuationThatIsNotStatedReadsSo(Language language, string end)
    {
        var lines = DocumentText.Lines(Chapter(SyntheticReport.Create(), language)).ToList();
        Assert.Contains(lines, line => line.Contains(end, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("UNKNOWN", StringComparison.Ordinal));
    }

    [Fact]
    public void ProductsStandByTheirGapWithADashForWhatASideDoesNotState()
    {
        var table = Chapter(SyntheticReport.Create()).Blocks.OfType<Table>().Last();
        Assert.Equal(
            [
                "85 (electrical equipment), 2010, Arvenia\u00A0→\u00A0Belmora", "27 (mineral fuels), 2010, Belmora\u00A0→\u00A0Arvenia",
                "9306 (arms and ammunition), 2010, Arvenia\u00A0→\u00A0Belmora",
            ],
            table.Rows.Select(r => DocumentText.Plain(r[0])));
        Assert.Equal("—", DocumentText.Plain(table.Rows[2][1]));
        Assert.DoesNotContain(
            DocumentText.Lines(Chapter(SyntheticReport.Create() with { ProductGaps = [] })),
            line => line.Contains("by product", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.Zh, "85（电气设备），2010年，")]
    [InlineData(Language.Ru, "85 (электрооборудование), 2010 г., ")]
    public void ProductsAreNamedInTheLanguageOfTheReader(Language language, string start) => Assert.StartsWith(
        start, DocumentText.Plain(Chapter(SyntheticReport.Create(), language).Blocks.OfType<Table>().Last().Rows[0][0]), StringComparison.Ordinal);

    /// <summary>A hub may be any economy: with its article in English, in the nominative in Russian, which has cases for parties alone.</summary>
    [Theory]
    [InlineData(Language.En, "- 2010, Arvenia\u00A0→\u00A0Belmora: of which by way of the United Arab Emirates: [")]
    [InlineData(Language.Zh, "- 2010年，阿尔维尼亚→贝尔莫拉：其中经由阿联酋 [")]
    [InlineData(Language.Ru, "- 2010\u00A0г., Арвения\u00A0→\u00A0Бельмора, в том числе по месту отправления: ОАЭ — [")]
    public void AHubIsNamedAsItsSentenceNeedsIt(Language language, string sentence)
    {
        var report = SyntheticReport.Create();
        report = report with
        {
            Economies = [.. report.Economies, new("ARE", "United Arab Emirates", "阿联酋", "ОАЭ")],
            Mirror = [.. report.Mirror.Select(m => m.Routes is null ? m : m with { Routes = [new("ARE", 350, "mirror")] })],
        };
        var hub = report.Economies.Select(e => language switch { Language.Zh => e.Zh, Language.Ru => e.Ru, _ => e.En }).Last();
        Assert.StartsWith(
            sentence, DocumentText.Lines(Chapter(report, language)).Single(line => line.Contains(hub, StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void TablesShowTheLastYearsAndTheChartAll()
    {
        var chapter = Chapter(SyntheticReport.WithTimingOfOnePair());
        Assert.All(chapter.Blocks.OfType<Table>(), table => Assert.Equal(4, table.Rows.Count));
        Assert.Equal(2005, ((LineChart)chapter.Blocks.OfType<Figure>().Single().Chart).Years[0]);
        Assert.Contains(DocumentText.Lines(chapter), line => line.Contains("last five years", StringComparison.Ordinal));
    }

    private static Chapter Chapter(JointReport report, Language language = Language.En) =>
        ReportComposer.Compose(report, language).Chapters.Single(c => c.Id == "evidence");
}
