using System.Globalization;
using Dyad.Reports.Document;

namespace Dyad.Reports.Texts;

/// <summary>A unit of money for a whole chart or interval: what a million US$ is divided by, and the unit as written.</summary>
/// <param name="Divisor">Million US$ per unit.</param>
/// <param name="Unit">The unit in the language, e.g. <c>billion US$</c>, <c>亿美元</c>, <c>млрд долл. США</c>.</param>
public sealed record MoneyUnit(double Divisor, string Unit);

/// <summary>
/// Numbers as a reader of one language writes them. The formats are our own because the runtime carries no cultures
/// (InvariantGlobalization), and because a figure must look the same on every machine.
/// No more than three digits that mean something: the estimates carry no more.
/// </summary>
public sealed class NumberFormat
{
    private const string Minus = "\u2212";
    private const string NoBreakSpace = "\u00A0";
    private const string EnDash = "\u2013";
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A value that would be shown as 1000 of one unit is shown as 1 of the next.</summary>
    private const double RoundsToNextUnit = 0.9995;

    /// <summary>Fractions below it are shown as "less than", since two decimals would show zero.</summary>
    private const double SmallestPercent = 0.0001;

    /// <summary>A probability nearer to 0 or 1 is shown as below or above the last decimal: no estimate is certain.</summary>
    private const double NearlyCertain = 0.001;

    /// <summary>Below it a double has a decimal of the same 15 digits, so that halves round up as readers expect.</summary>
    private const double ExactDecimal = 1e15;

    private readonly Language _language;
    private readonly MoneyUnit[] _units;
    private readonly string _decimalMark;
    private readonly string _groupMark;
    private readonly int _digitsToGroup;
    private readonly string _percent;
    private readonly string _unitSpace;

    /// <summary>The formats of a language.</summary>
    /// <param name="language">The reader's language.</param>
    public NumberFormat(Language language)
    {
        _language = language;
        (_decimalMark, _groupMark, _digitsToGroup, _percent, _unitSpace) = language switch
        {
            Language.Zh => (".", ",", 4, "%", ""),
            Language.Ru => (",", NoBreakSpace, 5, NoBreakSpace + "%", NoBreakSpace),
            _ => (".", ",", 4, "%", " "),
        };
        _units = language switch
        {
            Language.Zh => [new(1e6, "万亿美元"), new(100, "亿美元"), new(0.01, "万美元")],
            Language.Ru =>
            [
                new(1e6, $"трлн{NoBreakSpace}долл.{NoBreakSpace}США"), new(1e3, $"млрд{NoBreakSpace}долл.{NoBreakSpace}США"),
                new(1, $"млн{NoBreakSpace}долл.{NoBreakSpace}США"),
            ],
            _ => [new(1e6, "trillion US$"), new(1e3, "billion US$"), new(1, "million US$")],
        };
    }

    /// <summary>
    /// A number with a fixed count of decimals; a negative one has a minus sign, not a hyphen; never a negative zero.
    /// </summary>
    /// <param name="value">Any finite number.</param>
    /// <param name="decimals">Decimals shown.</param>
    public string Number(double value, int decimals = 0)
    {
        string format = "F" + decimals.ToString(CultureInfo.InvariantCulture);
        double size = Math.Abs(value);
        string digits = size < ExactDecimal
            ? Math.Round((decimal)size, decimals, MidpointRounding.AwayFromZero).ToString(format, CultureInfo.InvariantCulture)
            : size.ToString(format, CultureInfo.InvariantCulture);
        bool zero = digits.All(c => c is '0' or '.');
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? digits : digits[..point];
        string rest = point < 0 ? "" : _decimalMark + digits[(point + 1)..];
        return (value < 0 && !zero ? Minus : "") + Grouped(whole) + rest;
    }

    /// <summary>A number with its sign, also when it is positive.</summary>
    /// <param name="value">Any finite number.</param>
    /// <param name="decimals">Decimals shown.</param>
    public string WithSign(double value, int decimals)
    {
        string number = Number(value, decimals);
        return value > 0 && number.Any(c => c is >= '1' and <= '9') ? "+" + number : number;
    }

