using Dyad.Reports.Document;
using Dyad.Reports.Texts;
using FsCheck.Xunit;

namespace Dyad.Reports.Tests.Texts;

/// <summary>
/// Numbers as readers of each language write them. U+00A0 is the space that does not break, U+2212 the minus sign.
/// </summary>
public sealed class NumberFormatTests
{
    private static readonly NumberFormat En = new(Language.En);
    private static readonly NumberFormat Zh = new(Language.Zh);
    private static readonly NumberFormat Ru = new(Language.Ru);

    [Theory]
    [InlineData(57_600, "57.6 billion US$", "576亿美元", "57,6\u00A0млрд\u00A0долл.\u00A0США")]
    [InlineData(9_140, "9.1 billion US$", "91.4亿美元", "9,1\u00A0млрд\u00A0долл.\u00A0США")]
    [InlineData(568_000, "568 billion US$", "5,680亿美元", "568\u00A0млрд\u00A0долл.\u00A0США")]
    [InlineData(7_540_200, "7.54 trillion US$", "7.54万亿美元", "7,54\u00A0трлн\u00A0долл.\u00A0США")]
    [InlineData(640, "640 million US$", "6.4亿美元", "640\u00A0млн\u00A0долл.\u00A0США")]
    [InlineData(12.34, "12.3 million US$", "1,234万美元", "12,3\u00A0млн\u00A0долл.\u00A0США")]
    [InlineData(-310, "\u2212310 million US$", "\u22123.1亿美元", "\u2212310\u00A0млн\u00A0долл.\u00A0США")]
    [InlineData(0, "0 million US$", "0万美元", "0\u00A0млн\u00A0долл.\u00A0США")]
    [InlineData(999_960, "1.00 trillion US$", "1.00万亿美元", "1,00\u00A0трлн\u00A0долл.\u00A0США")]
    public void Money(double million, string en, string zh, string ru)
    {
        Assert.Equal(en, En.Money(million));
        Assert.Equal(zh, Zh.Money(million));
        Assert.Equal(ru, Ru.Money(million));
    }

    [Fact]
    public void MoneyIntervalsHaveOneUnit()
    {
        Assert.Equal("4.3–14.9 billion US$", En.MoneyInterval(4_320, 14_870));
        Assert.Equal("43–149亿美元", Zh.MoneyInterval(4_320, 14_870));
        Assert.Equal("4,3–14,9\u00A0млрд\u00A0долл.\u00A0США", Ru.MoneyInterval(4_320, 14_870));
    }

    [Fact]
    public void IntervalsWithAMinusSignAreWrittenInWords()
    {
        Assert.Equal("\u22120.3 to 1.7 billion US$", En.MoneyInterval(-310, 1_720));
        Assert.Equal("\u22123.1至17.2亿美元", Zh.MoneyInterval(-310, 1_720));
        Assert.Equal("от\u00A0\u22120,3 до\u00A01,7\u00A0млрд\u00A0долл.\u00A0США", Ru.MoneyInterval(-310, 1_720));
    }

    /// <summary>The unit is that of the largest amount, unless most are too small for it; the decimals follow the median.</summary>
    [Fact]
    public void AmountsSideBySideHaveOneUnitAndTheSameDecimals()
    {
        var scale = En.ScaleFor([9_140, 4_870, 2_296, 1_310, 640, 106, 0]);
        Assert.Equal(
            ["9.1", "0.6", "0.1", "0.0", "\u22120.3 to 1.7"],
            new[]
            {
                En.MoneyIn(9_140, scale), En.MoneyIn(640, scale), En.MoneyIn(106, scale), En.MoneyIn(0, scale),
                En.MoneyIn(-310, 1_720, scale),
            });
        Assert.Equal("9.1 billion US$", En.WithUnit("9.1", scale));
        Assert.Equal(new MoneyScale(new(1, "million US$"), 1), En.ScaleFor([1_200, 66, 12, 1, 0]));
        Assert.Equal(new MoneyScale(new(100, "亿美元"), 1), Zh.ScaleFor([9_140, 640, 106]));
        Assert.Equal(new MoneyScale(new(1_000, "billion US$"), 0), En.ScaleFor([7_540_200, 568_000, 368_000]));
    }

