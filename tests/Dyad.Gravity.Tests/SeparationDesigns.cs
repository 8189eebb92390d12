using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Tests;

/// <summary>
/// Small random samples with many zero flows. Regressors are small whole numbers, so that rows are separated or are not, and nothing is
/// a matter of rounding.
/// </summary>
public static class SeparationDesigns
{
    /// <summary>What a certificate is planted of, if one is.</summary>
    public enum Plant
    {
        /// <summary>Nothing: sparse flows separate some rows by chance.</summary>
        Chance,

        /// <summary>Regressors alone.</summary>
        Regressors,

        /// <summary>Effects alone.</summary>
        Effects,

        /// <summary>A combination of both, of which neither is a certificate by itself.</summary>
        Both,

        /// <summary>As <see cref="Both"/>, but a zero flow lies on the other side.</summary>
        NearMiss,
    }

    /// <summary>Makes a sample of 6 to <paramref name="most"/> rows with one to three effects and up to four regressors.</summary>
    public static GravitySample Make(int seed, Plant plant, int most = 30)
    {
        var random = new Random(seed);
        var rows = random.Next(6, most + 1);
        FixedEffect[] effects = [.. Enumerable.Range(0, random.Next(1, 4)).Select(e =>
        {
            var levels = random.Next(1, Math.Max(2, rows / 3));
            return new FixedEffect($"f{e}", [.. Enumerable.Range(0, rows).Select(_ => random.Next(levels))], levels);
        })];
        var z = new double[rows];
        var x = Enumerable.Range(0, random.Next(4)).Select(_ => Whole(random, rows)).ToList();
        if (plant is Plant.Effects or Plant.Both or Plant.NearMiss)
        {
            foreach (var effect in effects)
            {
                var values = Whole(random, effect.Count);
                for (var row = 0; row < rows; row++)
                    z[row] += values[effect.Levels[row]];
            }
        }

        if (plant is Plant.Regressors or Plant.Both or Plant.NearMiss)
        {
            // The last regressor closes the combination: what it adds to the others makes z zero or more, mostly zero.
            double[] wanted = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() < 0.7 ? 0 : random.Next(1, 4))];
            double[] others = [.. x.Aggregate(z, (sum, v) => [.. sum.Zip(v, (a, b) => a + (2 * b))])];
            x.Add([.. wanted.Zip(others, (a, b) => a - b)]);
            z = wanted;
        }

        if (plant == Plant.NearMiss)
        {
            var row = random.Next(rows);
            x[^1][row] -= z[row] + 1;
            z[row] = -1;
        }

        // Where nothing is planted z is zero in all rows.
        var traded = plant == Plant.Chance ? random.NextDouble() : 0.5 + (random.NextDouble() / 2);
        double[] flow = [.. z.Select(v => v != 0 || random.NextDouble() > traded ? 0 : Math.Round(Math.Exp(3 * random.NextDouble()), 2))];
        double[]? weights = random.Next(2) == 0 ? null : [.. flow.Select(_ => (double)random.Next(3))];
        return new GravitySample(flow, [.. x.Select((_, k) => $"x{k}")], x, effects, weights);
    }

    private static double[] Whole(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(-2, 3))];
}
