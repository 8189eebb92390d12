using System.Globalization;
using Dyad.Numerics;

namespace Dyad.Gravity.Resistance;

/// <summary>
/// Structural gravity at given sizes (Anderson and van Wincoop 2003, eq. 9 to 11): X_ij = (Y_i E_j / Y) t_ij / (Π_i P_j), where the
/// resistances Π and P are such that every exporter sells its output and every importer spends its expenditure. Here t_ij stands for
/// the trade cost factor raised to 1 − σ, as a gravity estimate gives it.
/// </summary>
public static class MarketClearing
{
    private const double Tolerance = 1e-10;
    private const int MostSweeps = 10_000;

    /// <summary>
    /// The only flows of the form a_i t_ij b_j with these sums, by solving for a and b in turn (eq. 10 and 11; iterative proportional
    /// fitting, Deming and Stephan 1940).
    /// </summary>
    /// <param name="costs">t_ij, N x N row-major, exporters in rows, domestic cells included; zero or more.</param>
    /// <param name="outputs">Y_i, N values, zero or more.</param>
    /// <param name="expenditures">E_j, N values with the sum of the outputs.</param>
    /// <returns>X_ij, N x N row-major.</returns>
    /// <exception cref="ArgumentException">Lengths or sums differ.</exception>
    /// <exception cref="NonConvergenceException">No flows of this form have these sums.</exception>
    public static double[] Flows(double[] costs, double[] outputs, double[] expenditures)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(expenditures);
        var n = outputs.Length;
        var (output, expenditure) = (outputs.Sum(), expenditures.Sum());
        if (expenditures.Length != n || costs.Length != n * n)
            throw new ArgumentException($"{costs.Length} costs and {expenditures.Length} expenditures for {n} outputs");
        if (Math.Abs(output - expenditure) > Tolerance * output)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"outputs sum to {output:G10}, expenditures to {expenditure:G10}"));
        }

        var (scale, price) = (new double[n], new double[n]);
        Array.Fill(price, 1);
        var (sold, bought) = (new double[n], new double[n]);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            double worst = 0;
            for (var i = 0; i < n; i++)
            {
                sold[i] = Kernels.Dot(costs.AsSpan(i * n, n), price);
                worst = Math.Max(worst, Math.Abs((scale[i] * sold[i]) - outputs[i]) / Math.Max(outputs[i], double.Epsilon));
                scale[i] = sold[i] > 0 ? outputs[i] / sold[i] : 0;
            }

            Array.Clear(bought);
            for (var i = 0; i < n; i++)
                Kernels.AddScaled(bought, costs.AsSpan(i * n, n), scale[i]);
            if (worst <= Tolerance)
                return [.. costs.Select((t, cell) => scale[cell / n] * t * price[cell % n])];
            for (var j = 0; j < n; j++)
                price[j] = bought[j] > 0 ? expenditures[j] / bought[j] : 0;
        }

        throw new NonConvergenceException($"markets did not clear in {MostSweeps} sweeps");
    }
}
