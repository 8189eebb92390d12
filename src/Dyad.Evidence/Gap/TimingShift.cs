// Symbols:
//   X_t, M_t   exporter's and importer's claim      tau   share of a year's exports that arrives in the next
//   ln M_t = c + m_t + ln((1 - tau) X_t + tau X_(t-1)) + e_t      c   what the importer counts more in every year, m the margin

using MathNet.Numerics.Distributions;

namespace Dyad.Evidence;

/// <summary>
/// The share of a year's exports that the importer counts in the next year, because the goods are on the way at the turn of the year.
/// </summary>
/// <param name="Tau">The share, from 0 to <see cref="Most"/>.</param>
/// <param name="Low">Lower end of the 90% interval; the share itself where it follows from a voyage.</param>
/// <param name="High">Upper end.</param>
/// <param name="Years">Years that it was estimated from; 0 where it follows from a voyage.</param>
public sealed record TimingShift(double Tau, double Low, double High, int Years)
{
    /// <summary>Largest share: goods half a year on the way. Beyond, it is no longer a voyage.</summary>
    public const double Most = 0.5;

    /// <summary>
    /// Whether a voyage tells the share, or the interval leaves zero out. Where it does not, the share explains nothing of a gap: it may
    /// be that nothing is late.
    /// </summary>
    public bool Distinct => Years == 0 || Low > 0;

    private const double DaysOfYear = 365.25;
    private const double Coverage = 0.90;

    /// <summary>Years from which on a share is estimated: two parameters, and two years that can contradict them.</summary>
    private const int FewestYears = 4;

    /// <summary>
    /// Points of the grid on [0, <see cref="Most"/>] over which the sum of squares is minimised: it may have two minima, and a step of a
    /// thousandth is a third of a day's voyage.
    /// </summary>
    private const int Steps = 500;

    /// <summary>The share that a voyage of so many days implies when goods leave evenly over the year.</summary>
    /// <param name="days">Days from the exporter's border to the importer's; at least 0.</param>
    public static TimingShift FromVoyage(double days)
    {
        if (!(days >= 0) || !double.IsFinite(days))
            throw new ArgumentOutOfRangeException(nameof(days), days, "A finite number of days of at least 0 is expected.");
        var tau = Math.Min(days / DaysOfYear, Most);
        return new TimingShift(tau, tau, tau, 0);
    }

    /// <summary>
    /// Estimates the share by least squares over the years of a pair. Null where the years cannot tell it: fewer than four with a
    /// year before, or neither 0 nor <see cref="Most"/> is outside the 90% interval.
    /// </summary>
    /// <param name="exporterClaim">X_t by year.</param>
    /// <param name="importerClaim">M_t by year, the margin taken off where it is known.</param>
    public static TimingShift? Estimate(
        IReadOnlyDictionary<int, double> exporterClaim, IReadOnlyDictionary<int, double> importerClaim)
    {
        ArgumentNullException.ThrowIfNull(exporterClaim);
        ArgumentNullException.ThrowIfNull(importerClaim);
        int[] years = [.. importerClaim.Keys.Order().Where(t =>
            importerClaim[t] > 0 && exporterClaim.GetValueOrDefault(t) > 0 && exporterClaim.GetValueOrDefault(t - 1) > 0)];
        if (years.Length < FewestYears)
            return null;

        double Tau(int step) => Most * step / Steps;
        double[] squares = [.. Enumerable.Range(0, Steps + 1).Select(step =>
        {
            double[] gap = [.. years.Select(t =>
                Math.Log(importerClaim[t] / Mean(Tau(step), exporterClaim[t], exporterClaim[t - 1])))];
            var c = gap.Average();
            return gap.Sum(g => (g - c) * (g - c));
        })];

        var best = Array.IndexOf(squares, squares.Min());
        var free = years.Length - 2;
        // The shares that an F test at 10% does not refuse.
        var bound = squares[best] * (1 + (FisherSnedecor.InvCDF(1, free, Coverage) / free));
        int[] kept = [.. Enumerable.Range(0, Steps + 1).Where(step => squares[step] <= bound)];
        return kept[0] == 0 && kept[^1] == Steps
            ? null
            : new TimingShift(Tau(best), Tau(kept[0]), Tau(kept[^1]), years.Length);
    }

    /// <summary>What of two years' exports arrives in the second.</summary>
    internal double Arrived(double thisYear, double yearBefore) => Mean(Tau, thisYear, yearBefore);

    private static double Mean(double tau, double thisYear, double yearBefore) =>
        ((1 - tau) * thisYear) + (tau * yearBefore);
}
