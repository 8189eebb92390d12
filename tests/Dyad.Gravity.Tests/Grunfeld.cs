using System.Globalization;
using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Tests;

/// <summary>
/// Grunfeld's (1958) investment of 10 firms, 1935 to 1954, as the package plm of R and Stata's <c>webuse grunfeld</c> hold it:
/// investment, value of the firm, stock of capital.
/// </summary>
internal sealed record Grunfeld(int[] Firm, int[] Year, double[] Investment, double[] Value, double[] Capital)
{
    public FixedEffect Constant => new("constant", new int[Firm.Length], 1);

    public FixedEffect Firms => FixedEffect.Of("firm", Firm);

    public FixedEffect Years => FixedEffect.Of("year", Year);

    public static Grunfeld Read()
    {
        using var stream = typeof(Grunfeld).Assembly.GetManifestResourceStream("grunfeld.csv")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[][] rows = [.. lines.Skip(1).Select(l => l.Split(','))];
        return new Grunfeld(
            [.. rows.Select(r => int.Parse(r[0], CultureInfo.InvariantCulture))],
            [.. rows.Select(r => int.Parse(r[1], CultureInfo.InvariantCulture))], Column(2), Column(3), Column(4));

        double[] Column(int c) => [.. rows.Select(r => double.Parse(r[c], CultureInfo.InvariantCulture))];
    }

    /// <summary>As Stata stores it: in single precision.</summary>
    public Grunfeld InSinglePrecision()
    {
        return this with { Investment = Single(Investment), Value = Single(Value), Capital = Single(Capital) };

        static double[] Single(double[] values) => [.. values.Select(v => (double)(float)v)];
    }

    /// <summary>Investment on capital.</summary>
    public GravitySample OnCapital(params FixedEffect[] effects) => new(Investment, ["capital"], [Capital], effects);

    /// <summary>Investment on value and capital with a constant.</summary>
    public GravitySample OnBoth(double[]? weights = null) =>
        new(Investment, ["value", "capital"], [Value, Capital], [Constant], weights);
}
