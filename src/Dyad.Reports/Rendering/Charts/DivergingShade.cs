using Dyad.Reports.Document;
using Dyad.Reports.Rendering.Html;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>Squares shaded by gain or loss, and the legend that says what the shades mean.</summary>
internal static class DivergingShade
{
    private const double FontSize = 12;
    private const double LineHeight = 16;
    private const double Height = 12;
    private const double MostWidth = 420;
    private const int Steps = 21;

    /// <summary>A rectangle in the shade of a value.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="shade">From <see cref="DivergingScale.Shade"/>.</param>
    /// <param name="x">Left.</param>
    /// <param name="y">Top.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    public static void Rect(Markup svg, double shade, double x, double y, double width, double height)
        => svg.Write($"<rect class=\"heat {(shade < 0 ? "loss" : "gain")}\" style=\"--heat:{100 * Math.Abs(shade)}%\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");

    /// <summary>The scale as a band with values below it. Returns where it ends.</summary>
    public static double Legend(Markup svg, double largest, string unit, double left, double top, Frame frame, RenderContext context)
    {
        double width = Math.Min(MostWidth, frame.Width - left);
        double step = width / Steps;
        double band = top;
        foreach (string line in TextMeasure.Wrap(unit, FontSize, frame.Width - left))
        {
            svg.Write($"<text class=\"axis\" style=\"font-size:{FontSize}px\" x=\"{left}\" y=\"{band + 10}\">{line}</text>");
            band += LineHeight;
        }

        band += 2;
        for (int i = 0; i < Steps; i++)
            Rect(svg, -1 + 2.0 * i / (Steps - 1), left + i * step, band, step + 0.3, Height);
        int decimals = Decimals(largest);
        foreach (double stop in DivergingScale.Stops)
        {
            double at = left + step / 2 + (stop + 1) / 2 * (width - step);
            string anchor = stop <= -1 ? "start" : stop >= 1 ? "end" : "middle";
            double x = stop <= -1 ? left : stop >= 1 ? left + width : at;
            svg.Write($"<text class=\"axis\" text-anchor=\"{anchor}\" style=\"font-size:{FontSize}px\" x=\"{x}\" y=\"{band + Height + 15}\">")
                .Write($"{context.Numbers.WithSign(DivergingScale.Value(stop, largest), decimals)}</text>");
        }

        return band + Height + 22;
    }

    /// <summary>Decimals that tell the stops apart: a quarter of the largest has two digits.</summary>
    private static int Decimals(double largest) => largest switch { >= 40 => 0, >= 4 => 1, >= 0.4 => 2, _ => 3 };
}
