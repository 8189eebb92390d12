using System.Globalization;
using Dyad.Gravity.BiasCorrection;
using Dyad.Gravity.Ppml;
using MathNet.Numerics.Statistics;

namespace Dyad.Bench.Bias;

/// <summary>
/// What the bias correction does to estimates, standard errors and 95% intervals, by the size and the variance of a panel.
/// </summary>
public static class BiasStudy
{
    /// <summary>Half the width of a 95% interval in standard errors.</summary>
    private const double Reach = 1.959963984540054;

    /// <summary>Economies and years; a two-way model is fitted where there is one year.</summary>
    private static readonly (int Economies, int Years)[] Sizes =
        [(20, 1), (20, 2), (20, 5), (20, 10), (50, 1), (50, 2), (50, 5), (50, 10)];

    /// <summary>An estimate with its standard error.</summary>
    public readonly record struct Draw(double Estimate, double Error);

    /// <summary>Writes a line for each size and variance.</summary>
    /// <param name="replications">Worlds a line.</param>
    /// <param name="seed">Worlds are a function of this, the line's size and variance, and their number.</param>
    /// <param name="output">Where lines go.</param>
    public static void Run(int replications, int seed, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(
            "model,variance,economies,years,bias_before,bias_after,bias_to_se_before,bias_to_se_after," +
            "se_to_sd_before,se_to_sd_after,coverage_before,coverage_after");
        foreach (var (economies, years) in Sizes)
        {
            foreach (var variance in Enum.GetValues<FlowVariance>())
            {
                var worlds = Worlds(economies, years, variance, replications, seed);
                var (before, after) = (Summary([.. worlds.Select(w => w.Before)]), Summary([.. worlds.Select(w => w.After)]));
                var figures = before.Zip(after).SelectMany(f => (double[])[f.First, f.Second]).Select(Text);
                var model = years == 1 ? "two-way" : "three-way";
                output.WriteLine(string.Join(',', (string[])[model, $"{variance}", $"{economies}", $"{years}", .. figures]));
                output.Flush();
            }
        }
    }

    /// <summary>Estimates of independent worlds, before and after the correction.</summary>
    public static IReadOnlyList<(Draw Before, Draw After)> Worlds(
        int economies, int years, FlowVariance variance, int replications, int seed)
    {
        var draws = new (Draw, Draw)[replications];
        for (var r = 0; r < replications; r++)
        {
            int[] world = [economies, years, (int)variance, r];
            var random = new Random(world.Aggregate(seed, (s, n) => unchecked((s * 1_000_003) + n)));
            var (sample, shape) = SimulatedTrade.Draw(random, economies, years, variance, pairEffects: years > 1);
            var result = BiasCorrector.Of(sample, PpmlEstimator.Fit(sample, new PpmlOptions { Threads = 1 }), shape);
            draws[r] = (
                new Draw(result.Uncorrected.Estimates[0], result.Uncorrected.StandardErrors[0]),
                new Draw(result.Corrected.Estimates[0], result.Corrected.StandardErrors[0]));
        }

        return draws;
    }

    /// <summary>Mean bias; that over the mean standard error; mean error over the standard deviation; coverage.</summary>
    public static double[] Summary(IReadOnlyList<Draw> draws)
    {
        var bias = draws.Average(d => d.Estimate) - SimulatedTrade.Coefficient;
        var error = draws.Average(d => d.Error);
        var covered = draws.Count(d => Math.Abs(d.Estimate - SimulatedTrade.Coefficient) <= Reach * d.Error);
        return [bias, bias / error, error / draws.Select(d => d.Estimate).StandardDeviation(), (double)covered / draws.Count];
    }

    private static string Text(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);
}
