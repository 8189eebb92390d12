using System.Globalization;

namespace Dyad.Gravity.Ppml;

/// <summary>How the estimate is computed. The defaults fix coefficients to about 1e-10.</summary>
public readonly record struct PpmlOptions()
{
    /// <summary>
    /// The iteration ends when the step of the linear predictor, root mean square with the fitted means as weights, does not exceed
    /// this. Newton steps converge quadratically, so the error left is about its square.
    /// </summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Iterations at the most.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (Tolerance is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance.ToString(CultureInfo.InvariantCulture), "between 0 and 1");
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
    }
}
