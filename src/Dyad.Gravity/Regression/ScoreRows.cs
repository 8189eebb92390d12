namespace Dyad.Gravity.Regression;

/// <summary>
/// What covariances are made of, in sorted rows: position r belongs to row <c>Order[r]</c> of the sample, and the score of term k
/// there is <c>Response[r] * Residuals[r * Stride + k]</c>.
/// </summary>
/// <param name="Order">Row of the sample at each sorted position.</param>
/// <param name="Residuals">Residuals x̃ of the regressors on the effects under the working weights.</param>
/// <param name="Stride">Row length of the residuals.</param>
/// <param name="Response">w (y − μ); zero where a row is not in the estimation.</param>
/// <param name="Weights">Working weights: w μ of PPML, w of least squares.</param>
/// <param name="Hessian">Cholesky factor of Σ weight x̃ x̃', terms x terms; a term without an estimate has a pivot of zero.</param>
/// <param name="Alive">Which terms of the sample have an estimate.</param>
internal sealed record ScoreRows(
    int[] Order, double[] Residuals, int Stride, double[] Response, double[] Weights, double[] Hessian, bool[] Alive)
{
    /// <summary>
    /// Where the first term is the constant: means m that were taken out of the others, so that its estimate is that of the centred
    /// terms less m'β. Null: no term is a constant.
    /// </summary>
    public double[]? Means { get; init; }

    /// <summary>The combination of the coefficients of these rows that an estimate is: of the constant 1 and −m.</summary>
    public double[] Combination(int term)
    {
        var row = new double[Alive.Length];
        row[term] = 1;
        for (var k = 0; term == 0 && Means is not null && k < Means.Length; k++)
            row[k + 1] = Alive[k + 1] ? -Means[k] : 0;
        return row;
    }
}
