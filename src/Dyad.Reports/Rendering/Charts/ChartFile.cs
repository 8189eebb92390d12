using System.Globalization;
using System.Xml.Linq;
using Dyad.Reports.Chapters;
using Dyad.Reports.Document;
using Dyad.Reports.Plots;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>A chart as a file of its own, with its title and unit in it: SVG, or PNG for programs that show no SVG.</summary>
public static class ChartFile
{
    private const double Margin = 24;
    private const double TitleSize = 17;
    private const double TitleHeight = 26;
    private const double UnitHeight = 30;

    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>Draws as SVG; colours and fonts are attributes, so that programs without style sheets show them.</summary>
    /// <param name="chart">What to draw.</param>
    /// <param name="language">Language of the chart's words.</param>
    /// <param name="transparent">Without a white ground.</param>
    public static string Svg(Chart chart, Language language, bool transparent = false) => Draw(chart, language, transparent) + "\n";

    /// <summary>Draws as PNG, with twice the pixels of the SVG's units.</summary>
    /// <param name="chart">What to draw.</param>
    /// <param name="language">Language of the chart's words.</param>
    /// <param name="transparent">Without a white ground.</param>
    public static byte[] Png(Chart chart, Language language, bool transparent = false)
        => SvgPainter.Paint(Draw(chart, language, transparent));

    private static XElement Draw(Chart chart, Language language, bool transparent)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var words = PageLabels.Compose(new Localizer([], [], language, onUse: null));
        var drawn = SvgChart.Draw(chart, Frame.Page, new RenderContext(new ReportDocument(language, "", "", [], [], words)), "chart");
        var lines = TextMeasure.Wrap(chart.Title, TitleSize, drawn.Width);
        double head = lines.Count * TitleHeight + UnitHeight;
        double width = drawn.Width + 2 * Margin;
        double height = drawn.Height + head + 2 * Margin;

        var picture = XElement.Parse(drawn.Svg);
        foreach (var element in picture.DescendantsAndSelf())
            element.Name = Namespace + element.Name.LocalName;
        PrintStyle.Apply(picture);
        var svg = new XElement(
            Namespace + "svg", new XAttribute("width", Number(width)), new XAttribute("height", Number(height)),
            new XAttribute("viewBox", $"{Number(-Margin)} {Number(-Margin - head)} {Number(width)} {Number(height)}"),
            new XAttribute("font-family", PlotFonts.Stack), picture.Attribute("role"), picture.Attribute("aria-labelledby"));
        if (!transparent)
        {
            svg.Add(new XElement(
                Namespace + "rect", new XAttribute("x", Number(-Margin)), new XAttribute("y", Number(-Margin - head)),
                new XAttribute("width", Number(width)), new XAttribute("height", Number(height)), new XAttribute("fill", PrintStyle.Paper)));
        }

        foreach (var (i, line) in lines.Index())
            svg.Add(Text(line, TitleSize, PrintStyle.Ink, TitleSize - head + i * TitleHeight, bold: true));
        svg.Add(Text(chart.Unit, 13, PrintStyle.Muted, TitleSize - head + lines.Count * TitleHeight - 2, bold: false), picture.Elements());
        return svg;
    }

    private static XElement Text(string text, double size, string fill, double y, bool bold) => new(
        Namespace + "text", new XAttribute("x", 0), new XAttribute("y", Number(y)), new XAttribute("fill", fill),
        new XAttribute("font-size", Number(size)), bold ? new XAttribute("font-weight", "bold") : null, text);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
