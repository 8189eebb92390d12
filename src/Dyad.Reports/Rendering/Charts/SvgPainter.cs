using System.Globalization;
using System.Xml.Linq;
using Dyad.Reports.Plots;
using SkiaSharp;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>
/// Paints the SVG of <see cref="ChartFile"/>: the shapes that our charts are made of, with attributes only. No reader of SVG in general.
/// </summary>
internal static class SvgPainter
{
    /// <summary>Pixels per unit, as papers are printed.</summary>
    private const int Sharpness = 2;

    public static byte[] Paint(XElement svg)
    {
        double[] box = [.. svg.Attribute("viewBox")!.Value.Split(' ').Select(Number)];
        string family = PlotFonts.For(svg.Value);
        using var regular = SKTypeface.FromFamilyName(family);
        using var bold = SKTypeface.FromFamilyName(family, SKFontStyle.Bold);
        using var surface = SKSurface.Create(new SKImageInfo((int)(Sharpness * box[2]), (int)(Sharpness * box[3]), SKColorType.Rgba8888, SKAlphaType.Premul));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.Transparent);
        canvas.Scale(Sharpness);
        canvas.Translate((float)-box[0], (float)-box[1]);
        foreach (var element in svg.Elements())
            Draw(element, canvas, regular, bold);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    private static void Draw(XElement element, SKCanvas canvas, SKTypeface regular, SKTypeface bold)
    {
        float At(string name) => (float)Number(element.Attribute(name)?.Value ?? "0");
        switch (element.Name.LocalName)
        {
            case "g":
                foreach (var child in element.Elements())
                    Draw(child, canvas, regular, bold);
                break;
            case "rect":
                var corner = At("rx");
                Shape(element, paint => canvas.DrawRoundRect(At("x"), At("y"), At("width"), At("height"), corner, corner, paint));
                break;
            case "circle":
                Shape(element, paint => canvas.DrawCircle(At("cx"), At("cy"), At("r"), paint));
                break;
            case "line":
                Shape(element, paint => canvas.DrawLine(At("x1"), At("y1"), At("x2"), At("y2"), paint));
                break;
            case "polyline":
                using (var path = Path(element))
                    Shape(element, paint => canvas.DrawPath(path, paint));
                break;
            case "text":
                Text(element, canvas, element.Attribute("font-weight") is null ? regular : bold);
                break;
            case "title" or "desc":
                break;
            default:
                throw new NotSupportedException($"No picture of a {element.Name.LocalName}.");
        }
    }

    /// <summary>Fills, then strokes.</summary>
    private static void Shape(XElement element, Action<SKPaint> draw)
    {
        var opacity = Number(element.Attribute("opacity")?.Value ?? "1");
        if (Colour(element, "fill", opacity) is { } fill)
        {
            using var paint = new SKPaint { Color = fill, IsAntialias = true };
            draw(paint);
        }

        if (Colour(element, "stroke", opacity) is { } stroke)
        {
            using var paint = new SKPaint
            {
                Color = stroke, IsAntialias = true, Style = SKPaintStyle.Stroke,
                StrokeWidth = (float)Number(element.Attribute("stroke-width")?.Value ?? "1"),
                StrokeCap = element.Attribute("stroke-linecap")?.Value == "round" ? SKStrokeCap.Round : SKStrokeCap.Butt,
            };
            if (element.Attribute("stroke-dasharray")?.Value.Split(' ') is { } dashes)
                paint.PathEffect = SKPathEffect.CreateDash([.. dashes.Select(d => (float)Number(d))], 0);
            draw(paint);
        }
    }

    /// <summary>A text, or its lines: each begins at its own place, <c>dy</c> below the one before.</summary>
    private static void Text(XElement element, SKCanvas canvas, SKTypeface typeface)
    {
        using var font = new SKFont(typeface, (float)Number(element.Attribute("font-size")!.Value));
        using var paint = new SKPaint { Color = Colour(element, "fill", 1)!.Value, IsAntialias = true };
        var align = element.Attribute("text-anchor")?.Value switch
        {
            "middle" => SKTextAlign.Center,
            "end" => SKTextAlign.Right,
            _ => SKTextAlign.Left,
        };
        double y = Number(element.Attribute("y")!.Value);
        var lines = element.HasElements ? element.Elements() : [element];
        foreach (var line in lines)
        {
            y += Number(line.Attribute("dy")?.Value ?? "0");
            canvas.DrawText(line.Value, (float)Number(line.Attribute("x")?.Value ?? "0"), (float)y, align, font, paint);
        }
    }

    private static SKPath Path(XElement element)
    {
        var path = new SKPath();
        path.AddPoly(
            [
                .. element.Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(point => point.Split(',')).Select(p => new SKPoint((float)Number(p[0]), (float)Number(p[1]))),
            ],
            close: false);
        return path;
    }

    private static SKColor? Colour(XElement element, string name, double opacity)
        => element.Attribute(name)?.Value is { } value and not "none"
            ? SKColor.Parse(value).WithAlpha((byte)Math.Round(255 * opacity)) : null;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
