using Dyad.Reports.Document;
using Dyad.Reports.Texts;

namespace Dyad.Reports.Chapters.Shared;

/// <summary>Figures as the reader sees them, each with its address.</summary>
internal static class Figures
{
    public static FigureRun Money(this Localizer text, double millionUsd, string provenance)
        => new(text.Numbers.Money(millionUsd), provenance);

    public static FigureRun MoneyInterval(this Localizer text, double low, double high, string provenance)
        => new(text.Numbers.MoneyInterval(low, high), provenance);

    public static FigureRun Percent(this Localizer text, double fraction, string provenance)
        => new(text.Numbers.Percent(fraction), provenance);

    public static FigureRun Probability(this Localizer text, double probability, string provenance)
        => new(text.Numbers.Probability(probability), provenance);

    public static FigureRun PercentInterval(this Localizer text, double low, double high, string provenance)
        => new(text.Numbers.PercentInterval(low, high), provenance);

    public static FigureRun Number(this Localizer text, double value, int decimals, string provenance)
        => new(text.Numbers.Number(value, decimals), provenance);

    public static FigureRun Interval(this Localizer text, double low, double high, int decimals, string provenance)
        => new(text.Numbers.Interval(low, high, decimals), provenance);

    public static FigureRun Rank(this Localizer text, int rank, int low, int high, string provenance)
        => new(text.Numbers.Rank(rank, low, high), provenance);

    /// <summary>An interval with its level said, for running text: 90% interval 4.3–14.9 billion US$.</summary>
    public static FigureRun WithLevel(this Localizer text, FigureRun interval)
        => interval with { Text = text.Text("format.interval", ("interval", interval.Text)) };
}
