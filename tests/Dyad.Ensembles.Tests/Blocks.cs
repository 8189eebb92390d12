namespace Dyad.Ensembles.Tests;

/// <summary>Blocks of parameters for tests.</summary>
internal static class Blocks
{
    public static ParameterBlock Normal(string name, double[] mean, params double[] covariance) =>
        new(name, Names(mean.Length), ParameterDistribution.Normal, mean, covariance);

    public static ParameterBlock LogNormal(string name, params (double Mean, double StdDev)[] members)
    {
        var n = members.Length;
        var covariance = new double[n * n];
        for (var i = 0; i < n; i++)
            covariance[(i * n) + i] = members[i].StdDev * members[i].StdDev;
        return new(name, Names(n), ParameterDistribution.LogNormal, [.. members.Select(m => m.Mean)], covariance);
    }

    /// <summary>A normal block of a random covariance of some rank: AAᵀ.</summary>
    public static ParameterBlock Random(int seed, int n, int rank)
    {
        var random = new Random(seed);
        var a = Enumerable.Range(0, n * rank).Select(_ => random.NextDouble() - 0.5).ToArray();
        var covariance = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var k = 0; k < rank; k++)
                    covariance[(i * n) + j] += a[(i * rank) + k] * a[(j * rank) + k];
            }
        }

        return Normal($"random {seed}", [.. Enumerable.Range(0, n).Select(i => (double)i)], covariance);
    }

    private static string[] Names(int n) => [.. Enumerable.Range(1, n).Select(i => $"p{i}")];
}
