using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Tests;

/// <summary>
/// A random sample with all that makes an engine fail: none to four sets of effects (none: a constant), blocks that nothing joins, levels
/// of one row, levels without rows, weights of zero, an offset, regressors of other units, nearly collinear, collinear or zero.
/// </summary>
internal sealed record RandomDesign(GravitySample Sample, int[] Clusters)
{
    /// <summary>Properties draw seeds up to here: the default of the library is a hundred.</summary>
    public const int Seeds = 1_000_000;

    /// <summary>Makes a sample of 25 to 60 rows.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="effects">Sets of effects, 0 to 4; null: any number.</param>
    public static RandomDesign Make(int seed, int? effects = null)
    {
        var random = new Random(seed);
        var rows = random.Next(25, 61);
        var blocks = random.Next(1, 4);
        int[] block = [.. Enumerable.Range(0, rows).Select(_ => random.Next(blocks))];
        var sets = effects ?? random.Next(5);
        FixedEffect[] levels = sets == 0
            ? [new FixedEffect("constant", new int[rows], 1)]
            : [.. Enumerable.Range(0, sets).Select(e => Levels(random, $"f{e}", block, blocks))];
        var x = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Normal(random, rows)).ToList();
        if (random.Next(3) == 0)
            x.Add([.. x[0].Zip(Normal(random, rows), (a, b) => a + (1e-2 * b))]);
        double[] effect = [.. Enumerable.Range(0, rows).Select(r => levels.Sum(l => Math.Sin(7 * l.Levels[r])))];
        double[]? offset = random.Next(2) == 0 ? null : Normal(random, rows);
        double[] flow =
        [
            .. Enumerable.Range(0, rows).Select(r => random.NextDouble() < 0.15
                ? 0
                : Math.Exp(1 + (0.5 * effect[r]) + (0.4 * x[0][r]) + (offset?[r] ?? 0) + (0.5 * Normal(random)))),
        ];
        double[]? weights = random.Next(2) == 0 ? null : [.. flow.Select(_ => (double)random.Next(4))];
        var columns = x.Select(v => (Unit: Math.Pow(10, random.Next(-2, 3)), Values: v))
            .Select(c => Array.ConvertAll(c.Values, v => c.Unit * v)).ToArray();
        var sample = new GravitySample(flow, [.. columns.Select((_, k) => $"x{k}")], columns, levels, weights, offset);
        return new RandomDesign(sample, [.. Enumerable.Range(0, rows).Select(_ => random.Next(8))]);
    }

    /// <summary>The rows in another order, with repetitions or without some.</summary>
    public RandomDesign Pick(int[] order)
    {
        var s = Sample;
        var sample = new GravitySample(
            Of(s.Flow), s.Terms, [.. s.Regressors.Select(Of)], [.. s.Effects.Select(e => e with { Levels = Of(e.Levels) })],
            Of(s.Weights), s.Offset is { } offset ? Of(offset) : null);
        return new RandomDesign(sample, Of(Clusters));

        T[] Of<T>(T[] values) => [.. order.Select(r => values[r])];
    }

    /// <summary>The same sample with something else in its place.</summary>
    public static GravitySample With(
        GravitySample s, double[]? flow = null, IReadOnlyList<double[]>? regressors = null, IReadOnlyList<FixedEffect>? effects = null,
        double[]? weights = null, double[]? offset = null, IReadOnlyList<string>? terms = null) => new(
            flow ?? s.Flow, terms ?? s.Terms, regressors ?? s.Regressors, effects ?? s.Effects, weights ?? s.Weights, offset ?? s.Offset);

    /// <summary>Levels within blocks of their own, some of one row, and one without rows.</summary>
    private static FixedEffect Levels(Random random, string name, int[] block, int blocks)
    {
        var most = random.Next(2, 7);
        int[] levels = [.. block.Select(b => (b * most) + Math.Min(random.Next(most), random.Next(most)))];
        return new FixedEffect(name, levels, (blocks * most) + 1);
    }

    private static double[] Normal(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => Normal(random))];

    private static double Normal(Random random) => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
}
