using Dyad.Gravity.Specification;
using Dyad.Numerics;

namespace Dyad.Gravity.Regression;

/// <summary>
/// Regressors row by row, with room for a response behind them: row r of term k at <c>Values[r * Stride + k]</c>, the response at
/// k = <see cref="Terms"/>. The stride is whole vectors (<see cref="Kernels.Stride"/>); what fills it up is zero.
/// </summary>
internal sealed class RegressorRows
{
    public RegressorRows(GravitySample sample)
    {
        (Rows, Terms) = (sample.Rows, sample.Terms.Count);
        Stride = Kernels.Stride(Terms + 1);
        Values = new double[Rows * Stride];
        for (var k = 0; k < Terms; k++)
        {
            var column = sample.Regressors[k];
            for (var row = 0; row < Rows; row++)
                Values[(row * Stride) + k] = column[row];
        }
    }

    public int Rows { get; }

    public int Terms { get; }

    public int Stride { get; }

    public double[] Values { get; }
}
