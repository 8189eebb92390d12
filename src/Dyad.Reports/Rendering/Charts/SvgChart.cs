using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>
/// A chart as an SVG element. Colours are CSS variables (classes <c>c0</c>, <c>c1</c>, ...), so that themes and print change them;
/// text is text. An SVG image has no parts for a screen reader, hence the places that can be selected are listed beside it
/// (<paramref name="Targets"/>) and become buttons laid over it.
/// </summary>
internal sealed record SvgChart(string Svg, double Width, double Height, IReadOnlyList<Target> Targets)
{
    /// <summary>Colours of the palette: the two parties and three neutral ones.</summary>
    private const int PaletteSize = 5;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">What to draw.</param>
    /// <param name="frame">Into which width.</param>
    /// <param name="context">Language and words.</param>
    /// <param name="id">Prefix of the ids inside, unique in the page.</param>
    public static SvgChart Draw(Chart chart, Frame frame, RenderContext context, string id)
    {
        var body = new Markup();
        var (width, height, targets) = chart switch
        {
            LineChart line => LineDrawing.Draw(line, frame, context, body),
            IntervalChart interval => IntervalDrawing.Draw(interval, frame, context, body),
            TileMap map => TileDrawing.Draw(map, frame, context, body),
            HeatMap map => HeatDrawing.Draw(map, frame, context, body),
            _ => throw new NotSupportedException($"No drawing for a {chart.GetType().Name}."),
        };
        var svg = new Markup();
        svg.Write($"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}t {id}d\">");
        svg.Write($"<title id=\"{id}t\">{chart.Title}</title><desc id=\"{id}d\">{chart.Description}</desc>");
        svg.Raw(body.ToString()).Raw("</svg>");
        return new SvgChart(svg.ToString(), width, height, targets);
    }

    /// <summary>Class of a palette colour.</summary>
    public static string ColourClass(int colour) => "c" + (Math.Abs(colour) % PaletteSize).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The sign of a value: a dot for the first party, a square for the second, so that colour is not alone in telling them apart.</summary>
    public static void Sign(Markup svg, int colour, double x, double y, double radius)
    {
        if (colour % 2 == 0)
            svg.Write($"<circle class=\"dot {ColourClass(colour)}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
        else
            svg.Write($"<rect class=\"dot {ColourClass(colour)}\" x=\"{x - 0.88 * radius}\" y=\"{y - 0.88 * radius}\" width=\"{1.76 * radius}\" height=\"{1.76 * radius}\"/>");
    }
}

/// <summary>The width that a chart is drawn for; a narrow one puts labels above what they name.</summary>
internal sealed record Frame(double Width, bool Narrow)
{
    /// <summary>The text column of a desktop page.</summary>
    public static Frame Page { get; } = new(860, false);

    /// <summary>A phone.</summary>
    public static Frame Phone { get; } = new(340, true);
}

/// <summary>A place in a chart that opens an address, in the units of the drawing.</summary>
internal sealed record Target(double X, double Y, double Width, double Height, string Label, string ProvenanceId);

/// <summary>Size of a drawing and its places.</summary>
internal readonly record struct Drawn(double Width, double Height, IReadOnlyList<Target> Targets);