    [Theory]
    [InlineData(0.752, "75.2%", "75.2%", "75,2\u00A0%")]
    [InlineData(0.0412, "4.1%", "4.1%", "4,1\u00A0%")]
    [InlineData(0.00347, "0.35%", "0.35%", "0,35\u00A0%")]
    [InlineData(0.00002, "<0.01%", "<0.01%", "<0,01\u00A0%")]
    [InlineData(0, "0.0%", "0.0%", "0,0\u00A0%")]
    public void Percent(double fraction, string en, string zh, string ru)
    {
        Assert.Equal(en, En.Percent(fraction));
        Assert.Equal(zh, Zh.Percent(fraction));
        Assert.Equal(ru, Ru.Percent(fraction));
    }

    [Fact]
    public void PercentagePoints()
    {
        Assert.Equal("+9.3 percentage points", En.Points(0.093));
        Assert.Equal("\u22121.2个百分点", Zh.Points(-0.012));
        Assert.Equal("+9,3\u00A0п.\u00A0п.", Ru.Points(0.093));
        Assert.Equal("\u22125.5 to 3.1 percentage points", En.PointsInterval(-0.055, 0.031));
    }

    [Theory]
    [InlineData(4_800, "4,800", "4,800", "4800")]
    [InlineData(212_345, "212,345", "212,345", "212\u00A0345")]
    [InlineData(1_234_567, "1,234,567", "1,234,567", "1\u00A0234\u00A0567")]
    [InlineData(999, "999", "999", "999")]
    public void LongNumbersAreGrouped(double value, string en, string zh, string ru)
    {
        Assert.Equal(en, En.Number(value));
        Assert.Equal(zh, Zh.Number(value));
        Assert.Equal(ru, Ru.Number(value));
    }

    [Fact]
    public void RanksAndYears()
    {
        Assert.Equal("3 (1–6)", En.Rank(3, 1, 6));
        Assert.Equal("3（1–6）", Zh.Rank(3, 1, 6));
        Assert.Equal("1", En.Rank(1, 1, 1));
        Assert.Equal("2015–2019", NumberFormat.Years(2015, 2019));
        Assert.Equal("2011", NumberFormat.Years(2011, 2011));
    }

    [Fact]
    public void AProbabilityIsNeverShownAsCertain()
    {
        Assert.Equal("<0.1%", En.Probability(0));
        Assert.Equal("5.0%", En.Probability(0.05));
        Assert.Equal(">99,9\u00A0%", Ru.Probability(0.99999));
    }

    [Fact]
    public void HalvesRoundUp()
    {
        Assert.Equal("499", En.Number(498.5));
        Assert.Equal("46.1", En.Number(46.05, 1));
        Assert.Equal("\u22120.3", En.Number(-0.25, 1));
    }

    [Fact]
    public void ZeroHasNoSign()
    {
        Assert.Equal("0.00", En.Number(-0.001, 2));
        Assert.Equal("0.0", En.WithSign(0.01, 1));
    }

    [Property]
    public bool ANegativeNumberIsThePositiveOneWithAMinusSign(double value)
        => !double.IsFinite(value) || En.Number(value, 1) is "0.0"
            || En.Number(-Math.Abs(value), 1) == "\u2212" + En.Number(Math.Abs(value), 1);

    [Property]
    public bool MoneyNeverShowsMoreThanFourDigits(double million)
    {
        // 5,680亿美元 is the longest: Chinese units step by ten thousand.
        if (!double.IsFinite(million) || Math.Abs(million) > 1e8)
            return true;
        return new[] { En, Zh, Ru }.All(format => format.Money(million).Count(char.IsAsciiDigit) <= 4);
    }
}
