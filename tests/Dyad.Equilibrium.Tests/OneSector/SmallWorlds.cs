namespace Dyad.Equilibrium.Tests.OneSector;

/// <summary>Made-up worlds of a few economies, and sums over matrices by importer and exporter.</summary>
internal static class SmallWorlds
{
    /// <summary>Random shipments, own sales the largest part, some pairs without trade.</summary>
    public static double[] Shipments(int seed, int n, double home = 4)
    {
        var random = new Random(seed);
        var x = new double[n * n];
        double[] size = [.. Enumerable.Range(0, n).Select(_ => Math.Exp(2 * random.NextDouble()))];
        for (var j = 0; j < n; j++)
        {
            for (var i = 0; i < n; i++)
            {
                var zero = i != j && random.NextDouble() < 0.1;
                x[(j * n) + i] = zero ? 0 : size[i] * size[j] * (i == j ? home * n : 1) * Math.Exp(random.NextDouble() - 0.5);
            }
        }

        return x;
    }

    /// <summary>Random factors on t^(1 - sigma) between 0.5 and 2, none at home.</summary>
    public static double[] CostPower(int seed, int n)
    {
        var random = new Random(seed);
        double[] power = [.. Enumerable.Range(0, n * n).Select(_ => Math.Pow(2, (2 * random.NextDouble()) - 1))];
        for (var i = 0; i < n; i++)
            power[(i * n) + i] = 1;
        return power;
    }

    public static double[] Unchanged(int n) => [.. Enumerable.Repeat(1.0, n * n)];

    public static double SumOverImporters(double[] x, int n, int exporter) => Enumerable.Range(0, n).Sum(j => x[(j * n) + exporter]);

    public static double SumOverExporters(double[] x, int n, int importer) => Enumerable.Range(0, n).Sum(i => x[(importer * n) + i]);
}
