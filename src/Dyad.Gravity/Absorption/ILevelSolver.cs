namespace Dyad.Gravity.Absorption;

/// <summary>
/// Solves the normal equations of the fixed effects, D'WD a = s, for several right-hand sides. D holds a dummy of each level, W the
/// weights of the rows. The equations are singular (levels of one effect sum to those of another); where the sums come from rows
/// they have solutions, and each gives the same fit.
/// </summary>
/// <remarks>Tables have a row for each level of the stack (<see cref="LevelIndex"/>) and a stride of whole vectors.</remarks>
internal interface ILevelSolver
{
    /// <summary>Whether solutions are exact whatever the tolerance.</summary>
    bool Exact => true;

    /// <summary>Takes the weights of the sorted rows, zero or more, and factors what depends on them.</summary>
    /// <param name="weights">Weights of the sorted rows; read again by <see cref="Solve"/>, so not to be changed before it.</param>
    /// <param name="levelWeights">Sum of the weights in each level of the stack.</param>
    /// <param name="renew">
    /// Whether they have little to do with those before; where not, an iterative solver may keep what it factored while it serves.
    /// </param>
    void SetWeights(double[] weights, double[] levelWeights, bool renew);

    /// <summary>Solves.</summary>
    /// <param name="sums">Right-hand sides s: weighted sums by level; kept.</param>
    /// <param name="effects">Solutions a; iterative solvers start from what is there.</param>
    /// <param name="stride">Row length of both tables.</param>
    /// <param name="tolerances">
    /// For each column the error that is allowed in the weighted sum of squares that the effects explain; exact solvers ignore it.
    /// </param>
    /// <exception cref="NonConvergenceException">The iterations ran out.</exception>
    void Solve(double[] sums, double[] effects, int stride, ReadOnlySpan<double> tolerances);
}
