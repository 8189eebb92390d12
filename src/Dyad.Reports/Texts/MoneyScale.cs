namespace Dyad.Reports.Texts;

/// <summary>
/// One unit and one count of decimals for all amounts that are read side by side: those of a table, of a chart and of the
/// sentence about it. Amounts of different units in one column are easily misread.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="Decimals">Decimals of every amount and of both ends of an interval.</param>
public sealed record MoneyScale(MoneyUnit Unit, int Decimals)
{
    /// <summary>The median is written with two digits at least, where two decimals suffice; the largest may have more.</summary>
    private const double WholeFrom = 100;
    private const double OneDecimalFrom = 1;

    /// <summary>A unit is too large where the median would be less than this many of the next smaller unit.</summary>
    private const double EnoughOfSmaller = 100;

    /// <summary>The scale of some amounts, chosen by the largest and by the median of those that are not zero.</summary>
    /// <param name="units">Units from the largest to the smallest.</param>
    /// <param name="millionUsd">The amounts, million US$; both ends of intervals among them.</param>
    internal static MoneyScale For(IReadOnlyList<MoneyUnit> units, IEnumerable<double> millionUsd)
    {
        double[] sizes = [.. millionUsd.Select(Math.Abs).Where(size => size > 0).Order()];
        if (sizes.Length == 0)
            return new(units[^1], 0);
        double median = sizes[sizes.Length / 2];
        int chosen = 0;
        while (chosen < units.Count - 1
            && (sizes[^1] < units[chosen].Divisor || median < EnoughOfSmaller * units[chosen + 1].Divisor))
            chosen++;
        int decimals = (median / units[chosen].Divisor) switch { >= WholeFrom => 0, >= OneDecimalFrom => 1, _ => 2 };
        return new(units[chosen], decimals);
    }
}