    /// <summary>A small number by its power of ten: 3.2×10⁻¹³.</summary>
    /// <param name="value">A finite number.</param>
    public string Scientific(double value)
    {
        string[] parts = value.ToString("E1", CultureInfo.InvariantCulture).Split('E');
        int power = int.Parse(parts[1], CultureInfo.InvariantCulture);
        string digits = string.Concat(Math.Abs(power).ToString(CultureInfo.InvariantCulture).Select(d => Superscripts[d - '0']));
        return value == 0 ? "0" : $"{Number(double.Parse(parts[0], CultureInfo.InvariantCulture), 1)}×10{(power < 0 ? "⁻" : "")}{digits}";
    }

    /// <summary>A share as a percentage: one decimal, two below one per cent.</summary>
    /// <param name="fraction">A fraction, e.g. 0.752.</param>
    public string Percent(double fraction) => fraction is > 0 and < SmallestPercent
        ? "<" + Number(0.01, 2) + _percent
        : Percent(fraction, PercentDecimals(fraction));

    /// <summary>A number that is a percentage already, with the sign of the unit behind it.</summary>
    /// <param name="number">As written, e.g. by <see cref="WithSign"/> or <see cref="Interval"/>.</param>
    public string InPercent(string number) => number + _percent;

    /// <summary>A number of percentage points with its unit.</summary>
    /// <param name="number">As written.</param>
    public string InPoints(string number) => number + PointsUnit;

    /// <summary>A probability as a percentage, never shown as certain.</summary>
    /// <param name="probability">A probability, 0 to 1.</param>
    public string Probability(double probability) => probability switch
    {
        < NearlyCertain => "<" + Percent(NearlyCertain, 1),
        > 1 - NearlyCertain => ">" + Percent(1 - NearlyCertain, 1),
        _ => Percent(probability, 1),
    };

    /// <summary>An interval of shares, as percentages.</summary>
    /// <param name="low">Lower end, a fraction.</param>
    /// <param name="high">Upper end, a fraction.</param>
    public string PercentInterval(double low, double high)
        => Interval(100 * low, 100 * high, PercentDecimals(Math.Max(Math.Abs(low), Math.Abs(high)))) + _percent;

    /// <summary>A change of a share, in percentage points with its sign.</summary>
    /// <param name="fraction">A difference of two fractions.</param>
    public string Points(double fraction) => InPoints(WithSign(100 * fraction, 1));

    /// <summary>An interval of a change of a share, in percentage points.</summary>
    /// <param name="low">Lower end, a difference of fractions.</param>
    /// <param name="high">Upper end, a difference of fractions.</param>
    public string PointsInterval(double low, double high) => InPoints(Interval(100 * low, 100 * high, 1));

    /// <summary>An amount in the unit that the language would choose: 57.6 billion US$, 576亿美元, 57,6 млрд долл. США.</summary>
    /// <param name="millionUsd">Million US$.</param>
    public string Money(double millionUsd)
    {
        var unit = UnitFor(millionUsd);
        return MoneyIn(millionUsd, unit) + _unitSpace + unit.Unit;
    }

    /// <summary>An amount in a given unit, without the unit.</summary>
    /// <param name="millionUsd">Million US$.</param>
    /// <param name="unit">The unit, from <see cref="UnitFor"/>.</param>
    public string MoneyIn(double millionUsd, MoneyUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        double scaled = millionUsd / unit.Divisor;
        return Number(scaled, MoneyDecimals(scaled, unit));
    }

    /// <summary>Two amounts in one unit: 4.3–14.9 billion US$.</summary>
    /// <param name="low">Lower end, million US$.</param>
    /// <param name="high">Upper end, million US$.</param>
    public string MoneyInterval(double low, double high)
    {
        double widest = Math.Max(Math.Abs(low), Math.Abs(high));
        var unit = UnitFor(widest);
        int decimals = MoneyDecimals(widest / unit.Divisor, unit);
        return Interval(low / unit.Divisor, high / unit.Divisor, decimals) + _unitSpace + unit.Unit;
    }

    /// <summary>The unit in which an amount is best written; for a chart, pass its largest amount.</summary>
    /// <param name="millionUsd">Million US$.</param>
    public MoneyUnit UnitFor(double millionUsd)
        => _units.FirstOrDefault(u => Math.Abs(millionUsd) >= RoundsToNextUnit * u.Divisor) ?? _units[^1];

