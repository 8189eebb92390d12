using Dyad.Gravity.Regression;

namespace Dyad.Gravity.Ppml;

/// <summary>
/// Separated zero flows: where a combination z of regressors and effects is zero on every flow above zero and zero or more on the zero
/// flows, the likelihood rises without end along −z, and no estimate exists (Santos Silva and Tenreyro 2010). The rows with z above
/// zero are fitted as zero and tell nothing of the rest; without them the estimate exists (Correia, Guimarães and Zylkin 2021,
/// Verifying the existence of maximum likelihood estimates for generalized linear models, arXiv:1903.01633).
/// </summary>
internal static class Separation
{
    /// <summary>The rectifier ends when no zero flow, which all start at one, lies further below zero than this.</summary>
    private const double Negligible = 1e-7;

    /// <summary>
    /// What lies above this is separated. Far from <see cref="Negligible"/>: what goes to zero goes there from both sides, at one rate.
    /// A row that is missed keeps falling, and the estimate does not converge, which is told.
    /// </summary>
    private const double Clear = 1e-4;

    /// <summary>
    /// Weight of the rows that must be zero. The paper takes 1e10 and more, which the normal equations do not bear; multipliers bring
    /// the same rows to zero in a few rounds.
    /// </summary>
    private const double Penalty = 1e4;

    private const double Exact = 1e-9;
    private const int MostRounds = 200;
    private const int MostRectifications = 2000;

    /// <summary>
    /// The certificate z of all rows by the iterative rectifier (Correia, Guimarães and Zylkin 2021, section 3): zero flows start at
    /// one, are projected on the combinations that vanish where flows are above zero, and cut off below zero, until none is below.
    /// </summary>
    /// <param name="regression">Regression on the regressors and effects of the sample.</param>
    /// <param name="flow">Flows.</param>
    /// <param name="weights">Weights of the rows; those of weight zero take no part.</param>
    /// <returns>z, or null where the rectifier found no end; all zero where nothing is separated.</returns>
    public static double[]? Certificate(WeightedRegression regression, double[] flow, double[] weights)
    {
        double[] penalties = [.. weights.Select((w, row) => w == 0 ? 0 : flow[row] > 0 ? Penalty : 1)];
        double[] u = [.. flow.Select(y => y > 0 ? 0.0 : 1)];
        for (var step = 0; step < MostRectifications; step++)
        {
            if (Project(regression, flow, penalties, u) is not { } z)
                return null;
            var below = false;
            for (var row = 0; row < z.Length; row++)
            {
                below |= penalties[row] == 1 && z[row] < -Negligible;
                if (flow[row] == 0)
                    u[row] = Math.Max(0, z[row]);
            }

            if (!below)
                return Array.ConvertAll(z, v => Math.Abs(v) < Clear ? 0 : v);
        }

        return null;
    }

    /// <summary>
    /// Least squares projection of u on the combinations that are zero where flows are above zero, by the method of multipliers; null
    /// where these rows did not come to zero.
    /// </summary>
    private static double[]? Project(WeightedRegression regression, double[] flow, double[] penalties, double[] u)
    {
        var z = new double[u.Length];
        var response = (double[])u.Clone();
        for (var round = 0; round < MostRounds; round++)
        {
            regression.Fit(penalties, response, z);
            double worst = 0;
            for (var row = 0; row < z.Length; row++)
            {
                if (penalties[row] != Penalty)
                    continue;
                worst = Math.Max(worst, Math.Abs(z[row]));
                response[row] -= z[row];
            }

            if (worst < Exact)
                return z;
        }

        return null;
    }
}
