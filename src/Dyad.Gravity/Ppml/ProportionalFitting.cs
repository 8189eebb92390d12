using Dyad.Gravity.Absorption;

namespace Dyad.Gravity.Ppml;

/// <summary>
/// Iterative proportional fitting (Deming and Stephan 1940): one factor a level, each effect scaled in turn until the means of its
/// levels sum to what they should.
/// </summary>
internal static class ProportionalFitting
{
    /// <summary>Finds the factors.</summary>
    /// <param name="index">Sorted rows and their levels.</param>
    /// <param name="means">Means of the sorted rows before the factors, times the weights.</param>
    /// <param name="totals">What the means of each level should sum to.</param>
    /// <param name="sweeps">Rounds over the effects.</param>
    /// <returns>Factors by level; one where a level has no mean or no total.</returns>
    public static double[] Factors(LevelIndex index, double[] means, double[] totals, int sweeps)
    {
        var factors = new double[index.Levels];
        Array.Fill(factors, 1);
        for (var step = 0; step < sweeps * Math.Max(1, index.Width); step++)
        {
            // The lead's factors follow from those of the others within a pass, so that each pass scales two effects.
            var effect = index.Width == 0 ? 0 : 1 + (step % index.Width);
            var fitted = index.Sum((part, sums) => Pass(index, part, means, totals, factors, effect, sums));
            for (var level = index.Offsets[effect]; effect > 0 && level < index.Offsets[effect + 1]; level++)
                factors[level] *= Scale(totals[level], fitted[level]);
        }

        return factors;
    }

    private static void Pass(
        LevelIndex index, int part, double[] means, double[] totals, double[] factors, int effect, double[] sums)
    {
        var (width, others) = (index.Width, index.Others);
        for (var lead = index.Parts[part]; lead < index.Parts[part + 1]; lead++)
        {
            double own = 0;
            for (var r = index.Start[lead]; r < index.Start[lead + 1]; r++)
                own += Mean(r);
            factors[lead] = Scale(totals[lead], own);
            for (var r = index.Start[lead]; effect > 0 && r < index.Start[lead + 1]; r++)
                sums[others[(r * width) + effect - 1]] += factors[lead] * Mean(r);
        }

        double Mean(int r)
        {
            var mean = means[r];
            for (var j = r * width; j < (r + 1) * width; j++)
                mean *= factors[others[j]];
            return mean;
        }
    }

    private static double Scale(double total, double fitted) => fitted > 0 && total > 0 ? total / fitted : 1;
}
