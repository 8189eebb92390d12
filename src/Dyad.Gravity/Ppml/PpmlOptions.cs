using System.Globalization;

namespace Dyad.Gravity.Ppml;

/// <summary>How the estimate is computed. The defaults fix coefficients to about 1e-10.</summary>
public readonly record struct PpmlOptions()
{
    /// <summary>
    /// The iteration ends after a step whose root mean square in the linear predictor, weighted by the means, is at most this. Steps
    /// shrink a thousandfold and more near the optimum, so the error left is as much smaller.
    /// </summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Iterations at the most.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Threads that one estimate uses. The same number gives the same bits.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (Tolerance is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance.ToString(CultureInfo.InvariantCulture), "between 0 and 1");
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
    }
}
