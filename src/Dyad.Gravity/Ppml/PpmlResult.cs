namespace Dyad.Gravity.Ppml;

/// <summary>How an estimation ended.</summary>
public enum ExitStatus
{
    /// <summary>The tolerance was reached.</summary>
    Converged,

    /// <summary>The iterations ran out first.</summary>
    IterationLimit,

    /// <summary>Nothing is left to estimate on: no row with weight whose levels all trade.</summary>
    NoData,
}

/// <summary>A PPML estimate. All arrays of rows follow the rows of the sample.</summary>
/// <param name="Terms">Terms that have an estimate, in the order of the sample.</param>
/// <param name="Coefficients">Estimates of <paramref name="Terms"/>.</param>
/// <param name="Collinear">Terms that depend on the terms before them or on the effects; they have no estimate.</param>
/// <param name="LinearPredictor">
/// x'β plus effects plus offset, of every row, also of weight zero; minus infinity where a level's flows are all zero or the row is
/// separated, NaN where no row with weight determines it.
/// </param>
/// <param name="Fitted">Conditional mean of every row: exp of the linear predictor.</param>
/// <param name="Used">Whether each row is in the estimation.</param>
/// <param name="Observations">Rows in the estimation.</param>
/// <param name="AllZero">Rows with weight that were dropped because a level of theirs has zero flows alone.</param>
/// <param name="Separated">
/// Rows with weight that were dropped because a combination of regressors and effects separates them: they are fitted as zero, and
/// the regressors that only they tell of are in <paramref name="Collinear"/>.
/// </param>
/// <param name="Deviance">2 Σ w (y ln(y/μ) − (y − μ)).</param>
/// <param name="LogLikelihood">Σ w (y ln μ − μ − ln Γ(y + 1)).</param>
/// <param name="PseudoR2">McFadden's: 1 − log likelihood / log likelihood of a constant mean, as fixest and ppmlhdfe state it.</param>
/// <param name="Iterations">Newton steps taken.</param>
/// <param name="Exit">How the iteration ended.</param>
public sealed record PpmlResult(
    IReadOnlyList<string> Terms,
    IReadOnlyList<double> Coefficients,
    IReadOnlyList<string> Collinear,
    double[] LinearPredictor,
    double[] Fitted,
    bool[] Used,
    int Observations,
    int AllZero,
    int Separated,
    double Deviance,
    double LogLikelihood,
    double PseudoR2,
    int Iterations,
    ExitStatus Exit)
{
    /// <summary>What resampling starts from.</summary>
    internal PpmlState State { get; init; } = null!;

    /// <summary>What covariances are made of; null where nothing was estimated.</summary>
    internal ScoreRows? Scores { get; init; }

    /// <summary>Whether the tolerance was reached.</summary>
    public bool Converged => Exit == ExitStatus.Converged;

    /// <summary>Estimate of a term.</summary>
    /// <exception cref="ArgumentException">The term has none.</exception>
    public double this[string term] => Coefficients[IndexOf(term)];

    internal int IndexOf(string term)
    {
        for (var k = 0; k < Terms.Count; k++)
        {
            if (Terms[k] == term)
                return k;
        }

        throw new ArgumentException($"no estimate of '{term}'; there are: {string.Join(", ", Terms)}", nameof(term));
    }
}
