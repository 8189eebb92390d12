using System.Globalization;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using Dyad.Reports.Document;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace Dyad.Reports.Tests.Rendering.Word;

/// <summary>Charts are Word's own: described, with the document's values both drawn and in the workbook behind.</summary>
public sealed class WordChartTests
{
    [Theory]
    [MemberData(nameof(WordReportTests.Reports), MemberType = typeof(WordReportTests))]
    public void EveryChartIsDrawnAndDescribed(string name, Language language)
    {
        using var file = WordFile.Of(name, language);
        var charts = Charts(file).ToList();
        var described = file.Body.Descendants<DocProperties>().ToList();
        Assert.Equal(charts.Select(c => (c.Title, c.Description)),
            described.Select(d => (d.Title!.Value!, d.Description!.Value!)));
        Assert.Equal(charts.Count, described.Select(d => d.Id!.Value).Distinct().Count());
        Assert.Equal(charts.Count, file.Main.ChartParts.Count());
    }

    [Fact]
    public void LinesHaveTheValuesAndTheGaps()
    {
        using var file = WordFile.Of("full", Language.En);
        foreach (var (chart, space) in Drawn(file))
        {
            if (chart is not Document.LineChart lines)
                continue;
            var series = space.Descendants<LineChartSeries>().ToList();
            Assert.Equal(lines.Series.Select(s => s.Name),
                series.Select(s => s.GetFirstChild<SeriesText>()!.Descendants<NumericValue>().Single().Text));
            foreach (var (expected, drawn) in lines.Series.Zip(series))
                Assert.Equal(expected.Values, Points(drawn.GetFirstChild<Values>()!, lines.Years.Count));
        }
    }

    [Theory]
    [InlineData("full")]
    [InlineData("gaps")]
    public void BarsHaveTheValuesAndErrorBarsTheInterval(string name)
    {
        using var file = WordFile.Of(name, Language.En);
        foreach (var (chart, space) in Drawn(file))
        {
            if (chart is not IntervalChart intervals)
                continue;
            var series = space.Descendants<BarChartSeries>().ToList();
            Assert.Equal(intervals.Rows.Any(r => r.Mark is not null) ? 2 : 1, series.Count);
            int count = intervals.Rows.Count;
            var bars = series[0].GetFirstChild<ErrorBars>()!;
            Assert.Equal(intervals.Rows.Select(r => (double?)r.Value), Points(series[0].GetFirstChild<Values>()!, count));
            Assert.Equal(intervals.Rows.Select(r => (double?)(r.Value - r.Low)), Points(bars.GetFirstChild<Minus>()!, count));
            Assert.Equal(intervals.Rows.Select(r => (double?)(r.High - r.Value)), Points(bars.GetFirstChild<Plus>()!, count));
            if (series.Count == 2)
                Assert.Equal(intervals.Rows.Select(r => r.Mark), Points(series[1].GetFirstChild<Values>()!, count));
        }
    }

    [Fact]
    public void TheAxisHoldsTheWholeInterval()
    {
        using var file = WordFile.Of("full", Language.En);
        foreach (var (chart, space) in Drawn(file))
        {
            if (chart is not IntervalChart intervals)
                continue;
            var scaling = space.Descendants<ValueAxis>().Single().GetFirstChild<Scaling>()!;
            Assert.All(intervals.Rows, r => Assert.InRange(
                r.High, scaling.MinAxisValue!.Val!.Value, scaling.MaxAxisValue!.Val!.Value));
            Assert.All(intervals.Rows, r => Assert.InRange(
                r.Low, scaling.MinAxisValue!.Val!.Value, scaling.MaxAxisValue!.Val!.Value));
        }
    }

    /// <summary>What "edit data" opens is what is drawn: each reference of the chart leads to the same values in the
    /// workbook.</summary>
    [Fact]
    public void TheWorkbookHoldsWhatIsDrawn()
    {
        using var file = WordFile.Of("full", Language.En);
        foreach (var part in file.Main.ChartParts)
        {
            using var stream = part.EmbeddedPackagePart!.GetStream();
            using var workbook = SpreadsheetDocument.Open(stream, isEditable: false);
            var rows = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<S.Row>()
                .Select(r => r.Elements<S.Cell>().Select(c => c.InnerText).ToList()).ToList();
            var references = part.ChartSpace!.Descendants<NumberReference>().ToList();
            Assert.NotEmpty(references);
            foreach (var reference in references)
            {
                int column = reference.Formula!.Text["Sheet1!$".Length] - 'A';
                Assert.EndsWith("$" + rows.Count.ToString(CultureInfo.InvariantCulture), reference.Formula.Text,
                    StringComparison.Ordinal);
                Assert.All(reference.Descendants<NumericPoint>(), point => Assert.Equal(
                    Number(point.NumericValue!.Text), Number(rows[1 + (int)point.Index!.Value][column])));
            }

            foreach (var reference in part.ChartSpace.Descendants<CategoryAxisData>().Select(c => c.StringReference!))
                Assert.Equal(rows.Skip(1).Select(r => r[0]), reference.Descendants<StringPoint>()
                    .Select(p => p.NumericValue!.Text));
        }
    }

    private static IEnumerable<Document.Chart> Charts(WordFile file)
        => file.Report.Chapters.SelectMany(c => c.Blocks).OfType<Figure>().Select(f => f.Chart).Where(c => c is not (HeatMap or TileMap));

    /// <summary>Each chart of the document with what was drawn for it.</summary>
    private static IEnumerable<(Document.Chart Chart, ChartSpace Space)> Drawn(WordFile file)
    {
        var spaces = file.Body.Descendants<ChartReference>()
            .Select(r => ((ChartPart)file.Main.GetPartById(r.Id!.Value!)).ChartSpace!).ToList();
        Assert.NotEmpty(spaces);
        return Charts(file).Zip(spaces);
    }

    private static IEnumerable<double?> Points(DocumentFormat.OpenXml.OpenXmlElement values, int count)
    {
        var points = values.Descendants<NumericPoint>().ToDictionary(p => (int)p.Index!.Value, p => Number(p.NumericValue!.Text));
        return Enumerable.Range(0, count).Select(i => points.TryGetValue(i, out double value) ? (double?)value : null);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
