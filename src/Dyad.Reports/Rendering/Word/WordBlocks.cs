using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Charts;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Table = Dyad.Reports.Document.Table;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Dyad.Reports.Rendering.Word;

/// <summary>Blocks of a chapter as paragraphs and tables, one after another.</summary>
internal sealed class WordBlocks(
    RenderContext context, WordLook look, WordText text, WordNumbering numbering, MainDocumentPart part)
{
    private const long EmuPerCentimetre = 360000;

    private readonly WordTable _tables = new(text);
    private uint _drawings;
    private int _figures;
    private int _captions;

    public IEnumerable<OpenXmlElement> Write(Block block) => block switch
    {
        Document.Paragraph paragraph => [Paragraph(WordStyles.Body, [.. text.Inlines(paragraph.Content, numbers: true)])],
        ListBlock list => Write(list),
        Callout callout =>
        [
            Paragraph(WordStyles.CalloutTitle, text.Run(callout.Title)),
            Paragraph(WordStyles.Callout, [.. text.Inlines(callout.Content, numbers: true)]),
        ],
        Table table => Write(table),
        Document.Figure figure => Write(figure),
        Equation equation =>
        [
            Paragraph(WordStyles.EquationLabel, text.Run(equation.Label)),
            Paragraph(WordStyles.Formula, OfficeMath.Create(equation.MathMl)),
            Paragraph(WordStyles.Note, text.Run(equation.Description)),
        ],
        _ => throw new NotSupportedException($"No Word form for a {block.GetType().Name}."),
    };

    /// <summary>A paragraph in a style. (An element is a sequence of its children, hence no <c>params IEnumerable</c>.)</summary>
    public static W.Paragraph Paragraph(string style, params OpenXmlElement[] content)
    {
        var paragraph = new W.Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        paragraph.Append(content);
        return paragraph;
    }

    private IEnumerable<OpenXmlElement> Write(ListBlock list)
    {
        var number = list.Numbered ? numbering.NewList() : WordNumbering.OfBullets();
        foreach (var item in list.Items)
        {
            var paragraph = Paragraph(WordStyles.List, [.. text.Inlines(item, numbers: true)]);
            paragraph.ParagraphProperties!.Append(number.CloneNode(true));
            yield return paragraph;
        }
    }

    private IEnumerable<OpenXmlElement> Write(Table table)
    {
        var widths = ColumnWidths.For(table, WordPage.Width, WordPage.TurnedWidth);
        if (widths.Turned)
            yield return WordPage.EndOf(turned: false);
        yield return Caption("table_number", "Table", ++_captions, table.Caption);
        yield return _tables.Create(table, widths);
        yield return WordTable.CommonAddress(table) is { } address
            ? Paragraph(WordStyles.Note, [text.Run(context.Label("address")), .. text.Marks([address])])
            : Paragraph(WordStyles.Note);
        if (widths.Turned)
            yield return WordPage.EndOf(turned: true);
    }

    private IEnumerable<OpenXmlElement> Write(Document.Figure figure)
    {
        var chart = figure.Chart;
        yield return Caption("figure", "Figure", ++_figures, $"{chart.Title} ({chart.Unit})");
        var table = ChartTable.From(chart, figure.ProvenanceId, context);
        yield return chart switch
        {
            HeatMap map => _tables.Create(map, table, ColumnWidths.For(table, WordPage.Width, WordPage.TurnedWidth)),
            TileMap map => _tables.Create(map),
            _ => Paragraph(WordStyles.Drawing, new Run(Drawing(chart))),
        };

        // A chart has no links inside, hence the addresses of all that it shows stand below.
        var addresses = chart switch
        {
            IntervalChart intervals => intervals.Rows.Select(r => r.ProvenanceId),
            TileMap map => map.Tiles.Select(t => t.ProvenanceId),
            _ => [figure.ProvenanceId],
        };
        yield return Paragraph(WordStyles.Note, [text.Run(figure.Caption), .. chart is HeatMap ? [] : text.Marks(addresses)]);
    }

    private W.Paragraph Caption(string label, string sequence, int number, string caption)
    {
        var paragraph = Paragraph(
            WordStyles.Caption, text.Run(context.Label(label) + "\u00A0"),
            WordText.Field($"SEQ {sequence} \\* ARABIC", WordText.Number(number)), text.Run("\u2002" + caption));
        return paragraph;
    }

    private Drawing Drawing(Document.Chart chart)
    {
        var drawn = WordChart.From(chart, context)!;
        uint number = ++_drawings;
        var chartPart = part.AddNewPart<ChartPart>("chart" + WordText.Number((int)number));
        var workbook = chartPart.AddEmbeddedPackagePart(EmbeddedPackagePartType.Xlsx, "rId1");
        using (var sheet = new MemoryStream())
        {
            drawn.Sheet.Write(sheet);
            sheet.Position = 0;
            workbook.FeedData(sheet);
        }

        chartPart.ChartSpace = ChartParts.Space(look, drawn.Plot, drawn.Legend, "rId1");
        return new Drawing(new DocumentFormat.OpenXml.Drawing.Wordprocessing.Inline(
            new Extent { Cx = WordPage.Emu, Cy = (long)(drawn.Height * EmuPerCentimetre) },
            new EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new DocProperties
            {
                Id = number, Name = "Chart " + WordText.Number((int)number), Title = WordText.Clean(chart.Title),
                Description = WordText.Clean(chart.Description),
            },
            new NonVisualGraphicFrameDrawingProperties(),
            new A.Graphic(new A.GraphicData(new C.ChartReference { Id = part.GetIdOfPart(chartPart) })
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }
}
