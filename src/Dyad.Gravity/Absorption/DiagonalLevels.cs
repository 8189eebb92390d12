namespace Dyad.Gravity.Absorption;

/// <summary>
/// Each effect of a range of the stack by its own weights alone: exact for one effect, a preconditioner for several.
/// </summary>
internal sealed class DiagonalLevels(int from, int to) : ILevelSolver
{
    private double[] levelWeights = [];

    /// <inheritdoc />
    public void SetWeights(double[] weights, double[] levelWeights, bool renew) => this.levelWeights = levelWeights;

    /// <inheritdoc />
    public void Solve(double[] sums, double[] effects, int stride, ReadOnlySpan<double> tolerances)
    {
        for (var level = from; level < to; level++)
        {
            var inverse = levelWeights[level] > 0 ? 1 / levelWeights[level] : 0;
            for (var c = level * stride; c < (level + 1) * stride; c++)
                effects[c] = sums[c] * inverse;
        }
    }
}
