namespace Dyad.Gravity.Absorption;

/// <summary>
/// Exact solution for two effects: within each connected block the weights of the cells form a dense table, the first effect is
/// eliminated (its part of the normal equations is diagonal) and the Schur complement of the second is factored.
/// </summary>
/// <remarks>
/// D₁a + Wb = s₁, W'a + D₂b = s₂, hence (D₂ − W'D₁⁻¹W) b = s₂ − W'D₁⁻¹s₁. The complement of a block has rank one less than its
/// size; a level whose pivot vanishes gets effect zero.
/// </remarks>
internal sealed class TwoWayBlocks : ILevelSolver
{
    private readonly LevelIndex index;
    private readonly TwoWayBlock[] blocks;
    private readonly int[] firstCell;
    private readonly int[] cellOfRow;
    private readonly double[] cells;

    /// <summary>Prepares two effects of a stack.</summary>
    /// <param name="index">The stack.</param>
    /// <param name="first">Position of the effect that is eliminated.</param>
    /// <param name="second">Position of the effect that is factored.</param>
    /// <param name="connected">Their connected blocks.</param>
    public TwoWayBlocks(LevelIndex index, int first, int second, ConnectedBlocks connected)
    {
        this.index = index;
        var (rows, columns) = (index.Offsets[first], index.Offsets[second]);
        blocks = [.. connected.FirstLevels.Zip(connected.SecondLevels, (f, s) => new TwoWayBlock(
            Array.ConvertAll(f, level => rows + level), Array.ConvertAll(s, level => columns + level)))];
        firstCell = new int[blocks.Length + 1];
        for (var b = 0; b < blocks.Length; b++)
            firstCell[b + 1] = checked(firstCell[b] + blocks[b].Cells);
        cells = new double[firstCell[^1]];
        cellOfRow = CellOfRow(first, second, connected);
    }

    /// <inheritdoc />
    public bool Exact => true;

    /// <inheritdoc />
    public void SetWeights(double[] weights, double[] levelWeights, bool renew)
    {
        Array.Clear(cells);
        for (var r = 0; r < weights.Length; r++)
            cells[cellOfRow[r]] += weights[r];
        index.ForEach(blocks.Length, b => blocks[b].SetWeights(TableOf(b), levelWeights));
    }

    /// <inheritdoc />
    public void Solve(double[] sums, double[] effects, int stride, ReadOnlySpan<double> tolerances) =>
        index.ForEach(blocks.Length, b => blocks[b].Solve(TableOf(b), sums, effects, stride));

    private ReadOnlySpan<double> TableOf(int block) => cells.AsSpan(firstCell[block]..firstCell[block + 1]);

    private int[] CellOfRow(int first, int second, ConnectedBlocks connected)
    {
        var (f, s) = (index.Effects[first], index.Effects[second]);
        var (row, column) = (new int[f.Count], new int[s.Count]);
        for (var b = 0; b < blocks.Length; b++)
        {
            foreach (var (i, level) in connected.FirstLevels[b].Index())
                row[level] = firstCell[b] + (i * connected.SecondLevels[b].Length);
            foreach (var (j, level) in connected.SecondLevels[b].Index())
                column[level] = j;
        }

        var cellOf = new int[index.Rows];
        index.ForEachPart(part =>
        {
            var (from, to) = index.RowsOf(part);
            for (var r = from; r < to; r++)
                cellOf[r] = row[f.Levels[index.Order[r]]] + column[s.Levels[index.Order[r]]];
        });
        return cellOf;
    }
}
