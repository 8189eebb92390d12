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

    /// <summary>Of normal errors with variance sum of squares / Σ w: −½ Σw (ln 2π + ln variance + 1).</summary>
    public required double LogLikelihood { get; init; }
}
