using System.Xml.Linq;
using ScottPlot;

namespace Dyad.Reports.Plots;

/// <summary>A coefficient to draw.</summary>
/// <param name="Term">Its label.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Low">Lower end of its interval; not a number or infinite: the end is not drawn.</param>
/// <param name="High">Upper end.</param>
public sealed record PlottedCoefficient(string Term, double Estimate, double Low, double High);

/// <summary>
/// Coefficients one below the other, each with its interval, and a line at zero: for a paper, so light and without a legend.
/// </summary>
public static class CoefficientPlot
{
    private const int Width = 720, RowHeight = 26, Margin = 110, LongestLabel = 48;

    /// <summary>A PNG is drawn with twice the pixels, as papers are printed.</summary>
    private const int Sharpness = 2;

    private static readonly Color Ink = Color.FromHex("#1f3a5f");
    private static readonly Color Quiet = Color.FromHex("#8a8f98");
    private static readonly Color Faint = Color.FromHex("#e6e8eb");

    /// <summary>Draws as SVG.</summary>
    /// <param name="title">Title.</param>
    /// <param name="axis">What the axis says.</param>
    /// <param name="coefficients">One or more coefficients, from the top down.</param>
    public static string Svg(string title, string axis, IReadOnlyList<PlottedCoefficient> coefficients)
    {
        var (plot, height) = Draw(title, axis, coefficients);
        // A reader's machine may lack the font.
        var svg = XDocument.Parse(plot.GetSvgXml(Width, height));
        foreach (var font in svg.Descendants().Attributes("font-family"))
            font.Value = $"{font.Value}, sans-serif";
        return $"{svg}\n";
    }

    /// <summary>Draws as PNG.</summary>
    /// <param name="title">Title.</param>
    /// <param name="axis">What the axis says.</param>
    /// <param name="coefficients">One or more coefficients, from the top down.</param>
    public static byte[] Png(string title, string axis, IReadOnlyList<PlottedCoefficient> coefficients)
    {
        var (plot, height) = Draw(title, axis, coefficients);
        plot.ScaleFactor = Sharpness;
        return plot.GetImageBytes(Sharpness * Width, Sharpness * height, ImageFormat.Png);
    }

    private static (Plot Plot, int Height) Draw(string title, string axis, IReadOnlyList<PlottedCoefficient> coefficients)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        var plot = new Plot();
        plot.Add.VerticalLine(0, 1.5f, Quiet);
        foreach (var (row, c) in coefficients.Index())
        {
            var y = -row;
            if (double.IsFinite(c.Low) && double.IsFinite(c.High))
            {
                var interval = plot.Add.Line(c.Low, y, c.High, y);
                (interval.LineWidth, interval.Color) = (2.2f, Ink);
            }

            plot.Add.Marker(c.Estimate, y, MarkerShape.FilledCircle, 8, Ink);
        }

        plot.Axes.Left.SetTicks(
            [.. coefficients.Index().Select(c => (double)-c.Index)], [.. coefficients.Select(c => Short(c.Term))]);
        plot.Title(Short(title, 90), 14);
        plot.XLabel(axis, 13);
        plot.Axes.Title.Label.Bold = plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.SetLimitsY(0.6 - coefficients.Count, 0.6);
        plot.Grid.MajorLineColor = Faint;
        plot.Axes.Left.MajorTickStyle.Length = plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Left.TickLabelStyle.FontSize = plot.Axes.Bottom.TickLabelStyle.FontSize = 13;
        plot.Font.Set(PlotFonts.For(string.Concat(coefficients.Select(c => c.Term).Append(title).Append(axis))));
        return (plot, Margin + (RowHeight * coefficients.Count));
    }

    private static string Short(string text, int longest = LongestLabel) =>
        text.Length <= longest ? text : $"{text[..(longest - 1)]}…";
}
