using Dyad.Numerics;

namespace Dyad.Equilibrium.Solving;

/// <summary>
/// Anderson acceleration of a fixed point x = g(x) (Anderson 1965; Walker and Ni 2011, type II): the next point is the image of
/// the combination of the last points whose residual g(x) - x is least. Allocates when made, never when it steps.
/// </summary>
internal sealed class Anderson(int length, int depth)
{
    private readonly double[] _residualSteps = new double[length * depth];
    private readonly double[] _imageSteps = new double[length * depth];
    private readonly double[] _lastResidual = new double[length];
    private readonly double[] _lastImage = new double[length];
    private readonly double[] _gram = new double[depth * depth];
    private readonly double[] _factor = new double[depth * depth];
    private readonly double[] _weights = new double[depth];
    private readonly int[] _slots = new int[depth];

    /// <summary>Steps that are remembered; the newest is in <c>_slots[0]</c>.</summary>
    private int _count;
    private bool _started;

    /// <summary>Forgets all that was seen: the next step is a plain one.</summary>
    public void Clear() => (_count, _started) = (0, false);

    /// <summary>
    /// Measures the first residuals in other units, those seen before too: the image is x + residual in the units of the day.
    /// </summary>
    /// <param name="factors">What each of the first residuals is multiplied by.</param>
    public void Rescale(ReadOnlySpan<double> factors)
    {
        for (var a = 0; a < _count; a++)
            Rescale(factors, Steps(_residualSteps, a), Steps(_imageSteps, a));
        Rescale(factors, _lastResidual, _lastImage);
        for (var a = 0; a < _count; a++)
            Products(a);
    }

    /// <summary>Replaces a point by the next one.</summary>
    /// <param name="x">The point, then the next point.</param>
    /// <param name="image">g(x).</param>
    /// <param name="residual">g(x) - x.</param>
    public void Step(Span<double> x, ReadOnlySpan<double> image, ReadOnlySpan<double> residual)
    {
        if (_started)
            Remember(image, residual);
        residual.CopyTo(_lastResidual);
        image.CopyTo(_lastImage);
        _started = true;
        image.CopyTo(x);
        if (_count == 0)
            return;
        // Least squares by normal equations, newest step first: what depends on newer steps gets a zero pivot and the weight
        // zero.
        for (var a = 0; a < _count; a++)
        {
            for (var b = 0; b <= a; b++)
                _factor[(a * _count) + b] = _gram[(_slots[a] * depth) + _slots[b]];
            _weights[a] = Kernels.Dot(Steps(_residualSteps, _slots[a]), residual);
        }

        Cholesky.FactorSemidefinite(_factor, _count);
        Cholesky.Solve(_factor, _count, _weights, 1);
        for (var a = 0; a < _count; a++)
            Kernels.AddScaled(x, Steps(_imageSteps, _slots[a]), -_weights[a]);
    }

    private void Remember(ReadOnlySpan<double> image, ReadOnlySpan<double> residual)
    {
        var slot = _count < depth ? _count : _slots[depth - 1];
        _count = Math.Min(_count + 1, depth);
        for (var a = _count - 1; a > 0; a--)
            _slots[a] = _slots[a - 1];
        _slots[0] = slot;
        Difference(residual, _lastResidual, Steps(_residualSteps, slot));
        Difference(image, _lastImage, Steps(_imageSteps, slot));
        Products(slot);
    }

    private void Products(int slot)
    {
        for (var other = 0; other < _count; other++)
        {
            var product = Kernels.Dot(Steps(_residualSteps, slot), Steps(_residualSteps, other));
            _gram[(slot * depth) + other] = product;
            _gram[(other * depth) + slot] = product;
        }
    }

    private static void Rescale(ReadOnlySpan<double> factors, Span<double> residual, Span<double> image)
    {
        for (var k = 0; k < factors.Length; k++)
        {
            var scaled = factors[k] * residual[k];
            image[k] += scaled - residual[k];
            residual[k] = scaled;
        }
    }

    private Span<double> Steps(double[] steps, int slot) => steps.AsSpan(slot * length, length);

    private static void Difference(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        a.CopyTo(result);
        Kernels.AddScaled(result, b, -1);
    }
}
