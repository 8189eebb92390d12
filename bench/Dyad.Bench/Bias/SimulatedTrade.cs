using Dyad.Gravity.BiasCorrection;
using Dyad.Gravity.Specification;
using MathNet.Numerics.Distributions;

namespace Dyad.Bench.Bias;

/// <summary>How the variance of a flow y depends on its mean λ.</summary>
public enum FlowVariance
{
    /// <summary>Var(y) = 1.</summary>
    Constant,

    /// <summary>Var(y) = λ.</summary>
    Poisson,

    /// <summary>Var(y) = λ²: errors in logs of one variance.</summary>
    LogHomoskedastic,

    /// <summary>Var(y) = λ/2 + λ² exp(2x)/2: overdispersed, and more so where the regressor is large.</summary>
    Quadratic,
}

/// <summary>
/// Trade that obeys a gravity equation with a coefficient of one: the design of Weidner and Zylkin (2021) as the replication code
/// of Czarnowske and Stammann (2022, "Latent unbalancedness in three-way gravity models") states it, less the domestic flows.
/// </summary>
/// <remarks>
/// α, γ, η ~ N(0, 1/16²); x_0 = η + ν, x_t = x_{t−1}/2 + α + γ + η + ν, ν ~ N(0, 1/4); λ = exp(x + α + γ + η); y = λω with ω
/// lognormal of mean one, whose normal variates have a correlation of 0.3 from one year to the next.
/// </remarks>
public static class SimulatedTrade
{
    /// <summary>The true coefficient.</summary>
    public const double Coefficient = 1;

    private const double EffectDeviation = 1.0 / 16;
    private const double ShockDeviation = 0.5;
    private const double ErrorCorrelation = 0.3;

    /// <summary>Draws a world.</summary>
    /// <param name="random">Source of the draws.</param>
    /// <param name="economies">Economies.</param>
    /// <param name="years">Years.</param>
    /// <param name="variance">Variance of the flows.</param>
    /// <param name="pairEffects">Whether pairs have effects of their own (a three-way model).</param>
    public static (GravitySample Sample, GravityShape Shape) Draw(
        Random random, int economies, int years, FlowVariance variance, bool pairEffects = true)
    {
        double[] Effects() => [.. Enumerable.Range(0, economies * years).Select(_ => Draw(EffectDeviation))];
        double Draw(double deviation) => Normal.Sample(random, 0, deviation);
        var (alpha, gamma) = (Effects(), Effects());
        var rows = economies * (economies - 1) * years;
        var (exporter, importer, year) = (new int[rows], new int[rows], new int[rows]);
        var (flow, x) = (new double[rows], new double[rows]);
        var row = 0;
        for (var i = 0; i < economies; i++)
        {
            for (var j = 0; j < economies; j++)
            {
                if (i == j)
                    continue;
                var eta = pairEffects ? Draw(EffectDeviation) : 0;
                var (regressor, error) = (eta + Draw(ShockDeviation), Draw(1));
                for (var t = 0; t < years; t++, row++)
                {
                    var effects = alpha[(i * years) + t] + gamma[(j * years) + t] + eta;
                    regressor = (regressor / 2) + effects + Draw(ShockDeviation);
                    error = (ErrorCorrelation * error) + Draw(Math.Sqrt(1 - (ErrorCorrelation * ErrorCorrelation)));
                    var mean = Math.Exp((Coefficient * regressor) + effects);
                    var spread = Math.Log(1 + Relative(variance, mean, regressor));
                    (exporter[row], importer[row], year[row], x[row]) = (i, j, t, regressor);
                    flow[row] = mean * Math.Exp((Math.Sqrt(spread) * error) - (spread / 2));
                }
            }
        }

        FixedEffect Yearly(string name, int[] of) =>
            new(name, [.. of.Zip(year, (i, t) => (i * years) + t)], economies * years);
        var (exporterTime, importerTime) = (Yearly("exporter^year", exporter), Yearly("importer^year", importer));
        var pair = pairEffects
            ? new FixedEffect("pair", [.. exporter.Zip(importer, (i, j) => (i * economies) + j)], economies * economies)
            : null;
        FixedEffect[] sets = pair is null ? [exporterTime, importerTime] : [exporterTime, importerTime, pair];
        var shape = new GravityShape(exporter, importer, exporterTime, importerTime, pair);
        return (new GravitySample(flow, ["x"], [x], sets), shape);
    }

    /// <summary>Variance of ω = y/λ.</summary>
    private static double Relative(FlowVariance variance, double mean, double x) => variance switch
    {
        FlowVariance.Constant => 1 / (mean * mean),
        FlowVariance.Poisson => 1 / mean,
        FlowVariance.LogHomoskedastic => 1,
        _ => (0.5 / mean) + (0.5 * Math.Exp(2 * x)),
    };
}