    /// <summary>The unit and the decimals of amounts that are read side by side. Never the largest unit: it hides the small ones.</summary>
    /// <param name="millionUsd">All of them, million US$.</param>
    public MoneyScale ScaleFor(IEnumerable<double> millionUsd) => MoneyScale.For(_units[1..], millionUsd);

    /// <summary>An amount on a scale, without the unit.</summary>
    /// <param name="millionUsd">Million US$.</param>
    /// <param name="scale">The scale, from <see cref="ScaleFor"/>.</param>
    public string MoneyIn(double millionUsd, MoneyScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return Number(millionUsd / scale.Unit.Divisor, scale.Decimals);
    }

    /// <summary>An interval on a scale, without the unit.</summary>
    /// <param name="low">Lower end, million US$.</param>
    /// <param name="high">Upper end, million US$.</param>
    /// <param name="scale">The scale, from <see cref="ScaleFor"/>.</param>
    public string MoneyIn(double low, double high, MoneyScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return Interval(low / scale.Unit.Divisor, high / scale.Unit.Divisor, scale.Decimals);
    }

    /// <summary>An amount or an interval on a scale, with the unit behind it.</summary>
    /// <param name="amount">As written on the scale.</param>
    /// <param name="scale">The scale.</param>
    public string WithUnit(string amount, MoneyScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return amount + _unitSpace + scale.Unit.Unit;
    }

    /// <summary>An interval: a dash between two positive ends; words where a minus sign would be mistaken for the dash.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="decimals">Decimals shown of both.</param>
    public string Interval(double low, double high, int decimals)
    {
        string from = Number(low, decimals);
        string to = Number(high, decimals);
        if (!from.StartsWith(Minus, StringComparison.Ordinal) && !to.StartsWith(Minus, StringComparison.Ordinal))
            return from + EnDash + to;
        return _language switch
        {
            Language.Zh => from + "至" + to,
            Language.Ru => "от" + NoBreakSpace + from + " до" + NoBreakSpace + to,
            _ => from + " to " + to,
        };
    }

    /// <summary>A rank with its interval: 3 (1–6).</summary>
    /// <param name="rank">The rank, from 1.</param>
    /// <param name="low">Best rank of the interval.</param>
    /// <param name="high">Worst rank of the interval.</param>
    public string Rank(int rank, int low, int high)
    {
        if (low == high)
            return Number(rank);
        string interval = Interval(low, high, 0);
        return Number(rank) + (_language == Language.Zh ? $"（{interval}）" : $" ({interval})");
    }

    /// <summary>Years, or one where they are the same.</summary>
    /// <param name="from">First year.</param>
    /// <param name="to">Last year.</param>
    public static string Years(int from, int to)
    {
        string first = from.ToString(CultureInfo.InvariantCulture);
        return from == to ? first : first + EnDash + to.ToString(CultureInfo.InvariantCulture);
    }

    private string PointsUnit => _language switch
    {
        Language.Zh => "个百分点",
        Language.Ru => $"{NoBreakSpace}п.{NoBreakSpace}п.",
        _ => " percentage points",
    };

    private string Percent(double fraction, int decimals) => Number(100 * fraction, decimals) + _percent;

    private static int PercentDecimals(double fraction) => Math.Abs(fraction) is > 0 and < 0.01 ? 2 : 1;

    /// <summary>Three digits; the largest unit keeps two decimals, since it is reached at one.</summary>
    private int MoneyDecimals(double scaled, MoneyUnit unit) => Math.Abs(scaled) switch
    {
        0 or >= 99.95 => 0,
        < 9.995 when unit == _units[0] => 2,
        _ => 1,
    };

    private string Grouped(string whole)
    {
        if (whole.Length < _digitsToGroup)
            return whole;
        int head = whole.Length % 3 == 0 ? 3 : whole.Length % 3;
        var parts = new List<string> { whole[..head] };
        for (int i = head; i < whole.Length; i += 3)
            parts.Add(whole.Substring(i, 3));
        return string.Join(_groupMark, parts);
    }
}
