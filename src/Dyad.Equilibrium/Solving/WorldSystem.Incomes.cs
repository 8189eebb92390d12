using Dyad.Equilibrium.Shocks;

namespace Dyad.Equilibrium.Solving;

/// <summary>Incomes, deficits and wages.</summary>
internal sealed partial class WorldSystem
{
    /// <summary>Largest step of a log wage in one pass.</summary>
    private const double WageStepLimit = 0.3;

    /// <summary>I = w + R + D in units of value added before (Caliendo and Parro 2015, after eq. 10).</summary>
    private void Incomes(ReadOnlySpan<double> logWage)
    {
        RowKernels.ScaledExp(logWage, 1, _income);
        Deficits();
        for (var n = 0; n < Shape.Economies; n++)
            _income[n] += _revenue[n] + _deficit[n];
        _income.AsSpan(Shape.Economies).Clear();
    }

    /// <summary>
    /// Deficits at the wages in <see cref="_income"/>. Those in proportion to value added do not sum to zero: the world's surpluses and
    /// the world's deficits are both scaled to the mean of the two.
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
    /// The next log wages: up where labour is short (eq. 11 with 12), by what the excess demand gives against its own slope, and world
    /// value added as it was.
    /// </summary>
    /// <returns>The largest excess demand, as part of value added.</returns>
    private double Wages(ReadOnlySpan<double> logWage)
    {
        var next = Image.AsSpan(0, Stride);
        var (largest, world, before) = (0.0, 0.0, 0.0);
        for (var n = 0; n < Shape.Economies; n++)
        {
            var wage = Math.Exp(logWage[n]);
            var excess = (_labour[n] / wage) - 1;
            largest = Math.Max(largest, Math.Abs(excess));
            next[n] = logWage[n] + Math.Clamp(_wageStep[n] * excess, -WageStepLimit, WageStepLimit);
            world += Math.Exp(next[n]) * _valueAdded[n];
            before += _valueAdded[n];
        }

        var shift = Math.Log(before / world);
        for (var n = 0; n < Shape.Economies; n++)
            next[n] += shift;
        return Math.Max(largest, Math.Abs(NumeraireGap(logWage, before)));
    }

    private double NumeraireGap(ReadOnlySpan<double> logWage, double before)
    {
        var world = 0.0;
        for (var n = 0; n < Shape.Economies; n++)
            world += Math.Exp(logWage[n]) * _valueAdded[n];
        return (world / before) - 1;
    }
}
