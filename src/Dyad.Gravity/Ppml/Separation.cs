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
    /// <summary>A combination that lies no further below zero than this on a zero flow, where they start at one, is not below.</summary>
    private const double Negligible = 1e-7;

    /// <summary>Share of the largest fall that a step may move other rows by and still be a certificate: its rounding.</summary>
    private const double Vanishing = 1e-9;

    /// <summary>What lies above this is separated; what a certificate leaves below is found by the next, without these rows.</summary>
    private const double Clear = 1e-4;

    /// <summary>What lies above this may be the support of a certificate.</summary>
    private const double Candidate = 0.5;

    /// <summary>
    /// Weight of the rows that must be zero. The paper takes 1e10 and more, which the normal equations do not bear; multipliers bring
    /// the same rows to zero in a few rounds.
    /// </summary>
    private const double Penalty = 1e4;

    private const double Exact = 1e-9;
    private const int MostRounds = 200;
    private const int MostRectifications = 300;

    /// <summary>
    /// The certificate that a step of the linear predictor is with the other sign, or null while it is none. A step is a combination of
    /// regressors and effects, so that its values are proof; where rows are separated Newton's steps come to a certificate quadratically.
    /// </summary>
    /// <param name="flow">Flows.</param>
    /// <param name="weights">Weights of the rows; those of weight zero take no part.</param>
    /// <param name="step">Step of the linear predictor.</param>
    public static double[]? Shown(double[] flow, double[] weights, double[] step)
    {
        double size = 0;
        for (var row = 0; row < step.Length; row++)
            size = weights[row] > 0 ? Math.Max(size, -step[row]) : size;
        if (size < -PoissonRows.Fall)
            return null;
        for (var row = 0; row < step.Length; row++)
        {
            if (weights[row] > 0 && (flow[row] > 0 ? Math.Abs(step[row]) : step[row]) > Vanishing * size)
                return null;
        }

        return Array.ConvertAll(step, s => Math.Abs(s) < Clear * size ? 0 : -s / size);
    }

    /// <summary>
    /// The certificate z of all rows by the iterative rectifier (Correia, Guimarães and Zylkin 2021, section 3): zero flows start at
    /// u ≥ 1, are projected on the combinations that vanish where flows are above zero, and cut off below zero, until none is below.
    /// </summary>
    /// <remarks>
    /// Neither step lowers Σ z d of a certificate d, so that wherever one exists some row keeps z ≥ u: none is separated once all rows
    /// are lower. Where rows creep towards zero, those above <see cref="Candidate"/> are tried as the support of a certificate.
    /// </remarks>
    /// <param name="regression">Regression on the regressors and effects of the sample.</param>
    /// <param name="flow">Flows.</param>
    /// <param name="weights">Weights of the rows; those of weight zero take no part.</param>
    /// <param name="step">
    /// Step of the linear predictor that made rows suspect: in the end it is a certificate with the other sign, and where the rectifier
    /// comes to no end from u = 1 it starts from there.
    /// </param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>z, or null where the rectifier found no end; all zero where nothing is separated.</returns>
    public static double[]? Certificate(
        WeightedRegression regression, double[] flow, double[] weights, double[] step, CancellationToken cancel)
    {
        double[] ones = [.. flow.Select(_ => 1.0)];
        return Rectify(regression, flow, weights, ones, cancel)
            ?? Rectify(regression, flow, weights, Array.ConvertAll(step, s => Math.Max(1, -s)), cancel);
    }

    private static double[]? Rectify(
        WeightedRegression regression, double[] flow, double[] weights, double[] start, CancellationToken cancel)
    {
        double[] penalties = [.. weights.Select((w, row) => w == 0 ? 0 : flow[row] > 0 ? Penalty : 1)];
        double[] u = [.. start.Select((v, row) => flow[row] > 0 ? 0 : v)];
        for (var round = 1; round <= MostRectifications; round++)
        {
            if (Project(regression, penalties, u, cancel) is not { } z)
                return null;
            bool Any(Func<int, bool> condition) => Enumerable.Range(0, z.Length).Any(row => penalties[row] == 1 && condition(row));
            if (!Any(row => z[row] > start[row] - Negligible))
                return new double[z.Length];
            if (!Any(row => z[row] < -Negligible))
                return Array.ConvertAll(z, v => Math.Abs(v) < Clear ? 0 : v);
            if (int.IsPow2(round) && Support(regression, penalties, z, cancel) is { } certificate)
                return certificate;
            for (var row = 0; row < z.Length; row++)
                u[row] = flow[row] > 0 ? 0 : Math.Max(0, z[row]);
        }

        return null;
    }

    /// <summary>A certificate that is zero but for the rows where z is clearly above, or null.</summary>
    private static double[]? Support(WeightedRegression regression, double[] penalties, double[] z, CancellationToken cancel)
    {
        double[] narrow = [.. penalties.Select((p, row) => p == 1 && z[row] < Candidate ? Penalty : p)];
        double[] u = [.. z.Select((v, row) => narrow[row] == 1 ? v : 0)];
        return Project(regression, narrow, u, cancel) is { } found
            && !Enumerable.Range(0, z.Length).Any(row => narrow[row] == 1 && found[row] < -Negligible)
            && Enumerable.Range(0, z.Length).Any(row => narrow[row] == 1 && found[row] > Clear)
                ? Array.ConvertAll(found, v => Math.Abs(v) < Clear ? 0 : v)
                : null;
    }

    /// <summary>
    /// Least squares projection of u on the combinations that are zero where rows bear the penalty, by the method of multipliers; null
    /// where these rows did not come to zero.
    /// </summary>
    private static double[]? Project(WeightedRegression regression, double[] penalties, double[] u, CancellationToken cancel)
    {
        var z = new double[u.Length];
        var correction = new double[u.Length];
        var response = (double[])u.Clone();
        for (var round = 0; round < MostRounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            regression.Fit(penalties, response, z);
            // Regressors that nearly depend on each other cost the fit half its digits; fitting what it left gives them back.
            regression.Fit(penalties, [.. response.Zip(z, (v, fit) => v - fit)], correction);
            for (var row = 0; row < z.Length; row++)
                z[row] += correction[row];
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
