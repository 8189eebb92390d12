namespace Dyad.Ensembles.Draws;

/// <summary>
/// Draws of one block. Normal: θ = m + L z with LLᵀ = Σ. Lognormal of mean m and standard deviation s: θ = m exp(σz − σ²/2) with
/// σ² = ln(1 + s²/m²).
/// </summary>
internal sealed class BlockDraws
{
    private readonly NormalStream stream;
    private readonly double[] mean;
    private readonly double[]? factor;
    private readonly double[] logStdDevs;

    public BlockDraws(ParameterBlock block, int seed)
    {
        CheckShape(block);
        stream = new NormalStream(seed, block.Name);
        mean = block.Mean;
        factor = block.Distribution == ParameterDistribution.Normal ? CovarianceFactor.Of(block) : null;
        logStdDevs = factor is null ? LogStdDevs(block) : [];
    }

    /// <summary>Number of parameters.</summary>
    public int Count => mean.Length;

    /// <summary>Fills in the parameters of a draw.</summary>
    public void Fill(int draw, Span<double> parameters)
    {
        var normals = new double[Count];
        stream.Fill(draw, normals);
        for (var i = 0; i < Count; i++)
            parameters[i] = factor is null ? LogNormal(i, normals[i]) : Normal(i, normals);
    }

    private double Normal(int i, double[] normals)
    {
        var deviation = 0.0;
        for (var k = 0; k <= i; k++)
            deviation += factor![(i * Count) + k] * normals[k];
        return mean[i] + deviation;
    }

    private double LogNormal(int i, double normal)
    {
        var sigma = logStdDevs[i];
        return mean[i] * ExactMath.Exp((sigma * normal) - (sigma * sigma / 2));
    }

    private static double[] LogStdDevs(ParameterBlock block)
    {
        var n = block.Members.Count;
        var deviations = new double[n];
        for (var i = 0; i < n; i++)
        {
            var (m, variance) = (block.Mean[i], block.Covariance[(i * n) + i]);
            if (!(m > 0))
                throw new ParameterException(block, $"mean of {block.Members[i]}", m, "a lognormal mean is above 0");
            if (!(variance >= 0 && double.IsFinite(variance)))
                throw new ParameterException(block, $"variance of {block.Members[i]}", variance, "not a number from 0 up");
            for (var j = 0; j < n; j++)
            {
                if (j != i && block.Covariance[(i * n) + j] != 0)
                    throw new ParameterException(block, $"covariance of {block.Members[i]} and {block.Members[j]}",
                        block.Covariance[(i * n) + j], "lognormal members are independent");
            }

            deviations[i] = Math.Sqrt(ExactMath.LogOnePlus(variance / m / m));
        }

        return deviations;
    }

    private static void CheckShape(ParameterBlock block)
    {
        var n = block.Members.Count;
        if (n == 0)
            throw new ParameterException(block, "it has no members");
        if (block.Mean.Length != n || block.Covariance.Length != n * n)
            throw new ParameterException(
                block, $"{n} members have {block.Mean.Length} means and {block.Covariance.Length} covariances, not {n} and {n * n}");
        for (var i = 0; i < n; i++)
        {
            if (!double.IsFinite(block.Mean[i]))
                throw new ParameterException(block, $"mean of {block.Members[i]}", block.Mean[i], "not a number");
        }

        if (block.Covariance.Any(c => !double.IsFinite(c)))
            throw new ParameterException(block, "covariance", block.Covariance.First(c => !double.IsFinite(c)), "not a number");
    }
}
