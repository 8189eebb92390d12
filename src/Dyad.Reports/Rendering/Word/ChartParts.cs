using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;
using Dyad.Reports.Rendering.Charts;
using A = DocumentFormat.OpenXml.Drawing;

namespace Dyad.Reports.Rendering.Word;

/// <summary>Pieces that all native charts are made of.</summary>
internal static class ChartParts
{
    private const uint CategoryAxisId = 1;
    private const uint ValueAxisId = 2;

    /// <summary>Hundredths of a point.</summary>
    private const int TextSize = 900;

    /// <summary>EMU of a line of one point.</summary>
    private const int PointWidth = 12700;

    public static IEnumerable<AxisId> AxisIds() => [new AxisId { Val = CategoryAxisId }, new AxisId { Val = ValueAxisId }];

    /// <summary>The chart with its axes, legend, fonts and data.</summary>
    public static ChartSpace Space(WordLook look, PlotArea plot, bool legend, string workbookId)
    {
        var chart = new Chart(new AutoTitleDeleted { Val = true }, plot);
        if (legend)
            chart.Append(new Legend(
                new LegendPosition { Val = LegendPositionValues.Top }, new Overlay { Val = false }));
        chart.Append(new PlotVisibleOnly { Val = true }, new DisplayBlanksAs { Val = DisplayBlanksAsValues.Gap });
        return new ChartSpace(
            new Date1904 { Val = false }, new EditingLanguage { Val = look.Tag }, new RoundedCorners { Val = false }, chart,
            new ShapeProperties(new A.NoFill(), new A.Outline(new A.NoFill())), Font(TextSize),
            new ExternalData(new AutoUpdate { Val = false }) { Id = workbookId });
    }

    /// <summary>The place of the plot without its labels, as parts of the drawing.</summary>
    public static Layout Inner(double left, double top, double width, double height) => new(new ManualLayout(
        new LayoutTarget { Val = LayoutTargetValues.Inner }, new LeftMode { Val = LayoutModeValues.Edge },
        new TopMode { Val = LayoutModeValues.Edge }, new Left { Val = left }, new Top { Val = top }, new Width { Val = width },
        new Height { Val = height }));

    /// <summary>The axis with the names.</summary>
    /// <param name="position">Left or bottom.</param>
    /// <param name="fromTop">Whether the first name stands at the top.</param>
    /// <param name="crossesAt">The value at which the axis stands; bars begin there.</param>
    /// <param name="every">Each how many-th name is shown.</param>
    public static CategoryAxis Names(AxisPositionValues position, bool fromTop, double crossesAt, int every) => new(
        new AxisId { Val = CategoryAxisId },
        new Scaling(new Orientation { Val = fromTop ? OrientationValues.MaxMin : OrientationValues.MinMax }),
        new Delete { Val = false }, new AxisPosition { Val = position },
        new NumberingFormat { FormatCode = "General", SourceLinked = false },
        new MajorTickMark { Val = TickMarkValues.None }, new MinorTickMark { Val = TickMarkValues.None },
        new TickLabelPosition { Val = TickLabelPositionValues.Low }, Line(WordLook.Muted, 1), Font(TextSize),
        new CrossingAxis { Val = ValueAxisId }, new CrossesAt { Val = crossesAt }, new AutoLabeled { Val = false },
        new LabelAlignment { Val = LabelAlignmentValues.Center }, new LabelOffset { Val = 100 },
        new TickLabelSkip { Val = every }, new NoMultiLevelLabels { Val = true });

