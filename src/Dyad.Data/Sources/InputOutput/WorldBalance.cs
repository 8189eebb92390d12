using System.Globalization;

namespace Dyad.Data.Sources.InputOutput;

/// <summary>
/// The sum of a row or a column against the total that is published beside it. Figures are rounded one by one: the gap may be half a unit
/// of the last digit for each of them, and <see cref="Relative"/> of what was added up.
/// </summary>
internal struct WorldBalance
{
    /// <summary>
    /// Gap that is borne beside rounding, as a share of the sum of absolute values: totals are published from tables of more digits
    /// than binary numbers of the files keep.
    /// </summary>
    private const double Relative = 1e-7;

    private double sum;
    private double absolute;
    private int figures;
    private int decimals;

    /// <summary>What was added up, million US$.</summary>
    public readonly double Sum => sum;

    /// <summary>Adds a figure.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="digits">Its digits after the point, as written.</param>
    public void Add(double value, int digits)
    {
        sum += value;
        absolute += Math.Abs(value);
        figures += value == 0 ? 0 : 1;
        decimals = Math.Max(decimals, digits);
    }

    /// <summary>Whether a total is that of the figures within rounding.</summary>
    public readonly bool Meets(double total, int digits) =>
        Math.Abs(sum - total) <= (0.5 * (figures + 1) * Math.Pow(10, -Math.Max(decimals, digits))) + (Relative * (absolute + Math.Abs(total)));

    /// <summary>The gap as the end of a sentence.</summary>
    public readonly string Gap(double total) => string.Create(
        CultureInfo.InvariantCulture, $"is not the sum {sum:0.######}: the gap is {total - sum:0.######} million US$, more than rounding explains");

    /// <summary>Digits after the point of a number as written: 2 for <c>1.25</c>, 4 for <c>12e-4</c>.</summary>
    public static int Digits(ReadOnlySpan<char> text)
    {
        var exponent = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            _ = int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
            text = text[..e];
        }

        var point = text.IndexOf('.');
        return Math.Clamp((point < 0 ? 0 : text.Length - point - 1) - exponent, 0, 15);
    }
}
