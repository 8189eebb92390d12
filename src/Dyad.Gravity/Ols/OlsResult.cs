using Dyad.Gravity.Estimation;

namespace Dyad.Gravity.Ols;

/// <summary>A least squares estimate.</summary>
public sealed record OlsResult : Estimate
{
    /// <summary>Σ w (y − fit)².</summary>
    public required double SumOfSquares { get; init; }

    /// <summary>1 − sum of squares / sum of squares about the mean.</summary>
    public required double R2 { get; init; }

    /// <summary>1 − sum of squares / sum of squares about the effects alone.</summary>
    public required double WithinR2 { get; init; }

    /// <summary>
    /// Of normal errors with variance σ²/w, σ² the sum of squares / n: ½ Σ ln w − ½ n (ln 2π + ln σ² + 1), n the rows with weight.
    /// </summary>
    public required double LogLikelihood { get; init; }
}