    /// <summary>The axis with the values.</summary>
    /// <param name="position">Left or bottom.</param>
    /// <param name="unit">What the values are counted in.</param>
    /// <param name="scale">Its ends, set since error bars do not widen the axis that Word would choose.</param>
    /// <param name="horizontal">Whether the bars lie, so that the axis stands beyond the last name.</param>
    public static ValueAxis Values(AxisPositionValues position, string unit, LinearScale scale, bool horizontal) => new(
        new AxisId { Val = ValueAxisId },
        new Scaling(
            new Orientation { Val = OrientationValues.MinMax }, new MaxAxisValue { Val = scale.High },
            new MinAxisValue { Val = scale.Low }),
        new Delete { Val = false }, new AxisPosition { Val = position }, new MajorGridlines(Line("DDDFE1", 0.75)), Unit(unit),
        new NumberingFormat
        {
            FormatCode = scale.Decimals == 0 ? "#,##0" : "#,##0." + new string('0', scale.Decimals), SourceLinked = false,
        },
        new MajorTickMark { Val = TickMarkValues.None }, new MinorTickMark { Val = TickMarkValues.None },
        new TickLabelPosition { Val = TickLabelPositionValues.NextTo },
        new ShapeProperties(new A.Outline(new A.NoFill())), Font(TextSize), new CrossingAxis { Val = CategoryAxisId },
        new Crosses { Val = horizontal ? CrossesValues.Maximum : CrossesValues.AutoZero },
        new CrossBetween { Val = horizontal ? CrossBetweenValues.Between : CrossBetweenValues.MidpointCategory },
        new MajorUnit { Val = scale.Step });

    public static SeriesText Name(ChartSheet sheet, int column) => new(new StringReference(
        new Formula(ChartSheet.Header(column)), Strings([sheet.Columns[column].Header])));

    public static CategoryAxisData Categories(ChartSheet sheet)
        => new(new StringReference(new Formula(sheet.NameRange()), Strings(sheet.Names)));

    public static NumberReference Numbers(ChartSheet sheet, int column)
    {
        var values = sheet.Columns[column].Values;
        var cache = new NumberingCache(new FormatCode("General"), new PointCount { Val = (uint)values.Count });
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
                cache.Append(
                    new NumericPoint(new NumericValue(value.ToString("R", CultureInfo.InvariantCulture))) { Index = (uint)i });
        }

        return new NumberReference(new Formula(sheet.Range(column)), cache);
    }

    public static ChartShapeProperties Fill(string colour, string? outline = null) => new(
        Solid(colour), new A.Outline(outline is null ? new A.NoFill() : Solid(outline)) { Width = PointWidth * 3 / 4 });

    public static ChartShapeProperties Line(string colour, double points, A.PresetLineDashValues? dash = null)
    {
        var outline = new A.Outline(Solid(colour)) { Width = (int)(points * PointWidth), CapType = A.LineCapValues.Flat };
        if (dash is { } pattern)
            outline.Append(new A.PresetDash { Val = pattern });
        return new ChartShapeProperties(outline);
    }

    private static Title Unit(string unit) => new(
        new ChartText(new RichText(
            new A.BodyProperties(), new A.ListStyle(),
            new A.Paragraph(
                new A.ParagraphProperties(new A.DefaultRunProperties { FontSize = TextSize, Bold = false }),
                new A.Run(new A.RunProperties { FontSize = TextSize, Bold = false }, new A.Text(WordText.Clean(unit)))))),
        new Overlay { Val = false });

    private static TextProperties Font(int size) => new(
        new A.BodyProperties(), new A.ListStyle(),
        new A.Paragraph(
            new A.ParagraphProperties(new A.DefaultRunProperties(
                Solid(WordLook.Ink), new A.LatinFont { Typeface = WordLook.Sans },
                new A.EastAsianFont { Typeface = WordLook.ChineseSerif },
                new A.ComplexScriptFont { Typeface = WordLook.Sans })
            { FontSize = size }),
            new A.EndParagraphRunProperties()));

    private static StringCache Strings(IReadOnlyList<string> values)
    {
        var cache = new StringCache(new PointCount { Val = (uint)values.Count });
        cache.Append(values.Select((v, i) => new StringPoint(new NumericValue(WordText.Clean(v))) { Index = (uint)i }));
        return cache;
    }

    private static A.SolidFill Solid(string colour) => new(new A.RgbColorModelHex { Val = colour });
}
