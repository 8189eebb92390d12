using Dyad.Reports.Document;

namespace Dyad.Reports.Rendering.Charts;

/// <summary>Fills of cells and squares on white paper, as those of the HTML; the text on all of them is dark.</summary>
internal static class PrintShade
{
    private static readonly Colour Low = new(0xED, 0xF1, 0xF1);
    private static readonly Colour High = new(0x74, 0xAA, 0xA8);
    private static readonly Colour Zero = new(0xF1, 0xEF, 0xEA);
    private static readonly Colour Gain = new(0x5F, 0xA3, 0xA0);
    private static readonly Colour Loss = new(0xBF, 0x8A, 0xB8);

    /// <summary>Fill of a cell of a heat map.</summary>
    public static string Of(HeatMap map, double value) => map.Diverging
        ? Of(DivergingScale.Shade(value, map.High)) : Between(HeatDrawing.Shade(map, value));

    /// <summary>Fill of a value between the ends of a scale, 0 to 1.</summary>
    public static string Between(double place) => Low.Mixed(High, place);

    /// <summary>Fill of a gain or a loss: a shade from -1 to 1.</summary>
    public static string Of(double shade) => Zero.Mixed(shade < 0 ? Loss : Gain, Math.Abs(shade));

    private readonly record struct Colour(int Red, int Green, int Blue)
    {
        public string Mixed(Colour other, double place)
        {
            byte Mix(int from, int to) => (byte)Math.Round(from + place * (to - from));
            return Convert.ToHexString([Mix(Red, other.Red), Mix(Green, other.Green), Mix(Blue, other.Blue)]);
        }
    }
}
