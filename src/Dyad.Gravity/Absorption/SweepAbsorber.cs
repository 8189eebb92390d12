using Dyad.Gravity.Specification;

namespace Dyad.Gravity.Absorption;

/// <summary>
/// Weighted projection on any number of fixed effects by symmetric sweeps of alternating projections, accelerated by conjugate
/// gradients (Hernández-Ramos, Escalante and Raydan 2011): with T the sweep forth and back over the effects, which is symmetric in
/// the weighted inner product, z of (I − T) z = (I − T) v gives the residual v − z.
/// </summary>
internal sealed class SweepAbsorber(IReadOnlyList<FixedEffect> effects) : IAbsorber
{
    private const double Tolerance = 1e-12;
    private const int MostSweeps = 20_000;

    private readonly double[][] levelWeights = [.. effects.Select(e => new double[e.Count])];
    private readonly double[][] means = [.. effects.Select(e => new double[e.Count])];
    private readonly double[] weights = new double[effects[0].Levels.Length];
    private readonly double[] swept = new double[effects[0].Levels.Length];

    /// <inheritdoc />
    public void SetWeights(ReadOnlySpan<double> weights)
    {
        weights.CopyTo(this.weights);
        for (var e = 0; e < effects.Count; e++)
        {
            var (sums, levels) = (levelWeights[e], effects[e].Levels);
            Array.Clear(sums);
            for (var row = 0; row < weights.Length; row++)
                sums[levels[row]] += weights[row];
        }
    }

    /// <inheritdoc />
    public void Residualise(Span<double> block, int stride)
    {
        var v = new double[weights.Length];
        for (var c = 0; c < stride; c++)
        {
            for (var row = 0; row < v.Length; row++)
                v[row] = block[(row * stride) + c];
            var z = EffectPart(v);
            for (var row = 0; row < v.Length; row++)
                block[(row * stride) + c] = v[row] - z[row];
        }
    }

    private double[] EffectPart(double[] v)
    {
        var z = new double[v.Length];
        var residual = (double[])v.Clone();
        ApplyComplement(residual);
        var direction = (double[])residual.Clone();
        var image = new double[v.Length];
        var norm = Dot(residual, residual);
        // Rounding of v itself bounds what can be reached.
        var enough = Tolerance * Tolerance * Dot(v, v);
        for (var sweep = 0; norm > enough; sweep++)
        {
            if (sweep == MostSweeps)
                throw new NonConvergenceException($"the fixed effects were not absorbed after {MostSweeps} sweeps");
            direction.CopyTo(image, 0);
            ApplyComplement(image);
            var curvature = Dot(direction, image);
            if (curvature <= 0)
                break;
            var step = norm / curvature;
            for (var i = 0; i < z.Length; i++)
            {
                z[i] += step * direction[i];
                residual[i] -= step * image[i];
            }

            var next = Dot(residual, residual);
            var keep = next / norm;
            for (var i = 0; i < z.Length; i++)
                direction[i] = residual[i] + (keep * direction[i]);
            norm = next;
        }

        return z;
    }

    /// <summary>x becomes (I − T) x.</summary>
    private void ApplyComplement(double[] x)
    {
        x.CopyTo(swept, 0);
        for (var e = 0; e < effects.Count; e++)
            SubtractMeans(e);
        for (var e = effects.Count - 2; e >= 0; e--)
            SubtractMeans(e);
        for (var i = 0; i < x.Length; i++)
            x[i] -= swept[i];
    }

    private void SubtractMeans(int effect)
    {
        var (levels, sums, total) = (effects[effect].Levels, means[effect], levelWeights[effect]);
        Array.Clear(sums);
        for (var i = 0; i < swept.Length; i++)
            sums[levels[i]] += weights[i] * swept[i];
        for (var l = 0; l < sums.Length; l++)
            sums[l] = total[l] > 0 ? sums[l] / total[l] : 0;
        for (var i = 0; i < swept.Length; i++)
            swept[i] -= sums[levels[i]];
    }

    private double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
            sum += weights[i] * x[i] * y[i];
        return sum;
    }
}
