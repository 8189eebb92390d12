namespace Dyad.Diagnosis.Ranking;

/// <summary>Where one value stands among others.</summary>
public static class PercentileRank
{
    /// <summary>
    /// Share of the others that lie below, 0 to 100; 50 where there is none. Values that are not finite are no values;
    /// where that of the one is not, 50.
    /// </summary>
    public static double Of(double own, IEnumerable<double> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (!double.IsFinite(own))
            return 50;
        var (below, all) = (0, 0);
        foreach (var other in others.Where(double.IsFinite))
        {
            all++;
            if (other < own)
                below++;
        }

        return all == 0 ? 50 : 100.0 * below / all;
    }
}
