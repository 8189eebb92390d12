using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>The map of squares: code and value in each, the parties outlined, a scale below.</summary>
internal static class TileDrawing
{
    private const double Gap = 2;
    private const double Outline = 3;

    /// <summary>Room of the outlines at the edges.</summary>
    private const double Margin = 2;

    public static Drawn Draw(TileMap chart, Frame frame, RenderContext context, Markup svg)
    {
        double size = (frame.Width - 2 * Margin) / WorldTiles.Columns(frame.Narrow);
        double largest = DivergingScale.Largest(chart.Tiles.Select(t => t.Value));
        var squares = WorldTiles.Of(chart, frame.Narrow);
        var targets = new List<Target>();
        foreach (var (tile, place) in squares.OrderBy(s => s.Tile.Outlined))
        {
            double x = Margin + place.Column * size;
            double y = Margin + place.Row * size;
            svg.Write($"<g><title>{tile.Name}: {tile.Text}</title>");
            DivergingShade.Rect(svg, DivergingScale.Shade(tile.Value, largest), x + Gap / 2, y + Gap / 2, size - Gap, size - Gap);
            if (tile.Outlined)
                svg.Write($"<rect class=\"outline\" x=\"{x + Outline / 2}\" y=\"{y + Outline / 2}\" width=\"{size - Outline}\" height=\"{size - Outline}\"/>");
            Text(WorldTiles.Label(tile.Code), "cell strong", frame.Narrow ? 12 : 14, x + size / 2, y + 0.46 * size, size, svg);
            Text(tile.Text, "cell", frame.Narrow ? 10.5 : 13, x + size / 2, y + 0.8 * size, size, svg);
            svg.Write($"</g>");
            targets.Add(new Target(x, y, size, size, $"{tile.Name}: {tile.Text}", tile.ProvenanceId));
        }

        double bottom = Margin + squares.Select(s => s.Place.Row + 1).DefaultIfEmpty(0).Max() * size;
        return new Drawn(frame.Width, DivergingShade.Legend(svg, largest, chart.Unit, 0, bottom + 14, frame, context), targets);
    }

    /// <summary>Text in the middle of its square, smaller where it would be wider than the square.</summary>
    private static void Text(string text, string kind, double size, double x, double y, double room, Markup svg)
    {
        double fits = Math.Min(size, size * (room - 2 * Gap) / TextMeasure.Width(text, size));
        svg.Write($"<text class=\"{kind}\" text-anchor=\"middle\" style=\"font-size:{fits}px\" x=\"{x}\" y=\"{y}\">{text}</text>");
    }
}
