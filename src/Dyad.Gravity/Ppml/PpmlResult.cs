using System.Globalization;
using Dyad.Gravity.Absorption;
using Dyad.Gravity.Estimation;

namespace Dyad.Gravity.Ppml;

/// <summary>How an estimation ended.</summary>
public enum ExitStatus
{
    /// <summary>The tolerance was reached.</summary>
    Converged,

    /// <summary>The iterations ran out first.</summary>
    IterationLimit,

    /// <summary>The fixed effects could not be solved: levels hang together by long chains of few rows.</summary>
    EffectsNotSolved,

    /// <summary>Nothing is left to estimate on: no row with weight whose levels all trade.</summary>
    NoData,
}

/// <summary>A PPML estimate.</summary>
public sealed record PpmlResult : Estimate
{
    /// <summary>Rows with weight that were dropped because a level of theirs has zero flows alone.</summary>
    public required int AllZero { get; init; }

    /// <summary>
    /// Rows with weight that were dropped because a combination of regressors and effects separates them: they are fitted as zero, and
    /// the regressors that only they tell of are among the collinear.
    /// </summary>
    public required int Separated { get; init; }

    /// <summary>2 Σ w (y ln(y/μ) − (y − μ)).</summary>
    public required double Deviance { get; init; }

    /// <summary>Σ w (y ln μ − μ − ln Γ(y + 1)).</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>McFadden's: 1 − log likelihood / log likelihood of a constant mean, as fixest and ppmlhdfe state it.</summary>
    public required double PseudoR2 { get; init; }

    /// <summary>Newton steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>How the iteration ended.</summary>
    public required ExitStatus Exit { get; init; }

    /// <summary>Whether the tolerance was reached.</summary>
    public bool Converged => Exit == ExitStatus.Converged;

    /// <summary>Why it did not converge, in words; empty where it did.</summary>
    public string Failure => Exit switch
    {
        ExitStatus.Converged => "",
        ExitStatus.NoData => "no row with weight whose levels all have a flow above zero",
        ExitStatus.EffectsNotSolved => LeadElimination.NotSolved,
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"PPML did not converge in {Iterations} iterations (deviance {Deviance:G6}); a regressor may separate zero flows"),
    };

    /// <summary>What resampling starts from.</summary>
    internal PpmlState State { get; init; } = null!;
}
