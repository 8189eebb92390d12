using System.Collections.Immutable;
using Dyad.Dossier.Events;

namespace Dyad.Dossier.Rounds;

/// <summary>An expert's answer; who gave it is not told, only for which side.</summary>
public sealed record Answer(string Side, double Value, string Reason);

/// <summary>One asking of the question. Answers by pseudonym, each respondent's last.</summary>
public sealed record Iteration(int Number, bool Open, ImmutableSortedDictionary<string, Answer> Answers);

/// <summary>A Delphi question and its iterations (Dalkey and Helmer 1963).</summary>
public sealed record DelphiRound(
    string Id, Texts Question, string Unit, double Minimum, double Maximum, string? Parameter, ImmutableList<Iteration> Iterations,
    ImmutableSortedSet<string> Accepted)
{
    /// <summary>The last iteration.</summary>
    public Iteration Current => Iterations[^1];

    /// <summary>Whether both heads took the last distribution for the parameter.</summary>
    public bool Agreed(IReadOnlyList<string> sides)
    {
        ArgumentNullException.ThrowIfNull(sides);
        return Parameter is not null && !Current.Open && sides.All(Accepted.Contains);
    }
}

/// <summary>
/// Answers as five numbers: count, extremes, quartiles (linear between order statistics, type 7 of Hyndman and Fan 1996).
/// </summary>
public sealed record Distribution(int Count, double Minimum, double LowerQuartile, double Median, double UpperQuartile, double Maximum)
{
    /// <summary>Fewer answers than this of a side are not shown by themselves: they would tell who answered what.</summary>
    public const int FewestShown = 3;

    /// <summary>Half of the answers lie within this.</summary>
    public double InterquartileRange => UpperQuartile - LowerQuartile;

    /// <summary>Standard deviation of the normal with these quartiles.</summary>
    public double NormalDeviation => InterquartileRange / 1.3489795003921634;

    /// <summary>Of an iteration: all answers, or those of a side; null where there are too few to show.</summary>
    public static Distribution? Of(Iteration iteration, string? side = null)
    {
        ArgumentNullException.ThrowIfNull(iteration);
        var values = iteration.Answers.Values.Where(a => side is null || a.Side == side).Select(a => a.Value).Order().ToList();
        return values.Count < FewestShown ? null : new Distribution(
            values.Count, values[0], Quantile(values, 0.25), Quantile(values, 0.5), Quantile(values, 0.75), values[^1]);
    }

    private static double Quantile(List<double> sorted, double share)
    {
        double place = (sorted.Count - 1) * share;
        int below = (int)Math.Floor(place);
        return below + 1 < sorted.Count ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}

/// <summary>
/// How far the experts came together from one iteration to the next: the interquartile range against that before, the move of the median
/// in units of that range, and how far the sides' medians lie apart in units of the range. Over those who answered both times: that others
/// stayed away is no agreement. Every answer counts the same, whatever the number of a side's experts.
/// </summary>
/// <param name="From">Iteration before.</param>
/// <param name="To">Iteration after.</param>
/// <param name="Experts">Experts who answered both.</param>
/// <param name="RangeRatio">Interquartile range, after to before.</param>
/// <param name="MedianShift">Move of the median, in ranges before.</param>
/// <param name="SidesApart">Distance of the medians of the sides after, in ranges after.</param>
public sealed record Convergence(int From, int To, int Experts, double? RangeRatio, double? MedianShift, double? SidesApart)
{
    /// <summary>Between each iteration and the one before; a measure is null where answers are too few or the range is zero.</summary>
    public static IReadOnlyList<Convergence> Of(DelphiRound round, IReadOnlyList<string> sides)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(sides);
        return [.. round.Iterations.Where(i => !i.Open).Zip(round.Iterations.Where(i => !i.Open).Skip(1), (first, second) =>
        {
            var (before, after) = (Only(first, second), Only(second, first));
            var (a, b) = (Distribution.Of(before), Distribution.Of(after));
            var medians = sides.Select(side => Distribution.Of(after, side)?.Median).ToList();
            return new Convergence(
                before.Number, after.Number, after.Answers.Count,
                Ratio(b?.InterquartileRange, a?.InterquartileRange), Ratio(Math.Abs((b?.Median - a?.Median) ?? double.NaN), a?.InterquartileRange),
                Ratio(Math.Abs((medians[0] - medians[1]) ?? double.NaN), b?.InterquartileRange));
        })];
    }

    private static Iteration Only(Iteration iteration, Iteration other) =>
        iteration with { Answers = iteration.Answers.RemoveRange(iteration.Answers.Keys.Where(k => !other.Answers.ContainsKey(k))) };

    private static double? Ratio(double? top, double? bottom) =>
        top is { } t && bottom is { } b && b > 0 && double.IsFinite(t / b) ? t / b : null;
}
