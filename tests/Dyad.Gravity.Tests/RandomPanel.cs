using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Tests;

/// <summary>
/// Small random panels with what makes real ones hard: zero flows, pairs that are missing, levels without rows, years that no level
/// joins, weights of zero.
/// </summary>
internal sealed record RandomPanel(
    double[] Flow, double[][] X, FixedEffect Exporter, FixedEffect Importer, int[] Pair, double[] Weights)
{
    public static readonly string[] Terms = ["x0", "x1"];

    public int Rows => Flow.Length;

    public static RandomPanel Make(int seed, int economies = 7, int years = 2, double zeros = 0.15, double missing = 0.1, bool weighted = true)
    {
        var random = new Random(seed);
        var keys = (
            from t in Enumerable.Range(0, years)
            from i in Enumerable.Range(0, economies)
            from j in Enumerable.Range(0, economies)
            where random.NextDouble() >= missing
            select (t, i, j)).ToList();
        double[][] x = [[.. keys.Select(_ => Normal(random))], [.. keys.Select(k => Math.Abs(k.i - k.j) + Normal(random))]];
        double[] flow =
        [
            .. keys.Select((k, r) => random.NextDouble() < zeros
                ? 0
                : Math.Exp(2 + (0.3 * k.i) - (0.2 * k.j) + (0.5 * x[0][r]) - (0.4 * x[1][r]) + (0.7 * Normal(random)))),
        ];
        return new RandomPanel(
            flow, x,
            // One level more than there are: a level without rows is allowed.
            new FixedEffect("exporter^year", [.. keys.Select(k => (k.t * economies) + k.i)], (years * economies) + 1),
            new FixedEffect("importer^year", [.. keys.Select(k => (k.t * economies) + k.j)], (years * economies) + 1),
            [.. keys.Select(k => (Math.Max(k.i, k.j) * economies) + Math.Min(k.i, k.j))],
            [.. keys.Select(_ => weighted ? random.Next(4) : 1.0)]);
    }

    public GravitySample Sample(double unit = 1) =>
        new([.. Flow.Select(y => unit * y)], Terms, X, [Exporter, Importer], Weights);

    /// <summary>The same effects and one set more: a third set makes a border.</summary>
    public GravitySample SampleWithConstant() =>
        new(Flow, Terms, X, [Exporter, Importer, new FixedEffect("constant", new int[Rows], 1)], Weights);

    public RandomPanel Reordered(int[] order)
    {
        return new RandomPanel(
            Pick(Flow), [Pick(X[0]), Pick(X[1])], Exporter with { Levels = Pick(Exporter.Levels) },
            Importer with { Levels = Pick(Importer.Levels) }, Pick(Pair), Pick(Weights));

        T[] Pick<T>(T[] values) => [.. order.Select(r => values[r])];
    }

    private static double Normal(Random random) => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
}
