using Dyad.Equilibrium.Shocks;

namespace Dyad.Equilibrium.Solving;

/// <summary>Incomes, deficits and wages.</summary>
internal sealed partial class WorldSystem
{
    /// <summary>Largest step of a log wage in one pass.</summary>
    private const double WageStepLimit = 0.3;

    /// <summary>Rounding of the sum of an economy's sales.</summary>
    private const double Rounding = 5e-14;

    /// <summary>I = w + R + D in units of value added before (docs/method/equilibrium.md, 5).</summary>
    private void Incomes(ReadOnlySpan<double> logWage)
    {
        RowKernels.ScaledExp(logWage, 1, _income);
        Deficits();
        for (var n = 0; n < Shape.Economies; n++)
            _income[n] += _revenue[n] + _deficit[n];
        _income.AsSpan(Shape.Economies).Clear();
    }

    /// <summary>
    /// Deficits at the wages in <see cref="_income"/>. Those in proportion to value added do not sum to zero: the world's
    /// surpluses and the world's deficits are both scaled to the mean of the two.
    /// </summary>
    private void Deficits()
    {
        if (_rule == DeficitRule.Zero)
        {
            _deficit.AsSpan().Clear();
            return;
        }

        _deficitBefore.CopyTo(_deficit.AsSpan());
        if (_rule == DeficitRule.Held)
            return;
        var (above, below) = (0.0, 0.0);
        for (var n = 0; n < Shape.Economies; n++)
        {
            _deficit[n] *= _income[n];
            var amount = _deficit[n] * _valueAdded[n];
            if (amount > 0)
                above += amount;
            else
                below -= amount;
        }

        if (above <= 0 || below <= 0)
            return;
        var mean = 0.5 * (above + below);
        for (var n = 0; n < Shape.Economies; n++)
            _deficit[n] *= _deficit[n] > 0 ? mean / above : mean / below;
    }

    /// <summary>
    /// The image of log wages: up where an economy sells more than it buys and is owed (7), by what that gives against its
    /// own slope. Where labour is short says the same at the solution, but not on the way: it takes errors of spending for errors
    /// of trade, which in a nearly closed economy moves wages without end. Imbalance that is rounding moves no wage, however flat
    /// trade is.
    /// </summary>
    /// <returns>The largest excess demand for labour, as part of value added (6).</returns>
    private double Wages(ReadOnlySpan<double> logWage)
    {
        var next = Image.AsSpan(0, Stride);
        var largest = 0.0;
        for (var n = 0; n < Shape.Economies; n++)
        {
            largest = Math.Max(largest, Math.Abs((_labour[n] * Math.Exp(-logWage[n])) - 1));
            var surplus = _sold[n] - (_bought[n] - _revenue[n]) + _deficit[n];
            next[n] = logWage[n] + (Math.Abs(surplus) < Rounding * _sold[n] ? 0 : surplus * _wageStep[n]);
        }

        return Math.Max(largest, Math.Abs(World(logWage) - 1));
    }

    /// <summary>Value added of the world, of which that before is 1: the numeraire.</summary>
    private double World(ReadOnlySpan<double> logWage)
    {
        var world = 0.0;
        for (var n = 0; n < Shape.Economies; n++)
            world += Math.Exp(logWage[n]) * _valueAdded[n];
        return world;
    }

    /// <summary>
    /// Keeps a next point in bounds: log wages move by no more than <see cref="WageStepLimit"/> and leave the world's value added
    /// as it was; expenditure below zero is replaced by its image, which is not.
    /// </summary>
    /// <param name="point">The next point.</param>
    /// <param name="residual">Image less the last point.</param>
    public void Restrain(Span<double> point, ReadOnlySpan<double> residual)
    {
        for (var n = 0; n < Shape.Economies; n++)
        {
            var last = Image[n] - residual[n];
            point[n] = last + Math.Clamp(point[n] - last, -WageStepLimit, WageStepLimit);
        }

        var shift = Math.Log(World(point));
        for (var n = 0; n < Shape.Economies; n++)
            point[n] -= shift;
        for (var k = Stride + Rows; k < point.Length; k++)
        {
            if (point[k] < 0)
                point[k] = Image[k];
        }
    }
}
