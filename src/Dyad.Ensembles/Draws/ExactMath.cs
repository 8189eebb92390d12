namespace Dyad.Ensembles.Draws;

/// <summary>
/// Logarithm and exponential out of additions, multiplications and divisions, which IEEE 754 rounds alike everywhere; those of
/// <see cref="Math"/> are the platform's and differ in the last bit. Relative errors: a few 1e-16.
/// </summary>
internal static class ExactMath
{
    /// <summary>ln 2 in two parts; the first has 21 trailing zero bits, so that whole multiples of it are exact.</summary>
    private const double Ln2High = 0.693147180369123816490;

    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Terms of the series of artanh at |s| at most 0.172: what is left out is below 1e-17 of the first.</summary>
    private const int LogTerms = 11;

    /// <summary>Terms of the series of exp at |r| at most 0.347: what is left out is below 1e-17.</summary>
    private const int ExpTerms = 14;

    /// <summary>ln x, for normal x above zero.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        return (exponent * Ln2High) + ((exponent * Ln2Low) + LogNear((mantissa - 1) / (mantissa + 1)));
    }

    /// <summary>ln(1 + x) for x at least 0, exact also for small x.</summary>
    public static double LogOnePlus(double x) => x < 0.4 ? LogNear(x / (2 + x)) : Log(1 + x);

    /// <summary>e to the x; infinite above 709.78, zero below -708.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x) || x > 709.78)
            return x + double.PositiveInfinity;
        if (x < -708)
            return 0;
        var whole = Math.Floor((x / Ln2High) + 0.5);
        var rest = x - (whole * Ln2High) - (whole * Ln2Low);
        var sum = 1.0;
        for (var k = ExpTerms; k > 0; k--)
            sum = 1 + (rest * sum / k);
        // In two steps: the power itself may be past the largest.
        return sum * PowerOfTwo((int)whole - 1) * 2;
    }

    /// <summary>ln((1 + s)/(1 − s)) = 2 Σ s^(2k+1)/(2k+1).</summary>
    private static double LogNear(double s)
    {
        var square = s * s;
        var sum = 0.0;
        for (var k = LogTerms; k > 0; k--)
            sum = square * ((1.0 / ((2 * k) + 1)) + sum);
        return (2 * s) + (2 * s * sum);
    }

    private static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
}
