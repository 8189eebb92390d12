using Dyad.Numerics;

namespace Dyad.Equilibrium.OneSector;

/// <summary>
/// Anderson mixing of a fixed-point iteration x + g(x) (Anderson 1965; Walker and Ni 2011, type II): the combination of the last
/// points whose steps would cancel, and then its step.
/// </summary>
/// <param name="length">Number of unknowns.</param>
internal sealed class AndersonMixing(int length)
{
    /// <summary>Differences kept.</summary>
    private const int Most = 20;

    /// <summary>The newest first: where differences depend on each other, the factorisation keeps those that come first.</summary>
    private readonly List<(double[] Point, double[] Step)> differences = [];
    private (double[] Point, double[] Step)? last;

    /// <summary>Differences in use.</summary>
    public int Depth => differences.Count;

    /// <summary>Starts anew: what was seen says nothing of where the iteration is now.</summary>
    public void Forget()
    {
        differences.Clear();
        last = null;
    }

    /// <summary>The next point after one and its step.</summary>
    public double[] Next(double[] point, double[] step)
    {
        if (last is var (before, stepBefore))
        {
            if (differences.Count == Most)
                differences.RemoveAt(Most - 1);
            differences.Insert(0, (Minus(point, before), Minus(step, stepBefore)));
        }

        last = (point, step);
        var next = point.ToArray();
        Kernels.AddScaled(next, step, 1);
        var weights = Weights(step);
        for (var k = 0; k < weights.Length; k++)
        {
            Kernels.AddScaled(next, differences[k].Point, -weights[k]);
            Kernels.AddScaled(next, differences[k].Step, -weights[k]);
        }

        return next;
    }

    /// <summary>Least squares of a step on the differences of steps; those that depend on others have no weight.</summary>
    private double[] Weights(double[] step)
    {
        var m = differences.Count;
        var (normal, weights) = (new double[m * m], new double[m]);
        for (var k = 0; k < m; k++)
        {
            weights[k] = Kernels.Dot(differences[k].Step, step);
            for (var l = 0; l <= k; l++)
                normal[(k * m) + l] = Kernels.Dot(differences[k].Step, differences[l].Step);
        }

        Cholesky.FactorSemidefinite(normal, m);
        Cholesky.Solve(normal, m, weights, 1);
        return weights;
    }

    private double[] Minus(double[] x, double[] y)
    {
        var difference = new double[length];
        for (var i = 0; i < length; i++)
            difference[i] = x[i] - y[i];
        return difference;
    }
}
